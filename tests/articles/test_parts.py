"""Which parts of an HTML page are the article: told by their prose, voted on by their names."""

import pytest

from service.articles.blocks import read_blocks
from service.articles.page import Page

TITLE = "Xã Bình An mở lại chợ nổi sau ba năm"
LEAD = "Từ ngày 5/12, chợ nổi Bình An họp lại vào mỗi sáng cuối tuần, trên đoạn sông dài 600 m."
FIRST = "Theo Ủy ban nhân dân xã, 48 hộ đã đăng ký bán hàng, phần lớn là trái cây và bánh dân gian."
SECOND = "Ban quản lý bố trí hai ca nô cứu hộ, phao và áo phao cho khách, không thu phí tham quan."
BODY = f"<p>{LEAD}</p><p>{FIRST}</p><p>{SECOND}</p>"
ARTICLE = [LEAD, FIRST, SECOND]


def read(markup: str) -> Page:
    return read_blocks(f"<html><head><title>{TITLE}</title></head>{markup}</html>", "text/html")


def taken(markup: str) -> list[str]:
    return [block.text for block in read(markup).blocks if block.text != TITLE]


def reasons(markup: str) -> dict[str, str]:
    return {each.text: each.reason for each in read(markup).left_out}


@pytest.mark.parametrize(
    "wrapper",
    [
        '<div class="sidebar-1">{}</div>',
        '<div class="content-sidebar-wrap">{}</div>',
        '<div class="has-sidebar menu-wrap">{}</div>',
        '<div class="post-9 post type-post hentry tag-cho-noi category-du-lich">{}</div>',
        '<div class="col-comments-left has-social">{}</div>',
        '<form id="aspnetForm" method="post"><input name="__VIEWSTATE" type="hidden">{}</form>',
        '<div style="visibility: hidden; opacity: 0" class="fade-in">{}</div>',
        "<aside>{}</aside>",
        '<div role="complementary" class="widget banner">{}</div>',
    ],
)
def test_a_name_or_tag_never_takes_the_body_away(wrapper: str) -> None:
    inside = wrapper.format(f"<h1>{TITLE}</h1>{BODY}")
    assert taken(f"<body>{inside}<div class=footer><a href=/>Trang chủ</a></div></body>") == ARTICLE


@pytest.mark.parametrize(
    ("furniture", "reason"),
    [
        ('<div class="box-tinlienquan"><a href=/a>Nước ngọt về tới huyện biển</a></div>', "khác"),
        ('<div type="RelatedOneNews"><a href=/a>Nước ngọt về huyện biển</a></div>', "khác"),
        ("<ul><li><a href=/a>Nước ngọt về tới huyện biển sau hạn</a></li></ul>", "khác"),
        ("<p><a href=/a>Nước ngọt về tới huyện biển sau hạn</a></p>", "khác"),
        ('<div class="tags"><a href=/t1>chợ nổi</a><a href=/t2>sông</a></div>', "Từ khóa"),
        ("<div><a href=/1>chợ</a> <a href=/2>sông</a> <a href=/3>xã</a></div>", "Từ khóa"),
        ('<div class="share"><span>Chia sẻ</span></div>', "chia sẻ"),
        (
            '<div class="newsletter"><p>Đăng ký để nhận tin mỗi sáng qua thư điện tử của bạn.</p>'
            "<input><button>Gửi</button></div>",
            "lời mời",
        ),
    ],
)
def test_furniture_between_paragraphs_is_left_out(furniture: str, reason: str) -> None:
    markup = f"<h1>{TITLE}</h1><div><p>{LEAD}</p>{furniture}<p>{FIRST}</p><p>{SECOND}</p></div>"
    assert taken(markup) == ARTICLE
    assert all(reason in each for each in reasons(markup).values())


@pytest.mark.parametrize("tag", ["ul", "ol", "blockquote"])
def test_a_list_that_ends_an_article_is_not_all_of_it(tag: str) -> None:
    inner = ("<li>{}</li><li>{}</li>" if tag != "blockquote" else "<p>{}</p><p>{}</p>").format(
        "Ca một làm từ sáng sớm đến trưa.", "Ca hai làm từ trưa đến chiều tối."
    )
    markup = f"<article><h1>{TITLE}</h1><p>{LEAD}</p><h2>Hai ca cứu hộ</h2><p>{FIRST}</p>"
    assert taken(f"{markup}<{tag}>{inner}</{tag}></article>")[:3] == [LEAD, "Hai ca cứu hộ", FIRST]


def teaser(number: int) -> str:
    return (
        f'<div class="story"><a href=/{number}.htm><img src=a.jpg></a><h3><a href=/{number}.htm>'
        f"Cầu số {number} qua sông đã hợp long</a></h3><p>Cầu dài {number}00 m, rộng 12 m, "
        "nối hai xã ven sông và rút ngắn đường ra chợ huyện.</p></div>"
    )


