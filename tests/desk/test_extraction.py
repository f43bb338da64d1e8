"""What the sender says of an article, over what the document says."""

from datetime import UTC, datetime

from service.desk.extraction import extract
from service.desk.hints import Hints

PAGE = """<html><head><meta name="author" content="Minh Thu">
<meta property="article:published_time" content="2026-11-20T08:15:00+07:00"></head><body><article>
<h1>Phường khai trương thư viện số</h1>
<p>Sáng nay, phường khai trương thư viện số với hơn hai nghìn đầu sách cho người dân.</p>
</article></body></html>"""


def test_what_the_sender_states_wins_over_the_page() -> None:
    stated = datetime(2020, 1, 1, tzinfo=UTC)
    hints = Hints(
        "bao/1",
        published=stated,
        author="Lê Hoa",
        section="Xây dựng Đảng",
        link="https://bao.example/1",
    )
    bare = extract(PAGE.encode(), Hints("bao/1"), zone=UTC, limit_bytes=10_000).recognised
    assert (bare.author, bare.published.year if bare.published else 0) == ("Minh Thu", 2026)
    told = extract(PAGE.encode(), hints, zone=UTC, limit_bytes=10_000).recognised
    assert (told.published, told.author) == (stated, "Lê Hoa")
    assert (told.section, told.link) == ("Xây dựng Đảng", "https://bao.example/1")
