"""Days under one mark of a timeline, and days of the calendar: each by a slow, obvious way too."""

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reconcile.copy.drawn import iso, ordinals
from counterclaim.views.pictures.dates import parsed
from counterclaim.views.pictures.lanes import NEAR, Lane, Stack, Told, scale, stacks


def one_by_one(lane: Lane, places: list[float]) -> list[Stack]:
    """A day joins the mark before it while it lies within that mark's reach, which grows with each."""
    found: list[Stack] = []
    for number, (x, claims) in enumerate(zip(places, lane.counts, strict=True)):
        last = found[-1] if found else None
        if last and x < last.x + NEAR * scale(last.claims):
            found[-1] = last._replace(last=number, claims=last.claims + claims)
        else:
            found.append(Stack(x, number, number, claims))
    return found


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 12)), max_size=60))
def test_days_under_one_mark(told: list[tuple[int, int]]) -> None:
    told.sort()
    days, counts = [day for day, _ in told], [count for _, count in told]
    lane = Lane("", "a", days, counts, lambda place: Told(None, lambda: None))  # type: ignore[arg-type, return-value]
    places = [day * 0.7 for day in days]
    assert stacks(lane, places) == one_by_one(lane, places)


def test_days_of_the_calendar() -> None:
    numbers = [(year * 13 + month) * 32 + day for year in (0, 1, 1900, 2000, 2023, 2024, 9999) for month in range(13)
               for day in range(32)]  # fmt: skip
    wanted = [parsed(iso(number)) for number in numbers]
    found = ordinals(np.array(numbers)).tolist()
    assert [date.fromordinal(one) if one else None for one in found] == wanted
