"""Mail: its text is the article, its head states facts, its pictures come with it."""

from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import ArticleError
from service.sources.document import Document, StatedFacts
from service.sources.extract import read_document
from service.sources.mail import MOST_PARTS
from tests.sources.docx.writing import PNG
from tests.sources.old_fonts import tcvn3
from tests.sources.passages import VIETNAMESE

TEXT = (
    "Sáng nay, xã khai trương lại khu chợ sau sáu tháng sửa chữa.\n\n"
    "Bà con được miễn phí thuê chỗ trong ba tháng đầu.\n"
)
PHOTO = PNG + bytes(20_000)


def mail(text: str | None = TEXT, html: str | None = None, **heads: str) -> EmailMessage:
    message = EmailMessage()
    stated = {
        "From": "Nguyễn Thu Lan <lan@xa.example>",
        "To": "toasoan@bao.example",
        "Subject": "Fwd: Re: Chợ quê mở lại",
        "Date": "Wed, 14 Oct 2026 08:00:00 +0700",
        **heads,
    }
    for name, value in stated.items():
        message[name] = value
    if text is not None:
        message.set_content(text)
    if html is not None:
        if text is None:
            message.set_content(html, subtype="html")
        else:
            message.add_alternative(html, subtype="html")
    return message


def read(message: EmailMessage, media_type: str | None = None) -> Document:
    return read_document(message.as_bytes(policy=SMTP), media_type)


@pytest.mark.parametrize("media_type", [None, "message/rfc822"])
def test_a_mail_states_title_date_and_sender_and_its_text_is_the_article(
    media_type: str | None,
) -> None:
    document = read(mail(), media_type)
    assert document.facts == StatedFacts(
        title="Chợ quê mở lại",
        published=datetime(2026, 10, 14, 8, tzinfo=timezone(timedelta(hours=7))),
        author="Nguyễn Thu Lan",
    )
    assert "<p>Sáng nay, xã khai trương lại khu chợ sau sáu tháng sửa chữa.</p>" in document.text
    assert document.text.startswith("<article>\n<h1>Chợ quê mở lại</h1>")
    assert document.notes == ()


def test_a_file_named_eml_is_a_mail_whatever_its_head() -> None:
    assert (
        "<p>Chợ mở.</p>"
        in read_document(b"Subject: a\n\nCh\xe1\xbb\xa3 m\xe1\xbb\x9f.\n", name="b.EML").text
    )


def test_a_text_that_begins_like_a_letter_is_no_mail() -> None:
    text = "From: xã\nDate: hôm nay\nKính gửi toà soạn,\n\nChợ mở lại.\n"
    assert read_document(text.encode()).text == text


def test_html_is_taken_before_plain_text() -> None:
    document = read(mail(html="<html><body>Chợ <b>mở</b> lại.<p>Hết.</p></body></html>"))
    assert "Chợ <b>mở</b> lại.<p>Hết.</p>" in document.text


def test_pictures_are_carried_and_the_text_calls_them_by_their_own_names() -> None:
    message = mail(html='<p>Chợ mở.</p><img src="cid:image001.png@01D" alt="Cổng chợ">')
    page = message.get_body(("html",))
    assert isinstance(page, EmailMessage)
    page.add_related(PNG, "image", "png", cid="<image001.png@01D>")
    document = read(message)
    (attached,) = document.attachments
    assert (attached.content, attached.media_type) == (PNG, "image/png")
    assert f'<img src="{attached.address}" alt="Cổng chợ">' in document.text
    assert "image001" not in document.text


def test_attached_photos_stand_at_the_end_and_a_logo_does_not() -> None:
    message = mail()
    message.add_attachment(PHOTO, "image", "jpeg", filename="chợ.jpg")
    message.add_attachment(PNG, "image", "png", filename="logo.png")
    message.add_attachment(b"%PDF-1.7", "application", "pdf", filename="mẫu đơn.pdf")
    document = read(message)
    assert [each.name for each in document.attachments] == ["chợ.jpg", "logo.png", "mẫu đơn.pdf"]
    assert document.text.count("<img") == 1
    assert document.text.index(document.attachments[0].address) > document.text.index("Bà con")
    assert any("1 ảnh đính kèm" in note for note in document.notes)


