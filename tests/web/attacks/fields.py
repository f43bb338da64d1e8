"""What the fields of a form or a query are: learnt while the application asks for them."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, cast

from flask import Flask, Request
from lxml import html
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import HTTPException


class Asked:
    """The names that were asked for, by endpoint."""

    def __init__(self, app: Flask) -> None:
        self.names: defaultdict[str, set[str]] = defaultdict(set)
        self._urls = app.url_map.bind("")
        app.request_class = _recording(self)

    def read_forms(self, page: bytes) -> None:
        """What the forms of a page send, too."""
        for form in cast(html.HtmlElement, html.document_fromstring(page)).forms:
            path = (form.get("action") or "").partition("?")[0]
            try:
                endpoint, _ = self._urls.match(path, form.method)
            except HTTPException:
                continue
            self.names[endpoint].update(str(each) for each in form.fields)

    def of(self, endpoint: str) -> set[str]:
        """What is known to be asked for there; the session's own token is not among it."""
        return self.names[endpoint] - {"form_token"}


def _recording(asked: Asked) -> type[Request]:
    """A request that tells what it is asked for."""

    class Recorded(Request):
        """Its forms and queries note each name."""

        def _made(self, *args: Any) -> "_Noted":
            noted = _Noted(*args)
            noted.note = asked.names[self.endpoint or ""].add
            return noted

        @property
        def parameter_storage_class(self) -> Any:  # type: ignore[override]  # werkzeug calls it
            return self._made

    return Recorded


class _Noted(ImmutableMultiDict[str, Any]):
    """Fields that tell ``note`` which of them were looked for."""

    note: Any = staticmethod(lambda name: None)

    def get(self, key: str, *args: Any, **named: Any) -> Any:
        self.note(key)
        return super().get(key, *args, **named)

    def getlist(self, key: str, *args: Any) -> Any:
        self.note(key)
        return super().getlist(key, *args)

    def __getitem__(self, key: str) -> Any:
        self.note(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.note(str(key))
        return super().__contains__(key)


def properties(schema: Any, components: dict[str, Any]) -> Iterator[str]:
    """The names of what a JSON body of ``schema`` may have, at its top."""
    if "$ref" in schema:
        schema = components["schemas"][schema["$ref"].rpartition("/")[2]]
    yield from schema.get("properties", {})
    for kind in ("allOf", "anyOf", "oneOf"):
        for each in schema.get(kind, ()):
            yield from properties(each, components)