def test_other_articles_with_their_leads_are_not_the_article() -> None:
    others = "".join(map(teaser, range(2, 9)))
    markup = f"<body><div class=main><h1>{TITLE}</h1><div>{BODY}</div>{others}</div></body>"
    assert taken(markup) == ARTICLE


def test_other_articles_inside_the_body_are_left_out_with_their_leads() -> None:
    markup = f"<h1>{TITLE}</h1><div><p>{LEAD}</p>{teaser(2)}<p>{FIRST}</p><p>{SECOND}</p></div>"
    assert taken(markup) == ARTICLE


def test_what_readers_wrote_below_is_not_the_article_although_it_is_longer() -> None:
    comments = "".join(
        f"<li><b>Bạn đọc {each}</b><p>Tôi đã đi chợ này nhiều lần, hàng hóa phong phú, giá cả phải "
        "chăng, người bán vui vẻ, chỉ mong có thêm chỗ gửi xe và nhà vệ sinh sạch.</p></li>"
        for each in range(20)
    )
    markup = f"<h1>{TITLE}</h1><div>{BODY}</div><div class=comment-list><ul>{comments}</ul></div>"
    assert taken(markup) == ARTICLE


def test_a_body_divided_among_several_parts_is_taken_whole() -> None:
    halves = f"<div><p>{LEAD}</p><p>{FIRST}</p></div><div><p>{SECOND}</p></div>"
    markup = f"<div><h1>{TITLE}</h1>{halves}</div>"
    assert taken(markup) == ARTICLE


def test_lines_divided_by_breaks_are_a_body() -> None:
    markup = f"<h1>{TITLE}</h1><div>{LEAD}<br><br>{FIRST}<br>{SECOND}</div><div>Xem nhiều</div>"
    assert taken(markup) == ARTICLE


def test_the_lead_above_the_body_and_the_title_are_kept_and_the_rest_around_is_not() -> None:
    markup = (
        f"<div class=col><ul class=breadcrumb><li><a href=/>Du lịch</a></ul><h1>{TITLE}</h1>"
        f"<h2 class=sapo>{LEAD}</h2><div class=tools>Nền sáng</div>"
        f"<div class=text><p>{FIRST}</p><p>{SECOND}</p></div><div>Đọc báo in</div></div>"
    )
    assert taken(markup) == ARTICLE
    assert set(reasons(markup)) == {"Du lịch", "Nền sáng", "Đọc báo in"}


def test_a_linked_file_a_linked_heading_and_a_list_with_links_are_the_articles() -> None:
    own = (
        "<h2><a href=/luat>Điều kiện bán hàng</a></h2><p>Người bán có giấy xác nhận của xã, phương "
        "tiện được kiểm định.</p><ul><li>Nộp đơn theo <a href=/m>mẫu</a> tại xã;</li></ul>"
        "<p><a href=/f/thong-bao-12.pdf>Thông báo số 12 của Ủy ban nhân dân xã</a></p>"
    )
    found = taken(f"<h1>{TITLE}</h1><div>{BODY}{own}</div>")
    assert found[3:] == [
        "Điều kiện bán hàng",
        "Người bán có giấy xác nhận của xã, phương tiện được kiểm định.",
        "Nộp đơn theo mẫu tại xã;",
        "Thông báo số 12 của Ủy ban nhân dân xã",
    ]


def test_a_part_that_is_hidden_is_left_out_unless_it_is_the_article() -> None:
    draft = "<p hidden>Bản nháp cũ, không dùng, xin đừng đăng lên.</p>"
    markup = f"<h1>{TITLE}</h1><div>{BODY}{draft}</div>"
    assert taken(markup) == ARTICLE
    assert set(reasons(markup).values()) == {"Chữ bị ẩn trên trang."}


def spans_only(number: int) -> str:
    link = f"<a href=/{number}.html>"
    return (
        f"<div class=bx>{link}<img></a><span>{link}Cầu số {number} qua sông đã hợp long</a></span>"
        f"<span>Cầu dài {number}00 m, rộng 12 m, nối hai xã ven sông.</span></div>"
    )


def test_a_title_and_a_lead_in_one_line_are_another_article() -> None:
    others = "".join(map(spans_only, range(2, 9)))
    markup = f"<div class=left><h1>{TITLE}</h1><article>{BODY}</article>{others}</div>"
    assert taken(markup) == ARTICLE


