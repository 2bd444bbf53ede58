"""Which days a figure is about, and whether two figures are about the same days.

`total` is cumulative from its start to its end, `period` a flow over its days (or one event), `state` a level on its
last day; `planned` and `unspecified` are compared with nothing of another kind.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from counterclaim.model import Entry

DAY = timedelta(days=1)
SAME_START = 31  # days: "since February" and "since 24 February 2022" are one start, 2014 is another


class Days(NamedTuple):
    """First and last day, None where unknown; `inferred` where only the day of publication tells the last one."""

    first: date | None
    last: date | None
    inferred: bool

    @property
    def length(self) -> int | None:
        """Number of days, both ends counted; None where an end is unknown or only inferred."""
        if self.first is None or self.last is None or self.inferred:
            return None
        return (self.last - self.first).days + 1


@lru_cache(maxsize=65536)
def day(text: str | None) -> date | None:
    """An ISO date, or the date of a date and time; a month or year alone tells no day.

    >>> day("2022-03-25"), day("2022-03"), day(None)
    (datetime.date(2022, 3, 25), None, None)
    """
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def days(entry: Entry) -> Days:
    """The days of a claim; where its text tells no last day, the day of publication, marked as inferred."""
    time = entry.claim.time
    return _days(time.start, time.end, time.kind == "period", entry.published)


@lru_cache(maxsize=65536)
def _days(start: str | None, end: str | None, is_flow: bool, published: str | None) -> Days:
    first, last = day(start), day(end)
    if last is not None:
        return Days(first, last, False)
    if is_flow and first is not None:
        return Days(first, None, False)
    return Days(first, day(published), True)


def tiles(whole: Days, parts: Iterable[Days], *, loose: int = 1) -> bool:
    """Whether the parts lie end to end, do not overlap, and fill the whole but for `loose` days at its ends.

    "The last 48 hours" of a Sunday are written as Friday to Sunday and told as Friday and Saturday.

    >>> d = lambda n: date(2023, 4, n)
    >>> tiles(Days(d(28), d(30), False), [Days(d(28), d(28), False), Days(d(29), d(29), False)])
    True
    >>> tiles(Days(d(1), d(30), False), [Days(d(28), d(28), False), Days(d(29), d(29), False)])
    False
    """
    if whole.first is None or whole.last is None:
        return False
    covered = whole.first
    spare = loose
    for part in sorted(parts, key=lambda p: (p.first or date.min, p.last or date.min)):
        if part.first is None or part.last is None or part.last > whole.last or part.first < whole.first:
            return False
        gap = (part.first - covered).days
        if gap < 0 or gap > (spare if covered == whole.first else 0):
            return False
        spare -= gap
        covered = part.last + DAY
    return 0 <= (whole.last - covered).days + 1 <= spare


def inside(part: Days, whole: Days) -> bool:
    """Whether all days of the part are days of the whole; both must be known.

    >>> d = lambda n: date(2023, 4, n)
    >>> inside(Days(d(2), d(3), False), Days(d(1), d(3), False))
    True
    """
    if part.first is None or part.last is None or whole.first is None or whole.last is None:
        return False
    return whole.first <= part.first and part.last <= whole.last


def apart(a: date | None, b: date | None) -> int | None:
    """Days between two dates; None where one is unknown.

    >>> apart(date(2022, 3, 26), date(2022, 3, 25))
    1
    """
    return None if a is None or b is None else abs((a - b).days)
