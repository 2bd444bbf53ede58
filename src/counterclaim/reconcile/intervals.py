"""Figures as exact intervals with open ends, and what can be said of two of them.

The hard interval of a figure is what its words entail (`figure.low`, `figure.high`); the implied one is what readers
usually understand. Only hard intervals decide a check; rounding gives slack before anything is called violated.
"""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from counterclaim.model import Figure, Outcome

Exact = int | Fraction

# Tables of words in figures: a bare round number is usually meant approximately (Williams & Power 2013).
STEPS = (1, 5)
ROUND = 10  # 575 is read as counted, 570 as rounded to tens
APPROX_SHARE = Fraction(1, 20)


class Interval(NamedTuple):
    """Both ends inclusive; None is an open end."""

    low: Exact | None
    high: Exact | None


def exact(number: float | int) -> Exact:
    """The number without binary rounding: an int where it is whole, else the fraction that was written.

    >>> exact(33.3), exact(12.0)
    (Fraction(333, 10), 12)
    """
    if isinstance(number, int):
        return number
    return int(number) if number.is_integer() else Fraction(str(number))


def plain(number: Exact | None) -> float | int | None:
    """The number as records hold it.

    >>> plain(Fraction(1, 2)), plain(3), plain(None)
    (0.5, 3, None)
    """
    if number is None or isinstance(number, int):
        return number
    return int(number) if number.denominator == 1 else float(number)


def hard(figure: Figure) -> Interval:
    """What the words of a figure entail. A count, share or length is never below nought.

    >>> hard(
    ...     Figure(start=0, end=5, text="1,000", value=1000, low=1001, high=None, qualifier="more_than", unit="persons")
    ... )
    Interval(low=1001, high=None)
    """
    low = 0 if figure.low is None else exact(figure.low)
    high = None if figure.high is None else exact(figure.high)
    return Interval(low, 100 if high is None and figure.unit == "percent" and low <= 100 else high)


@lru_cache(maxsize=65536)
def granularity(number: float | int) -> int:
    """The largest of 1, 5, 10, 50, 100, 500 ... that divides the number: how finely it was counted.

    >>> [granularity(n) for n in (16_000, 575, 133_190, 1351, 0)]
    [1000, 5, 10, 1, 1]
    """
    value = exact(number)
    if isinstance(value, Fraction) or value == 0:
        return 1
    best, scale = 1, 1
    while scale <= abs(value):
        for step in STEPS:
            if value % (scale * step) == 0:
                best = max(best, scale * step)
        scale *= 10
    return best


def point(figure: Figure) -> Exact | None:
    """The one number that a figure may be drawn as; None for bounds, ranges and vague words.

    >>> point(Figure(start=0, end=3, text="480", value=480, low=481, high=None, qualifier="more_than", unit="persons"))
    """
    if figure.value is None or figure.qualifier not in ("exact", "approx", "almost"):
        return None
    return exact(figure.value)


def rounding(figure: Figure) -> Exact:
    """Half of the step to which a figure seems rounded: nought for bounds and for numbers that are not round.

    >>> rounding(
    ...     Figure(start=0, end=6, text="16,000", value=16000, low=16000, high=16000, qualifier="exact", unit="persons")
    ... )
    Fraction(500, 1)
    """
    if figure.value is None or figure.qualifier != "exact":
        return 0
    step = granularity(figure.value)
    return Fraction(step, 2) if step >= ROUND else 0


def slack(*figures: Figure) -> Exact:
    """By how much rounding alone may move a sum or difference of these figures.

    >>> slack()
    0
    """
    moved: Exact = 0
    for figure in figures:
        moved = moved + rounding(figure)
    return moved


def implied(figure: Figure) -> Interval:
    """What readers usually understand: rounding undone, open ends closed at the next round number.

    >>> implied(
    ...     Figure(start=0, end=3, text="480", value=480, low=481, high=None, qualifier="more_than", unit="persons")
    ... )
    Interval(low=481, high=490)
    """
    stated, value = hard(figure), None if figure.value is None else exact(figure.value)
    if value is None:
        return stated if stated.high is not None or not stated.low else Interval(stated.low, next_power(stated.low))
    step = granularity(figure.value or 0)
    if figure.qualifier == "exact":
        return Interval(value - rounding(figure), value + rounding(figure))
    if figure.qualifier == "more_than":
        return Interval(stated.low, value + step)
    if figure.qualifier == "almost":
        return Interval(max(value - step, 0), stated.high)
    if figure.qualifier == "less_than" and stated.high is not None and stated.high < value:
        return Interval(max(value - step, 0), stated.high)
    return stated


def next_power(number: Exact) -> Exact:
    """The last number with as many digits: where a vague word like "hundreds" usually ends.

    >>> next_power(200), next_power(24)
    (999, 99)
    """
    return int(10 ** len(str(int(number)))) - 1


