"""Charts as markup: places, ends and marks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.views.charts import Bar, Dot, range_chart, step_chart
from counterclaim.views.scales import log_scale, log_ticks, nice_ticks

NUMBERS = st.lists(st.integers(0, 10**9), min_size=1, max_size=8)


@given(NUMBERS)
def test_a_log_scale_keeps_the_order_and_every_number_inside(values: list[int]) -> None:
    scale = log_scale(values)
    places = [scale.at(value) for value in sorted(values)]
    assert places == sorted(places)
    assert 0 <= places[0] <= places[-1] < 100


@given(NUMBERS)
def test_ticks_are_few_and_inside(values: list[int]) -> None:
    scale = log_scale(values)
    ticks = log_ticks(scale)
    assert 1 <= len(ticks) <= 8
    assert all(scale.start <= tick <= scale.stop for tick in ticks)


@given(st.integers(0, 10**9))
def test_an_axis_from_zero_reaches_the_highest(top: int) -> None:
    ticks = nice_ticks(top)
    assert ticks[0] == 0
    assert ticks[-1] >= top


@pytest.mark.parametrize("low, high, shapes", [(3, 9, "caps"), (3, None, "arrow"), (None, 9, "arrow"), (5, 5, "point")])
def test_open_ends_are_arrows_and_a_single_figure_is_a_point(low: int | None, high: int | None, shapes: str) -> None:
    chart = range_chart(
        [Bar(label="x", shown="y", low=low, high=high, latest=None, style="b")], ident="q", title="t", desc="d"
    )
    assert chart.count('d="M0-8V8"') == {"caps": 2, "arrow": 1, "point": 0}[shapes]
    assert chart.count("<rect") == (2 if shapes == "point" else 1)


def test_a_series_marks_corrections_breaks_and_bounds() -> None:
    dots = [
        Dot(day="2022-06-01", value=10, low=10, high=10),
        Dot(day="2022-06-02", value=8, low=8, high=8, mark="correction"),
        Dot(day="2022-06-03", value=20, low=21, high=None),
        Dot(day="2022-06-04", value=None, low=0, high=30, mark="break"),
        Dot(day=None, value=5),
        Dot(day="June", value=5),
    ]
    chart = step_chart(dots, ident="s", title="t", desc="d")
    assert chart.count('class="ring"') == 1
    assert chart.count('class="break"') == 1
    assert chart.count('class="cap"') == 1
    assert chart.count('class="range"') == 1
    assert chart.count("<circle r=") == 4


def test_a_series_of_one_day_or_none_is_no_chart() -> None:
    assert step_chart([Dot(day="2022-06-01", value=10)], ident="s", title="t", desc="d") == ""
    assert step_chart([], ident="s", title="t", desc="d") == ""


@pytest.mark.parametrize("kind, letter", [("total", "H"), ("period", "M"), ("state", "L")])
def test_totals_step_periods_stand_and_states_are_joined(kind: str, letter: str) -> None:
    dots = [Dot(day=f"2022-06-0{day}", value=day) for day in range(1, 5)]
    chart = step_chart(dots, ident="s", title="t", desc="d", kind=kind)  # type: ignore[arg-type]
    path = re.search(r'class="line"[^>]* d="([^"]*)"', chart)
    assert path
    assert path.group(1).count(letter) >= 3


def test_many_dots_leave_the_line_alone() -> None:
    dots = [Dot(day=f"2022-0{1 + day // 28}-{1 + day % 28:02}", value=day) for day in range(200)]
    assert "<circle" not in step_chart(dots, ident="s", title="t", desc="d")
