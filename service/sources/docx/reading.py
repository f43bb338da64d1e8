"""A Word file becomes HTML with its numbers, and its pictures as attachments (mammoth)."""

from hashlib import sha256
from typing import Any

import mammoth
from lxml import etree

from service.sources.document import Attachment, Rendered
from service.sources.docx.arranging import arrange
from service.sources.docx.numbering import PRIVATE, Numbering, W, as_part
from service.sources.docx.package import as_package, damaged, parse_part, read_parts
from service.sources.docx.taming import tame

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
u => u
"""
_MAIN = "word/document.xml"
_NO_LIST = "0"  # as Word writes that a paragraph is in none (ISO/IEC 29500-1, 17.9.18)
_NO_PICTURE = "Một ảnh trong tệp DOCX nằm ngoài tệp nên không lấy được."


def render_docx(raw: bytes) -> Rendered:
    """The HTML of a Word file, its pictures beside it as «cid:» addresses.

    Of tracked changes what is deleted stays out. Raises ArticleError for what is no Word
    file, is damaged, or is larger inside than an article.
    """
    parts = read_parts(raw)
    trees = {name: parse_part(content) for name, content in parts.items() if _is_xml(name)}
    tame(trees)
    _write_numbers(trees)
    written = {name: etree.tostring(tree, encoding="utf-8") for name, tree in trees.items()}
    pictures = _Pictures()
    try:
        result = mammoth.convert_to_html(
            as_package({**parts, **written}),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(pictures.take),
        )
    except MemoryError:
        raise
    except Exception as e:  # mammoth has no error of its own
        raise damaged(type(e).__name__) from e
    notes = (_NO_PICTURE,) if any("image" in each.message for each in result.messages) else ()
    return Rendered(arrange(result.value), notes=notes, attachments=pictures.attachments)


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _write_numbers(trees: dict[str, etree._Element]) -> None:
    """Each numbered paragraph begins with its mark, and is in one of two lists, or in none."""
    numbering = Numbering(trees.get("word/numbering.xml"), trees.get("word/styles.xml"))
    for text in trees[_MAIN].iter(f"{W}t"):
        text.text = PRIVATE.sub("", text.text or "")
    for paragraph in trees[_MAIN].iter(f"{W}p"):
        placed = numbering.place(paragraph)
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            continue
        for own in properties.findall(f"{W}numPr"):
            properties.remove(own)
        listed = etree.SubElement(properties, f"{W}numPr")
        etree.SubElement(listed, f"{W}ilvl", {f"{W}val": str(placed.depth)})
        etree.SubElement(listed, f"{W}numId", {f"{W}val": placed.list_id or _NO_LIST})
        if placed.mark:
            run = etree.Element(f"{W}r")
            etree.SubElement(run, f"{W}t").text = placed.mark
            paragraph.insert(paragraph.index(properties) + 1, run)
    if "word/numbering.xml" in trees:
        trees["word/numbering.xml"] = as_part()


class _Pictures:
    """The pictures of one document, in their order, each once."""

    def __init__(self) -> None:
        self._taken: dict[bytes, Attachment] = {}

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        return tuple(self._taken.values())

    def take(self, image: Any) -> dict[str, str]:
        """The attributes of the ``img`` that shows ``image``."""
        with image.open() as stream:
            content: bytes = stream.read()
        known = self._taken.get(content)
        if known is None:
            # A name of its own for each picture: the next file's «image1.png» is another.
            suffix = image.content_type.rpartition("/")[2].partition("+")[0]
            name = f"{sha256(content).hexdigest()[:20]}.{suffix}"
            known = Attachment(name, image.content_type, content, f"cid:{name}")
            self._taken[content] = known
        return {"src": known.address}
