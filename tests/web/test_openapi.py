"""The document of the API says what there is, and what is answered is what it says."""

import json
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import jsonschema_rs
import pytest

from service.web import create_app
from service.web.api.openapi import openapi_document
from tests.web.newsroom import SHORT, Answer, Newsroom
from tests.web.test_api import System

DOCUMENT = openapi_document("https://loa.example", "1")
PREFIX = "/api/v1"
CONVERTED = re.compile(r"<(?:[^<>:]+:)?(\w+)>")


@pytest.fixture
def system(newsroom: Newsroom) -> System:
    return System(newsroom)


def operations() -> dict[tuple[str, str], dict[str, Any]]:
    """Each operation of the document by method and address."""
    return {
        (method.upper(), path): operation
        for path, item in DOCUMENT["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    }


def schema_of(method: str, path: str, answer: Answer) -> dict[str, Any]:
    """What the document says of such an answer."""
    told = operations()[method, path]["responses"][str(answer.status)]
    if "$ref" in told:
        told = DOCUMENT["components"]["responses"][told["$ref"].rpartition("/")[2]]
    kind = answer.headers["Content-Type"].partition(";")[0]
    schema: dict[str, Any] = told["content"][kind]["schema"]
    return schema


def require_as_told(method: str, path: str, answer: Answer) -> None:
    schema = {**schema_of(method, path, answer), "components": DOCUMENT["components"]}
    jsonschema_rs.Draft202012Validator(schema, validate_formats=True).validate(answer.json)


def test_every_address_of_the_api_is_in_the_document_and_no_other(newsroom: Newsroom) -> None:
    app = create_app(newsroom.service, now=lambda: datetime.now(UTC))
    answered = {
        (method, CONVERTED.sub(r"{\1}", rule.rule).removeprefix(PREFIX)): rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(PREFIX)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    told = {where: f"api.{each['operationId']}" for where, each in operations().items()}
    assert told == answered


def test_whatever_the_document_refers_to_is_in_it() -> None:
    for name in re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(DOCUMENT)):
        place: Any = DOCUMENT
        for step in name.split("/"):
            place = place[step]


def test_the_parts_of_an_address_are_explained() -> None:
    for path, item in DOCUMENT["paths"].items():
        named = {each["name"] for each in item.get("parameters", []) if each["in"] == "path"}
        assert named == set(re.findall(r"\{(\w+)\}", path))


def test_everybody_may_read_it_and_a_program_that_has_it_gets_nothing_again(
    newsroom: Newsroom,
) -> None:
    answer = newsroom.ask("/api/v1/openapi.json")
    assert (answer.status, answer.json["openapi"]) == (200, "3.1.0")
    assert answer.json["servers"] == [{"url": f"{newsroom.base_url}/api/v1"}]
    tag = answer.headers["ETag"]
    assert newsroom.ask("/api/v1/openapi.json", headers={"If-None-Match": tag}).status == 304


def test_what_is_answered_is_what_the_document_says(newsroom: Newsroom, system: System) -> None:
    article = "/articles/{source_id}"
    new = system.put("oa/bai", html=SHORT, published="2026-07-02T07:49:00+07:00", tags=["cầu"])
    require_as_told("PUT", article, new)
    newsroom.finish(new.json["article"]["id"])
    require_as_told("PUT", article, system.put("oa/bai", html=SHORT))
    corrected = system.put("oa/bai", html=SHORT.replace("bốn", "sáu"))
    require_as_told("PUT", article, corrected)
    job = corrected.json["job"]
    require_as_told("GET", "/jobs/{job_id}", system.ask(f"jobs/{job['id']}"))
    newsroom.service.jobs.wait(job["id"], timeout=60)
    require_as_told("GET", article, system.ask("articles/oa/bai"))
    again = system.ask("articles/oa/bai/regenerate", "POST")
    require_as_told("POST", f"{article}/regenerate", again)
    held = system.put("oa/bai", text="Tin khác hẳn\n\nMột chuyện không liên quan gì.")
    assert held.json["hold"] is not None
    require_as_told("PUT", article, held)
    require_as_told("POST", f"{article}/reject", system.ask("articles/oa/bai/reject", "POST"))
    body = json.dumps({"html": SHORT}).encode()
    preview = system.ask("articles/oa/bai/preview", "POST", body)
    require_as_told("POST", f"{article}/preview", preview)


@pytest.mark.parametrize(
    ("method", "path", "asked", "body"),
    [
        ("GET", "/articles/{source_id}", "articles/oa-khong-co", b""),
        ("GET", "/jobs/{job_id}", "jobs/khong-co", b""),
        ("PUT", "/articles/{source_id}", "articles/oa-xau", b"{"),
        ("PUT", "/articles/{source_id}", "articles/oa-xau", b"{}"),
        ("PUT", "/articles/{source_id}", "articles/oa-xau", b"x" * 100_000),
        ("POST", "/articles/{source_id}/approve", "articles/oa-khong-co/approve", b""),
    ],
)
def test_a_refusal_is_what_the_document_says(
    system: System, method: str, path: str, asked: str, body: bytes
) -> None:
    require_as_told(method, path, system.ask(quote(asked), method, body))


def test_who_has_no_token_is_told_so_as_the_document_says(newsroom: Newsroom) -> None:
    for method, path in operations():
        if operations()[method, path].get("security") == []:
            continue
        address = PREFIX + re.sub(r"\{\w+\}", "x", path)
        answer = newsroom.ask(address, method)
        assert answer.status == 401, address
        require_as_told(method, path, answer)
        assert answer.headers["WWW-Authenticate"]
