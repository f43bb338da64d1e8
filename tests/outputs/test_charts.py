"""Where the bars of a chart stand: within their frame, as high as their numbers."""

from itertools import pairwise

import pytest

from service.outputs.charts import HEIGHT, WIDTH, Series, draw_bars, round_up


def test_bars_are_as_high_as_their_numbers_and_stand_on_one_ground() -> None:
    chart = draw_bars(["1/1", "2/1"], [Series("a", (5.0, 10.0)), Series("b", (None, 0.0))])
    low, high = chart.bars
    assert high.height == pytest.approx(2 * low.height)
    assert low.y + low.height == pytest.approx(high.y + high.height)
    assert [line.value for line in chart.lines] == [0.0, 5.0, 10.0]


@pytest.mark.parametrize("count", [1, 7, 30, 365])
def test_every_bar_and_label_stands_within_the_frame_and_no_bar_covers_another(count: int) -> None:
    values = tuple(float(at % 9 + 1) for at in range(count))
    chart = draw_bars([f"{at}" for at in range(count)], [Series("a", values), Series("b", values)])
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in chart.bars)
    assert all(bar.y >= 0 and bar.y + bar.height <= HEIGHT for bar in chart.bars)
    ordered = sorted(chart.bars, key=lambda bar: bar.x)
    gaps = [b.x - a.x - a.width for a, b in pairwise(ordered)]
    assert min(gaps, default=0.0) > -0.02
    assert len(chart.names) == count
    assert sum(name != "" for name in chart.names) <= 8


def test_nothing_to_show_is_an_empty_chart() -> None:
    assert draw_bars([], []).is_empty
    assert draw_bars(["1/1"], [Series("a", (None,))]).is_empty


@pytest.mark.parametrize("most", [1, 2, 3, 5, 6, 7, 10, 11, 33, 70, 250, 1_234])
def test_a_scale_that_counts_has_whole_numbers_at_its_lines(most: int) -> None:
    chart = draw_bars(["1/1", "2/1"], [Series("a", (float(most), 0.0))])
    values = [line.value for line in chart.lines]
    assert values[-1] >= most
    assert all(value.is_integer() for value in values)


@pytest.mark.parametrize("count", [1, 7, 9, 30, 90, 365])
def test_the_last_day_has_its_name(count: int) -> None:
    chart = draw_bars([f"{at}" for at in range(count)], [Series("a", (1.0,) * count)])
    assert chart.names[-1] == str(count - 1)


@pytest.mark.parametrize(
    ("value", "round_number"),
    [(0, 1), (0.3, 1), (1.5, 2), (3, 5), (7, 10), (11, 20), (1_001, 2_000)],
)
def test_a_scale_ends_at_a_round_number(value: float, round_number: float) -> None:
    assert round_up(value) == round_number
