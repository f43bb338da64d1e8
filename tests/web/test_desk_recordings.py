"""At the desk an editor's own sound is sent, heard, taken back and brought back."""

import html
import re

import pytest

from service.making.script import write_script
from service.model import Edition, JobState, Recording, SpeechRules
from tests.audio.sounds import syllables, wav
from tests.stage import NOW
from tests.web.newsroom import SHORT, Answer, Editor, Newsroom
from tests.web.test_desk import segment_ids

SOUND = wav(syllables(3.0))


@pytest.fixture
def editor(newsroom: Newsroom) -> Editor:
    return Editor(newsroom)


def send(editor: Editor, address: str, segment: str, sound: bytes) -> Answer:
    return editor.upload(f"{address}/recordings", "sound", "câu 2.wav", sound, segment=segment)


def listed(editor: Editor, address: str) -> str:
    """The article's page as it is read, without its tags."""
    return re.sub("<[^>]+>", "", html.unescape(editor.get(address).text))


def edition_of(newsroom: Newsroom, article_id: str) -> Edition:
    episode = newsroom.service.library.episode(article_id)
    assert episode is not None
    return episode.edition


def test_a_recording_is_sent_heard_taken_back_and_brought_back(
    newsroom: Newsroom, editor: Editor
) -> None:
    article = newsroom.take_in("thu/mot")
    address = f"/desk/articles/{article.id}"
    segment = segment_ids(editor.get(address))[1]
    assert send(editor, address, segment, SOUND).status == 303
    assert "Câu 2 · bản thu của toà soạn" in listed(editor, address)
    page = html.unescape(editor.get(f"{address}/sentences/{segment}").text)
    (link,) = re.findall(rf'href="({address}/recordings/\w+)"', page)
    heard = editor.get(link)
    assert (heard.body, heard.headers["Content-Type"]) == (SOUND, "audio/wav")

    newsroom.finish(article.id)
    spec = edition_of(newsroom, article.id).passages[1].spec
    assert spec is not None
    assert spec.is_recording
    assert "Người của toà soạn đọc 1 câu." in newsroom.ask(f"/episodes/{article.id}").text
    assert "Nghe câu 2 như đã thu" in editor.get(f"{address}/sentences/{segment}").text

    editor.post(f"{address}/recordings/remove", segment=segment)
    page = html.unescape(editor.get(f"{address}/sentences/{segment}").text)
    assert "Dùng lại bản thu đã bỏ của câu 2" in page
    assert "bản thu của toà soạn" not in listed(editor, address)
    digest = link.rpartition("/")[2]
    editor.post(f"{address}/recordings/restore", digest=digest, segment=segment, successor=segment)
    assert "Câu 2 · bản thu của toà soạn" in listed(editor, address)


def test_a_recording_of_a_changed_sentence_is_parked_and_offered_to_its_successor(
    newsroom: Newsroom, editor: Editor
) -> None:
    article = newsroom.take_in("thu/cho")
    address = f"/desk/articles/{article.id}"
    send(editor, address, segment_ids(editor.get(address))[2], SOUND)
    newsroom.take_in("thu/cho", SHORT.replace("bốn làn xe", "bốn làn xe cơ giới"))
    page = html.unescape(editor.get(address).text)
    assert "Cách đọc và bản thu đang chờ: 1" in page
    form = re.search(
        rf'{address}/recordings/restore">.*?name="digest" value="(\w+)".*?'
        r'name="segment" value="(\w+)".*?name="successor" value="(\w+)"',
        page,
        re.DOTALL,
    )
    assert form is not None
    editor.post(f"{address}/recordings/restore", digest=form[1], segment=form[2], successor=form[3])
    page = listed(editor, address)
    assert "đang chờ:" not in page
    assert "Câu 3: mở · bản thu của toà soạn" in page
    assert "Bản thu này được thu khi câu còn in là: “Cầu có bốn làn xe.”" in page


def test_one_file_may_stand_for_two_sentences_and_come_back_to_one_of_them(
    newsroom: Newsroom, editor: Editor
) -> None:
    article = newsroom.take_in("thu/hai")
    address = f"/desk/articles/{article.id}"
    second, third = segment_ids(editor.get(address))[1:3]
    for segment in (second, third):
        send(editor, address, segment, SOUND)
    digest = newsroom.service.library.recordings(article.id)[0].digest
    editor.post(f"{address}/recordings/remove", segment=second)
    editor.post(f"{address}/recordings/restore", digest=digest, segment=second, successor=second)
    standing = newsroom.service.library.recordings(article.id)
    assert {each.segment_id for each in standing} == {second, third}


@pytest.mark.parametrize(
    ("sound", "status", "words"),
    [
        (b"", 422, "Chưa chọn tệp"),
        (b"khong phai am thanh", 422, "Không dùng được bản thu “câu 2.wav”"),
        (SOUND * 80, 413, "giới hạn"),
    ],
    ids=["nothing", "text", "too large"],
)
def test_what_cannot_be_used_is_told_and_changes_nothing(
    newsroom: Newsroom, editor: Editor, sound: bytes, status: int, words: str
) -> None:
    article = newsroom.take_in("thu/hong")
    address = f"/desk/articles/{article.id}"
    answer = send(editor, address, segment_ids(editor.get(address))[1], sound)
    assert answer.status == status
    assert words in html.unescape(answer.text)
    assert newsroom.service.library.recordings(article.id) == ()


@pytest.mark.parametrize("way", ["another article's", "nobody's"])
def test_a_recording_is_had_from_its_own_article_only(
    newsroom: Newsroom, editor: Editor, way: str
) -> None:
    article = newsroom.take_in("thu/rieng")
    address = f"/desk/articles/{article.id}"
    send(editor, address, segment_ids(editor.get(address))[1], SOUND)
    (recording,) = newsroom.service.library.recordings(article.id)
    other = newsroom.take_in("thu/khac").id
    digest = recording.digest if way == "another article's" else "0" * 64
    assert editor.get(f"/desk/articles/{other}/recordings/{digest}").status == 404


def test_without_a_session_nothing_is_taken(newsroom: Newsroom) -> None:
    article = newsroom.take_in("thu/la")
    assert newsroom.ask(f"/desk/articles/{article.id}/recordings", "POST", b"").status == 401


def test_a_job_that_failed_at_a_sentence_leads_to_it(newsroom: Newsroom, editor: Editor) -> None:
    article = newsroom.take_in("thu/hong")
    address = f"/desk/articles/{article.id}"
    segment = write_script(article, newsroom.service.library, SpeechRules()).segments[1]
    broken = Recording(article.id, segment.id, segment.text, "ab" * 32, "a.mp3", "x", NOW)
    newsroom.service.library.set_recording(broken, b"no sound at all")
    job_address = editor.post(f"{address}/regenerate").headers["Location"]
    job = newsroom.service.jobs.wait(job_address.split("/")[-1], timeout=60)
    assert (job.state, job.segment_id) == (JobState.FAILED, segment.id)
    page = editor.get(job_address).text
    assert f'href="{address}?at=2#cau-2">Xem câu 2</a>' in page
    assert segment.id in page
