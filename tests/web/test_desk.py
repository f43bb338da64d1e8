"""The desk over HTTP: who may come in, and what an editor does there."""

import html
import re

import pytest

from service.model import ActorKind, JobState
from service.model.release_reason import ReleaseReason
from tests.web.newsroom import SAMPLE, SHORT, Answer, Editor, Newsroom

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def segment_ids(page: Answer) -> list[str]:
    """The sentences' ids, in the order of the page."""
    found = re.findall(r'data-sentence="/desk/articles/\w+/sentences/(\w+)"', page.text)
    assert found
    return found


def test_opening_the_link_shows_a_button_and_does_not_use_it_up(newsroom: Newsroom) -> None:
    secret = newsroom.sign_in_secret()
    for _ in range(2):
        page = newsroom.ask(f"/desk/sign-in?token={secret}")
        assert page.status == 200
        assert "Set-Cookie" not in page.headers
        assert page.headers["Referrer-Policy"] == "same-origin"
    answer = newsroom.ask("/desk/sign-in", "POST", f"token={secret}".encode(), FORM)
    assert (answer.status, answer.headers["Location"]) == (303, "/desk/")
    again = newsroom.ask("/desk/sign-in", "POST", f"token={secret}".encode(), FORM)
    assert again.status == 401


def test_the_session_cookie_is_for_the_desk_alone(newsroom: Newsroom) -> None:
    body = f"token={newsroom.sign_in_secret()}".encode()
    cookie = newsroom.ask("/desk/sign-in", "POST", body, FORM).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/desk" in cookie
    assert "Secure" not in cookie, "this newsroom is served over http"


@pytest.mark.parametrize(
    "path", ["/desk/", "/desk/new", "/desk/articles/x", "/desk/jobs/x", "/desk/clips/x.mp3"]
)
def test_a_stranger_sees_nothing(newsroom: Newsroom, path: str) -> None:
    answer = newsroom.ask(path)
    assert answer.status == 401
    assert "loa sign-in" in answer.text


def test_after_signing_out_the_desk_is_closed(newsroom: Newsroom, editor: Editor) -> None:
    answer = editor.post("/desk/sign-out")
    editor.cookie = answer.headers["Set-Cookie"].split(";")[0]
    assert editor.get("/desk/").status == 401


def test_a_form_without_the_sessions_token_does_nothing(newsroom: Newsroom, editor: Editor) -> None:
    article = newsroom.take_in("ban/khong-ma")
    for token in ("", "khác"):
        answer = editor.post(f"/desk/articles/{article.id}/regenerate", form_token=token)
        assert answer.status == 403
    assert newsroom.service.jobs.current(article.id) is None


def test_a_form_that_another_site_sent_does_nothing(newsroom: Newsroom) -> None:
    body = f"token={newsroom.sign_in_secret()}".encode()
    headers = {**FORM, "Sec-Fetch-Site": "cross-site"}
    assert newsroom.ask("/desk/sign-in", "POST", body, headers).status == 403


@pytest.mark.parametrize(
    "origin",
    ["http://ke-xau.example", "http://203.0.113.5", "https://127.0.0.1.example", "null", "["],
)
def test_a_form_of_another_origin_does_nothing_also_where_the_browser_tells_no_site(
    newsroom: Newsroom, editor: Editor, origin: str
) -> None:
    secret, of_theirs = newsroom.sign_in_secret(), {**FORM, "Origin": origin}
    signing_in = f"token={secret}".encode()
    assert newsroom.ask("/desk/sign-in", "POST", signing_in, of_theirs).status == 403
    signing_out = f"form_token={editor.form_token}".encode()
    theirs = {**of_theirs, "Cookie": editor.cookie}
    assert newsroom.ask("/desk/sign-out", "POST", signing_out, theirs).status == 403
    assert editor.get("/desk/").status == 200

    of_ours = {**FORM, "Origin": newsroom.base_url}
    assert newsroom.ask("/desk/sign-in", "POST", signing_in, of_ours).status == 303


def test_the_list_says_where_each_article_stands(newsroom: Newsroom, editor: Editor) -> None:
    newsroom.record("ban/da-thu", SHORT.replace("mới</h1>", "đã thu</h1>"))
    newsroom.take_in("ban/chua-thu", SHORT.replace("mới</h1>", "chưa thu</h1>"))
    page = re.sub(r"<[^>]+>|\s+", " ", editor.get("/desk/").text)
    assert re.search(r"cây cầu đã thu +Mã bài: ban/da-thu.*?Đang phát bản 1", page)
    waits = "(Chưa có bản đọc|Đang chờ thu hoặc đang thu)"
    assert re.search(rf"cây cầu chưa thu +Mã bài: ban/chua-thu.*?{waits}", page)


