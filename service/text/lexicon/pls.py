"""The lexicon as W3C PLS 1.0 (Pronunciation Lexicon Specification, 14 October 2008)."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from service.errors import LexiconError
from service.model import LANGUAGE, LexiconEntry, LexiconScope, SayAs
from service.text.letters import spell
from service.text.lexicon.cells import entry_id
from service.text.lexicon.checks import at_line, check_count, check_entry, check_size

NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
ROLES = "urn:loa:lexicon"
"""Names the roles (PLS 4.4) that carry what PLS itself has no word for."""

_ANY_CASE = "any-case"
_INSIDE_WORDS = "inside-words"
_EMPTY = (
    f'<lexicon version="1.0" alphabet="ipa" xml:lang="{LANGUAGE}"'
    f' xmlns="{NAMESPACE}" xmlns:loa="{ROLES}"/>'
)
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Pls:
    """A PLS document, and the entries that PLS cannot carry: patterns and narrower scopes."""

    content: bytes
    left_out: tuple[LexiconEntry, ...]


def write_pls(entries: Iterable[LexiconEntry]) -> Pls:
    """The global plain entries as PLS 1.0 in UTF-8; what is said by letters has them as alias."""
    root = etree.fromstring(_EMPTY)
    left_out = []
    for entry in entries:
        if entry.is_pattern or entry.scope is not LexiconScope.GLOBAL:
            left_out.append(entry)
            continue
        lexeme = etree.SubElement(root, f"{{{NAMESPACE}}}lexeme")
        if roles := " ".join(f"loa:{role}" for role in _roles(entry)):
            lexeme.set("role", roles)
        etree.SubElement(lexeme, f"{{{NAMESPACE}}}grapheme").text = entry.grapheme
        spelled = entry.say_as is SayAs.LETTERS
        alias = spell(entry.grapheme) if spelled else entry.alias
        etree.SubElement(lexeme, f"{{{NAMESPACE}}}alias").text = alias
    content = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return Pls(content, tuple(left_out))


def read_pls(content: bytes, *, now: datetime) -> tuple[LexiconEntry, ...]:
    """The lexemes of a PLS 1.0 document as global entries, one a grapheme, created ``now``.

    The preferred alias is taken, else the first. Raises ``LexiconError`` for what
    is no PLS 1.0 in Vietnamese, has a document type (entities are refused), or has
    a lexeme without an alias: sounds written in IPA cannot be given to an engine.
    """
    check_size(content)
    root = _parse(content)
    if root.tag != f"{{{NAMESPACE}}}lexicon" or root.get("version") != "1.0":
        raise LexiconError("Tệp không phải từ điển PLS 1.0.", "The file is no PLS 1.0 lexicon.")
    language = root.get(_LANG, "")
    if language.lower().split("-")[0] != LANGUAGE:
        raise LexiconError(
            f"Từ điển PLS này ghi tiếng «{language}»; chỉ nhận tiếng Việt (vi).",
            f"The PLS lexicon is for {language!r}, not for Vietnamese.",
        )
    entries: list[LexiconEntry] = []
    for lexeme in root.iterfind(f"{{{NAMESPACE}}}lexeme"):
        for entry in _entries(lexeme, now):
            check_count(len(entries), lexeme.sourceline)
            entries.append(entry)
    return tuple(entries)


def is_pls_head(head: bytes) -> bool:
    """Whether a file that begins with ``head`` may be a PLS lexicon: it names its namespace."""
    return NAMESPACE.encode() in head


def _parse(content: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as e:
        line = getattr(e, "lineno", None)
        where_vi, where_en = (f", dòng {line}", f", line {line}") if line else ("", "")
        raise LexiconError(
            f"Tệp PLS không phải XML đúng cú pháp{where_vi}.",
            f"The PLS file is not well-formed XML{where_en}: {e}.",
        ) from e
    if root.getroottree().docinfo.internalDTD is not None:
        raise LexiconError(
            "Tệp PLS có khai báo DOCTYPE, không được nhận.", "The PLS file has a document type."
        )
    return root


def _entries(lexeme: etree._Element, now: datetime) -> Iterator[LexiconEntry]:
    line = lexeme.sourceline
    graphemes = [_text(each) for each in lexeme.iterfind(f"{{{NAMESPACE}}}grapheme")]
    aliases = list(lexeme.iterfind(f"{{{NAMESPACE}}}alias"))
    if not graphemes or not aliases:
        named = f"«{graphemes[0]}»" if graphemes else "một lexeme"
        raise LexiconError(
            f"Dòng {line}: {named} thiếu grapheme hoặc alias (không nhận phiên âm IPA).",
            f"Line {line}: a lexeme has no grapheme or no alias.",
        )
    preferred = [alias for alias in aliases if alias.get("prefer") == "true"]
    alias = _text((preferred or aliases)[0])
    roles = {role.rpartition(":")[2] for role in lexeme.get("role", "").split()}
    for grapheme in graphemes:
        entry = _entry(grapheme, alias, roles, now)
        with at_line(line):
            check_entry(entry)
        yield entry


def _entry(grapheme: str, alias: str, roles: set[str], now: datetime) -> LexiconEntry:
    return LexiconEntry(
        id=entry_id(LexiconScope.GLOBAL, None, grapheme, False),
        grapheme=grapheme,
        alias=alias,
        scope=LexiconScope.GLOBAL,
        scope_value=None,
        is_pattern=False,
        whole_word=_INSIDE_WORDS not in roles,
        case_sensitive=_ANY_CASE not in roles,
        say_as=SayAs.ALIAS,
        note="",
        created=now,
    )


def _roles(entry: LexiconEntry) -> list[str]:
    roles = [] if entry.case_sensitive else [_ANY_CASE]
    return roles if entry.whole_word else [*roles, _INSIDE_WORDS]


def _text(element: etree._Element) -> str:
    """The text of ``element`` in NFC, white space as one space."""
    return unicodedata.normalize("NFC", " ".join("".join(map(str, element.itertext())).split()))
