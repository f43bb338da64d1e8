"""Doubts: a page that is no article, and one of whose prose little was taken."""

from datetime import timedelta, timezone

from service.articles.blocks import read_blocks
from service.articles.doubts import Doubt, DoubtCode
from service.articles.recognise import recognise

ZONE = timezone(timedelta(hours=7))
TITLE = "Xã Bình An mở lại chợ nổi sau ba năm"
PROSE = "Từ ngày 5/12, chợ nổi Bình An họp lại vào mỗi sáng cuối tuần, trên đoạn sông dài 600 m."


def codes(doubts: tuple[Doubt, ...]) -> list[DoubtCode]:
    return [doubt.code for doubt in doubts]


def page(body: str, head: str = "") -> list[DoubtCode]:
    markup = f"<html><head>{head}</head><body>{body}</body></html>"
    return codes(read_blocks(markup, "text/html").doubts)


def titles(number: int) -> str:
    return "".join(
        f"<h3><a href=/{each}.html>Cầu số {each} qua sông đã hợp long</a></h3>"
        for each in range(number)
    )


def test_a_list_of_articles_without_one_of_its_own_is_a_front_page() -> None:
    listed = f"<h1>Đời sống</h1>{titles(25)}<p>{PROSE}</p>"
    assert page(listed) == [DoubtCode.HOME_PAGE]


def test_the_address_of_a_site_is_a_front_page() -> None:
    home = '<link rel="canonical" href="https://bao.example.vn/">'
    assert DoubtCode.HOME_PAGE in page(f"<h1>{TITLE}</h1><p>{PROSE}</p>", home)


def test_an_article_above_many_others_is_an_article() -> None:
    article = f"<h1>{TITLE}</h1><div><p>{PROSE}</p><p>{PROSE}</p></div>{titles(40)}"
    assert page(article) == []


def test_prose_that_stands_elsewhere_without_a_name_is_doubtful() -> None:
    other = f"<section>{f'<div><div>{PROSE}</div></div>' * 9}</section>"
    article = f"{other}<h1>{TITLE}</h1><article><p>{PROSE}</p><p>{PROSE}</p></article>"
    assert page(article) == [DoubtCode.MUCH_LEFT_OUT]


def test_what_readers_wrote_is_left_out_without_a_doubt() -> None:
    comments = f"<div class=comments>{f'<p>{PROSE}</p>' * 9}</div>"
    assert page(f"<h1>{TITLE}</h1><div><p>{PROSE}</p><p>{PROSE}</p></div>{comments}") == []


def test_plain_text_of_which_most_is_left_out_is_doubtful() -> None:
    lines = [TITLE, "20/11/2026 08:15", PROSE, "Tin liên quan", *("Cầu hợp long", PROSE) * 4]
    found = recognise(read_blocks("\n".join(lines), "text/plain"), zone=ZONE)
    assert codes(found.doubts) == [DoubtCode.MUCH_LEFT_OUT]
