"""What monitors read: the installation's numbers, and those of this program."""

import hmac
import ipaddress

from flask import Blueprint, Response, request

from service.compose.metering import measure
from service.outputs.exposition import (
    CONTENT_TYPE,
    Metric,
    MetricKind,
    Sample,
    gauge,
    histogram_samples,
    render_metrics,
)
from service.web.problems import ForbiddenError, UnauthorizedError
from service.web.proxies import is_passed_on
from service.web.site import site
from service.web.traffic import STEPS, Traffic

metrics = Blueprint("metrics", __name__)


@metrics.get("/metrics")
def show_metrics() -> Response:
    """Every number, for who shows the token, or asks from this machine where none is set."""
    _require_monitor(site().service.settings.metrics_token)
    around = site()
    told = [*measure(around.service, around.now()), *_own(around.traffic)]
    return Response(render_metrics(told), content_type=CONTENT_TYPE)


@metrics.after_request
def keep_private(response: Response) -> Response:
    """Nothing of it is kept by caches."""
    response.headers["Cache-Control"] = "no-store"
    return response


def _require_monitor(token: str) -> None:
    """Raises ForbiddenError or UnauthorizedError for who may not see how the newsroom works."""
    if not token:
        if not _is_from_here():
            raise ForbiddenError(
                "Số liệu chỉ cho chính máy này xem. Đặt LOA_METRICS_TOKEN để xem từ máy khác.",
                "Only this machine may read the metrics. Set LOA_METRICS_TOKEN for others.",
            )
        return
    given = request.headers.get("Authorization", "").encode("utf-8", "surrogatepass")
    if not hmac.compare_digest(given, f"Bearer {token}".encode()):
        raise UnauthorizedError(
            "Cần mã của LOA_METRICS_TOKEN.", "The token of LOA_METRICS_TOKEN is needed."
        )


def _is_from_here() -> bool:
    """Whether a program of this machine asks by itself, and not a proxy for somebody."""
    if is_passed_on(request.environ):
        return False
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _own(traffic: Traffic) -> tuple[Metric, ...]:
    answers = traffic.answers()
    requests = tuple(
        Sample(count, {"area": area, "status": str(status)})
        for area, each in answers.items()
        for status, count in sorted(each.by_status.items())
    )
    durations = tuple(
        sample
        for area, each in answers.items()
        for sample in histogram_samples(STEPS, each.within, each.seconds, {"area": area})
    )
    return (
        Metric(
            "loa_http_requests_total",
            MetricKind.COUNTER,
            "Answers of this program since its start; area media is what listeners hear.",
            requests,
        ),
        Metric(
            "loa_http_request_seconds",
            MetricKind.HISTOGRAM,
            "Until an answer of this program began.",
            durations,
        ),
        gauge(
            "loa_http_connections",
            "Connections of this program that are open, listeners' among them.",
            traffic.count_connections(),
        ),
    )
