"""What is said, as words that know where each comes from: the ground on which two are compared."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from service.model import Utterance
from service.text.form import Form
from service.text.spoken import say

_WORD = Form(r"[^\W_]+|[^\w\s]+|_+")
_STOP = ""


@dataclass(frozen=True, slots=True)
class Word:
    """One word in small letters; "" is a mark, which ends a number.

    ``written`` is the printed form that it reads, where a rule read one, else itself as it
    stands. ``is_read`` tells of the first: such a word is no chance likeness.
    """

    text: str
    written: str
    is_read: bool = False


def words_of(utterance: Utterance, printed: str) -> tuple[Word, ...]:
    """The words of ``utterance``, each with the written form of ``printed`` that it reads.

    Where marks and deliveries had more to say than the trace tells, words stand for themselves.
    """
    plain = tuple(_split(utterance.spoken))
    known = tuple(_with_origin(utterance, unicodedata.normalize("NFC", printed)))
    same = [each.text for each in plain if each.text] == [each.text for each in known if each.text]
    return known if same else plain


def words_again(utterance: Utterance, printed: str) -> tuple[Word, ...]:
    """The words of what is said read once more, as an editor's are: «XV» in it is fifteen.

    What is not printed as it is said was read by a rule.
    """
    literal = {each.text for each in _split(printed)}
    again = words_of(say(utterance.spoken), utterance.spoken)
    return tuple(replace(each, is_read=each.text not in literal) for each in again)


def _with_origin(utterance: Utterance, printed: str) -> Iterator[Word]:
    at = 0
    for reading in utterance.trace:
        yield from _split(printed[at : reading.begin])
        yield from _split(reading.spoken, reading.written)
        at = reading.end
    yield from _split(printed[at:])


def _split(text: str, written: str | None = None) -> Iterator[Word]:
    for match in _WORD.matches(unicodedata.normalize("NFC", text)):
        yield _word(match, written)


def _word(match: re.Match[str], written: str | None) -> Word:
    text = match[0].casefold() if match[0][0].isalnum() else _STOP
    return Word(text, match[0] if written is None else written, written is not None)
