"""Days along an axis: which are told, and how."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from counterclaim.reconcile.wording import MONTHS
from counterclaim.views.pictures.canvas import SMALL, line, ruled, text, width

# Steps between the days that an axis tells: days, then months.
DAY_STEPS, MONTH_STEPS = (1, 2, 7, 14), (1, 2, 3, 6, 12, 24, 60, 120, 240)


def parsed(iso: str | None) -> date | None:
    """Return the day of an ISO date; the first of a month or year that stands alone; None where it is none.

    >>> parsed("2022-03"), parsed("soon")
    (datetime.date(2022, 3, 1), None)
    """
    if not iso:
        return None
    year, month, day = (*iso[:10].split("-"), "1", "1")[:3]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@dataclass(frozen=True)
class Days:
    """From days to places between two edges; one day alone stands in the middle."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Return the place of a day.

        >>> Days(date(2022, 1, 1), date(2022, 1, 11), 0, 100).x(date(2022, 1, 6))
        50.0
        """
        return self.at(day.toordinal())

    def at(self, ordinal: int) -> float:
        """Return the place of a day by its number (`date.toordinal`)."""
        span = (self.last - self.first).days
        share = 0.5 if not span else (ordinal - self.first.toordinal()) / span
        return self.left + (self.right - self.left) * share


def ticks(first: date, last: date, most: int) -> list[tuple[date, str]]:
    """Return at most so many round days between two, with their names; the year is told where it begins.

    >>> [name for _, name in ticks(date(2022, 11, 20), date(2023, 3, 4), 6)]
    ['Dec 2022', 'Jan 2023', 'Feb', 'Mar']
    """
    span = (last - first).days
    for step in DAY_STEPS:
        if span / step <= most - 1:
            days = [first + timedelta(days=ahead) for ahead in range(0, span + 1, step)]
            return [(day, _day_name(day, place == 0)) for place, day in enumerate(days)]
    for step in MONTH_STEPS:
        found = list(_months(first, last, step))
        if len(found) <= most and found:
            return [(day, _month_name(day, step, place == 0)) for place, day in enumerate(found)]
    return [(first, str(first.year)), (last, str(last.year))]


def _months(first: date, last: date, step: int) -> Iterator[date]:
    month = (first.year * 12 + first.month - 1 + (first.day > 1) + step - 1) // step * step
    while (day := date(month // 12, month % 12 + 1, 1)) <= last:
        yield day
        month += step


def _day_name(day: date, is_first: bool) -> str:
    year = f" {day.year}" if is_first else ""
    return f"{day.day} {MONTHS[day.month - 1][:3]}{year}"


def _month_name(day: date, step: int, is_first: bool) -> str:
    if step >= 12:
        return str(day.year)
    year = f" {day.year}" if is_first or day.month <= step else ""
    return MONTHS[day.month - 1][:3] + year


def axis(days: Days, top: float, foot: float, wide: float) -> str:
    """Return the lines and names of round days under a plot; a name that would meet the one before is left out."""
    lines, names, last = [], [], -99.0
    for day, name in ticks(days.first, days.last, max(2, int((days.right - days.left) / 84))):
        x, half = days.x(day), width(name, SMALL) / 2
        lines.append(line(x, top, x, foot + 5))
        middle = min(max(x, half), wide - half)
        if middle - half > last + 8:
            names.append(text(middle, foot + 18, name, anchor="middle", size=SMALL, soft=True))
            last = middle + half
    return ruled(lines) + "".join(names)


def gaps(days: Sequence[date]) -> list[tuple[int, int]]:
    """Return (place of the day before, days) of each stretch without a figure that is long for this series.

    Long is more than four times the usual distance between two figures, the median, and more than ten days.

    >>> gaps([date(2022, 1, day) for day in (1, 2, 3, 20, 21)])
    [(2, 17)]
    """
    steps = [(after - before).days for before, after in pairwise(days)]
    usual = sorted(steps)[len(steps) // 2] if steps else 0
    return [(place, step) for place, step in enumerate(steps) if step > max(10, 4 * usual)]
