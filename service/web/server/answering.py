"""The answer to one request, as waitress writes it but for a few headers and words."""

from typing import Any

from waitress.task import ErrorTask, WSGITask

from service.telemetry.events import tell
from service.web.server.refusals import refusal


class Answer(WSGITask):
    """waitress's task, which keeps the connection after an answer without a body.

    waitress closes it where Content-Length is missing, and 204 and 304 have none
    (RFC 9110, 15.4.5): every player that asked whether its file is still good would
    have to connect anew.
    """

    request: Any

    def set_close_on_finish(self) -> None:
        if self.wrote_header or self.has_body or self._is_last():
            super().set_close_on_finish()

    def _is_last(self) -> bool:
        """Whether the client keeps no connection."""
        asked = self.request.headers.get("CONNECTION", "").lower()
        return self.version == "1.0" or asked == "close"


class Refusal(ErrorTask):
    """waitress's answer to what cannot be read, in our own words."""

    request: Any
    response_headers: Any

    def execute(self) -> None:
        path, most = getattr(self.request, "path", ""), self.request.body_limit
        code = self._code(path)
        tell("refusal", status=code)
        self.status, headers, body = refusal(code, path, most)
        self.response_headers.extend(headers)
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)

    def _code(self, path: str) -> int:
        """The status: who shows no credential where one is needed is not told of sizes."""
        code = int(self.request.error.code)
        needed = {"/api/": "AUTHORIZATION", "/desk/": "COOKIE"}
        missing = any(
            path.startswith(start) and header not in self.request.headers
            for start, header in needed.items()
        )
        return 401 if code == 413 and missing else code
