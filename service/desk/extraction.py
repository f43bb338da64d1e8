"""Bytes become what an article would be: nothing is kept, and no library is needed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from service.articles.arranging import arrange
from service.articles.blocks import read_blocks
from service.articles.layout import is_prose
from service.articles.leads import lead_of, picture_of
from service.articles.page import Page
from service.articles.recognise import recognise
from service.articles.recognised import Recognised
from service.articles.unspeakable import without_unspeakable
from service.desk.hints import Hints
from service.desk.stated import with_stated
from service.errors import ArticleError
from service.excerpt import excerpt
from service.model import HoldReason, LeftOut
from service.plan.holding import page_doubts
from service.sources.document import Attachment
from service.sources.extract import read_document

_SHOWN = 3
"""Paragraphs that a refusal names of those that were left out."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a document says, with the sender's facts before its own.

    ``notes`` (Vietnamese) tell how it was read, ``doubts`` why it may be no article;
    ``attachments`` came with it.
    """

    recognised: Recognised
    notes: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    doubts: tuple[HoldReason, ...] = ()


def extract(raw: bytes, hints: Hints, *, zone: tzinfo, limit_bytes: int) -> Extraction:
    """What ``raw`` says, by ``hints`` that are clean; a date without a zone is in ``zone``.

    Raises ArticleError where it is no article, or has more than ``limit_bytes`` bytes.
    """
    document = read_document(raw, hints.media_type, name=hints.file_name, limit_bytes=limit_bytes)
    stated = document.facts
    link = hints.link or stated.link
    page = with_stated(read_blocks(document.text, document.media_type, link, hints.choices), stated)
    title = hints.title or (page.facts.title if stated.title else None)
    recognised = _stated(_recognise(page, title, zone), hints)
    attached = (*hints.attachments, *document.attachments)
    return Extraction(recognised, document.notes, attached, page_doubts(recognised))


def _stated(found: Recognised, hints: Hints) -> Recognised:
    """``found`` as it stands on our page, with what the sender says of it."""
    content = arrange(found.content)
    return replace(
        found,
        published=hints.published or found.published,
        modified=hints.modified or found.modified,
        author=hints.author or found.author,
        section=hints.section or found.section,
        link=hints.link or found.link,
        lead=hints.lead or lead_of(content, found.lead),
        image=hints.image or found.image or picture_of(content),
        tags=hints.tags or found.tags,
        content=content,
    )


def _recognise(page: Page, title: str | None, zone: tzinfo) -> Recognised:
    speakable = without_unspeakable(page)
    try:
        return recognise(speakable, zone=zone, title=title)
    except ArticleError as e:
        left = speakable.left_out[len(page.left_out) :]
        if left:
            raise _nothing_else(left) from e
        prose = [each for each in page.left_out if is_prose(each.text)]
        if not prose:
            raise
        raise _left_out_instead(e, prose) from e


def _left_out_instead(refused: ArticleError, prose: Sequence[LeftOut]) -> ArticleError:
    """``refused`` with what was left out: the article may be among it."""
    shown = "; ".join(f"“{excerpt(each.text)}” ({each.reason})" for each in prose[:_SHOWN])
    return ArticleError(
        f"{refused.vi} Đã bỏ ra ngoài {len(prose)} đoạn văn: {shown}",
        f"{refused.en} {len(prose)} paragraphs were left out: {shown}",
    )


def _nothing_else(left: Sequence[LeftOut]) -> ArticleError:
    """Why there is no article: all of it, but a title perhaps, is what nobody could hear."""
    told, more = left[0].reason, len(left) - 1
    return ArticleError(
        f"Không có gì để đọc ngoài phần phải bỏ. {told}"
        + (f" Và {more} dòng nữa." if more else ""),
        f"Nothing can be read but what is left out: {left[0].text[:40]}… ({told})"
        + (f" And {more} more lines." if more else ""),
    )