@pytest.mark.parametrize(
    "tail",
    [
        "-- \nNguyễn Thu Lan\nĐT: 0900 000 000\n",
        "Vào Th 2, 12 thg 10, 2026 vào lúc 08:00 Ban biên tập <b@bao.example> đã viết:\n> Chị ơi\n",
        "On Mon, Oct 12, 2026 at 8:00 AM A <a@b.example> wrote:\n> Dear\n>> x\n",
        "-----Original Message-----\nFrom: a@b.example\nSent: nay\n\nThư cũ.\n",
    ],
)
def test_signature_and_quoted_mail_are_left_out_and_told(tail: str) -> None:
    document = read(mail(TEXT + "\n" + tail))
    assert document.text == read(mail(TEXT)).text
    assert any("trích thư trước" in note for note in document.notes)


@pytest.mark.parametrize(
    "tail",
    [
        '<div class="gmail_signature">Lan, ĐT 0900</div>',
        '<div class="gmail_quote">Vào Th 2 đã viết:<blockquote>Thư cũ</blockquote></div>',
        '<blockquote type="cite"><p>Thư cũ</p></blockquote>',
        '<div id="appendonsend"></div><div id="divRplyFwdMsg">From: x</div>',
    ],
)
def test_signature_and_quoted_mail_of_html_are_left_out_and_told(tail: str) -> None:
    body = f"<p>{TEXT}</p><blockquote>Lời người dân.</blockquote>"
    document = read(mail(None, body + tail))
    assert "Lời người dân." in document.text
    for gone in ("0900", "Thư cũ", "From: x"):
        assert gone not in document.text
    assert any("trích thư trước" in note for note in document.notes)


def test_a_mail_that_only_forwards_another_is_the_others_text() -> None:
    forwarded = (
        "Nhờ đăng ạ.\n\n---------- Forwarded message ---------\nFrom: A <a@b.example>\n"
        f"Date: nay\nSubject: Chợ\nTo: b\n\n{TEXT}"
    )
    text = read(mail(forwarded)).text
    assert "miễn phí thuê chỗ" in text
    assert "a@b.example" not in text
    quoted = f'<div>Nhờ đăng.</div><div class="gmail_quote"><p>{TEXT}</p></div>'
    assert "miễn phí thuê chỗ" in read(mail(None, quoted)).text


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("Kính gửi toà soạn,\n\n", "\nTrân trọng,\n\nNguyễn Thu Lan\nUBND xã, ĐT 0900 000 000\n"),
        ("Dear Ban biên tập!\n\n", "\nXin chân thành cảm ơn quý báo.\nLan\n"),
    ],
)
def test_greeting_and_signature_are_left_out_and_told(before: str, behind: str) -> None:
    document = read(mail(before + TEXT + behind))
    assert document.text.split() == read(mail(TEXT)).text.split()
    assert ["lời chào" in note and "Lan" in note for note in document.notes] == [True]
    lines = "".join(f"<div>{line}</div>" for line in (before + TEXT + behind).split("\n"))
    page = read(mail(None, f"<html><body><div>{lines}</div></body></html>"))
    assert "miễn phí thuê chỗ" in page.text
    assert not any(each in page.text for each in ("Kính gửi", "Dear", "Trân trọng", "cảm ơn"))


@pytest.mark.parametrize(
    "text",
    [
        "Gửi trẻ ở chợ\n\nXã mở nhóm trẻ. Bà con gửi con từ năm giờ sáng, đón lúc sáu giờ chiều.\n",
        "Xã mở chợ.\n\nTrân trọng\n\n" + "Người dân trân trọng giữ gìn khu chợ mới. " * 4 + "\n",
        "Kính gửi toà soạn,\n",
    ],
)
def test_what_only_sounds_polite_stays(text: str) -> None:
    told = read(mail(text)).text
    assert all(line.strip() in told for line in text.split("\n")[1:])
    assert "Kính gửi toà soạn," in told or "Kính gửi" not in text


