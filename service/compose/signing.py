"""Settings become the key that recordings are signed with."""

from importlib.util import find_spec
from pathlib import Path

from service.audio.signing import SigningKey
from service.errors import SettingsError, reason_of
from service.settings import Settings
from service.settings.bounds import complaint
from service.web_address import is_web_address


def signing_key(settings: Settings) -> SigningKey | None:
    """The key that is set, or None. Raises SettingsError for one that cannot be used."""
    certificate, key = settings.c2pa_certificate, settings.c2pa_key
    if not certificate and not key:
        return None
    for name, told in (("c2pa_certificate", certificate), ("c2pa_key", key)):
        if not told:
            raise complaint(name, "cần có cả chứng thư và khoá", "certificate and key go together")
    stamps = settings.c2pa_timestamps
    if stamps and not is_web_address(stamps):
        raise complaint(
            "c2pa_timestamps", "phải là địa chỉ http(s)://…", "must be an http(s):// address"
        )
    if find_spec("c2pa") is None:
        raise complaint(
            "c2pa_certificate",
            "cần gói c2pa: hãy cài `pip install 'loa[c2pa]'`",
            "needs an extra: pip install 'loa[c2pa]'",
        )
    return SigningKey(
        certificates=_read("c2pa_certificate", certificate),
        private_key=_read("c2pa_key", key),
        algorithm=settings.c2pa_algorithm,
        timestamps=stamps or None,
    )


def _read(name: str, path: str) -> bytes:
    try:
        content = Path(path).read_bytes()
    except OSError as e:
        raise SettingsError(
            f"Không đọc được {path}: {reason_of(e)}.", f"Cannot read {path}: {e.strerror}."
        ) from e
    if b"-----BEGIN" not in content:
        raise complaint(name, f"{path} không phải tệp PEM", f"{path} is no PEM file")
    return content
