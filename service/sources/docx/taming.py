"""What a Word file may refer to again and again is bounded: a short file must not grow long.

A relation's address, a note and a picture stand once in the file and are printed wherever
they are referred to; a thousand references to a megabyte are a gigabyte.
"""

from collections.abc import Mapping

from lxml import etree

from service.sources.docx.numbering import W
from service.sources.docx.package import too_large

MOST_PICTURES = 200
"""Places where pictures stand; each is read once for every one of them."""
_LONGEST_ADDRESS = 4_000
_REFERENCES = (f"{W}footnoteReference", f"{W}endnoteReference")
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"


def tame(trees: Mapping[str, etree._Element]) -> None:
    """Cut what would be repeated. Raises ArticleError for more pictures than an article has."""
    for name, tree in trees.items():
        if name.endswith(".rels"):
            for relation in tree:
                if len(relation.get("Target") or "") > _LONGEST_ADDRESS:
                    relation.set("Target", "")
        else:
            _keep_first_references(tree, within_notes="notes" in name)
    pictures = sum(1 for tree in trees.values() for _ in tree.iter(_BLIP, _IMAGE_DATA))
    if pictures > MOST_PICTURES:
        raise too_large(f"{pictures} ảnh", f"{pictures} pictures")


def _keep_first_references(tree: etree._Element, *, within_notes: bool) -> None:
    """A note is referred to once, and by no other note."""
    seen = set()
    for reference in list(tree.iter(*_REFERENCES)):
        told = reference.tag, reference.get(f"{W}id")
        if within_notes or told in seen:
            parent = reference.getparent()
            if parent is not None:
                parent.remove(reference)
        seen.add(told)
