"""Shortcodes of WordPress that nothing turned into HTML: «[caption]», «[gallery ids="4,8"]».

What a known one encloses stays; what it would have drawn itself is on the source page only,
so the editor is told its name. Brackets that people write («[1]», «[sic]») are no shortcodes.
"""

import re
from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from service.sources.document import Rendered

_CAPTION = re.compile(
    r"\[(?P<name>wp_caption|caption)\b(?P<attributes>[^\[\]]*)\](?P<inside>.*?)\[/(?P=name)\]",
    re.DOTALL,
)
_PICTURE = re.compile(
    r"\s*(?P<picture>(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(?P<rest>.*)", re.DOTALL
)
_EMBED = re.compile(r"\[embed\b[^\[\]]*\]\s*(?P<address>https?://[^\s\[\]<>\"]+)\s*\[/embed\]")
_ATTRIBUTE = re.compile(r"(?P<name>[\w-]+)\s*=\s*(?:\"|&#8221;|&#8220;|&quot;|”|“|″|&#8243;|'|’)?"
                        r"(?P<value>[^\"'&”“″’\[\]]*)")  # fmt: skip
_SHORTCODE = re.compile(
    r"\[(?P<closing>/?)(?P<name>[A-Za-z][\w-]{1,40})(?P<attributes>(?:\s[^\[\]<>]{0,2000})?)/?\]"
)
_SOURCES = ("src", "url", "mp3", "mp4", "m4a", "ogg", "wav", "webm")
_DRAWN: Mapping[str, str] = MappingProxyType(
    {
        "gallery": "bộ ảnh",
        "playlist": "danh sách phát",
        "audio": "đoạn tiếng",
        "video": "đoạn phim",
        "youtube": "đoạn phim",
        "contact-form-7": "biểu mẫu",
        "poll": "bình chọn",
        "ads": "quảng cáo",
    }
)
_LAYOUT = ("vc_", "et_pb_", "fusion_", "av_", "ux_", "fl_", "su_", "tdb_", "td_", "elementor")
_ENCLOSING = frozenset({"row", "col", "column", "section", "quote", "dropcap", "highlight", "box"})


def without_shortcodes(html: str) -> Rendered:
    """``html`` with captions and embeds as what they are, other shortcodes gone and noted."""
    html = _CAPTION.sub(_figure, html)
    html = _EMBED.sub(lambda found: _link(found["address"]), html)
    dropped: dict[str, None] = {}

    def replaced(found: re.Match[str]) -> str:
        name = found["name"].lower()
        if not _is_shortcode(name, found["attributes"], found["closing"]):
            return found[0]
        if not (name.startswith(_LAYOUT) or name in _ENCLOSING or found["closing"]):
            dropped[name] = None
        return _address_of(found["attributes"]) if name in ("audio", "video") else ""

    html = _SHORTCODE.sub(replaced, html)
    notes = tuple(
        f"Đã bỏ mã ngắn [{name}]{f' ({_DRAWN[name]})' if name in _DRAWN else ''}; "
        "nội dung của nó chỉ có trên trang gốc."
        for name in dropped
    )
    return Rendered(html, notes=notes)


def _is_shortcode(name: str, attributes: str, closing: str) -> bool:
    if name in _DRAWN or name in _ENCLOSING or name.startswith(_LAYOUT):
        return True
    return bool(closing) or re.search(r"[\w-]+\s*=\s*\S", attributes) is not None


def _figure(found: re.Match[str]) -> str:
    """The picture with its caption: behind it, or, as long ago, in an attribute."""
    parts = _PICTURE.fullmatch(found["inside"])
    if parts is None:
        return found["inside"]
    caption = parts["rest"].strip() or _attributes(found["attributes"]).get("caption", "")
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"<figure>{parts['picture']}{below}</figure>"


def _attributes(written: str) -> dict[str, str]:
    return {each["name"].lower(): each["value"].strip() for each in _ATTRIBUTE.finditer(written)}


def _address_of(written: str) -> str:
    attributes = _attributes(written)
    return next((_link(attributes[name]) for name in _SOURCES if attributes.get(name)), "")


def _link(address: str) -> str:
    return f'<p><a href="{escape(address)}">{escape(address)}</a></p>'