def test_the_list_begins_with_what_changed_last_whatever_its_date(
    newsroom: Newsroom, editor: Editor
) -> None:
    dated = [f"<article><p>{day}-01-2026 08:00</p>{SHORT[9:]}" for day in ("05", "03", "04")]
    for number, text in enumerate(dated):
        newsroom.take_in(f"ban/{number}", text)
    newsroom.take_in("ban/1", dated[1].replace("120 tỷ", "130 tỷ"))
    named = re.findall(r"Mã bài: (ban/\d)", re.sub(r"<[^>]+>", "", editor.get("/desk/").text))
    assert named == ["ban/1", "ban/2", "ban/0"]


def test_an_article_shows_each_sentence_printed_spoken_traced_and_warned(
    newsroom: Newsroom, editor: Editor
) -> None:
    episode = newsroom.record("ban/mau", SAMPLE.read_text("utf-8"))
    address = f"/desk/articles/{episode.id}"
    listed = html.unescape(editor.get(address).text)
    for passage in episode.edition.passages:
        page = html.unescape(editor.get(f"{address}/sentences/{passage.segment.id}").text)
        assert passage.segment.text in page
        assert passage.segment.text in listed
        assert passage.utterance.spoken in page
        assert passage.utterance.spoken in listed or passage.utterance.spoken == ""
        for reading in passage.utterance.trace:
            assert f"“{reading.written}” → “{reading.spoken}”" in page
        for warning in passage.utterance.warnings:
            assert warning.reason in page
            assert warning.reason in listed


def test_each_sentence_can_be_heard(newsroom: Newsroom, editor: Editor) -> None:
    episode = newsroom.record("ban/nghe")
    page = editor.get(f"/desk/articles/{episode.id}").text
    clips = re.findall(r'data-clip="(/desk/clips/\w+\.mp3)"', page)
    assert len(clips) == sum(1 for each in episode.edition.passages if each.span)
    answer = editor.get(clips[0])
    assert (answer.status, answer.headers["Content-Type"]) == (200, "audio/mpeg")
    assert answer.body[:1] == b"\xff", "MPEG frames begin with their sync word"
    assert editor.get("/desk/clips/" + "0" * 32 + ".mp3").status == 404


def test_five_clicks_are_one_run(newsroom: Newsroom, editor: Editor) -> None:
    article = newsroom.take_in("ban/nam-lan")
    answers = [editor.post(f"/desk/articles/{article.id}/regenerate") for _ in range(5)]
    assert {answer.status for answer in answers} == {303}
    newsroom.finish(article.id)
    assert len(newsroom.service.library.editions(article.id)) == 1


def test_progress_is_told_to_people_and_to_the_script(newsroom: Newsroom, editor: Editor) -> None:
    words = "137 tỷ"  # said nowhere else here: there is a sentence to speak, whatever ran before
    article = newsroom.take_in("ban/tien-do", SHORT.replace("120 tỷ", words))
    address = editor.post(f"/desk/articles/{article.id}/regenerate").headers["Location"]
    job = newsroom.service.jobs.wait(address.split("/")[-1], timeout=60)
    assert job.state is JobState.DONE
    told = editor.get(f"{address}/progress").json
    assert (told["ended"], told["state"]) == (True, "Đã xong")
    assert told["total"] > 0
    assert told["count"] == f"{told['done']} / {told['total']} câu"
    page = editor.get(address).text
    assert "Đã xong" in page
    assert "data-job" not in page, "an ended job is not watched"


def test_beside_the_button_stands_how_many_sentences_lack_sound(
    newsroom: Newsroom, editor: Editor
) -> None:
    article = newsroom.take_in("ban/con-thieu")
    address = f"/desk/articles/{article.id}"
    segments = segment_ids(editor.get(address))
    assert f"chưa có tiếng: {len(segments)} / {len(segments)} câu." in editor.get(address).text
    newsroom.finish(article.id)
    assert "Câu nào cũng đã có tiếng." in editor.get(address).text
    editor.post(f"{address}/overrides", segment=segments[1], spoken="Khác hẳn.", differs="later")
    assert f"chưa có tiếng: 1 / {len(segments)} câu." in editor.get(address).text


def test_when_nothing_changed_the_button_says_so(newsroom: Newsroom, editor: Editor) -> None:
    episode = newsroom.record("ban/nhu-cu")
    answer = editor.post(f"/desk/articles/{episode.id}/regenerate")
    assert answer.headers["Location"] == f"/desk/articles/{episode.id}"


