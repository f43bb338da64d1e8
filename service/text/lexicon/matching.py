"""The lexicon as a reader: which entries hold in an article, and where they match.

Plain graphemes stand in a tree of characters, so that the cost depends on the
text and not on the number of entries; patterns are tried one by one. One that runs
away in a sentence is out for the rest of that article, an entry that was kept under
laxer rules is out for all of it, and the editor is told.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from service.errors import LexiconError
from service.model import LexiconEntry, SayAs, TextWarning
from service.text.claim import Claim, Reader
from service.text.counting import say_digits
from service.text.form import Form
from service.text.letters import spell
from service.text.lexicon.checks import REFERENCE, check_form, entry_pattern
from service.text.lexicon.patterns import Found, Pattern, find_all
from service.text.lexicon.runaways import Runaways
from service.text.lexicon.scopes import ScopeKey, scope_key, scope_keys

# A letter that none goes before, or any sign but white space: «C++», «@loa».
_WORD_START = Form(r"(?<!\w)\w|[^\w\s]")
# «B52» is a letter and two digits; what is spelled has no spaces.
_LETTERS_OR_DIGITS = Form(r"[0-9]+|[^0-9\s]+")
_WINDOW, _OVERLAP = 600, 150
"""Patterns see a long text in windows: what is slow for one sentence stays bounded.