# ---------------------------------------------------------------- arithmetic
def plus(a: Interval, b: Interval) -> Interval:
    """The sum.

    >>> plus(Interval(575, 575), Interval(481, None))
    Interval(low=1056, high=None)
    """
    return Interval(
        None if a.low is None or b.low is None else a.low + b.low,
        None if a.high is None or b.high is None else a.high + b.high,
    )


def minus(a: Interval, b: Interval) -> Interval:
    """The difference of two figures that are not about the same unknown; see `points_minus` for one bulletin's own.

    >>> minus(Interval(100, 120), Interval(10, None))
    Interval(low=None, high=110)
    """
    return Interval(
        None if a.low is None or b.high is None else a.low - b.high,
        None if a.high is None or b.low is None else a.high - b.low,
    )


def scaled(a: Interval, factor: Exact) -> Interval:
    """So many times a figure; the factor is not below nought.

    >>> scaled(Interval(200, None), 31)
    Interval(low=6200, high=None)
    """
    return Interval(None if a.low is None else a.low * factor, None if a.high is None else a.high * factor)


def over(a: Interval, b: Interval) -> Interval:
    """One figure divided by another; neither is below nought. Without an upper end where the second may be nought.

    >>> over(Interval(3825, 3825), Interval(1351, None))
    Interval(low=0, high=Fraction(3825, 1351))
    """
    low: Exact | None = 0 if b.high is None else None if not b.high else Fraction(a.low or 0) / b.high
    return Interval(low, None if a.high is None or not b.low else Fraction(a.high) / b.low)


def total(parts: Iterable[Interval]) -> Interval:
    """The sum of many.

    >>> total([Interval(1, 2), Interval(3, 3)])
    Interval(low=4, high=5)
    """
    result = Interval(0, 0)
    for part in parts:
        result = plus(result, part)
    return result


def hull(intervals: Iterable[Interval]) -> Interval:
    """The smallest interval that holds them all.

    >>> hull([Interval(3, 4), Interval(1, None)])
    Interval(low=1, high=None)
    """
    known = list(intervals)
    lows, highs = [i.low for i in known], [i.high for i in known]
    return Interval(
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
    )


# ---------------------------------------------------------------- three-valued comparison
def disjoint(a: Interval, b: Interval, slack: Exact = 0) -> bool:
    """Whether they share nothing even when one is moved by the slack.

    >>> disjoint(Interval(1, 2), Interval(3, 4)), disjoint(Interval(1, 2), Interval(3, 4), slack=1)
    (True, False)
    """
    return above(a, b, slack) or above(b, a, slack)


def above(a: Interval, b: Interval, slack: Exact = 0) -> bool:
    """Whether all of `a` is above all of `b` by more than the slack.

    >>> above(Interval(5, None), Interval(1, 4))
    True
    """
    return a.low is not None and b.high is not None and a.low - b.high > slack


def same(a: Interval, b: Interval, slack: Exact = 0) -> Outcome:
    """Whether two figures are equal: holds for one and the same point, violated where they share nothing.

    >>> same(Interval(5, 5), Interval(5, 5)), same(Interval(5, 6), Interval(5, 5)), same(Interval(5, 5), Interval(7, 9))
    ('holds', 'undecidable', 'violated')
    """
    if a == b and a.low == a.high and a.low is not None:
        return "holds"
    return "violated" if disjoint(a, b, slack) else "undecidable"


def entails(a: Interval, b: Interval, slack: Exact = 0) -> Outcome:
    """Whether what is known of `a` proves what is said as `b`: "575 and more than 480" proves "over a thousand".

    >>> entails(Interval(1056, None), Interval(1001, None)), entails(Interval(900, 1000), Interval(1001, None))
    ('holds', 'violated')
    """
    low = b.low is None or (a.low is not None and a.low >= b.low)
    high = b.high is None or (a.high is not None and a.high <= b.high)
    if low and high:
        return "holds"
    return "violated" if disjoint(a, b, slack) else "undecidable"


def at_most(a: Interval, b: Interval, slack: Exact = 0) -> Outcome:
    """Whether `a` is no larger than `b`.

    >>> at_most(Interval(40, 40), Interval(450, 550)), at_most(Interval(4, 4), Interval(2, None))
    ('holds', 'undecidable')
    """
    if a.high is not None and b.low is not None and a.high <= b.low:
        return "holds"
    return "violated" if above(a, b, slack) else "undecidable"


def times_apart(a: Interval, b: Interval) -> Exact | None:
    """How many times apart two figures are at the least: 1 where they overlap; None where an end is unknown or nought.

    With a nought among the ends both are moved up by one.

    >>> times_apart(Interval(16000, 16000), Interval(1351, 1351)) > 11, times_apart(Interval(1, 3), Interval(2, None))
    (True, 1)
    """
    for higher, lower in ((a, b), (b, a)):
        if above(higher, lower) and higher.low is not None and lower.high is not None:
            lift = 1 if lower.high == 0 else 0
            return Fraction(higher.low + lift) / Fraction(lower.high + lift)
    return 1
