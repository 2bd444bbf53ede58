"""Figures as intervals: the table of words, and the laws of the arithmetic."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reconcile import intervals as iv
from counterclaim.reconcile.intervals import Interval
from tests.reconcile.makers import row, step

# words of the figure | stated low, high | implied low, high
WORDS = [
    ("575", 575, 575, 575, 575),
    ("16,000", 16000, 16000, 15500, 16500),
    ("1,351", 1351, 1351, 1351, 1351),
    ("about 500", 450, 550, 450, 550),
    ("about 7,300", 6935, 7665, 6935, 7665),
    ("more than 480", 481, None, 481, 490),
    ("more than 1,000", 1001, None, 1001, 2000),
    ("at least 30", 30, None, 30, 40),
    ("fewer than 80", 0, 79, 70, 79),
    ("up to 20", 0, 20, 0, 20),
    ("nearly 90", 70, 89, 80, 89),
    ("300 to 400", 300, 400, 300, 400),
    ("dozens", 24, None, 24, 99),
    ("hundreds", 200, None, 200, 999),
    ("thousands", 2000, None, 2000, 9999),
    ("hundreds of thousands", 200_000, None, 200_000, 999_999),
]


@pytest.mark.parametrize(("words", "low", "high", "soft_low", "soft_high"), WORDS)
def test_words_give_intervals(words, low, high, soft_low, soft_high):
    figure = row(words).claim.figure
    assert iv.hard(figure) == (low, high)
    assert iv.implied(figure) == (soft_low, soft_high)


def test_a_share_ends_at_a_hundred():
    assert iv.hard(row("more than 70", unit="percent").claim.figure) == (71, 100)


@pytest.mark.parametrize("words", ["up to 20", "more than 480", "dozens", "300 to 400"])
def test_bounds_have_no_point(words):
    assert iv.point(row(words).claim.figure) is None


@given(st.integers(1, 10**9))
def test_granularity_is_found_as_the_slow_way_finds_it(number):
    assert iv.granularity(number) == step(number)


ends = st.one_of(st.integers(-1000, 1000), st.fractions(-1000, 1000, max_denominator=20))
closed = st.tuples(ends, ends).map(lambda pair: Interval(*sorted(pair)))
intervals = st.one_of(
    closed,
    ends.map(lambda low: Interval(low, None)),
    ends.map(lambda high: Interval(None, high)),
    st.just(Interval(None, None)),
)


def holds_point(outer: Interval, point: Fraction | int) -> bool:
    return (outer.low is None or outer.low <= point) and (outer.high is None or point <= outer.high)


@given(intervals, intervals)
def test_sums_commute(a, b):
    assert iv.plus(a, b) == iv.plus(b, a)


@given(intervals, intervals, intervals)
def test_sums_of_wider_intervals_are_wider(a, b, c):
    """Inclusion isotonicity: what holds of a narrower figure is inside what holds of the wider."""
    wide = iv.hull([a, b])
    for operation in (iv.plus, iv.minus):
        assert iv.entails(operation(a, c), operation(wide, c)) == "holds"


@given(closed, closed, st.fractions(0, 1, max_denominator=7), st.fractions(0, 1, max_denominator=7))
def test_every_point_stays_inside(a, b, s, t):
    x, y = a.low + s * (a.high - a.low), b.low + t * (b.high - b.low)
    assert holds_point(iv.plus(a, b), x + y)
    assert holds_point(iv.minus(a, b), x - y)


positive = st.one_of(st.integers(1, 1000), st.fractions(Fraction(1, 20), 1000, max_denominator=20))
counts = st.one_of(
    st.tuples(positive, positive).map(lambda pair: Interval(*sorted(pair))),
    positive.map(lambda low: Interval(low, None)),
)


@given(intervals, intervals, intervals)
def test_sums_may_be_taken_in_any_order(a, b, c):
    assert iv.plus(iv.plus(a, b), c) == iv.plus(a, iv.plus(b, c))
    assert iv.total([a, b, c]) == iv.total([c, a, b])


@given(intervals)
def test_nought_changes_nothing(a):
    assert iv.plus(a, Interval(0, 0)) == a == iv.minus(a, Interval(0, 0))
    assert iv.scaled(a, 1) == a


@given(intervals, intervals)
def test_a_difference_put_back_holds_what_it_was(a, b):
    """Widths add up and never cancel: the same figure taken twice is not known better for it."""
    assert iv.entails(a, iv.plus(iv.minus(a, b), b)) == "holds" or None in (*a, *b)


@given(intervals, st.integers(0, 40))
def test_so_many_times_is_so_many_sums(a, times):
    if times:
        assert iv.scaled(a, times) == iv.total([a] * times)


@given(counts, counts, counts)
def test_quotients_of_wider_counts_are_wider(a, b, c):
    wide = iv.hull([a, b])
    assert iv.entails(iv.over(a, c), iv.over(wide, c)) == "holds"
    assert iv.entails(iv.over(c, a), iv.over(c, wide)) == "holds"


@given(counts, counts)
def test_the_quotient_of_points_stays_inside(a, b):
    for x in (a.low, a.high):
        for y in (b.low, b.high):
            if x is not None and y is not None:
                assert holds_point(iv.over(a, b), Fraction(x) / y)


@given(intervals, intervals, intervals)
def test_at_most_is_an_order(a, b, c):
    if iv.at_most(a, b) == iv.at_most(b, c) == "holds":
        assert iv.at_most(a, c) == "holds" or b.low != b.high
    if iv.at_most(a, b) == iv.at_most(b, a) == "holds":
        assert iv.same(a, b) == "holds"


@given(intervals, intervals, intervals)
def test_what_is_entailed_is_entailed_on(a, b, c):
    if iv.entails(a, b) == iv.entails(b, c) == "holds":
        assert iv.entails(a, c) == "holds"


@given(intervals, intervals)
def test_a_narrower_figure_decides_no_less(a, b):
    """Three values: what is decided of a wider figure stays decided of every figure inside it."""
    wide = iv.hull([a, b])
    for compare in (iv.at_most, iv.same):
        if compare(wide, Interval(7, 7)) == "violated":
            assert compare(a, Interval(7, 7)) == "violated"
    if iv.at_most(wide, Interval(7, 7)) == "holds":
        assert iv.at_most(a, Interval(7, 7)) == "holds"


@given(intervals, intervals)
def test_comparison_is_symmetric(a, b):
    assert iv.same(a, b) == iv.same(b, a)
    assert iv.disjoint(a, b) == iv.disjoint(b, a)
    assert iv.times_apart(a, b) == iv.times_apart(b, a)


@given(intervals, intervals, st.integers(0, 100))
def test_slack_never_adds_a_violation(a, b, slack):
    if iv.same(a, b, slack) == "violated":
        assert iv.same(a, b) == "violated"
    if iv.at_most(a, b, slack) == "violated":
        assert iv.at_most(a, b) == "violated"


@given(closed, closed)
def test_at_most_is_decided_by_the_ends(a, b):
    outcome = iv.at_most(a, b)
    assert (outcome == "holds") == (a.high <= b.low)
    assert (outcome == "violated") == (a.low > b.high)


def test_figures_told_as_decimals_stay_exact():
    assert iv.plus(Interval(iv.exact(0.1), iv.exact(0.1)), Interval(iv.exact(0.2), iv.exact(0.2))) == (
        Fraction(3, 10),
        Fraction(3, 10),
    )
