"""A station in a process of its own: ``python -m bench.crowd.station WAY PORT FOLDER``.

It writes one line of JSON once it listens: a token for the API and the address of a
recording of 21 minutes.
"""

import hashlib
import json
import random
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

RECORDING_BYTES = 10_000_000
"""21 minutes at 64 kbit/s."""


def main(way: str, port: int, folder: Path) -> None:
    """Serve until killed: ``loa``, or ``old``, as it was done before."""
    from service.compose import open_service
    from service.settings import Settings
    from service.web import create_app
    from service.web.bodies import BodyLimits
    from service.web.server import open_server
    from service.web.server.serving import door_of

    def now() -> datetime:
        return datetime.now(UTC)

    settings = Settings(
        release="automatic",
        data=folder / "data",
        cache=folder / "clips",
        port=port,
        engine="silence",
        free_space_mb=0,
        trusted_proxy="127.0.0.1",
    )
    with open_service(settings, now=now, worker=True) as service:
        service.publish_channel(now())
        recording = _write_recording(settings.data / "media")
        token = service.library.make_token("bench", now(), None)
        app = create_app(service, now=now)
        sys.stdout.write(json.dumps({"token": token, "recording": recording}) + "\n")
        sys.stdout.flush()
        if way == "loa":
            open_server(app, door_of(settings), BodyLimits(app, settings).of).run()
        else:
            _serve_as_before(app, settings.data / "media", port)


def recording_name(content: bytes) -> str:
    """What a recording of this ``content`` is published as."""
    return f"dai/{hashlib.sha256(content).hexdigest()[:12]}.mp3"


def _write_recording(media: Path) -> str:
    content = random.Random(8).randbytes(RECORDING_BYTES)
    name = recording_name(content)
    (media / name).parent.mkdir(parents=True, exist_ok=True)
    (media / name).write_bytes(content)
    return f"/audio/{name}"


def _serve_as_before(app: Any, media: Path, port: int) -> None:
    """waitress by itself, and ranges by ``send_file(conditional=True)``."""
    from flask import send_file
    from waitress.server import create_server

    def audio(episode_id: str, file: str) -> Any:
        path = (media / episode_id / file).resolve()
        return send_file(path, mimetype="audio/mpeg", conditional=True, etag=file)

    app.view_functions["media.audio"] = audio
    server = create_server(app, host="127.0.0.1", port=port, threads=16, connection_limit=1000)
    server.run()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
