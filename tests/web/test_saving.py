"""What listeners save has a name that they find again, and addresses stay what they were."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from service.desk.desk import Desk
from service.desk.hints import Hints
from service.model import Episode, shell_actor
from service.outputs.addresses import PAGE
from tests.web.newsroom import SHORT, Newsroom

LATE = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
"""Already the next day in Vietnam."""


def named(newsroom: Newsroom, path: str) -> str:
    told = newsroom.ask(path, "HEAD").headers["Content-Disposition"]
    disposition, extended, plain = told.split("; ")
    name = plain.removeprefix('filename="').removesuffix('"')
    assert (disposition, extended) == ("inline", f"filename*=UTF-8''{name}")
    return name


def sound(episode: Episode) -> str:
    return f"/audio/{episode.edition.enclosure.name}"


def begin(newsroom: Newsroom, episode: Episode) -> str:
    zone = ZoneInfo(newsroom.service.settings.timezone)
    return str(episode.edition.revision.published.astimezone(zone).date())


def titled(newsroom: Newsroom, title: str) -> Episode:
    hints = Hints(f"ten/{len(title)}", title=title, published=LATE)
    service = newsroom.service
    with service.library.together():
        desk = Desk(shell_actor("test"), service.library, datetime.now(UTC))
        article = service.take_in("Giá xăng giữ nguyên.".encode(), hints, desk).article
    newsroom.finish(article.id)
    episode = service.library.episode(article.id)
    assert episode is not None
    return episode


def test_a_recording_is_saved_under_the_day_in_the_newsrooms_zone_and_its_title(
    newsroom: Newsroom,
) -> None:
    episode = titled(newsroom, "Giá xăng hôm nay")
    assert named(newsroom, sound(episode)) == "2026-11-22-gia-xang-hom-nay.mp3"


def test_a_part_has_the_name_of_the_whole(newsroom: Newsroom, episode: Episode) -> None:
    whole = newsroom.ask(sound(episode)).headers["Content-Disposition"]
    part = newsroom.ask(sound(episode), headers={"Range": "bytes=5-9"})
    assert (part.status, part.headers["Content-Disposition"]) == (206, whole)


def test_a_correction_that_is_heard_is_saved_beside_the_recording_before_it(
    newsroom: Newsroom,
) -> None:
    old = newsroom.record("ten/sua")
    new = newsroom.record("ten/sua", SHORT.replace("bốn làn", "chín làn"))
    start = f"{begin(newsroom, old)}-thanh-pho-khoi-cong-cay-cau-moi"
    assert named(newsroom, sound(old)) == f"{start}.mp3"
    assert named(newsroom, sound(new)) == f"{start}-2.mp3"


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("captions.vtt", "vtt"),
        ("captions.srt", "srt"),
        ("transcript.json", "json"),
        ("transcript.txt", "txt"),
    ],
)
def test_captions_and_transcripts_are_saved_beside_the_recording(
    newsroom: Newsroom, episode: Episode, file: str, kind: str
) -> None:
    path = f"{PAGE.path(episode_id=episode.id)}/{file}"
    assert named(newsroom, path) == named(newsroom, sound(episode)).replace(".mp3", f".{kind}")


@pytest.mark.parametrize(
    ("title", "end"),
    [
        ("Gia đình \U0001f468\u200d\U0001f469\u200d\U0001f467 vui", "gia-dinh-vui"),
        ('"; filename="/etc/passwd', "filename-etc-passwd"),
        ("a" * 499, "a" * 80),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", None),
    ],
)
def test_no_title_breaks_the_name(newsroom: Newsroom, title: str, end: str | None) -> None:
    episode = titled(newsroom, title)
    assert named(newsroom, sound(episode)) == f"2026-11-22-{end or episode.id}.mp3"
