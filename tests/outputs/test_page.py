"""The article page shows the printed text as it was published."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from service.model import (
    BlockKind,
    Ending,
    ForeignRun,
    Passage,
    Reading,
    Segment,
    Utterance,
)
from service.outputs.page import ArticlePage, PageBlock, article_page
from tests.outputs.episodes import BLOCKS, edition, episode, passage


def printed(block: PageBlock) -> str:
    """The block's text as the template joins it."""
    return "".join(
        "".join(piece.text for piece in sentence.pieces) + sentence.tail
        for sentence in block.sentences
    )


def page_of(*passages: Passage) -> ArticlePage:
    return article_page(episode(edition(passages=passages)))


def spoken_title(*, foreign: tuple[ForeignRun, ...]) -> Passage:
    first = passage(0, BLOCKS[0])
    return replace(first, utterance=replace(first.utterance, foreign=foreign))


def test_every_block_is_printed_as_it_was_published() -> None:
    page = article_page(episode())
    blocks = [page.title, *(block for group in page.body for block in group.blocks)]
    assert [printed(block) for block in blocks] == [block.text for block in BLOCKS]


def test_sentences_of_a_block_are_joined_by_their_own_tails() -> None:
    def sentence(number: int, text: str, tail: str) -> Passage:
        segment = Segment(f"s{number}", text, BlockKind.PARAGRAPH, 1, Ending.SENTENCE, tail)
        return Passage(segment, Utterance(segment.id, ""), None, None)

    page = page_of(
        passage(0, BLOCKS[0]),
        sentence(1, "Một.", ""),
        sentence(2, "Hai.", " "),
        sentence(3, "Ba.", ""),
    )
    assert printed(page.body[0].blocks[0]) == "Một.Hai. Ba."


def test_neighbouring_list_items_stand_in_one_group() -> None:
    kinds = [(group.kind, len(group.blocks)) for group in article_page(episode()).body]
    assert kinds == [
        (BlockKind.PARAGRAPH, 1),
        (BlockKind.HEADING, 1),
        (BlockKind.LIST_ITEM, 2),
    ]


def test_times_are_those_of_the_heard_sentences_in_milliseconds() -> None:
    silent = passage(1, BLOCKS[1], heard=False)
    page = page_of(passage(0, BLOCKS[0]), silent, passage(2, BLOCKS[2]))
    assert page.times == "0-1800 4000-5800"
    assert page.unheard == (BLOCKS[1].text,)


def test_an_abbreviation_is_explained_once() -> None:
    reading = Reading("abbreviation.state", "HĐND", "hội đồng nhân dân", 0, 4)
    number = Reading("cardinal", "70", "bảy mươi", 0, 2)
    page = page_of(
        passage(0, BLOCKS[0], trace=(reading, number)), passage(1, BLOCKS[1], trace=(reading,))
    )
    assert [(each.written, each.spoken) for each in page.expansions] == [
        ("HĐND", "hội đồng nhân dân")
    ]


def test_a_foreign_run_is_a_piece_in_its_own_language() -> None:
    page = page_of(spoken_title(foreign=(ForeignRun(0, 4, "en"),)), passage(1, BLOCKS[1]))
    (sentence,) = page.title.sentences
    assert [(piece.text, piece.language) for piece in sentence.pieces] == [
        (BLOCKS[0].text[:4], "en"),
        (BLOCKS[0].text[4:], None),
    ]


@given(st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=6))
def test_foreign_runs_never_lose_or_double_a_character(ends: list[tuple[int, int]]) -> None:
    runs = tuple(ForeignRun(begin, end, "en") for begin, end in ends)
    page = page_of(spoken_title(foreign=runs), passage(1, BLOCKS[1]))
    assert printed(page.title) == BLOCKS[0].text
