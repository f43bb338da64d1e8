"""A seam is heard from the end of one sentence into the next, and nowhere else."""

from itertools import pairwise

from service.outputs.seams import AROUND_SECONDS, seams
from tests.outputs.episodes import edition


def test_each_sentence_but_the_last_meets_the_next_in_the_middle_of_its_seam() -> None:
    made = edition()
    found, audio = seams(made), made.spec.format
    heard = [each for each in made.passages if each.span]
    assert list(found) == [each.segment.id for each in heard[:-1]]
    for before, after in pairwise(heard):
        seam = found[before.segment.id]
        assert before.span is not None
        assert after.span is not None
        end, begin = audio.to_ms(before.span.end) / 1000, audio.to_ms(after.span.begin) / 1000
        assert seam.begin == max(0, end - AROUND_SECONDS)
        assert seam.end == min(made.enclosure.duration / 1000, begin + AROUND_SECONDS)
        assert seam.begin <= end <= begin <= seam.end


def test_the_address_of_a_seam_ends_where_the_seam_does() -> None:
    made = edition()
    seam = next(iter(seams(made).values()))
    assert seam.fragment == f"#t={seam.begin:.2f},{seam.end:.2f}"
