"""A whole article as it is said: its tables, notes, pictures and what was changed in it."""

from dataclasses import replace

from service.desk.hints import Hints
from service.making.current import find_article, follows_article
from service.making.script import write_script
from service.model import Edition, PictureReading, SpeechRules, TableReading
from tests.stage import NOW, Stage, make, take, take_in_at

PAGE = """<html><body><article><h1>Phường mở lớp bơi cho trẻ em</h1>
<p>Ngày 02/01/2026, 08:00</p>
<p>Lớp học mở từ 5/6, mỗi suất rộng 20 m<sup>2</sup> mặt nước<a href="#fn1"><sup>1</sup></a>.
Học phí <del>300.000 đồng</del> <ins>250.000 đồng</ins> một tháng.</p>
<figure><img src="/be-boi.jpg" alt="IMG_2041.jpg">
<figcaption>Bể bơi mới. Ảnh: Hải An</figcaption></figure>
<h2>Lịch học</h2>
<table><caption>Các lớp trong tuần</caption>
<tr><th>STT</th><th>Lớp</th><th>Số trẻ</th></tr>
<tr><td>1</td><td>Cơ bản</td><td>15</td></tr>
<tr><td>2</td><td>Nâng cao</td><td>8</td></tr></table>
<p>Phụ huynh làm theo thứ tự sau đây khi đăng ký cho con em của mình:</p>
<ol><li>Điền đơn.</li><li>Nộp tại phường:
<ol type="a"><li>giấy khai sinh;</li><li>ảnh thẻ.</li></ol></li></ol>
<img src="/so-do.png" alt="Sơ đồ đường đến bể bơi">
<p id="fn1">1. Tính theo thiết kế của bể.</p>
</article></body></html>
"""
SAID = [
    "Phường mở lớp bơi cho trẻ em",
    "Lớp học mở từ ngày năm tháng sáu, mỗi suất rộng hai mươi mét vuông mặt nước.",
    "Học phí trước ghi: ba trăm nghìn đồng, đã sửa, hai trăm năm mươi nghìn đồng một tháng.",
    "",
    "Bể bơi mới.",
    "Ảnh: Hải An",
    "Lịch học",
    "Các lớp trong tuần",
    "",
    "Lớp: Cơ bản; Số trẻ: mười lăm",
    "Lớp: Nâng cao; Số trẻ: tám",
    "Phụ huynh làm theo thứ tự sau đây khi đăng ký cho con em của mình:",
    "Một: Điền đơn.",
    "Hai: Nộp tại phường:",
    "a: giấy khai sinh;",
    "b: ảnh thẻ.",
    "Ảnh: Sơ đồ đường đến bể bơi",
    "",
]


def take_page(stage: Stage) -> str:
    hints = Hints("phuong/boi", media_type="text/html", link="https://phuong.example.vn/boi")
    return take_in_at(NOW, PAGE, hints, stage.library).article.id


def edition_of(article_id: str, stage: Stage) -> Edition:
    episode = stage.library.episode(article_id)
    assert episode is not None
    return episode.edition


def test_an_article_with_a_table_notes_pictures_and_changes_is_said_as_reviewed(
    stage: Stage,
) -> None:
    article = find_article(take_page(stage), stage.library)
    script = write_script(article, stage.library, SpeechRules())
    assert [each.spoken for each in script.utterances] == SAID
    assert all(each.trace for each in script.utterances if not each.spoken)


def test_what_is_not_said_stands_in_the_edition_without_sound(stage: Stage) -> None:
    article_id = take_page(stage)
    make(article_id, stage)
    passages = edition_of(article_id, stage).passages
    assert [each.utterance.spoken for each in passages] == SAID
    assert [each.span is None for each in passages] == [not said for said in SAID]


def test_another_rule_is_another_edition_and_speaks_only_what_it_changes(stage: Stage) -> None:
    article_id = take_page(stage)
    make(article_id, stage)
    first = edition_of(article_id, stage)
    article = find_article(article_id, stage.library)
    assert follows_article(article, stage.library, stage.studio, stage.media)

    rules = SpeechRules(tables=TableReading.SUMMARY, pictures=PictureReading.NONE)
    other = replace(stage, studio=replace(stage.studio, speech=rules))
    assert not follows_article(article, other.library, other.studio, other.media)
    make(article_id, other)

    second = edition_of(article_id, stage)
    old = {each.clip_key for each in first.passages}
    new = [each.utterance.spoken for each in second.passages if each.clip_key not in old]
    assert new == ["Bảng có hai dòng, ba cột: Lớp, Số trẻ; không đọc từng dòng."]


def test_the_rules_change_nothing_of_a_plain_article(stage: Stage) -> None:
    article_id = take(
        stage,
        "Tin của phường\n\n02-01-2026 08:00\n\nGDP1 tăng 2%1. Câu này dài hơn nhiều để là bài.\n\n"
        "Câu cuối cùng của bản tin này cũng dài như câu ở trên, không hơn.\n",
    )
    make(article_id, stage)
    first = edition_of(article_id, stage)
    rules = SpeechRules(
        notes=True, tables=TableReading.NONE, table_rows=0, pictures=PictureReading.BOTH
    )
    other = replace(stage, studio=replace(stage.studio, speech=rules))
    article = find_article(article_id, stage.library)
    assert follows_article(article, other.library, other.studio, other.media)
    make(article_id, other)
    assert edition_of(article_id, stage) == first