def test_only_a_job_that_had_not_ended_is_said_to_be_cancelled(
    newsroom: Newsroom, editor: Editor
) -> None:
    episode = newsroom.record("ban/huy-muon")
    done = newsroom.service.jobs.current(episode.id)
    assert done is not None
    answer = editor.post(f"/desk/jobs/{done.id}/cancel")
    editor.cookie = answer.headers["Set-Cookie"].split(";")[0]
    flashed = editor.get(answer.headers["Location"]).text
    assert "Việc đã xong từ trước." in flashed
    assert "Đã huỷ" not in flashed


def test_an_override_is_written_heard_and_taken_back(newsroom: Newsroom, editor: Editor) -> None:
    episode = newsroom.record("ban/cach-doc")
    address = f"/desk/articles/{episode.id}"
    segment = segment_ids(editor.get(address))[1]
    words = "  Sáng mồng hai \r\n tháng Bảy. "
    editor.post(f"{address}/overrides", segment=segment, spoken=words, differs="later")
    page = editor.get(address).text
    assert "Sáng mồng hai tháng Bảy." in page
    assert re.search(r"Câu 2.* · cách đọc riêng · chưa thu", re.sub("<[^>]+>", "", page))
    newsroom.finish(episode.id)
    library = newsroom.service.library
    recorded, public = library.made_edition(episode.id), library.episode(episode.id)
    assert recorded is not None
    assert recorded.passages[1].utterance.spoken == "Sáng mồng hai tháng Bảy."
    assert recorded.passages[1].segment.text == episode.edition.passages[1].segment.text
    assert public == episode, "figures that are said otherwise wait for somebody's yes"

    editor.post(f"{address}/overrides/remove", segment=segment)
    assert "Sáng mồng hai" not in editor.get(address).text
    refused = editor.post(f"{address}/release", edition=str(recorded.number))
    assert refused.status == 409, "the edition says it still"
    assert library.episode(episode.id) == episode
    newsroom.finish(episode.id)
    pending = library.pending(episode.id)
    assert pending is None or ReleaseReason.FIGURES not in pending.reasons


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ("overrides/remove", {"segment": "{segment}"}),
        ("recordings/remove", {"segment": "{segment}"}),
        ("sentences/{segment}/review-removed", {"subject": "x"}),
    ],
)
def test_what_was_never_there_is_taken_back_without_a_word_in_the_audit(
    newsroom: Newsroom, editor: Editor, form: str, field: dict[str, str]
) -> None:
    episode = newsroom.record(f"ban/khong-co-gi/{form[:3]}")
    segment = episode.edition.passages[1].segment.id
    library = newsroom.service.library
    before = library.audit(1)
    sent = {name: value.format(segment=segment) for name, value in field.items()}
    answer = editor.post(f"/desk/articles/{episode.id}/{form.format(segment=segment)}", **sent)
    assert answer.status == 303
    assert library.audit(1) == before


def test_an_override_of_a_changed_sentence_is_parked_shown_and_restored(
    newsroom: Newsroom, editor: Editor
) -> None:
    article = newsroom.take_in("ban/cho")
    address = f"/desk/articles/{article.id}"
    old = segment_ids(editor.get(address))[2]
    editor.post(f"{address}/overrides", segment=old, spoken="Cầu có bốn làn, đi cả chiều về.")
    newsroom.take_in("ban/cho", SHORT.replace("bốn làn xe", "bốn làn xe cơ giới"))

    page = html.unescape(editor.get(address).text)
    assert "Cách đọc và bản thu đang chờ: 1" in page
    assert "Cầu có bốn làn xe." in page, "the old sentence"
    assert "Cầu có bốn làn xe cơ giới." in page, "the new one"
    (successor,) = re.findall(r'name="successor" value="(\w+)"', page)

    answer = editor.post(f"{address}/overrides/restore", segment=old, successor=successor)
    assert answer.status == 303
    page = editor.get(address).text
    assert "Cách đọc đang chờ" not in page
    (kept,) = newsroom.service.library.overrides(article.id)
    assert (kept.printed, kept.spoken) == (
        "Cầu có bốn làn xe cơ giới.",
        "Cầu có bốn làn, đi cả chiều về.",
    )


def test_an_empty_or_endless_override_is_refused(newsroom: Newsroom, editor: Editor) -> None:
    article = newsroom.take_in("ban/rong")
    address = f"/desk/articles/{article.id}"
    segment = segment_ids(editor.get(address))[0]
    for spoken in (" \n ", "...", "🎉", "a" * 3001):
        answer = editor.post(
            f"{address}/overrides", segment=segment, spoken=spoken, differs="later"
        )
        assert answer.status == 422
        assert spoken.strip() in html.unescape(answer.text), "what was typed comes back"
    assert editor.post(f"{address}/overrides", segment="khac", spoken="a").status == 409
    assert newsroom.service.library.overrides(article.id) == ()


