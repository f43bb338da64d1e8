"""Numbers as monitors read them: the text format of Prometheus, version 0.0.4.

https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_NO_LABELS: Mapping[str, str] = MappingProxyType({})


class MetricKind(StrEnum):
    """How a number behaves."""

    COUNTER = "counter"
    """It grows, and begins anew at most when a program does."""
    GAUGE = "gauge"
    """As it is now."""
    HISTOGRAM = "histogram"
    """How many values lie within each bound, with their sum."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One number; ``suffix`` is what a histogram's parts add to the metric's name."""

    value: float
    labels: Mapping[str, str] = field(default_factory=dict)
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Metric:
    """What is measured: its name (with its unit), its meaning, its numbers."""

    name: str
    kind: MetricKind
    meaning: str
    samples: tuple[Sample, ...]


def gauge(name: str, meaning: str, value: float | None) -> Metric:
    """A metric of one number, or of none where nobody knows it."""
    samples = () if value is None else (Sample(value),)
    return Metric(name, MetricKind.GAUGE, meaning, samples)


def labelled(
    name: str, kind: MetricKind, meaning: str, label: str, values: Mapping[str, float]
) -> Metric:
    """A metric of a number for each value of ``label``."""
    samples = tuple(Sample(value, {label: each}) for each, value in values.items())
    return Metric(name, kind, meaning, samples)


def histogram_samples(
    bounds: Sequence[float],
    counts: Sequence[int],
    total: float,
    labels: Mapping[str, str] = _NO_LABELS,
) -> tuple[Sample, ...]:
    """The parts of a histogram: ``counts`` of values up to each bound, the last beyond all.

    ``total`` is the sum of the values.
    """
    passed, found = 0, []
    for bound, count in zip([*map(_number, bounds), "+Inf"], counts, strict=True):
        passed += count
        found.append(Sample(passed, {**labels, "le": bound}, "_bucket"))
    return (*found, Sample(total, labels, "_sum"), Sample(passed, labels, "_count"))


def render_metrics(metrics: Iterable[Metric]) -> str:
    """The page that a monitor reads; metrics without a number are left out."""
    return "".join(_render(each) for each in metrics if each.samples)


def _render(metric: Metric) -> str:
    lines = [
        f"# HELP {metric.name} {_escaped(metric.meaning)}",
        f"# TYPE {metric.name} {metric.kind}",
        *(_line(metric.name, each) for each in metric.samples),
    ]
    return "\n".join(lines) + "\n"


def _line(name: str, sample: Sample) -> str:
    labels = ",".join(f'{label}="{_quoted(value)}"' for label, value in sample.labels.items())
    told = f"{{{labels}}}" if labels else ""
    return f"{name}{sample.suffix}{told} {_number(sample.value)}"


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _quoted(text: str) -> str:
    return _escaped(text).replace('"', '\\"')
