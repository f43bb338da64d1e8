"""Spans reach a collector joined as they were done; one that is away holds nobody up."""

from pathlib import Path

import pytest

from service.telemetry.context import current_ids
from service.telemetry.spans import COLLECTOR, Span, span
from service.telemetry.tracing import Posting, tracing
from tests.standins.collector import collector
from tests.web.newsroom import open_newsroom

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def test_what_is_done_within_something_is_a_part_of_it() -> None:
    with collector() as found, tracing(found.address, "1.0.0"):
        with span("outer", job="j1") as known:
            known["outcome"] = "done"
            trace = current_ids()["trace"]
            with span("inner", count=3, share=0.5, is_new=True, nothing=None):
                pass
        assert "trace" not in current_ids()
        with span("another"):
            pass
    assert COLLECTOR.take is None
    inner, outer, another = found.spans
    assert inner["parentSpanId"] == outer["spanId"]
    assert {inner["traceId"], outer["traceId"]} == {trace}
    assert another["traceId"] != trace
    assert "parentSpanId" not in outer
    assert outer["attributes"] == {"loa.job": "j1", "loa.outcome": "done"}
    assert inner["attributes"] == {"loa.count": "3", "loa.share": 0.5, "loa.is_new": True}
    assert int(outer["startTimeUnixNano"]) <= int(inner["startTimeUnixNano"])
    assert int(inner["endTimeUnixNano"]) <= int(outer["endTimeUnixNano"])
    (resource, *_) = found.resources
    assert (resource["service.name"], resource["service.version"]) == ("loa", "1.0.0")


def test_a_failure_is_noted_and_goes_on() -> None:
    with (
        collector() as found,
        tracing(found.address, "1"),
        pytest.raises(KeyError),
        span("step"),
    ):
        raise KeyError
    assert found.spans[0]["status"] == {"code": 2, "message": "KeyError"}


@pytest.mark.parametrize(
    ("header", "is_taken"),
    [
        (PARENT, True),
        (PARENT.replace("0af7651916cd43dd8448eb211c80319c", 32 * "0"), False),
        (PARENT.replace("b7ad6b7169203331", 16 * "0"), False),
        (PARENT + "\n", False),
        ("rác", False),
        ("", False),
    ],
)
def test_a_request_goes_on_the_trace_that_it_came_with_if_it_is_one(
    header: str, is_taken: bool
) -> None:
    with collector() as found, tracing(found.address, "1"), span("request", within=header):
        pass
    (told,) = found.spans
    assert (told["traceId"] == "0af7651916cd43dd8448eb211c80319c") is is_taken
    assert (told.get("parentSpanId") == "b7ad6b7169203331") is is_taken


def test_no_secret_reaches_a_collector() -> None:
    path = "/desk/sign-in?token=bi-mat-12345"
    with collector() as found, tracing(found.address, "1"), span("request", path=path):
        pass
    assert b"bi-mat" not in b"".join(found.bodies)


def test_without_an_address_nothing_is_measured() -> None:
    with tracing("", "1"), span("request") as known:
        known["status"] = 200
        assert COLLECTOR.take is None
        assert "trace" not in current_ids()


def test_a_collector_that_is_away_costs_spans_and_one_line_of_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with collector() as found, tracing(found.address, "1"):
        found.refusing = True
        for _ in range(1500):
            with span("request"):
                pass
    assert found.spans == []
    assert len([each for each in caplog.messages if "traces" in each]) == 1


def test_what_does_not_fit_is_dropped() -> None:
    posting = Posting("http://127.0.0.1:9/v1/traces", {})
    for _ in range(10_000):
        posting.take(Span("request", "0" * 32, "0" * 16, "", 1, 2))


def test_a_recording_is_a_trace_of_its_steps_and_a_request_tells_its_route(tmp_path: Path) -> None:
    with collector() as found, tracing(found.address, "1"), open_newsroom(tmp_path) as newsroom:
        newsroom.record("bai/vet")
        newsroom.ask("/episodes/khong-co?token=bi-mat-12345", headers={"traceparent": PARENT})
    (job,) = (each for each in found.spans if each["name"] == "job")
    steps = [each for each in found.spans if each["name"] == "step"]
    assert len(steps) >= 4
    assert {each["parentSpanId"] for each in steps} == {job["spanId"]}
    assert job["attributes"]["loa.outcome"] == "done"
    (request,) = (each for each in found.spans if each["name"] == "request")
    assert request["attributes"]["loa.route"] == "/episodes/<episode_id>"
    assert request["attributes"]["loa.status"] == "404"
    assert request["parentSpanId"] == "b7ad6b7169203331"
    assert b"bi-mat" not in b"".join(found.bodies)
