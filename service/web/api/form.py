"""An article with its pictures as a form of several parts (RFC 7578)."""

from collections.abc import Iterator

from flask import Request

from service.sources.document import Attachment
from service.web.problems import BadRequestError

MOST_FILES = 100


def read_form(request: Request) -> tuple[dict[str, str], tuple[Attachment, ...]]:
    """The fields of the form by their names, and its files.

    A file is known by its own name, and as «cid:» and the name of its field. Raises
    BadRequestError for a field that comes twice, and for too many files.
    """
    fields = {}
    for name, values in request.form.lists():
        if len(values) > 1:
            raise BadRequestError(
                f"Trường “{name}” có nhiều lần.", f"The field “{name}” comes more than once."
            )
        fields[name] = values[0]
    files = tuple(_files(request))
    if len(files) > MOST_FILES:
        raise BadRequestError(
            f"Có {len(files)} tệp, nhiều nhất {MOST_FILES}.",
            f"There are {len(files)} files; {MOST_FILES} are let.",
        )
    return fields, files


def _files(request: Request) -> Iterator[Attachment]:
    for field, uploads in request.files.lists():
        for upload in uploads:
            name = (upload.filename or "").rpartition("/")[2]
            yield Attachment(name, upload.mimetype, upload.read(), f"cid:{field}")
