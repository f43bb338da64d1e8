"""A request as it comes in: its body is bounded by what its address takes."""

import copy
from collections.abc import Callable, Mapping
from typing import Any

from waitress.parser import HTTPRequestParser, ParsingError

BodyLimit = Callable[[str, str, Mapping[str, str]], int]
"""(method, path, headers) → bytes that the body may have."""


class Request(HTTPRequestParser):
    """waitress's parser, with a limit of each request's own."""

    adj: Any
    error: Any
    command: Any
    path: Any
    headers: Any
    proxy_scheme: Any
    proxy_netloc: Any

    def __init__(self, adj: Any, limit_of: BodyLimit) -> None:
        super().__init__(adj)
        self._limit_of = limit_of
        self.body_limit: int | None = None

    def parse_header(self, header_plus: bytes) -> None:
        # Before waitress knows it: what it cannot read is refused in the address's own form.
        self.path = _path_of(header_plus)
        try:
            super().parse_header(header_plus)
        except ValueError as e:  # thousands of digits: Python reads no such number
            raise ParsingError("Content-Length is invalid") from e
        if self.proxy_scheme and (self.version == "1.0" or "HOST" in self.headers):
            # The host of an absolute address counts, whatever Host says (RFC 9112, 3.2.2).
            self.headers["HOST"] = self.proxy_netloc
        if self.content_length > 0 or self.chunked:
            path = self.path.encode("latin-1").decode("utf-8", "replace")
            self.body_limit = self._limit_of(self.command.upper(), path, self.headers)
            self.adj = copy.copy(self.adj)
            # waitress refuses from this number on.
            self.adj.max_request_body_size = self.body_limit + 1

    def received(self, data: bytes) -> int:
        consumed = super().received(data)
        if self.error is not None:
            # Else waitress would ask for the body of what it has refused.
            self.expect_continue = False
        return consumed


def _path_of(head: bytes) -> str:
    """The path that the first line of ``head`` seems to ask for; "" where there is none."""
    asked = head.partition(b"\r\n")[0].split(b" ")[1:2]
    return asked[0].partition(b"?")[0].decode("latin-1") if asked else ""
