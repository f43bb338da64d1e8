"""Addresses of the static files that change with their bytes."""

import hashlib
from pathlib import Path

from flask import Flask, Request, Response, request
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import MapAdapter
from werkzeug.security import safe_join

from service.web.ranges import keep_single_range


class WithStatics(Flask):
    """Flask, whose static files are answered in parts as everything else is.

    It has a page for every request, also for one in a name that no host can have.
    """

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """How addresses are read and written; of an impossible host, that it is not ours."""
        try:
            return super().create_url_adapter(request)
        except HTTPException:
            return self.url_map.bind("localhost", path_info=request.path if request else None)

    def send_static_file(self, filename: str) -> Response:
        """The static file, whole or in part. Raises NotFound where there is none."""
        path = Path(safe_join(str(self.static_folder), filename) or "")
        try:
            if path.is_file():
                keep_single_range(request, path.stat().st_size)
        except OSError as e:  # of a name that no file can have
            raise NotFound from e
        return super().send_static_file(filename)


class Assets:
    """The addresses of the static files, each with a digest of its bytes.

    A file that changes gets a new address, so browsers may keep it for ever.
    """

    def __init__(self, folder: Path, base: str) -> None:
        self._addresses = {
            path.name: f"{base}/{path.name}?v={hashlib.sha256(path.read_bytes()).hexdigest()[:10]}"
            for path in sorted(folder.iterdir())
            if path.is_file()
        }

    def address(self, name: str) -> str:
        """The address of static file ``name``. Raises KeyError for a name that is not there."""
        return self._addresses[name]
