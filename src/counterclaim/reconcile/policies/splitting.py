"""A sum over several days as one row a day, where a policy splits it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from counterclaim.reconcile.periods import day

if TYPE_CHECKING:
    from counterclaim.reconcile.policies.coding import Coded

Number = float | int | None


def over_days(row: "Coded", longest: int) -> "Iterator[Coded]":
    """A row of more than `longest` days as a row for each of its days, its numbers split evenly; others as they are."""
    first, last = day(row.start), day(row.end)
    length = (last - first).days + 1 if first and last else 1
    if first is None or length <= longest:
        yield row
        return
    ends = [shares(end, length) for end in (row.low, row.best, row.high)]
    why = f"the sum of {length} days, split evenly over them, as set"
    for number, (low, best, high) in enumerate(zip(*ends, strict=True)):
        on = (first + timedelta(days=number)).isoformat()
        yield msgspec.structs.replace(
            row, start=on, end=on, low=low, best=best, high=high, date_code=None, reasons=(*row.reasons, why)
        )


def shares(number: Number, parts: int) -> list[Number]:
    """A whole number in so many parts that differ by one at the most, the larger first; None for what is not known.

    >>> shares(58, 4), shares(None, 2)
    ([15, 15, 14, 14], [None, None])
    """
    if number is None:
        return [None] * parts
    each, rest = divmod(int(number), parts)
    return [each + (place < rest) for place in range(parts)]
