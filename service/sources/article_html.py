"""An article that came in parts becomes one HTML document for the finder of articles."""

import re
from html import escape, unescape

_FEED_TAIL = re.compile(
    r"<p\b[^<>]*>\s*(?:Bài viết|Bài|The post)\s(?:(?!</?p\b).){0,2000}?"
    r"(?:xuất hiện đầu tiên (?:vào|trên|tại|ở)|(?:first )?appeared first on|appeared on)\s"
    r"(?:(?!</?p\b).){0,1000}?</p>\s*",
    re.IGNORECASE | re.DOTALL,
)
_TAIL_NOTE = "Đã bỏ dòng “Bài viết … xuất hiện đầu tiên vào …” do WordPress thêm vào."
_TAG = re.compile(r"<[^<>]*>")
_BLOCK = re.compile(
    r"<(?:p|div|h[1-6]|ul|ol|table|figure|blockquote|section|article)\b", re.IGNORECASE
)


def as_document(title: str | None, body: str, picture: str = "") -> str:
    """One page: title, the leading ``picture`` (HTML), ``body`` (HTML)."""
    heading = f"<h1>{escape(title, quote=False)}</h1>\n" if title else ""
    return f"<article>\n{heading}{picture}{body}\n</article>\n"


def figure(address: str, alt: str = "", caption: str = "") -> str:
    """A picture with its caption, which is HTML."""
    below = f"<figcaption>{caption}</figcaption>" if caption.strip() else ""
    return f'<figure><img src="{escape(address)}" alt="{escape(alt)}">{below}</figure>\n'


def as_paragraphs(body: str) -> str:
    """``body`` with its blank lines as paragraphs where it has no blocks of its own."""
    if _BLOCK.search(body):
        return body
    return "\n".join(
        f"<p>{part.strip()}</p>" for part in re.split(r"\n\s*\n", body) if part.strip()
    )


def plain_as_html(text: str) -> str:
    """A plain text as HTML: each line a paragraph, as everywhere in Loa."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)


def text_of(html: str) -> str:
    """The text of a short piece of HTML on one line: a title, an excerpt."""
    return " ".join(unescape(_TAG.sub(" ", html) if "<p" in html else _TAG.sub("", html)).split())


def without_feed_tail(html: str) -> tuple[str, tuple[str, ...]]:
    """``html`` without the line by which a feed names its site, and a note where there was one."""
    shorter = _FEED_TAIL.sub("", html)
    return shorter, ((_TAIL_NOTE,) if shorter != html else ())
