"""The codes by which projects say how well the day and the place of an incident are known."""

from collections.abc import Iterable, Mapping, Sequence

from counterclaim.reconcile.items import Item
from counterclaim.reconcile.periods import Days


def date_code(days: Days, limits: Sequence[int]) -> int | None:
    """The code of so many days: the place of the first limit that is not exceeded; None where a day is not known.

    >>> from datetime import date
    >>> date_code(Days(date(2024, 5, 1), date(2024, 5, 2), False), (1, 6, 7, 31))
    2
    """
    if not limits or days.first is None or days.last is None:
        return None
    length = (days.last - days.first).days + 1
    return next((number for number, limit in enumerate(limits, start=1) if length <= limit), len(limits) + 1)


def place_code(found: Iterable[Item], codes: Mapping[str, int]) -> int | None:
    """The code of the most exact place that the claims tell; None where they tell none.

    >>> place_code((), {"city": 1})
    """
    told = [item.claim.place.precision for item in found if item.claim.place and item.claim.place.precision]
    return min((codes[precision] for precision in told if precision in codes), default=None)
