"""Recordings that nginx sends: from the folder, once Loa has looked who may hear them."""

from pathlib import Path

import pytest

from tests.deploy.test_with_servers import cached_front
from tests.web.newsroom import SHORT, Editor, open_newsroom


@pytest.mark.servers
def test_nginx_sends_what_is_public_in_parts_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "nginx").mkdir()
    with (
        open_newsroom(tmp_path, media_delivery="nginx") as newsroom,
        cached_front(newsroom, tmp_path / "nginx") as front,
    ):
        episode, draft = newsroom.record("bai-1"), newsroom.take_in("bai-2", SHORT)
        address = f"/audio/{episode.edition.enclosure.name}"
        told = newsroom.ask(address)
        assert told.headers["X-Accel-Redirect"] == f"/_media/{episode.edition.enclosure.name}"
        assert told.body == b"", "nginx sends it"
        whole = front.ask(address)
        assert (whole.status, len(whole.body)) == (200, episode.edition.enclosure.length)
        assert whole.headers["Content-Type"] == "audio/mpeg"
        assert whole.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert whole.headers.get_all("Access-Control-Allow-Origin") == ["*"]
        part = front.ask(address, headers={"Range": "bytes=500-599"})
        assert (part.status, part.body) == (206, whole.body[500:600])
        job = newsroom.service.regenerate(draft.id, hold=True)
        assert job is not None
        newsroom.service.jobs.wait(job.id, timeout=60)
        edition = newsroom.service.library.edition(draft.id, 1)
        assert edition is not None
        assert front.ask(f"/audio/{edition.enclosure.name}").status == 404
        heard = Editor(newsroom).get(f"/desk/articles/{draft.id}/editions/1/audio")
        assert len(heard.body) == edition.enclosure.length, "the desk needs no nginx"
        Editor(newsroom).post(f"/desk/articles/{episode.id}/withdraw", notice="Đã rút.")
        assert front.ask(address).status == 410
