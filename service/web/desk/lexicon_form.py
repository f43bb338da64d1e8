"""A lexicon entry as an editor fills it in."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from werkzeug.datastructures import MultiDict

from service.errors import LexiconError
from service.fingerprint import fingerprint
from service.model import LexiconEntry, LexiconScope, ListedArticle, ListFilter
from service.store.library import Library
from service.text.lexicon import build_entry

_FIELDS = ("id", "grapheme", "alias", "scope", "scope_value", "say_as", "note")
_TICKS = ("is_pattern", "whole_word", "case_sensitive")
_LABELS_VI: Mapping[str, str] = MappingProxyType(
    {
        "Cột scope_value": "Ô “Chuyên mục hoặc bài”",
        "Cột scope": "Ô “Dùng cho”",
        "Cột say_as": "Ô “Cách đọc”",
        "Cột note": "Ô “Ghi chú”",
        "Cột id": "Mã của mục",
        "cần scope_value, là": "cần ghi ở ô “Chuyên mục hoặc bài”",
    }
)
_LABELS_EN: Mapping[str, str] = MappingProxyType(
    {
        "Column scope_value": "The field “Section or article”",
        "Column scope": "The field “Applies to”",
        "Column say_as": "The field “How it is read”",
        "Column note": "The field “Note”",
        "Column id": "The id of the entry",
        "needs a scope_value": "needs the field “Section or article”",
    }
)
"""What messages about a table's columns are called in the form."""

_OFFERED = 10


def read_entry(form: MultiDict[str, str], now: datetime, library: Library) -> LexiconEntry:
    """The entry of a filled-in form. Raises LexiconError saying what to mend, by the form's words.

    An article may be named by its own id, the newsroom's, or words that find one alone.
    """
    filled_in = {name: form.get(name, "").strip() for name in _FIELDS}
    if filled_in["scope"] == LexiconScope.ARTICLE and filled_in["scope_value"]:
        named = form.get("chosen", "").strip() or filled_in["scope_value"]
        filled_in["scope_value"] = named_article(named, library)
    ticked = {name: str(name in form).lower() for name in _TICKS}
    try:
        return build_entry(filled_in | ticked, now)
    except LexiconError as e:
        raise LexiconError(_named(e.vi, _LABELS_VI), _named(e.en, _LABELS_EN)) from e


def _named(told: str, labels: Mapping[str, str]) -> str:
    for column, label in labels.items():
        told = told.replace(column, label)
    return told


def write_entry(entry: LexiconEntry) -> MultiDict[str, str]:
    """The form as it is filled in for ``entry``."""
    texts = {name: str(getattr(entry, name) or "") for name in _FIELDS}
    ticks = {name: "on" for name in _TICKS if getattr(entry, name)}
    return MultiDict(texts | ticks | {"seen": seen_of(entry)})


def seen_of(entry: LexiconEntry | None) -> str:
    """What tells whether an entry is still the one that an editor was shown; "" for none."""
    if entry is None:
        return ""
    told = [str(getattr(entry, name)) for name in (*_FIELDS, *_TICKS)]
    return fingerprint("lexicon-seen/1", *told)[:16]


def named_article(named: str, library: Library) -> str:
    """The id of the article that an editor named. Raises LexiconError."""
    known = library.readable_article(named) if named.isascii() and named.isalnum() else None
    known = known or library.article_by_source(named)
    if known is not None:
        return known.id
    found = fitting_articles(named, library)
    if len(found) == 1:
        return found[0].id
    if not found:
        raise LexiconError(
            f"Không tìm thấy bài nào theo «{named}»: hãy ghi mã bài hoặc chữ trong tựa bài.",
            f"No article is called {named!r}: write its id or words of its title.",
        )
    offered = "; ".join(f"“{each.title}”" for each in found)
    raise LexiconError(
        f"Có nhiều bài theo «{named}»: {offered}. Hãy chọn một bài, hoặc ghi thêm chữ trong tựa.",
        f"Several articles are found by {named!r}; choose one, or write more words of its title.",
    )


def fitting_articles(words: str, library: Library) -> tuple[ListedArticle, ...]:
    """The first articles that are found by ``words``, to choose from."""
    return library.find_articles(ListFilter(words=words), _OFFERED).articles
