"""Finds what is certainly printed in another language, so that it can be marked as such.

Precise rather than complete: names of people and firms may be in any language and
stay unmarked. English is told by words of a reviewed table that cannot be Vietnamese
syllables; neighbours that cannot be Vietnamese either join them. Other scripts tell
for themselves; where a script serves many languages only the script is named
(BCP 47: ``und-Cyrl``).
"""

import re
from collections.abc import Iterator
from functools import cache

from service.model import ForeignRun
from service.model.content import Inline
from service.tables import table_lines
from service.text.form import Form
from service.text.syllables import is_syllable

# Not in an address, account or hashtag; hyphens and apostrophes join: «smart-home».
_WORD = Form(r"(?<![\w.@#/&'’-])[A-Za-z]{2,24}(?:[-'’][A-Za-z]{1,24}){0,3}(?!\w|[@#/&'’-]|\.\w)")
_PART = re.compile(r"[-'’]")
# At least three letters before: «tion», «king» are none.
_ENGLISH_ENDING = re.compile(r"[a-z]{3,20}(?:ing|tions?|ness|ships?)\Z")
_SCRIPTS = (
    ("ko", "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"),
    ("ja", "\u3040-\u30ff\u4e00-\u9fff"),
    ("th", "\u0e01-\u0e5b"),
    ("lo", "\u0e81-\u0edf"),
    ("km", "\u1780-\u17ff"),
    ("el", "\u0370-\u03ff"),
    ("und-Cyrl", "\u0400-\u04ff"),
    ("und-Arab", "\u0600-\u06ff"),
)
_OTHER_SCRIPT = Form(f"[{''.join(letters for _, letters in _SCRIPTS)}]")
_SCRIPT_RUNS = tuple(
    (language, Form(rf"[{letters}]{{2,}}(?: [{letters}]+)*")) for language, letters in _SCRIPTS
)
# Han letters alone are of several languages; with kana they are Japanese.
_KANA = Form("[\u3040-\u30ff]")


def find_foreign(text: str) -> tuple[ForeignRun, ...]:
    """The runs of ``text`` that are certainly in another language, in their order."""
    runs = list(_english_runs(text))
    if _OTHER_SCRIPT.found_in(text):
        runs += _script_runs(text)
    return tuple(sorted(runs, key=lambda run: run.begin))


def foreign_of(text: str, runs: Inline) -> tuple[ForeignRun, ...]:
    """What of ``text`` is foreign: what the page says is, and elsewhere what certainly is."""
    told, at = [], 0
    for run in runs:
        if run.language:
            told.append(ForeignRun(at, at + len(run.text), run.language))
        at += len(run.text)
    found = [
        run
        for run in find_foreign(text)
        if not any(run.begin < each.end and each.begin < run.end for each in told)
    ]
    return tuple(sorted((*told, *found), key=lambda run: run.begin))


@cache
def _kinds() -> dict[str, str]:
    """English words by kind: word, weak (might be Vietnamese), link (the, of, and)."""
    return {line[0]: line[1] for line in table_lines("english")}


def _english_runs(text: str) -> Iterator[ForeignRun]:
    words = list(_WORD.matches(text))
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        if _kind(words[at][0]) == "word":
            before = runs[-1][1] if runs else None
            first = _reach(text, words, at, -1, before or 0, ("word", "weak", "foreign"))
            at = _reach(text, words, at, 1, len(words) - 1, ("word", "weak"))
            if first == before:
                first = runs.pop()[0]
            runs.append((first, at))
        at += 1
    for first, last in runs:
        yield ForeignRun(words[first].start(), words[last].end(), "en")


def _reach(
    text: str, words: list[re.Match[str]], at: int, step: int, limit: int, kinds: tuple[str, ...]
) -> int:
    """The last word of the run on the way to ``limit`` by ``step``; links stand only inside."""
    found = following = at
    while following != limit and _touch(text, words, following, step):
        following += step
        kind = _kind(words[following][0])
        if kind == "weak" and words[following][0].istitle() != words[found][0].istitle():
            return found
        if kind in kinds:
            found = following
        elif kind != "link":
            return found
    return found


def _touch(text: str, words: list[re.Match[str]], at: int, step: int) -> bool:
    """Whether only one space stands between the word at ``at`` and the next in that direction."""
    one, two = sorted((at, at + step))
    gap = text[words[one].end() : words[two].start()]
    return gap in (" ", "\u00a0")


def _kind(word: str) -> str:
    """What ``word`` says of its language: a kind of the table, "foreign", or nothing."""
    if word.isupper():
        return ""
    small = word.lower()
    if small in _kinds():
        return _kinds()[small]
    parts = _PART.split(small)
    if all(part in _kinds() or part == "s" for part in parts):
        return "word" if any(_kinds().get(part) == "word" for part in parts) else ""
    if any(is_syllable(part) for part in parts):
        return ""
    return "word" if _ENGLISH_ENDING.match(word) else "foreign"


def _script_runs(text: str) -> Iterator[ForeignRun]:
    for language, form in _SCRIPT_RUNS:
        for match in form.matches(text):
            han = language == "ja" and not _KANA.found_in(match[0])
            yield ForeignRun(match.start(), match.end(), "und-Hani" if han else language)
