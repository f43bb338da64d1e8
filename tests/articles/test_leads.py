"""The lead and the picture that tell an article in short."""

from service.articles.leads import lead_of, picture_of
from service.model import BlockKind, Content
from service.model.content import Figure, Paragraph, Picture, content_of_lines, plain_inline

LEAD = "Sáng 3/10, xã Bình An khánh thành cây cầu bắc qua rạch Dừa sau tám tháng thi công."
BODY = "Cầu dài 42 m, rộng 4 m, thay chiếc cầu ván mà người dân đi lại hơn ba mươi năm."
CONTENT = content_of_lines([(BlockKind.PARAGRAPH, LEAD), (BlockKind.PARAGRAPH, BODY)])


def test_a_lead_that_the_head_cuts_short_is_told_as_it_is_printed() -> None:
    assert lead_of(CONTENT, f"{LEAD[:50]}…") == LEAD
    assert lead_of(CONTENT, f"(Báo Xã) - {LEAD}") == LEAD


def test_a_summary_in_other_words_is_told_where_it_speaks_of_the_article() -> None:
    said = "Xã Bình An khánh thành cây cầu dài 42 m bắc qua rạch Dừa"
    assert lead_of(CONTENT, said) == said


def test_what_says_who_the_site_is_leads_no_article() -> None:
    said = "Trang thông tin điện tử xã Bình An: tin tức, văn bản, thủ tục hành chính"
    assert lead_of(CONTENT, said) == LEAD


def test_a_text_that_opens_with_a_heading_or_a_label_has_no_lead() -> None:
    headed = content_of_lines([(BlockKind.HEADING, "I. Chỉ tiêu"), (BlockKind.PARAGRAPH, BODY)])
    labelled = content_of_lines([(BlockKind.PARAGRAPH, "Gồm:"), (BlockKind.PARAGRAPH, BODY)])
    assert lead_of(headed, None) is lead_of(labelled, None) is None


def test_a_picture_and_its_caption_may_stand_above_the_lead() -> None:
    figure = Figure((Picture("https://xa.example/a.jpg", "Cây cầu"),), plain_inline("Cầu mới."))
    assert lead_of(Content((figure, Paragraph(plain_inline(LEAD)))), None) == LEAD


def test_the_picture_is_the_first_that_has_a_web_address() -> None:
    without = Figure((Picture("cid:1", "Một"),), ())
    shown = Figure((Picture("https://xa.example/2.jpg"),), ())
    assert picture_of(Content((without, shown))) == "https://xa.example/2.jpg"
    assert picture_of(CONTENT) is None
