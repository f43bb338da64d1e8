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
    StoredPicture,
    Table,
    Verse,
    fold_inline,
)

SIGNS = st.sampled_from("aăâbcdđeêghikloôơ<>&\"' .,!?0123456789")
WORDS = st.text(SIGNS, min_size=1, max_size=12).map(lambda text: " ".join(text.split()) or "chữ")
LINKS = st.sampled_from(
    [None, "https://bao.example/a?b=1&c=2", "mailto:toasoan@bao.example", "tel:+84901"]
)
STORED = (StoredPicture("pictures/a.webp", 640, 400), StoredPicture("pictures/b.webp", 1280, 800))
RUNS = st.builds(
    Run,
    WORDS,
    st.lists(st.sampled_from(Mark), unique=True, max_size=3).map(tuple),
    LINKS,
    st.sampled_from([None, None, "en", "fr"]),
    st.sampled_from([None, None, "Uỷ ban"]),
)
LINES = st.lists(RUNS, min_size=1, max_size=4).map(lambda runs: fold_inline(runs) or (Run("chữ"),))
PICTURES = st.builds(
    Picture,
    st.sampled_from(["https://bao.example/1.jpg", "anh/2.jpg", ""]),
    st.one_of(st.just(""), WORDS),
    st.sampled_from([(), STORED]),
)
EMBEDS = st.builds(Embed, st.sampled_from(EmbedKind), st.one_of(st.just(""), WORDS), LINKS)
FIGURES = st.builds(
    Figure,
    st.lists(st.one_of(PICTURES, EMBEDS), min_size=1, max_size=3).map(tuple),
    st.one_of(st.just(()), LINES),
)
LEAVES = st.one_of(
    st.builds(Paragraph, LINES),
    st.builds(Heading, st.integers(2, 6), LINES),
    st.builds(Verse, st.lists(LINES, min_size=1, max_size=3).map(tuple)),
    st.builds(Preformatted, st.lists(WORDS, min_size=1, max_size=3).map(tuple)),
    st.builds(Rule),
    FIGURES,
)


def _branches(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    many = st.lists(nodes, max_size=3).map(tuple)
    some = st.lists(nodes, min_size=1, max_size=3).map(tuple)
    cells = st.builds(Cell, many, st.booleans(), st.integers(1, 4), st.integers(1, 4))
    rows = st.lists(st.lists(cells, max_size=4).map(tuple), min_size=1, max_size=4).map(tuple)
    groups = st.builds(Description, st.lists(LINES, max_size=2).map(tuple), many)
    numbers = st.lists(st.tuples(st.integers(-3, 30), many), min_size=1, max_size=4)
    return st.one_of(
        st.builds(List, st.lists(st.builds(Item, many), min_size=1, max_size=3).map(tuple)),
        st.builds(
            lambda items, look: List(tuple(Item(inner, at) for at, inner in items), look),
            numbers,
            st.sampled_from(Numbering),
        ),
        st.builds(DescriptionList, st.lists(groups, min_size=1, max_size=3).map(tuple)),
        st.builds(Quotation, some, st.one_of(st.just(()), LINES)),
        st.builds(
            lambda rows, head, caption: Table(rows, min(head, len(rows)), caption),
            rows,
            st.integers(0, 2),
            st.one_of(st.just(()), LINES),
        ),
        st.builds(Note, st.sampled_from(["n1", "n2", 'a b"c']), some, st.sampled_from(["", "1"])),
    )


NODES = st.recursive(LEAVES, _branches, max_leaves=8)
TREES = st.lists(NODES, max_size=5).map(tuple)

FEW = settings(max_examples=30)
"""A tree takes long to draw, and has many nodes to be wrong in."""