def test_a_pasted_article_is_shown_before_it_is_kept(newsroom: Newsroom, editor: Editor) -> None:
    text = SAMPLE.read_text("utf-8")
    preview = editor.post("/desk/new", text=text, source_id="ban/dan", author="Người viết")
    page = html.unescape(preview.text)
    assert "Đảng bộ Sông Công: Quyết tâm sớm đưa nghị quyết đại hội vào cuộc sống" in page
    assert "Thống kê truy cập" in page.split("Dòng bị bỏ ra")[1]
    assert newsroom.service.library.article_by_source("ban/dan") is None

    raw = re.search(r'name="raw" value="([^"]+)"', page)
    assert raw is not None
    answer = editor.post("/desk/new/keep", raw=raw.group(1), source_id="ban/dan", author="T.H")
    assert answer.headers["Location"].startswith("/desk/jobs/")
    article = newsroom.service.library.article_by_source("ban/dan")
    assert article is not None
    assert article.revision.author == "T.H"
    newsroom.finish(article.id)


def test_a_file_can_be_uploaded(newsroom: Newsroom, editor: Editor) -> None:
    boundary = "ranh-gioi"
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="form_token"\r\n\r\n'
        f"{editor.form_token}\r\n",
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="bai.html"\r\n'
        f"Content-Type: text/html\r\n\r\n{SHORT}\r\n",
        f"--{boundary}--\r\n",
    ]
    headers = {
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Cookie": editor.cookie,
    }
    answer = newsroom.ask("/desk/new", "POST", "".join(parts).encode(), headers)
    assert answer.status == 200
    assert "Xem trước: Thành phố khởi công cây cầu mới" in answer.text


@pytest.mark.parametrize(
    "fields",
    [
        {"text": ""},
        {"text": SHORT, "published": "2021-02-30T00:00"},
        {"text": SHORT, "link": "javascript:alert(1)"},
        {"text": SHORT, "link": "http://["},
        {"text": SHORT, "source_id": "x" * 201},
    ],
)
def test_what_cannot_be_taken_comes_back_with_the_reason_and_the_text(
    editor: Editor, fields: dict[str, str]
) -> None:
    answer = editor.post("/desk/new", **fields)
    assert answer.status == 422
    assert 'role="alert"' in answer.text
    assert fields["text"] in html.unescape(answer.text)


def test_the_desk_is_kept_by_no_cache(editor: Editor) -> None:
    answer = editor.get("/desk/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_what_an_editor_does_is_written_down(newsroom: Newsroom, editor: Editor) -> None:
    article = newsroom.take_in("ban/so-ghi")
    editor.post(f"/desk/articles/{article.id}/regenerate")
    entry = next(e for e in newsroom.service.library.audit() if e.subject == article.id)
    assert entry.action == "regenerate"
    assert (entry.who, entry.kind) == ("admin", ActorKind.PERSON)


def test_an_edition_is_seen_as_a_wave_with_its_sentences(
    newsroom: Newsroom, editor: Editor
) -> None:
    episode = newsroom.record("ban/song-am")
    page = editor.get(f"/desk/articles/{episode.id}/waveform").text
    assert "<svg" in page
    assert len(re.findall(r'<path class="border"', page)) == len(episode.edition.passages)
    unrecorded = newsroom.take_in("ban/chua-co-song", SHORT.replace("năm sau", "năm sau nữa"))
    assert editor.get(f"/desk/articles/{unrecorded.id}/waveform").status == 404


def test_a_seam_is_heard_from_the_article_the_sentence_and_the_wave(
    newsroom: Newsroom, editor: Editor
) -> None:
    episode = newsroom.record("ban/moi-noi")
    address, heard = f"/desk/articles/{episode.id}", episode.edition.passages
    seam = rf"{address}/editions/1/audio#t=[\d.]+,[\d.]+"
    page = editor.get(address).text
    assert len(re.findall(f'data-seam="{seam}"', page)) == len(heard) - 1
    first, last = (editor.get(f"{address}/sentences/{heard[at].segment.id}").text for at in (0, -1))
    assert re.search(f'data-seam href="{seam}"', first)
    assert "data-seam" not in last
    wave = editor.get(f"{address}/waveform").text
    assert len(re.findall(f'href="{seam}"', wave)) == len(heard) - 1
    audio = editor.get(f"{address}/editions/1/audio")
    assert (audio.status, audio.headers["Accept-Ranges"]) == (200, "bytes")
