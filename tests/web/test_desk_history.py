"""The history of an article at the desk, and what differs between two of its texts."""

import html
import re

import pytest

from service.model import Act, Override, shell_actor
from tests.web.newsroom import SHORT, Editor, Newsroom


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", text)))


def test_who_did_what_when_stands_beside_texts_and_editions(
    newsroom: Newsroom, editor: Editor
) -> None:
    episode = newsroom.record("su/1")
    editor.post(f"/desk/articles/{episode.id}/regenerate")
    page = plain(editor.get(f"/desk/articles/{episode.id}/history").text)
    assert "Bản đọc 1, đang phát." in page
    assert "Bản chữ: Thành phố khởi công cây cầu mới" in page
    assert "thu lại" in page


def test_a_changed_figure_is_shown_in_print_and_in_speech(
    newsroom: Newsroom, editor: Editor
) -> None:
    episode = newsroom.record("su/2")
    newsroom.record("su/2", SHORT.replace("120 tỷ", "130 tỷ"))
    address = f"/desk/articles/{episode.id}/compare?cu=e:1&moi=e:2"
    printed = editor.get(f"{address}&gi=in").text
    assert "<del>" in printed
    assert "[bỏ: 120] [thêm: 130]" in plain(printed).replace("][", "] [")
    spoken = plain(editor.get(f"{address}&gi=doc").text).replace("][", "] [")
    assert re.search(r"\[bỏ: [^\]]*hai[^\]]*\] \[thêm: [^\]]*ba[^\]]*\]", spoken)
    assert "1 câu khác nhau" in spoken
    page = editor.get(f"/desk/articles/{episode.id}/history").text
    texts = re.findall(r'value="(r:\w+)"', page)
    assert len(set(texts)) == 2
    old, new = dict.fromkeys(texts)
    told = plain(editor.get(f"/desk/articles/{episode.id}/compare?cu={new}&moi={old}").text)
    assert "[bỏ: 120]" in told


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?cu=e:1&moi=e:1", 200),
        ("?cu=e:1&moi=e:9", 404),
        ("?cu=e:%00&moi=e:1", 404),
        (f"?cu=e:{'9' * 30}&moi=e:1", 404),
        ("?cu=r:x&moi=e:1", 404),
        ("?cu=r:x&moi=e:1&gi=doc", 422),
        ("", 404),
        ("?cu=e:1&moi=e:1&gi=%00", 200),
    ],
)
def test_a_comparison_of_what_is_not_there_is_refused_in_words(
    newsroom: Newsroom, editor: Editor, query: str, status: int
) -> None:
    episode = newsroom.record("su/3")
    assert editor.get(f"/desk/articles/{episode.id}/compare{query}").status == status


def test_a_history_goes_on_by_a_link_to_its_beginning(newsroom: Newsroom, editor: Editor) -> None:
    article = newsroom.take_in("su/4")
    library, now = newsroom.service.library, article.created
    with library.together():
        for _ in range(60):
            library.record(Act.NOTE, article.id, shell_actor("test"), now)
    first = editor.get(f"/desk/articles/{article.id}/history").text
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following is not None
    second = editor.get(html.unescape(following[1])).text
    assert "Bản chữ:" in plain(second)
    for place in ("x", "1.2", "9" * 99, "%00.%00.%00"):
        assert editor.get(f"/desk/articles/{article.id}/history?sau={place}").status == 200


def test_the_history_of_nothing_is_not_found(editor: Editor) -> None:
    assert editor.get("/desk/articles/khongco/history").status == 404


def test_the_page_of_a_recording_tells_of_readings_that_lost_their_sentence(
    newsroom: Newsroom, editor: Editor
) -> None:
    episode = newsroom.record("su/5")
    segment = episode.edition.passages[2].segment
    now = episode.edition.created
    override = Override(episode.id, segment.id, segment.text, "Cầu có bốn làn.", "An", now)
    newsroom.service.library.set_override(override)
    newsroom.record("su/5", SHORT.replace("bốn làn xe", "sáu làn xe"))
    job = newsroom.service.jobs.current(episode.id)
    assert job is not None
    page = plain(editor.get(f"/desk/jobs/{job.id}").text)
    assert "Còn việc của bạn" in page
    assert "1 cách đọc hoặc bản thu không còn câu của chúng" in page


def test_an_earlier_edition_is_gone_back_to_from_the_history(
    newsroom: Newsroom, editor: Editor
) -> None:
    episode = newsroom.record("su/6")
    newsroom.record("su/6", SHORT.replace("120 tỷ", "140 tỷ"))
    address = f"/desk/articles/{episode.id}"
    page = editor.get(f"{address}/history").text
    assert re.findall(r'name="edition" value="(\d+)"', page) == ["1"], "not the public one"
    assert f'action="{address}/roll-back"' in page
    assert editor.post(f"{address}/roll-back", edition="1").status == 303
    assert "Bản đọc 3" in plain(editor.get(f"{address}/history").text)


def test_what_an_edition_took_stands_beside_it_and_at_the_article(
    newsroom: Newsroom, editor: Editor
) -> None:
    first = newsroom.record("su/phi", SHORT.replace("120 tỷ", "119 tỷ"))
    second = newsroom.record("su/phi", SHORT.replace("120 tỷ", "118 tỷ"))
    heard = [each.utterance.spoken for each in second.edition.passages if each.clip_key]
    changed = next(each for each in heard if "mười tám" in each)
    costs = newsroom.service.library.costs(first.id, [1, 2])
    assert [(each.engine, each.characters) for each in costs[2].engines] == [
        ("silence", len(changed))
    ]
    assert (costs[2].spoken, costs[2].reused) == (1, len(heard) - 1)
    assert costs[2].audio == second.edition.enclosure.duration
    told = f"silence: 1 câu mới, {len(changed)} ký tự; dùng lại {len(heard) - 1} câu có sẵn;"
    assert told in plain(editor.get(f"/desk/articles/{first.id}/history").text)
    assert f"Để thu bản 2: {told}" in plain(editor.get(f"/desk/articles/{first.id}").text)
