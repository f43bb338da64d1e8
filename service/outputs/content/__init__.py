"""The one writer of the content tree: HTML of the page, of show notes and of the plain text."""

from service.outputs.content.feed_writer import FeedWriter
from service.outputs.content.lines import BareLines, HeardLines, Lines
from service.outputs.content.markup import Element, Part, write_html
from service.outputs.content.notes import NoteLinks
from service.outputs.content.writer import ContentWriter

__all__ = [
    "BareLines",
    "ContentWriter",
    "Element",
    "FeedWriter",
    "HeardLines",
    "Lines",
    "NoteLinks",
    "Part",
    "write_html",
]
