"""From numbers to places in a picture: scales, their round numbers, and how an axis writes them."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

Number = float | int


@dataclass(frozen=True, kw_only=True)
class Scale:
    """From numbers to percent of the width (or height); logarithmic or from zero."""

    start: float
    stop: float
    log: bool
    plus_one: bool = False  # log(x + 1) where a zero must be shown

    def at(self, value: Number) -> float:
        """Return the place of a value in percent, 0 to 100.

        >>> Scale(start=0, stop=200, log=False).at(50)
        25.0
        """
        if not self.log:
            share = (value - self.start) / (self.stop - self.start)
        else:
            shift = 1 if self.plus_one else 0
            first, last = math.log10(self.start + shift), math.log10(self.stop + shift)
            share = (math.log10(max(value, self.start) + shift) - first) / (last - first)
        return round(100 * min(1.0, max(0.0, share)), 2)


def log_scale(values: Iterable[Number]) -> Scale:
    """Return a logarithmic scale with some air at both ends; log(x + 1) when a value is zero.

    >>> scale = log_scale([1351, 16000])
    >>> scale.start < 1351 < 16000 < scale.stop
    True
    """
    found = [value for value in values if value >= 0 and math.isfinite(value)] or [1]
    zero = min(found) == 0
    low, high = (0.0 if zero else min(found) / 1.6), max(found) * 1.6 + (1 if zero else 0)
    return Scale(start=low, stop=max(high, low * 2), log=True, plus_one=zero)


def log_ticks(scale: Scale) -> list[Number]:
    """Return round numbers inside a logarithmic scale: powers of ten, with 2 and 5 where these are too few.

    >>> log_ticks(log_scale([1351, 16000]))
    [1000, 2000, 5000, 10000, 20000]
    """
    top = math.ceil(math.log10(max(scale.stop, 1)))
    decades: list[Number] = [10**power for power in range(-1, top + 1)]
    inside = [tick for tick in decades if scale.start <= tick <= scale.stop]
    if len(inside) < 3 and not scale.plus_one:
        finer = [round(base * step, 9) for base in decades for step in (1, 2, 5)]
        inside = [int(tick) if tick == int(tick) else tick for tick in finer if scale.start <= tick <= scale.stop]
    while len(inside) > 6:
        inside = inside[::2]
    return [0, *(tick for tick in inside if tick > 1)] if scale.plus_one else inside


def nice_ticks(top: Number, most: int = 5) -> list[Number]:
    """Return round numbers from zero to one not below `top`, at most so many steps, for an axis that starts at zero.

    >>> nice_ticks(32300), nice_ticks(7, 2), nice_ticks(0)
    ([0, 10000, 20000, 30000, 40000], [0, 5, 10], [0, 1])
    """
    if top <= 0:
        return [0, 1]
    power = 10.0 ** math.floor(math.log10(top) - 1)
    step = next(power * step for step in (1, 2, 5, 10, 20, 50, 100) if math.ceil(top / (power * step)) <= most)
    count = math.ceil(round(top / step, 9))
    return [int(tick) if tick == int(tick) else tick for tick in (round(step * place, 9) for place in range(count + 1))]


def short(value: Number, *, tight: bool = False) -> str:
    """Return a number for an axis, thousands grouped, millions as such, or with a letter where room is tight.

    >>> short(10000), short(2_000_000), short(0.1), short(2.5), short(1_500_000, tight=True)
    ('10,000', '2 million', '0.1', '2.5', '1.5m')
    """
    if tight and value >= 500_000:
        return f"{value / 1_000_000:,.4g}m"
    if value >= 1_000_000:
        return f"{value / 1_000_000:,.4g} million"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
