"""What an act on many articles consists of: how it is foreseen, done, and what it asks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from service.model import Act, Article


class BulkAct(StrEnum):
    """What can be done with many articles at once."""

    REGENERATE = "regenerate"
    APPROVE = "approve"
    REJECT = "reject"
    RELEASE = "release"
    WITHDRAW = "withdraw"
    ASSIGN = "assign"


LABELS: Mapping[BulkAct, str] = MappingProxyType(
    {
        BulkAct.REGENERATE: "Thu lại những gì đã đổi",
        BulkAct.APPROVE: "Duyệt và thu nội dung đang đợi",
        BulkAct.REJECT: "Bỏ nội dung đang đợi, giữ bản trước",
        BulkAct.RELEASE: "Phát hành bản đang đợi",
        BulkAct.WITHDRAW: "Gỡ bài đang phát",
        BulkAct.ASSIGN: "Giao cho một người",
    }
)
"""What the list calls each act."""


class Asks(StrEnum):
    """What the preview asks for beside a yes."""

    NOTHING = ""
    NOTICE = "notice"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would become of one article, in words, or why nothing; ``seen`` is what it rests on."""

    id: str
    title: str
    will: bool
    words: str
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """What the form of the preview says: what was seen of one article, and of all the rest."""

    seen: str
    notice: str
    person: str


@dataclass(frozen=True, slots=True)
class BulkKind:
    """An act for many: how it is foretold and done.

    ``do`` tells in words what became of the article, and the recording that it waits for; it
    raises LoaError where nothing did.
    """

    act: Act
    foresee: Callable[[Article], Foreseen]
    do: Callable[[str, Filled], tuple[str, str]]
    asks: Asks = Asks.NOTHING


def will(article: Article, words: str, seen: str = "") -> Foreseen:
    """It will be done to the article."""
    return Foreseen(article.id, article.revision.title, will=True, words=words, seen=seen)


def will_not(article: Article, words: str) -> Foreseen:
    """It will not, and why."""
    return Foreseen(article.id, article.revision.title, will=False, words=words)
