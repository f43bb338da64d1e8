"""A request's JSON object, field by field, as it is sent to what is no article."""

from collections.abc import Mapping
from typing import TypeVar

from flask import request

from service.errors import AccessError
from service.web.api.submission import read_object

T = TypeVar("T")


def sent_object(*known: str) -> Mapping[str, object]:
    """The fields that the request sends. Raises AccessError for one that there is not."""
    raw = request.get_data(cache=False)
    sent = read_object(raw) if raw.strip() else {}
    unknown = sorted(set(sent) - set(known))
    if unknown:
        name = unknown[0][:100]
        raise AccessError(f"Không có trường “{name}”.", f"There is no field “{name}”.")
    return sent


def sent_field(sent: Mapping[str, object], name: str, kind: type[T]) -> T | None:
    """The field of this name, or None. Raises AccessError for one of another kind."""
    found = sent.get(name)
    if found is not None and not isinstance(found, kind):
        raise AccessError(f"Trường “{name}” sai kiểu.", f"“{name}” is of another kind.")
    return found


def sent_names(sent: Mapping[str, object], name: str) -> tuple[str, ...] | None:
    """The list of strings of this name, or None. Raises AccessError for anything else."""
    found = sent_field(sent, name, list)
    if found is None:
        return None
    if not all(isinstance(each, str) for each in found):
        raise AccessError(f"“{name}” là một danh sách chữ.", f"“{name}” is a list of strings.")
    return tuple(found)
