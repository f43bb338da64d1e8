"""The audit as it is asked for and told: by article, person, act and time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from service.desk.permissions import permits
from service.errors import AccessError
from service.fingerprint import Plain
from service.model import Act, Actor, ActorKind, AuditEntry, AuditQuery
from service.model.acts import NAMING, ON_ARTICLES
from service.store.article_ids import article_id_of
from service.store.library import Library
from service.store.person_rows import fold_name

LONGEST = 200
"""Characters of anything that is asked for by its name."""

KIND_WORDS: Mapping[ActorKind | None, str] = MappingProxyType(
    {
        ActorKind.PERSON: "người",
        ActorKind.SYSTEM: "hệ thống",
        ActorKind.SHELL: "máy chủ",
        ActorKind.HOUSE: "Loa",
        None: "",
    }
)

ACT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        Act.TAKE_IN: "nhận bài",
        Act.HOLD: "nhận bài, giữ lại đợi duyệt",
        Act.EDIT_TEXT: "sửa văn bản",
        Act.APPROVE: "duyệt",
        Act.REJECT: "không duyệt",
        Act.OVERRIDE: "viết cách đọc",
        Act.OVERRIDE_REMOVED: "bỏ cách đọc",
        Act.RECORDING: "gửi bản thu",
        Act.RECORDING_REMOVED: "bỏ bản thu",
        Act.TABLE: "chọn cách đọc bảng",
        Act.TABLE_REMOVED: "bỏ cách đọc bảng",
        Act.ACKNOWLEDGE: "xác nhận cảnh báo là đúng",
        Act.ACKNOWLEDGE_REMOVED: "bỏ xác nhận cảnh báo",
        Act.CONFIRM: "xác nhận chỗ đọc khác bài in",
        Act.CONFIRM_REMOVED: "bỏ xác nhận chỗ đọc khác",
        Act.LOCK: "khoá câu",
        Act.UNLOCK: "mở khoá câu",
        Act.NOTE: "ghi chú",
        Act.NOTE_REMOVED: "bỏ ghi chú",
        Act.ASSIGN: "giao bài",
        Act.UNDO: "hoàn tác",
        Act.UNDO_WORK: "hoàn tác việc sửa",
        Act.AUDITION: "nghe thử",
        Act.REGENERATE: "thu lại",
        Act.CANCEL: "huỷ việc thu",
        Act.RETRY: "thu lại việc hỏng",
        Act.RELEASE: "phát hành",
        Act.SCHEDULE: "hẹn giờ phát hành",
        Act.UNSCHEDULE: "bỏ hẹn giờ",
        Act.WITHDRAW: "gỡ bài",
        Act.RESTORE: "khôi phục bài",
        Act.ROLL_BACK: "quay lại bản trước",
        Act.CORRECT: "đính chính",
        Act.DELETE: "xoá hẳn",
        Act.LEXICON: "lưu mục từ điển",
        Act.LEXICON_REMOVED: "bỏ mục từ điển",
        Act.LEXICON_RESTORED: "đưa lại mục từ điển",
        Act.LEXICON_IMPORT: "nhập từ điển",
        Act.LEXICON_AUDITION: "nghe thử mục từ điển",
        Act.SIGN_IN: "đăng nhập",
        Act.SIGN_OUT: "ra",
        Act.SESSION_ENDED: "kết thúc phiên của mình",
        Act.OTHERS_SESSION_ENDED: "kết thúc phiên của người khác",
        Act.ACCOUNT: "sửa tài khoản",
        Act.PASSWORD: "đổi mật khẩu",
        Act.PASSWORD_RESET: "xoá mật khẩu của người khác",
        Act.SECOND_FACTOR: "bật xác thực hai lớp",
        Act.SECOND_FACTOR_REMOVED: "tắt xác thực hai lớp",
        Act.SECOND_FACTOR_RESET: "tắt xác thực hai lớp của người khác",
        Act.PERSON: "thêm người",
        Act.PERSON_CHANGED: "đổi vai trò hoặc tên người",
        Act.PERSON_REMOVED: "gỡ người",
        Act.PERSON_RESTORED: "cho người trở lại",
        Act.SIGN_IN_LINK: "tạo liên kết đăng nhập",
        Act.OWN_TOKEN: "tạo mã truy cập của mình",
        Act.OWN_TOKEN_REVOKED: "thu hồi mã của mình",
        Act.TOKEN: "tạo mã truy cập",
        Act.TOKEN_REVOKED: "thu hồi mã truy cập",
        Act.WEBHOOK: "thêm hoặc sửa webhook",
        Act.WEBHOOK_REMOVED: "bỏ webhook",
        Act.WEBHOOK_TESTED: "gửi thử webhook",
        Act.CHANNEL: "lập hoặc sửa kênh",
        Act.CHANNEL_REMOVED: "bỏ kênh",
        Act.CHANNEL_RESTORED: "khôi phục kênh",
        Act.PRIVATE_FEED: "lập địa chỉ nghe riêng",
        Act.PRIVATE_FEED_REVOKED: "thu hồi địa chỉ nghe riêng",
    }
)
"""Each act for people. What an older Loa wrote down in another word is shown in it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks of the audit, in the words of the form; "" for what is not asked."""

    article: str = ""
    who: str = ""
    act: str = ""
    since: datetime | None = None
    until: datetime | None = None


def query_of(asked: Asked, library: Library, reader: Actor) -> AuditQuery:
    """The rows that are meant, as far as ``reader`` may read them.

    Of acts on persons, sessions and tokens whoever may not look after those reads the own ones
    alone. ``article`` is an id of ours or the newsroom's, ``who`` a person's name or another
    actor's. Raises AccessError for what is too long, and for an act that there is not.
    """
    if max(map(len, (asked.article, asked.who, asked.act))) > LONGEST:
        raise AccessError("Điều cần tìm dài quá.", "What is asked for is too long.")
    if asked.act and asked.act not in ACT_WORDS:
        raise AccessError("Không có loại việc này.", "There is no such act.")
    whole = permits(reader, Act.PERSON)
    persons = _persons_called(asked.who, library)
    return AuditQuery(
        subject=_subject(asked.article, library),
        persons=persons,
        who=asked.who if asked.who and not persons else None,
        action=asked.act or None,
        since=asked.since,
        until=asked.until,
        readable=None if whole else frozenset(act.value for act in ON_ARTICLES | NAMING),
        reader=None if whole else reader.id,
    )


def plain_entry(entry: AuditEntry) -> dict[str, Plain]:
    """The entry for programs: the words of the audit, a moment in UTC."""
    return {
        "id": entry.number,
        "at": entry.at.isoformat(),
        "act": entry.action,
        "subject": entry.subject,
        "detail": entry.detail,
        "who": entry.who,
        "kind": entry.kind.value if entry.kind else None,
        "person": entry.person_id,
    }


def article_ids(entries: Iterable[AuditEntry]) -> set[str]:
    """The articles that the entries tell of."""
    on_articles = {act.value for act in ON_ARTICLES}
    return {entry.subject for entry in entries if entry.action in on_articles}


def _subject(article: str, library: Library) -> str | None:
    if not article:
        return None
    is_source_id = library.published_date(article) is not None
    return article_id_of(article) if is_source_id else article


def _persons_called(name: str, library: Library) -> frozenset[int]:
    """Everybody of this name: who stands, and who was removed before that one came."""
    folded = fold_name(name)
    return frozenset(
        each.id for each in library.people() if name and fold_name(each.name) == folded
    )
