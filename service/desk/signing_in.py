"""Who proves to be whom, by name, password and second factor; and how that is changed."""

from datetime import datetime

from service.desk.desk import Desk
from service.desk.passwords import is_password, make_password
from service.desk.sealing import Seal, is_sealed
from service.desk.second_factor import (
    find_step,
    is_secret,
    new_recovery_codes,
    written_recovery_code,
)
from service.errors import AccessError
from service.model import Act
from service.store.credentials import Credentials
from service.store.library import Library

LONGEST_NAME = 1000
"""Of what is typed as a name, before it is looked up."""


def known_by_password(name: str, password: str, library: Library) -> Credentials | None:
    """Whose name and password these are; the second factor is still to be proved.

    A name that there is not takes as long as one that there is.
    """
    found = library.credentials_of(name) if len(name) <= LONGEST_NAME else None
    return found if is_password(password, found.password if found else None) else None


def proves_second_factor(
    known: Credentials, code: str, library: Library, seal: Seal, now: datetime
) -> bool:
    """Whether ``code`` is the person's, of now or for recovery, unused; or none is needed.

    Where the ``seal`` is another by now (the key beside the database was lost), only codes for
    recovery are known. A secret that lies there unsealed is sealed when it is proved.
    """
    kept, person_id = known.totp_secret, known.person.id
    if kept is None:
        return True
    secret = seal.open(kept, person_id)
    step = find_step(secret, code, now, known.totp_step) if secret is not None else None
    if step is None or secret is None:
        return library.use_recovery_code(person_id, written_recovery_code(code), now)
    if not library.use_step(person_id, step):
        return False
    if not is_sealed(kept):
        library.keep_sealed(person_id, kept, seal.close(secret, person_id))
    return True


def change_password(desk: Desk, old: str, new: str, *, session: int) -> None:
    """Who sits at the desk has the password ``new``; the person's other sessions end.

    Raises AccessError where ``old`` is not the one until now, and for a new one that is not
    taken.
    """
    person_id = _own_id(desk)
    known = desk.library.credentials(person_id)
    if known.password is not None and not is_password(old, known.password):
        raise AccessError("Mật khẩu cũ không đúng.", "The old password is another one.")
    made = make_password(new, known.person.name)  # which takes long: before the lock
    with desk.acting(Act.PASSWORD, known.person.name):
        desk.library.set_password(person_id, made)
        desk.library.end_sessions(desk.now, but=session, of=person_id)


def enable_second_factor(
    desk: Desk, secret: str, code: str, seal: Seal, *, session: int
) -> tuple[str, ...]:
    """The recovery codes of the second factor that is asked for from now on, told this once.

    The person's other sessions end: they were begun without it, by whoever it was.
    Raises AccessError where ``code`` is not one of the ``secret`` now, and where there is a
    second factor: whoever found a desk open would put an own one in its place. To switch it
    off wants password and code.
    """
    if desk.library.credentials(_own_id(desk)).totp_secret is not None:
        raise AccessError(
            "Xác thực hai lớp đang bật. Hãy tắt trước, rồi bật lại với điện thoại mới.",
            "There is a second factor already. Switch it off first.",
        )
    step = find_step(secret, code, desk.now, None) if is_secret(secret) else None
    if step is None:
        raise AccessError(
            "Mã không đúng. Hãy xem đồng hồ của điện thoại có đúng giờ không, rồi nhập mã đang "
            "hiện.",
            "The code is another one. See that the telephone's clock is right.",
        )
    codes = new_recovery_codes()
    with desk.acting(Act.SECOND_FACTOR, desk.actor.name):
        sealed = seal.close(secret, _own_id(desk))
        desk.library.set_second_factor(_own_id(desk), sealed, codes, step)
        desk.library.end_sessions(desk.now, but=session, of=_own_id(desk))
    return codes


def disable_second_factor(desk: Desk, password: str, code: str, seal: Seal) -> None:
    """No second factor is asked for any more.

    Raises AccessError where neither password nor code proves that it is wished.
    """
    known = desk.library.credentials(_own_id(desk))
    _require_proof(known, password, code, desk, seal)
    with desk.acting(Act.SECOND_FACTOR_REMOVED, desk.actor.name):
        desk.library.set_second_factor(known.person.id, None)


def renew_recovery_codes(desk: Desk, password: str, code: str, seal: Seal) -> tuple[str, ...]:
    """New recovery codes, told this once; the earlier ones open nothing. Raises AccessError."""
    known = desk.library.credentials(_own_id(desk))
    _require_proof(known, password, code, desk, seal)
    codes = new_recovery_codes()
    with desk.acting(Act.SECOND_FACTOR, desk.actor.name, "recovery codes"):
        desk.library.renew_recovery_codes(known.person.id, codes)
    return codes


def _require_proof(known: Credentials, password: str, code: str, desk: Desk, seal: Seal) -> None:
    is_known = known.password is None or is_password(password, known.password)
    if not is_known or not proves_second_factor(known, code, desk.library, seal, desk.now):
        raise AccessError(
            "Mật khẩu hoặc mã không đúng.", "The password or the code is another one."
        )


def _own_id(desk: Desk) -> int:
    if desk.actor.id is None:
        raise AccessError("Việc này cần một người đăng nhập.", "Only a person has an account.")
    return desk.actor.id