def test_lines_that_were_broken_to_be_sent_are_joined_and_others_are_not() -> None:
    broken = (
        "Sáng nay, xã khai trương lại khu chợ sau sáu tháng sửa chữa, với hơn\n"
        "hai trăm quầy hàng và một bãi giữ xe mới ở phía sau chợ.\n\n"
        "Thứ Hai: 5h\nThứ Ba: 6h\n"
    )
    text = read(mail(broken)).text
    assert "với hơn hai trăm quầy" in text
    assert "<p>Thứ Hai: 5h</p>\n<p>Thứ Ba: 6h</p>" in text
    flowed = mail("Chợ mở \nlại.\nHết.\n")
    flowed.set_param("format", "flowed")
    assert "<p>Chợ mở lại.</p>\n<p>Hết.</p>" in read(flowed).text


@pytest.mark.parametrize(
    ("charset", "encoding", "stated"),
    [
        ("utf-8", "base64", "utf-8"),
        ("utf-8", "quoted-printable", "utf-8"),
        ("utf-8", "8bit", "us-ascii"),
        ("utf-8", "8bit", "x-unknown"),
        ("utf-16", "base64", "utf-16"),
    ],
)
def test_letters_are_read_in_what_they_are_whatever_is_stated(
    charset: str, encoding: str, stated: str
) -> None:
    import base64
    import quopri

    raw = "Chợ quê mở lại.\n".encode(charset)
    coded = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(
        encoding, bytes
    )(raw)
    head = f"Content-Type: text/plain; charset={stated}\nContent-Transfer-Encoding: {encoding}\n\n"
    document = read_document(b"Subject: a\n" + head.encode() + coded, "message/rfc822")
    assert "<p>Chợ quê mở lại.</p>" in document.text


def test_a_mail_in_an_old_font_is_converted() -> None:
    plain = VIETNAMESE.replace("“", '"').replace("”", '"')
    raw = b"Subject: a\nContent-Transfer-Encoding: 8bit\n\n" + tcvn3(plain).encode("latin-1")
    document = read_document(raw, "message/rfc822")
    assert "Sáng 14/10, Sở Giao thông vận tải" in document.text
    assert any("TCVN3" in note for note in document.notes)


def test_a_mail_without_a_text_and_one_of_too_many_parts_are_refused() -> None:
    with pytest.raises(ArticleError, match="không có chữ"):
        read_document(b"Subject: a\nContent-Type: image/png\n\nabc", "message/rfc822")
    many = mail()
    for _ in range(MOST_PARTS + 1):
        many.add_attachment(b"a", "image", "png", filename="a.png")
    with pytest.raises(ArticleError, match=f"hơn {MOST_PARTS} phần"):
        read(many)


@pytest.mark.parametrize("depth", [200, 5_000])
def test_parts_within_parts_are_read_or_refused(depth: int) -> None:
    head = "Subject: a\nMIME-Version: 1.0\n"
    nested = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth)
    )
    try:
        read_document((head + nested + "\nChợ mở.\n").encode(), "message/rfc822")
    except ArticleError as e:
        assert e.vi  # noqa: PT017 - to be read or refused are both right


@given(st.binary(max_size=300), st.sampled_from(["text/html", "multipart/mixed; boundary=b", "x"]))
def test_any_bytes_that_are_said_to_be_a_mail_are_read_or_refused(raw: bytes, kind: str) -> None:
    for each in (raw, b"From: a\nContent-Type: " + kind.encode() + b"\n\n--b\n" + raw):
        try:
            read_document(each, "message/rfc822")
        except ArticleError as e:
            assert e.vi  # noqa: PT017 - to be read or refused are both right
