"""The copy that is read keeps the place of each letter, and loses none but what it tells of."""

from hypothesis import given, settings
from hypothesis import strategies as st

from service.model import DeletedReading, Reading
from service.model.content import Mark, Run, fold_inline, text_of
from service.text.copy import STRUCK, copy_of
from service.text.delivery import Delivery
from service.text.spoken import say

_LETTERS = st.text(st.sampled_from("aăm x210.,%()[]*-²³⁹₂ⁿ="), min_size=1, max_size=6)
_RUN = st.builds(
    Run,
    _LETTERS,
    marks=st.sampled_from([(), (Mark.SUPERSCRIPT,), (Mark.SUBSCRIPT,), (Mark.DELETED,)]),
    note=st.sampled_from([None, None, None, "n1"]),
    expansion=st.sampled_from([None, None, "hội đồng xét xử"]),
)
_LINES = st.lists(_RUN, min_size=1, max_size=6).map(fold_inline).filter(bool)


def test_what_is_laid_aside_at_the_beginning_is_told_once() -> None:
    beginning = Reading("note", "1.", "", 0, 3)
    copy = copy_of("1. Theo", (Run("1", note="n1"), Run(". Theo")), beginning)
    assert (copy.text, list(copy.begins), copy.aside) == ("Theo", [3, 4, 5, 6], (beginning,))


@given(_LINES)
@settings(max_examples=300, deadline=None)
def test_every_letter_stands_in_the_copy_or_is_told_of(runs: tuple[Run, ...]) -> None:
    printed = text_of(runs)
    copy = copy_of(printed, runs)
    places = list(zip(copy.begins, copy.ends, strict=True))
    assert len(places) == len(copy.text)
    assert all(low < high <= len(printed) for low, high in places)
    assert places == sorted(places)
    told = {at for low, high in places for at in range(low, high)}
    told |= {at for each in copy.aside for at in range(each.begin, each.end)}
    assert all(printed[at].isspace() for at in set(range(len(printed))) - told)
    assert copy.text.count(STRUCK) == len(copy.struck)


@given(_LINES, st.sampled_from(DeletedReading))
@settings(max_examples=300, deadline=None)
def test_what_is_told_of_a_line_with_marks_is_what_is_printed_there(
    runs: tuple[Run, ...], deleted: DeletedReading
) -> None:
    printed = text_of(runs)
    said = say(printed, delivery=Delivery(runs=runs, deleted=deleted))
    told = [(each.written, each.begin, each.end) for each in said.trace]
    assert [written for written, _, _ in told] == [printed[low:high] for _, low, high in told]
    assert STRUCK not in said.spoken
    assert sorted(told, key=lambda each: each[1]) == told


@given(st.text(st.sampled_from("aăm x210.,%()[]*-=\n"), max_size=30))
@settings(max_examples=200, deadline=None)
def test_a_line_without_marks_and_raised_signs_is_its_own_copy(printed: str) -> None:
    copy = copy_of(printed)
    assert (copy.text, list(copy.begins)) == (printed, list(range(len(printed))))
    assert (copy.aside, copy.struck, copy.expanded) == ((), (), ())
