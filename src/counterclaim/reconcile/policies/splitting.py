"""A sum over several days or places as one row a day or place, where a policy splits it."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from counterclaim.reconcile.periods import day
from counterclaim.vocabulary.places import find_places

if TYPE_CHECKING:
    from counterclaim.reconcile.policies.coding import Coded

Number = float | int | None
IN_LIST = re.compile(r"\s*(?:,|and|&|, and|as well as)\s*(?:in\s+|at\s+)?", re.IGNORECASE)  # between places of one list


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


def over_places(row: "Coded", sentence: str) -> "Iterator[Coded]":
    """A row whose sentence lists several towns as a row for each of them, its numbers split evenly; else as it is."""
    names = listed(sentence)
    if len(names) < 2:
        yield row
        return
    ends = [shares(end, len(names)) for end in (row.low, row.best, row.high)]
    why = f"the sum of {len(names)} places, split evenly over them, as set"
    for name, low, best, high in zip(names, *ends, strict=True):
        yield msgspec.structs.replace(row, place=name, low=low, best=best, high=high, reasons=(*row.reasons, why))


def listed(sentence: str) -> list[str]:
    """The towns of the first list of two towns or more in a sentence.

    >>> (
    ...     listed("Shells killed 9 people in Kherson, Nikopol and Bakhmut."),
    ...     listed("9 died in Kherson, not far from Nikopol"),
    ... )
    (['Kherson', 'Nikopol', 'Bakhmut'], [])
    """
    run: list[str] = []
    end = 0
    for place in find_places(sentence):
        joined = IN_LIST.fullmatch(sentence[end : place.start])
        if len(run) > 1 and not joined:
            break
        if place.precision in ("site", "city"):
            run = [*run, place.name] if run and joined else [place.name]
        else:
            run = []
        end = place.end
    return list(dict.fromkeys(run)) if len(run) > 1 else []
