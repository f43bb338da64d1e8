"""The numbers of an installation, with a worker at work: one of its own, as in each program."""

from datetime import UTC, datetime
from pathlib import Path

from service.web import create_app
from tests.web.monitors import numbers
from tests.web.newsroom import open_newsroom

NOW = datetime(2026, 11, 28, tzinfo=UTC)


def test_from_publication_to_audio_is_the_headline_figure(tmp_path: Path) -> None:
    with open_newsroom(tmp_path) as newsroom:
        episode = newsroom.record("bai/so-lieu")
        before = numbers(newsroom.ask("/metrics").text)
        assert before["loa_publication_to_audio_seconds_count"] == 1
        assert before["loa_publication_to_audio_seconds_sum"] > 0
        assert before['loa_publication_to_audio_seconds_bucket{le="+Inf"}'] == 1
        heard = sum(each.clip_key is not None for each in episode.edition.passages)
        assert before['loa_sentences_total{source="engine"}'] == heard
        assert before['loa_runs_total{outcome="made"}'] == 1
        assert before["loa_episodes"] == 1
        assert before["loa_media_whole"] == 1
        assert before["loa_feed_bytes"] == newsroom.service.media.size("feed.xml")
        assert before["loa_workers"] == 1
        assert before['loa_disk_free_bytes{folder="data"}'] > 0
        newsroom.ask("/feed.xml")
        after = numbers(newsroom.ask("/metrics").text)
        name = 'loa_http_requests_total{area="media",status="200"}'
        assert after[name] == before.get(name, 0) + 1


def test_another_program_of_the_installation_tells_the_same_of_it(tmp_path: Path) -> None:
    with open_newsroom(tmp_path) as newsroom:
        newsroom.record("bai/so-lieu")
        other = create_app(newsroom.service, now=lambda: NOW)
        here = numbers(newsroom.ask("/metrics").text)
        there = numbers(other.test_client().get("/metrics").text)
    own = {name for name in here if name.startswith(("loa_http", "loa_disk"))}
    assert {name: there[name] for name in here if name not in own} == {
        name: value for name, value in here.items() if name not in own
    }
