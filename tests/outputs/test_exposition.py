"""Monitors can read every line, whatever stands in a name."""

from datetime import UTC, datetime, timedelta

from service.outputs.exposition import (
    Metric,
    MetricKind,
    gauge,
    histogram_samples,
    labelled,
    render_metrics,
)
from service.plan.counting import delay_bounds, delay_step, delays_within, step_length


def test_a_number_has_its_meaning_and_its_kind_before_it() -> None:
    assert render_metrics([gauge("loa_workers", "Workers\nthat \\ live.", 2)]) == (
        "# HELP loa_workers Workers\\nthat \\\\ live.\n# TYPE loa_workers gauge\nloa_workers 2\n"
    )


def test_a_label_may_hold_anything() -> None:
    told = labelled("a_total", MetricKind.COUNTER, "m", "reason", {'"x"\n\\': 1.5})
    assert render_metrics([told]).splitlines()[-1] == 'a_total{reason="\\"x\\"\\n\\\\"} 1.5'


def test_what_nobody_knows_has_no_line_at_all() -> None:
    assert render_metrics([gauge("loa_feed_bytes", "m", None)]) == ""


def test_a_histogram_counts_upwards_to_all() -> None:
    metric = Metric("d", MetricKind.HISTOGRAM, "m", histogram_samples((0.5, 1.0), (1, 0, 2), 7.5))
    assert render_metrics([metric]).splitlines()[2:] == [
        'd_bucket{le="0.5"} 1',
        'd_bucket{le="1"} 1',
        'd_bucket{le="+Inf"} 3',
        "d_sum 7.5",
        "d_count 3",
    ]


def test_a_delay_is_counted_up_to_the_first_bound_that_it_lies_within() -> None:
    bounds = delay_bounds()
    assert bounds == tuple(sorted(set(bounds)))
    for step in range(81):
        within, total = delays_within({step: 3}, bounds)
        assert sum(within) == 3
        at = within.index(3)
        end = 1.25**step
        assert at == len(bounds) or end <= bounds[at] * (1 + 1e-9)
        assert at == 0 or bounds[at - 1] < end
        assert total == 3 * step_length(step).total_seconds()


def test_the_last_step_holds_all_that_took_longer() -> None:
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    step = delay_step(begin, begin + timedelta(days=3650))
    within, _ = delays_within({step: 1}, delay_bounds())
    assert sum(within) == 1
