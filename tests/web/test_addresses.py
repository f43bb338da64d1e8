"""Every address that is answered is documented, and every documented one is answered."""

import re
from datetime import UTC, datetime
from pathlib import Path

from service.web import create_app
from tests.web.newsroom import Newsroom

DOCS = Path(__file__).parents[2] / "docs"
ADDRESS = re.compile(r"\b(GET|PUT|POST|DELETE|PATCH)\s+(/[^\s`]*)")
CONVERTED = re.compile(r"<(?:[^<>:]+:)?(\w+)>")


def documented() -> set[tuple[str, str]]:
    """Each method and address that the two documents name."""
    texts = [(DOCS / name).read_text("utf-8") for name in ("operations.md", "api.md")]
    return {(method, path) for text in texts for method, path in ADDRESS.findall(text)}


def test_the_documents_name_each_address_that_is_answered_and_no_other(newsroom: Newsroom) -> None:
    app = create_app(newsroom.service, now=lambda: datetime.now(UTC))
    answered = {
        (method, CONVERTED.sub(r"{\1}", rule.rule))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert documented() == answered