What is no longer than the overlap is seen whole, wherever it stands.
"""

_TWO_IN_SMALL = "İ"
"""The one letter that is two characters in small letters."""


@dataclass(frozen=True, slots=True)
class Match:
    """``entry`` applies to ``text[begin:end]`` and says it so."""

    entry: LexiconEntry
    begin: int
    end: int
    spoken: str


@dataclass(slots=True)
class _Node:
    after: dict[str, "_Node"] = field(default_factory=dict)
    entries: list[LexiconEntry] = field(default_factory=list)


class Shelf:
    """The entries of one scope, ready to be matched; those that cannot be used stand aside."""

    __slots__ = ("_patterns", "_refused", "_trees")

    def __init__(self, entries: Iterable[LexiconEntry]) -> None:
        self._trees: dict[bool, _Node] = {}
        """By whether their entries are whole words; only trees that hold some."""

        self._patterns: list[tuple[Pattern, LexiconEntry]] = []
        self._refused: list[tuple[LexiconEntry, LexiconError]] = []
        for entry in sorted(entries, key=attrgetter("created"), reverse=True):
            try:
                self._put(entry)
            except LexiconError as e:
                self._refused.append((entry, e))

    def matches(self, text: str, runaways: Runaways) -> list[Match]:
        """Every place where an entry applies, the longest first, overlaps included.

        Entries that cannot be used and patterns that run away are left out, as
        ``runaways`` tells.
        """
        for refused in self._refused:
            runaways.leave_out(*refused)
        plain = text.replace("\u00a0", " ")
        found = list(self._plain_matches(plain, _fold(plain)))
        for pattern, entry in self._patterns:
            found += _pattern_matches(pattern, entry, text, runaways)
        return sorted(found, key=lambda match: (match.begin - match.end, match.begin))

    def _put(self, entry: LexiconEntry) -> None:
        check_form(entry)
        if entry.is_pattern:
            self._patterns.append((entry_pattern(entry), entry))
        else:
            _plant(self._trees.setdefault(entry.whole_word, _Node()), entry)

    def _plain_matches(self, text: str, folded: str) -> Iterator[Match]:
        """Whole words come before what is the same inside words."""
        for whole_word in sorted(self._trees, reverse=True):
            words = (start.start() for start in _WORD_START.matches(text))
            for begin in words if whole_word else range(len(text)):
                yield from _climb(self._trees[whole_word], text, folded, begin)


class Lexicon:
    """The newsroom's entries, checked and indexed once; it never changes.

    One that cannot be used keeps no article from being read: it is left out, with a warning.
    """

    __slots__ = ("_shelves", "entries")

    def __init__(self, entries: Iterable[LexiconEntry]) -> None:
        self.entries = tuple(entries)
        by_scope: dict[ScopeKey, list[LexiconEntry]] = {}
        for entry in self.entries:
            by_scope.setdefault(scope_key(entry.scope, entry.scope_value), []).append(entry)
        self._shelves = {key: Shelf(held) for key, held in by_scope.items()}

    def reader(self, *, section: str | None = None, article_id: str | None = None) -> Reader:
        """What ``say(lexicon=…)`` takes, with the entries that hold in this article.

        Entries of the article come before those of its section, and these before
        the global ones; within a scope the longer grapheme wins.
        """
        keys = scope_keys(section=section, article_id=article_id)
        return read_shelves([self._shelves[key] for key in keys if key in self._shelves])


def read_shelves(shelves: Iterable[Shelf]) -> Reader:
    """The reader of ``shelves`` for one article; an earlier shelf wins over a later one."""
    ordered = tuple(shelves)
    runaways = Runaways()

    def read_lexicon(text: str) -> Iterator[Claim]:
        known = len(runaways.left_out)
        for shelf in ordered:
            for match in shelf.matches(text, runaways):
                yield Claim("lexicon", match.begin, match.end, match.spoken)
        for entry, ran_away in [*runaways.left_out.values()][known:]:
            yield _left_out(entry, ran_away)

    return read_lexicon


def _left_out(entry: LexiconEntry, ran_away: LexiconError) -> Claim:
    """No words, but the warning that an entry is not followed from here on."""
    reason = f"Mục «{entry.grapheme}» của từ điển bị bỏ qua từ câu này đến hết bài. {ran_away.vi}"
    warning = TextWarning("lexicon-runaway", entry.grapheme, 0, 0, reason)
    return Claim("lexicon", 0, 0, None, warning=warning)


def _fold(text: str) -> str:
    """``text`` in small letters, with as many characters as before."""
    return _TWO_IN_SMALL.join(part.lower() for part in text.split(_TWO_IN_SMALL))


def _plant(root: _Node, entry: LexiconEntry) -> None:
    node = root
    for character in _fold(_key(entry)):
        node = node.after.setdefault(character, _Node())
    node.entries.append(entry)


def _key(entry: LexiconEntry) -> str:
    return unicodedata.normalize("NFC", entry.grapheme).replace("\u00a0", " ").strip()


def _climb(root: _Node, text: str, folded: str, begin: int) -> Iterator[Match]:
    node = root.after.get(folded[begin])
    at = begin
    while node is not None:
        at += 1
        for entry in node.entries:
            if _applies(entry, text, begin, at):
                yield Match(entry, begin, at, _say(entry, text[begin:at]))
                break
        node = node.after.get(folded[at]) if at < len(folded) else None


def _applies(entry: LexiconEntry, text: str, begin: int, end: int) -> bool:
    if entry.whole_word and end < len(text) and _joins(text[end - 1]) and _joins(text[end]):
        return False
    return not entry.case_sensitive or text[begin:end] == _key(entry)


def _joins(character: str) -> bool:
    return character.isalnum() or character == "_"


def _pattern_matches(
    pattern: Pattern, entry: LexiconEntry, text: str, runaways: Runaways
) -> list[Match]:
    """All matches in ``text``, or none where the pattern runs away in it."""
    matches = []
    # The last window is the first that reaches the end.
    for begin in range(0, len(text) - _OVERLAP, _WINDOW - _OVERLAP) or (0,):
        for found in _in_window(pattern, entry, text, begin, runaways):
            if found[0]:
                said = _fill_groups(_say(entry, found[0]), found)
                matches.append(Match(entry, found.start(), found.end(), said))
    return [] if entry.id in runaways.left_out else matches


def _in_window(
    pattern: Pattern, entry: LexiconEntry, text: str, begin: int, runaways: Runaways
) -> list[Found]:
    return runaways.search(
        entry,
        lambda seconds: find_all(pattern, text, begin, begin + _WINDOW, seconds=seconds),
    )


def _fill_groups(alias: str, found: Found) -> str:
    """The alias with \\1, \\2 … replaced by what those groups of the pattern matched."""
    groups = found.groups("")
    return REFERENCE.sub(lambda reference: groups[int(reference[1]) - 1], alias)


def _say(entry: LexiconEntry, written: str) -> str:
    if entry.say_as is SayAs.ALIAS:
        return unicodedata.normalize("NFC", entry.alias).strip()
    parts = (part[0] for part in _LETTERS_OR_DIGITS.matches(written))
    return " ".join(say_digits(part) if part[0] in "0123456789" else spell(part) for part in parts)
