"""The answer to one request, as waitress writes it but for one header."""

from typing import Any

from waitress.task import WSGITask


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
