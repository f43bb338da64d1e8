"""What a store refuses is told in words that say what to do."""

import re

import pytest
from obstore.exceptions import GenericError, PermissionDeniedError, UnauthenticatedError

from service.bucket.refusals import bucket_errors
from service.errors import StoreError


def refuse(error: Exception) -> StoreError:
    with pytest.raises(StoreError) as told, bucket_errors("s3://loa/a"):
        raise error
    return told.value


def answer(status: str, code: str) -> str:
    """What obstore says of an answer: what was tried, then the store's own words."""
    return (
        "The operation lacked the necessary privileges: Error performing PUT in 1ms, after "
        f"2 retries - Server returned non-2xx status code: {status}: <Error><Code>{code}</Code>"
        "</Error>\n\nDebug source:\nPermissionDenied {"
    )


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionDeniedError(answer("403", "AccessDenied")), "rights.*AccessDenied"),
        (UnauthenticatedError("no keys"), "AWS_"),
        (GenericError(answer("403 Forbidden", "InvalidAccessKeyId")), "InvalidAccessKeyId"),
        (PermissionDeniedError(answer("403", "RequestTimeTooSkewed")), "clocks"),
        (FileNotFoundError(answer("404", "NoSuchBucket")), "no such bucket"),
        (GenericError(answer("500", "InternalError")), "status code: 500"),
    ],
)
def test_each_refusal_has_its_reason(error: Exception, words: str) -> None:
    told = refuse(error)
    assert re.search(words, told.en)
    assert "Debug source" not in str(told)
    assert len(told.en) < 400


def test_what_is_not_there_is_no_refusal() -> None:
    with pytest.raises(FileNotFoundError), bucket_errors("s3://loa/a"):
        raise FileNotFoundError("Object at location a not found")