def test_a_list_of_places_that_lead_elsewhere_is_the_article() -> None:
    places = "".join(
        f"<div class=place><h2><a href=https://maps.example.com/{each}>Bến đò cũ số {each}</a></h2>"
        f"<p>Bến số {each} nằm dưới bóng đa, khách chờ đò có ghế đá và vòi nước uống.</p></div>"
        for each in range(4)
    )
    assert len(taken(f"<h1>{TITLE}</h1><p>{LEAD}</p><section>{places}</section>")) == 9


def test_an_invitation_before_a_link_is_no_paragraph() -> None:
    invited = "<p><em>Xem thêm: <a href=/2>Nước ngọt về tới huyện biển sau hạn</a></em></p>"
    markup = f"<h1>{TITLE}</h1><div><p>{LEAD}</p>{invited}<p>{FIRST}</p><p>{SECOND}</p></div>"
    assert taken(markup) == ARTICLE


def test_the_title_without_a_heading_is_found_by_its_name_above_the_body() -> None:
    page = read_blocks(
        "<html><head><title>Tin tức - Cổng thông tin điện tử xã</title></head><body>"
        '<h1 class="site"><a href="/">Cổng thông tin điện tử xã Bình An</a></h1>'
        '<div class="portlet"><h1>Tin tức Tin tức</h1></div>'
        f'<div class="ArticleHeader"><span class="title">{TITLE}</span></div>'
        f"<div>20/11/2026 | 08:15 | Lượt xem: 9</div><div>{BODY}</div></body></html>",
        "text/html",
    )
    assert page.facts.title == TITLE


def test_a_by_line_is_read_where_the_page_names_it_as_one() -> None:
    markup = f'<h1>{TITLE}</h1><div class=cat>Đời Sống</div>{{}}<div class="text">{BODY}</div>'
    named = markup.format('<span class="author">Lê Hoa</span>')
    assert read(named).facts.author == "Lê Hoa"
    assert read(markup.format("")).facts.author is None


def test_links_that_the_text_announces_are_the_articles_and_a_list_of_contents_is_not() -> None:
    laws = ["Nghị định về vận tải đường thủy", "Thông tư về an toàn đò ngang"]
    links = "".join(f"<li><a href=/luat/{each}>{law}</a></li>" for each, law in enumerate(laws))
    contents = "".join(f"<li><a href='#p{each}'>Phần {each}</a></li>" for each in range(4))
    told = f"<p>Người bán hàng cần đọc các văn bản sau:</p><ul>{links}</ul>"
    markup = f"<h1>{TITLE}</h1><div><ul>{contents}</ul>{BODY}{told}<p>{SECOND}</p></div>"
    assert taken(markup)[4:6] == laws
    assert set(reasons(markup).values()) == {"Mục lục của bài, dẫn tới các phần bên dưới."}


def test_a_box_headed_as_other_articles_is_left_out_without_a_link() -> None:
    box = "<div class=revert><h3>Đọc thêm</h3><p>Nước ngọt đã về tới huyện biển sau hạn.</p></div>"
    markup = f"<h1>{TITLE}</h1><div><p>{LEAD}</p>{box}<p>{FIRST}</p><p>{SECOND}</p></div>"
    assert taken(markup) == ARTICLE


def test_paragraphs_that_each_fade_in_are_the_article() -> None:
    faded = BODY.replace("<p>", '<p style="visibility: hidden">')
    assert taken(f"<h1>{TITLE}</h1>{faded}") == ARTICLE


def test_a_box_that_asks_for_an_address_is_left_out_without_a_name() -> None:
    asked = "<section><p>Mỗi sáng chúng tôi gửi bạn năm tin hay.</p><form><input></form></section>"
    assert taken(f"<h1>{TITLE}</h1><div>{BODY}{asked}</div>") == ARTICLE


def test_a_keyword_that_begins_like_the_title_is_not_the_title() -> None:
    head = f"<head><title>{TITLE}</title></head>"
    keyword = "<h3><a href=/t>Xã Bình An mở lại</a></h3>"
    markup = f"<html>{head}<body><div>{TITLE}</div><div>{BODY}</div>{keyword}</body></html>"
    page = read_blocks(markup, "text/html")
    assert page.facts.title == TITLE
    assert [block.text for block in page.blocks] == [TITLE, *ARTICLE]


def test_an_article_of_nothing_but_linked_titles_and_their_texts_is_taken() -> None:
    assert len(taken(f"<h1>{TITLE}</h1><div>{''.join(map(teaser, range(4)))}</div>")) == 8


def test_a_box_at_the_end_does_not_take_the_heading_above_it_away() -> None:
    box = f"<div class=box><p>{FIRST}</p><p>{SECOND}</p></div>"
    markup = f"<article><h1>{TITLE}</h1><p>{LEAD}</p><h2>Hai ca nô cứu hộ</h2>{box}</article>"
    assert taken(markup) == [LEAD, "Hai ca nô cứu hộ", FIRST, SECOND]
