"""What is sent by who means harm, and what no answer may have, whatever was sent."""

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import pytest
from lxml import etree, html
from werkzeug.test import TestResponse

PAYLOADS: Mapping[str, str] = MappingProxyType(
    {
        "markup": "\"'><loa-attack onclick=alert(1)>",
        "script": "</textarea></title></script><script>loa_attack()</script>",
        "address": "javascript:loa_attack()",
        "template": "{{90001*7}}${90001*7}<%=90001*7%>",
        "words of SQL": "' OR 1=1; DROP TABLE articles; --",
        "a pattern of SQL": "%_%\\%" * 20,
        "words of FTS": '" OR NEAR( * ^ -"',
        "lines of a header": "x\r\nLoa-Attack: yes\r\n\r\n<loa-attack>",
        "NUL": "a\x00b\x01\x1f",
        "a way up": "../../../../etc/passwd",
        "a way up in Windows": "..\\..\\windows\\win.ini",
        "an absolute path": "/etc/passwd",
        "half a letter": "\ud800",
        "letters that turn": "\u202egnp.exe\u2066",
        "a formula": '=HYPERLINK("http://evil.example","x")',
        "a number too large": "9" * 400,
        "a number below": "-1",
        "no number": "NaN",
        "nothing": "",
        "much": "a" * 15_000,
        "a command": "$(touch loa-attack) `id` | id",
        "XML": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        "letters of other digits": "²٣",
    }
)

AT_EACH = pytest.mark.parametrize(
    "at_each",
    [
        pytest.param(4, id="some, in turn"),
        pytest.param(len(PAYLOADS), id="all", marks=pytest.mark.faults),
    ],
)
"""How many each place is sent: a few, its neighbours the next ones; all in the long run."""

_ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "srcset")
EVALUATED = str(90001 * 7)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
EVERYWHERE = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def harm(answer: TestResponse, secrets: Mapping[str, str]) -> list[str]:
    """What an answer has that none may have; ``secrets`` are texts that nobody is to be told."""
    body = answer.get_data()
    found = [f"status {answer.status_code}"] if answer.status_code >= 500 else []
    for name, value in EVERYWHERE.items():
        if answer.headers.getlist(name) != [value]:
            found.append(f"{name}: {answer.headers.getlist(name)}")
    if "Loa-Attack" in answer.headers:
        found.append("a header of the attacker's")
    elsewhere = answer.headers.get("Location", "/")
    if re.match(r"(?!/(?![/\\]))", elsewhere):
        found.append(f"sends on to {elsewhere}")
    for name, secret in secrets.items():
        if secret.encode() in body:
            found.append(f"tells {name}")
    if b"Traceback (most recent" in body or b"root:x:0" in body:
        found.append("tells of the server's inside")
    if answer.mimetype == "text/html":
        found.extend(_marked(body))
    return found


def _is_harmless(script: etree._Element) -> bool:
    """Whether it is a file of ours, or tells something: whole JSON, which no browser runs."""
    text = (script.text or "").strip()
    if script.get("type") != "application/ld+json":
        return not text
    try:
        json.loads(text)
    except ValueError:
        return False
    return "<" not in text


def _marked(page: bytes) -> Iterator[str]:
    """What a page has that a browser would do for the attacker, or that breaks the policy."""
    if EVALUATED.encode() in page:
        yield "evaluates what was sent"
    try:
        tree = html.document_fromstring(page.decode("utf-8", "replace") or "<p>")
    except (etree.ParserError, ValueError):
        return
    for element in tree.iter(etree.Element):
        if element.tag == "loa-attack":
            yield "an element of the attacker's"
        if element.tag == "script" and not _is_harmless(element):
            yield "a script within the page"
        for name, value in ((str(name), str(value)) for name, value in element.attrib.items()):
            if name.startswith("on") or name == "style":
                yield f"an attribute {name}"
            if name in _ADDRESSES and value.strip().lower().startswith(("javascript:", "data:")):
                yield f"an address {name}={value[:40]}"
