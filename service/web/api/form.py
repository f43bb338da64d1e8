"""An article with its pictures as a form of several parts (RFC 7578)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from flask import Request

from service.sources.document import Attachment
from service.web.problems import BadRequestError

MOST_FILES = 100

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Form:
    """The fields by their names, the files, and the ``bodies``: files that are a field's value."""

    fields: dict[str, str]
    files: tuple[Attachment, ...]
    bodies: dict[str, bytes]


def read_form(request: Request, bodies: Collection[str]) -> Form:
    """What the form says; a file in a field of ``bodies`` is what that field says.

    Any other file is known by its own name, and as «cid:» and the name of its field. Raises
    BadRequestError for a field that comes twice, and for too many files.
    """
    fields = {}
    for name, values in request.form.lists():
        fields[name] = _only(name, values)
    said = {
        name: _only(name, [upload.read() for upload in uploads])
        for name, uploads in request.files.lists()
        if name in bodies
    }
    for name in said.keys() & fields.keys():
        raise _repeated(name)
    files = tuple(_files(request, bodies))
    if len(files) > MOST_FILES:
        raise BadRequestError(
            f"Có {len(files)} tệp, nhiều nhất {MOST_FILES}.",
            f"There are {len(files)} files; {MOST_FILES} are let.",
        )
    return Form(fields, files, said)


def _only(name: str, values: Sequence[Value]) -> Value:
    if len(values) > 1:
        raise _repeated(name)
    return values[0]


def _repeated(name: str) -> BadRequestError:
    return BadRequestError(
        f"Trường “{name}” có nhiều lần.", f"The field “{name}” comes more than once."
    )


def _files(request: Request, bodies: Collection[str]) -> Iterator[Attachment]:
    for field, uploads in request.files.lists():
        if field in bodies:
            continue
        for upload in uploads:
            name = (upload.filename or "").rpartition("/")[2]
            yield Attachment(name, upload.mimetype, upload.read(), f"cid:{field}")
