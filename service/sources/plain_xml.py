"""XML from outside is parsed without anything that could reach out or grow (lxml)."""

import re

from lxml import etree

from service.errors import ArticleError

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parse_xml(source: str | bytes, *, recover: bool = False) -> etree._Element:
    """The root of ``source``. Raises ArticleError for a DOCTYPE, and for what is no XML.

    No entity is defined, nothing is fetched; nesting and lengths have libxml2's own bounds.
    A DOCTYPE has no place in a feed or a Word file, and is where entities are defined.
    ``recover`` goes on over small faults, as readers of feeds do.
    """
    raw = source if isinstance(source, bytes) else _DECLARATION.sub("", source).encode("utf-8")
    if _DOCTYPE.search(raw.replace(b"\x00", b"")):
        raise ArticleError(
            "Tệp XML có DOCTYPE hoặc ENTITY, Loa không nhận vì lý do an toàn.",
            "The XML has a DOCTYPE or an ENTITY, which is not taken for safety's sake.",
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover
    )
    try:
        root: etree._Element | None = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as e:
        raise ArticleError("Tệp XML bị hỏng.", f"The XML is damaged: {e}.") from e
    if root is None:
        raise ArticleError("Tệp XML bị hỏng.", "The XML is damaged.")
    return root
