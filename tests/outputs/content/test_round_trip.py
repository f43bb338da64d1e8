"""Whatever a tree holds stands on its page, once, in its order, and is marked where heard."""

from collections.abc import Iterator
from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from service.legal_text import legal_text
from service.model import Edition
from service.model.content import (
    Content,
    DescriptionList,
    Embed,
    Figure,
    Heading,
    Inline,
    List,
    Mark,
    Node,
    Paragraph,
    Picture,
    Preformatted,
    Quotation,
    Run,
    Table,
    Verse,
    text_of,
    walk,
)
from service.outputs.content.links import safe_link
from service.outputs.page import ArticlePage, article_page, printed_article
from service.outputs.show_notes import show_notes
from tests.model.trees import FEW
from tests.outputs.content.trees import CONTENTS, reading_of
from tests.outputs.episodes import episode

PAGE_URL = "https://loa.example/episodes/bai"

ELEMENTS = {
    Mark.INSERTED: "ins",
    Mark.DELETED: "del",
    Mark.SUPERSCRIPT: "sup",
    Mark.SUBSCRIPT: "sub",
    Mark.STRONG: "strong",
    Mark.EMPHASIS: "em",
    Mark.CODE: "code",
    Mark.HIGHLIGHT: "mark",
}

KNOWN = {
    *("div", "p", "br", "hr", "pre", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote"),
    *("a", "em", "strong", "sup", "sub", "ins", "del", "mark", "code", "abbr", "span"),
}


def page_of(edition: Edition) -> ArticlePage:
    return article_page(episode(edition))


def parsed(body: str) -> html.HtmlElement:
    return html.document_fromstring(f"<main>{body}</main>").find(".//main")


def lines_of(node: Node) -> Iterator[Inline]:
    match node:
        case Paragraph(runs) | Heading(_, runs):
            yield runs
        case DescriptionList(groups):
            yield from (term for group in groups for term in group.terms)
        case Quotation(_, line) | Table(_, _, line) | Figure(_, line) if line:
            yield line
        case Verse(lines):
            yield from lines


def squeezed(text: str) -> str:
    """``text`` without white space: blocks are parted by none and lines by breaks."""
    return "".join(legal_text(text).split())


def places(text: str, among: list[str]) -> int:
    return sum(squeezed(text) in squeezed(each) for each in among)


@given(CONTENTS)
@FEW
def test_every_text_alt_and_title_of_a_tree_stands_on_its_page(content: Content) -> None:
    page = parsed(page_of(reading_of(content)).body)
    shown = squeezed(" ".join([*page.itertext(), *page.xpath("//@alt")]))
    for node in walk(content.nodes):
        for runs in lines_of(node):
            assert squeezed(text_of(runs)) in shown
        match node:
            case Preformatted(lines):
                assert all(squeezed(line) in shown for line in lines)
            case Figure(media):
                for each in media:
                    words = each.title if isinstance(each, Embed) else each.alt
                    assert squeezed(words) in shown


@given(CONTENTS)
@FEW
def test_every_mark_and_link_of_a_tree_stands_on_its_page_in_its_order(content: Content) -> None:
    page = parsed(page_of(reading_of(content)).body)
    for run in (run for node in walk(content.nodes) for line in lines_of(node) for run in line):
        for mark in run.marks:
            assert places(
                run.text, [squeezed("".join(e.itertext())) for e in page.iter(ELEMENTS[mark])]
            ) or _is_parted(run)
        if run.link:
            assert run.link in page.xpath("//a/@href")
        if run.language:
            assert run.language in page.xpath("//@lang")
        if run.expansion:
            assert run.expansion in page.xpath("//abbr/@title")


def _is_parted(run: Run) -> bool:
    """Whether a sentence may end within ``run``: then it stands in two elements."""
    return any(sign in run.text for sign in ".!?")


@given(CONTENTS)
@FEW
def test_every_number_cell_quotation_and_picture_stands_on_its_page(content: Content) -> None:
    page = parsed(page_of(reading_of(content)).body)
    nodes = list(walk(content.nodes))
    lists = [node for node in nodes if isinstance(node, List)]
    assert len(page.xpath("//li")) == sum(len(each.items) for each in lists)
    numbered = list(page.iter("ol"))
    for node, shown in zip((each for each in lists if each.numbering), numbered, strict=True):
        assert numbers_shown(shown) == [item.number for item in node.items]
    tables = [node for node in nodes if isinstance(node, Table)]
    assert len(page.xpath("//table")) == len(tables)
    assert len(page.xpath("//td | //th")) == sum(len(row) for t in tables for row in t.rows)
    assert len(page.xpath("//blockquote")) == sum(isinstance(each, Quotation) for each in nodes)
    figures = [node for node in nodes if isinstance(node, Figure)]
    pictures = [each for node in figures for each in node.media if isinstance(each, Picture)]
    assert len(page.xpath("//img")) == sum(bool(each.stored) for each in pictures)


def numbers_shown(shown: html.HtmlElement) -> list[int]:
    """How a browser counts the items of an ``ol`` (HTML, "ordinal value")."""
    items = shown.findall("li")
    step = -1 if shown.get("reversed") is not None else 1
    at = int(shown.get("start") or (len(items) if step < 0 else 1))
    numbers = []
    for item in items:
        at = int(item.get("value") or at)
        numbers.append(at)
        at += step
    return numbers


@given(CONTENTS, st.lists(st.integers(0, 30), max_size=8))
@FEW
def test_there_is_a_time_for_each_marked_sentence_and_they_never_run_back(
    content: Content, silent: list[int]
) -> None:
    page = page_of(reading_of(content, silent=[at for at in silent if at]))
    marked = parsed(f"<h1>{page.title}</h1>{page.body}").find_class("sentence")
    times = [tuple(map(int, each.split("-"))) for each in page.times.split()]
    assert len(marked) == len(times)
    assert times == sorted(times)
    assert not any(each.find_class("sentence")[1:] for each in marked), "none within another"


@given(CONTENTS)
@FEW
def test_what_is_not_heard_is_listed_and_marks_nothing(content: Content) -> None:
    edition = reading_of(content)
    page = page_of(reading_of(content, silent=range(1, len(edition.passages))))
    assert parsed(page.body).find_class("sentence") == []
    told = [each.text for each in page.unread]
    assert told[: len(edition.passages) - 1] == [p.segment.text for p in edition.passages[1:]]


@given(CONTENTS)
@FEW
def test_the_plain_page_is_the_article_page_without_marks(content: Content) -> None:
    edition = reading_of(content)
    plain = parsed(printed_article(edition.shown).body)
    page = parsed(page_of(edition).body)
    assert "".join(plain.itertext()) == "".join(page.itertext())
    assert plain.find_class("sentence") == []


@given(CONTENTS)
@FEW
def test_notes_of_a_feed_hold_every_line_in_elements_that_clients_know(content: Content) -> None:
    notes = html.fromstring(
        f"<div>{show_notes(reading_of(content), page_url=PAGE_URL).article}</div>"
    )
    shown = squeezed("".join(map(str, notes.itertext())).replace("\u2060", ""))
    for leaf in content.leaves:
        assert squeezed(leaf.text) in shown or leaf.kind.value == "table-head"
    assert {each.tag for each in notes.iter()} <= KNOWN


@given(CONTENTS)
@FEW
def test_every_link_on_a_page_leads_to_a_page_a_person_or_a_note(content: Content) -> None:
    page = parsed(page_of(reading_of(content)).body)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for link in page.xpath("//a/@href"):
        assert safe_link(unescape(link)) == link or link.removeprefix("#") in ids
