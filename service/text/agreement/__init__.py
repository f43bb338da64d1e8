"""Whether words say what is printed: the figures and names of a sentence against an editor's.

The printed sentence is read by Loa's own readers, what is said by what people say: 73 is
«bảy mươi ba», «bảy mươi mốt» is another number. Nothing is judged but figures and names:
for the rest there are editors.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from service.model import Difference, DifferenceKind, Utterance
from service.text.agreement.figures import Figure, figures_of
from service.text.agreement.names import names_of, unsaid_names
from service.text.agreement.words import Word, words_again, words_of
from service.text.spoken import say

MOST_FIGURES = 400
"""Of a text with more (a sentence has a thousand characters) the first are compared."""


def find_differences(printed: str, by_rules: Utterance, said: str) -> tuple[Difference, ...]:
    """The figures and names of ``printed`` that ``said`` says otherwise or leaves out.

    ``by_rules`` is what the rules say of the sentence where it stands. Figures that are said
    and not printed are told too.
    """
    if said.split() == by_rules.spoken.split():
        return ()
    printed = unicodedata.normalize("NFC", printed)
    spoken = words_of(say(said), said)
    # What a list or a table adds to its line («Một: …») is not printed, and may be said or not.
    alone = say(printed)
    heard = {alone.spoken: alone, by_rules.spoken: by_rules}.values()
    figures = _least(_figures_between(words, spoken) for words in _ways(printed, heard))
    names = _least(_names_between(printed, each, spoken, said) for each in heard)
    return (*figures, *names)


def _ways(printed: str, heard: Iterable[Utterance]) -> Iterator[tuple[Word, ...]]:
    """The words of the sentence; and those of its words read once more, as ``said`` is."""
    for each in heard:
        yield words_of(each, printed)
        yield words_again(each, printed)


def _least(found: Iterable[tuple[Difference, ...]]) -> tuple[Difference, ...]:
    """No differences if any way of reading the print has none, else those of the first."""
    first = None
    for each in found:
        if not each:
            return ()
        first = first or each
    return first or ()


def _figures_between(words: Sequence[Word], spoken: Sequence[Word]) -> tuple[Difference, ...]:
    ours, theirs = figures_of(words)[:MOST_FIGURES], figures_of(spoken)[:MOST_FIGURES]
    return tuple(_compare(ours, theirs))


def _names_between(
    printed: str, by_rules: Utterance, spoken: Sequence[Word], typed: str
) -> tuple[Difference, ...]:
    names, words = names_of(printed, by_rules), words_of(by_rules, printed)
    unsaid = unsaid_names(names, words, spoken, typed)
    return tuple(Difference(DifferenceKind.NAME, name.written, there) for name, there in unsaid)


def _compare(printed: Sequence[Figure], said: Sequence[Figure]) -> Iterator[Difference]:
    for ours, theirs in _gaps(printed, said):
        if _dictated(ours) == _dictated(theirs):
            continue
        unsaid, unprinted = _telling(ours, theirs), _telling(theirs, ours)
        if unsaid or unprinted:
            yield Difference(
                DifferenceKind.FIGURE,
                ", ".join(dict.fromkeys(each.written for each in unsaid)),
                ", ".join(each.said for each in unprinted),
            )


def _telling(figures: Sequence[Figure], others: Sequence[Figure]) -> Sequence[Figure]:
    """Those of ``figures`` that are no words; where all may be, they count against ``others``."""
    certain = [each for each in figures if not each.may_be_a_word]
    return certain or (figures if others else [])


def _dictated(figures: Sequence[Figure]) -> str:
    """The digits of all: «hai không hai mốt» are those of 2021."""
    return "".join(each.digits for each in figures)


def _gaps(
    printed: Sequence[Figure], said: Sequence[Figure]
) -> Iterator[tuple[list[Figure], list[Figure]]]:
    """What stands on each side between figures that are the same, in order."""
    ours: list[Figure] = []
    theirs: list[Figure] = []
    for one, two in _aligned(printed, said):
        if one is not None and two is not None:
            yield ours, theirs
            ours, theirs = [], []
        elif one is not None:
            ours.append(one)
        elif two is not None:
            theirs.append(two)
    yield ours, theirs


def _aligned(
    printed: Sequence[Figure], said: Sequence[Figure]
) -> Iterator[tuple[Figure | None, Figure | None]]:
    """The longest row of figures that both have, and what is beside it (LCS)."""
    rows, columns = len(printed), len(said)
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            same = printed[i].may_be(said[j])
            best[i][j] = best[i + 1][j + 1] + 1 if same else max(best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < rows or j < columns:
        if i < rows and j < columns and printed[i].may_be(said[j]):
            yield printed[i], said[j]
            i, j = i + 1, j + 1
        elif j == columns or (i < rows and best[i + 1][j] >= best[i][j + 1]):
            yield printed[i], None
            i += 1
        else:
            yield None, said[j]
            j += 1
