"""Content trees of every kind, made at random."""

from hypothesis import settings
from hypothesis import strategies as st

from service.model.content import (
    Cell,
    Description,
    DescriptionList,
    Embed,
    EmbedKind,
    Figure,
    Heading,
    Item,
    List,
    Mark,
    Node,
    Note,
    Numbering,
    Paragraph,
    Picture,
    Preformatted,
    Quotation,
    Rule,
    Run,
    Table,
    Verse,
    fold_inline,
    plain_inline,
    text_of,
)

WORDS = st.text(st.sampled_from("abcđêồưỹ AB12.,:;?<>&\"'“”"), min_size=1, max_size=24).map(
    lambda text: " ".join(text.split())
)
PHRASES = WORDS.filter(bool)
LINKS = st.sampled_from(
    ["https://a.example/b?c=1&d=2", "http://b.example/", "mailto:a@b.example", "tel:19001006"]
)
MARKS = st.lists(st.sampled_from(list(Mark)), unique=True, max_size=3).map(tuple)
RUNS = st.builds(
    Run,
    PHRASES,
    MARKS,
    link=st.none() | LINKS,
    language=st.none() | st.sampled_from(["en", "fr", "zh-Hant"]),
    expansion=st.none() | PHRASES,
)
INLINES = st.lists(RUNS, min_size=1, max_size=4).map(fold_inline).filter(text_of)


def _lists(nodes: st.SearchStrategy[tuple[Node, ...]]) -> st.SearchStrategy[List]:
    plain = st.lists(st.builds(Item, nodes), min_size=1, max_size=3).map(
        lambda items: List(tuple(items))
    )
    counted = st.builds(
        lambda items, numbering, start: List(
            tuple(Item(inner, start + at) for at, inner in enumerate(items)), numbering
        ),
        st.lists(nodes, min_size=1, max_size=3),
        st.sampled_from(list(Numbering)),
        st.integers(-2, 4000),
    )
    return plain | counted


def _tables(nodes: st.SearchStrategy[tuple[Node, ...]]) -> st.SearchStrategy[Table]:
    cells = st.builds(
        Cell,
        st.just(()) | nodes,
        st.booleans(),
        columns=st.integers(1, 3),
        rows=st.integers(1, 3),
    )
    rows = st.lists(st.lists(cells, min_size=1, max_size=4).map(tuple), min_size=1, max_size=4)
    return st.builds(
        lambda rows, head, caption: Table(tuple(rows), min(head, len(rows)), caption),
        rows,
        st.integers(0, 2),
        st.just(()) | INLINES,
    )


MEDIA = st.builds(Picture, st.sampled_from(["https://a.example/p.jpg", ""]), PHRASES) | st.builds(
    Embed, st.sampled_from(list(EmbedKind)), PHRASES, st.none() | LINKS
)
LEAVES: st.SearchStrategy[Node] = st.one_of(
    st.builds(Paragraph, INLINES),
    st.builds(Heading, st.integers(2, 6), INLINES),
    st.builds(Figure, st.lists(MEDIA, min_size=1, max_size=2).map(tuple), st.just(()) | INLINES),
    st.builds(lambda caption: Figure((), caption), INLINES),
    st.builds(Verse, st.lists(INLINES, min_size=1, max_size=3).map(tuple)),
    st.builds(lambda lines: Preformatted(tuple(lines)), st.lists(PHRASES, min_size=1, max_size=3)),
    st.just(Rule()),
)


def _inner(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(nodes, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        _lists(several),
        _tables(several),
        st.builds(Quotation, several, st.just(()) | INLINES),
        st.builds(
            lambda terms, inner: DescriptionList((Description((plain_inline(terms),), inner),)),
            PHRASES,
            several,
        ),
        st.builds(Note, st.sampled_from(["fn1", "fn2"]), several, st.sampled_from(["1", "*"])),
    )


NODES: st.SearchStrategy[Node] = st.recursive(LEAVES, _inner, max_leaves=8)
TREES = st.lists(NODES, max_size=4).map(tuple)

FEW = settings(max_examples=30)
"""A tree takes long to draw, and has many nodes to be wrong in."""
