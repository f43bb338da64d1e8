"""The desk, webhooks and mail tell what is wrong, and the desk has a page of Loa's own state."""

import email
import email.policy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from service.compose.watching import QUEUE_STANDS_AFTER, list_conditions, watch
from service.engines.circuits import Limited
from service.engines.policy import VoicePreference, VoicePreferences
from service.model.alert import AlertKind
from tests.standins.mail import mail_host
from tests.web.newsroom import Editor, Newsroom, open_newsroom
from tests.web.test_health import backdate

NOW = datetime(2026, 11, 29, tzinfo=UTC)


def kinds(newsroom: Newsroom) -> set[AlertKind]:
    return {each.kind for each in list_conditions(newsroom.service, datetime.now(UTC))}


def at(newsroom: Newsroom, moment: datetime, **settings: object) -> Newsroom:
    """The newsroom at that moment, under other settings."""
    service = newsroom.service
    production = replace(service.production, now=lambda: moment)
    changed = replace(service.settings, **settings)  # type: ignore[arg-type]
    return replace(newsroom, service=replace(service, production=production, settings=changed))


def test_a_well_installation_has_nothing_to_tell(newsroom: Newsroom, editor: Editor) -> None:
    newsroom.record("bai/khoe")
    newsroom.service.publish_channel(datetime.now(UTC))
    assert kinds(newsroom) == set()
    page = editor.get("/desk/status").text
    assert "Không có sự cố nào" in page


def test_each_thing_that_goes_wrong_is_found(tmp_path: Path) -> None:
    with open_newsroom(tmp_path, worker=False) as newsroom:
        job = newsroom.service.jobs.enqueue("abc")
        backdate(tmp_path / "data" / "jobs.db", job.id, QUEUE_STANDS_AFTER)
        assert kinds(newsroom) == {AlertKind.QUEUE}
        newsroom.service.media.remove("feed.xml")
        assert kinds(newsroom) == {AlertKind.QUEUE, AlertKind.MEDIA}
        full = at(newsroom, NOW, free_space_mb=1_000_000)
        assert AlertKind.DISK in kinds(full)
        newsroom.service.library.add_counts(datetime.now(UTC), {"failed:SynthesisError": 3})
        assert AlertKind.VOICE in kinds(newsroom)
        newsroom.service.library.add_counts(datetime.now(UTC), {"made": 1})
        assert AlertKind.VOICE not in kinds(newsroom)


def test_an_engine_that_refuses_is_told_of_where_it_is_wished_for(tmp_path: Path) -> None:
    with open_newsroom(tmp_path, worker=False) as newsroom:
        service = newsroom.service
        google = service.production.voices.engines["google"]
        assert isinstance(google, Limited)
        google.limiter.refused(600.0)
        assert kinds(newsroom) == set(), "nobody wishes for it here"
        wished = VoicePreferences(VoicePreference("google"))
        voices = replace(service.production.voices, preferred=wished)
        production = replace(service.production, voices=voices)
        wishing = replace(newsroom, service=replace(service, production=production))
        (found,) = list_conditions(wishing.service, datetime.now(UTC))
        assert (found.kind, found.subject) == (AlertKind.VOICE, "google")
        assert "10 phút" in found.vi
        page = Editor(newsroom).get("/desk/status").text
        assert "đang từ chối" in page
        google.limiter.answered()
        assert not list(list_conditions(wishing.service, datetime.now(UTC)))


def test_every_page_of_the_desk_tells_what_is_wrong_until_it_is_over(tmp_path: Path) -> None:
    with open_newsroom(tmp_path, worker=False) as newsroom, mail_host() as host:
        editor = Editor(newsroom)
        mail = {"alert_mail": "truc@example.vn", "smtp_url": host.address}
        assert "alert" not in editor.get("/desk/").text
        newsroom.service.media.remove("feed.xml")
        for minutes in (0, 10, 16, 17):
            watch(at(newsroom, NOW + timedelta(minutes=minutes), **mail).service)
        page = editor.get("/desk/").text
        assert 'role="alert"' in page
        assert "Những gì đã phát" in page
        assert "Có điều cần xem" in editor.get("/desk/status").text
        newsroom.service.publish_channel(NOW)
        for minutes in (18, 30, 31):
            watch(at(newsroom, NOW + timedelta(minutes=minutes), **mail).service)
        assert 'role="alert"' not in editor.get("/desk/").text
        assert "Feed, ảnh bìa" in editor.get("/desk/status").text, "it stands among what was"
        letters = [email.message_from_bytes(each, policy=email.policy.default)
                   for each in host.letters]  # fmt: skip
    assert [each["Subject"].partition(":")[2].split(":")[0].strip() for each in letters] == [
        "cần xem", "đã hết",
    ]  # fmt: skip
    assert {each["To"] for each in letters} == {"truc@example.vn"}


def test_a_letter_that_is_refused_is_sent_later(tmp_path: Path) -> None:
    with open_newsroom(tmp_path, worker=False) as newsroom, mail_host() as host:
        mail = {"alert_mail": "truc@example.vn", "smtp_url": host.address}
        newsroom.service.media.remove("feed.xml")
        host.refusing = True
        for minutes in (0, 16):
            watch(at(newsroom, NOW + timedelta(minutes=minutes), **mail).service)
        assert host.letters == []
        host.refusing = False
        watch(at(newsroom, NOW + timedelta(minutes=22), **mail).service)
        assert len(host.letters) == 1


def test_english_pages_tell_it_in_english(tmp_path: Path) -> None:
    with open_newsroom(tmp_path, worker=False) as newsroom:
        newsroom.service.media.remove("feed.xml")
        for minutes in (0, 16):
            watch(at(newsroom, NOW + timedelta(minutes=minutes)).service)
        editor = Editor(newsroom)
        editor.cookie += "; loa_language=en"
        page = editor.get("/desk/status").text
    assert "Status of Loa" in page
    assert "lost or cut" in page
