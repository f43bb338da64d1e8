"""Spans as collectors of OpenTelemetry take them: OTLP 1.0 as JSON.

https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from service.telemetry.events import Fact
from service.telemetry.redaction import redact
from service.telemetry.spans import Span

_INTERNAL, _SERVER, _FAILED = 1, 2, 2


def render_spans(spans: Sequence[Span], resource: Mapping[str, str]) -> bytes:
    """The request that hands ``spans`` in; ``resource`` tells which program they are of."""
    scope = {"scope": {"name": "loa"}, "spans": [_span(each) for each in spans]}
    program = {"resource": {"attributes": _attributes(resource)}, "scopeSpans": [scope]}
    told = {"resourceSpans": [program]}
    return json.dumps(told, ensure_ascii=False).encode()


def _span(span: Span) -> dict[str, Any]:
    told: dict[str, Any] = {
        "traceId": span.trace,
        "spanId": span.id,
        "name": redact(span.name),
        "kind": _SERVER if "method" in span.facts else _INTERNAL,
        # 64-bit numbers are text in this encoding.
        "startTimeUnixNano": str(span.begun),
        "endTimeUnixNano": str(span.ended),
        "attributes": _attributes(span.facts),
    }
    if span.parent:
        told["parentSpanId"] = span.parent
    if span.error:
        told["status"] = {"code": _FAILED, "message": span.error}
    return told


def _attributes(facts: Mapping[str, Fact]) -> list[dict[str, Any]]:
    return [
        {"key": f"loa.{name}" if "." not in name else name, "value": value}
        for name, value in _values(facts.items())
    ]


def _values(facts: Iterable[tuple[str, Fact]]) -> Iterable[tuple[str, dict[str, Any]]]:
    for name, value in facts:
        if value is None:
            continue
        if isinstance(value, bool):
            yield name, {"boolValue": value}
        elif isinstance(value, int):
            yield name, {"intValue": str(value)}
        elif isinstance(value, float):
            yield name, {"doubleValue": value}
        else:
            yield name, {"stringValue": redact(value)}
