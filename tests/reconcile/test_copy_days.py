"""The comparisons of a day from the origins that are kept are those of all claims."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.model import Comparison, Entry
from counterclaim.reconcile import compare
from counterclaim.reconcile.copy import file, heads, work
from counterclaim.reconcile.dependence import repeating
from counterclaim.reconcile.items import items
from counterclaim.reconcile.origins import of_items
from counterclaim.reconcile.realms import cells
from tests.reconcile.makers import row
from tests.reconcile.test_realms import DAYS, SAYS, some

ON = [*DAYS, "2022-02-20", "2022-03-04", "2022-03-14", "2022-04-30"]


def tolerances(own: list[Entry]) -> file.Column:
    kinds, time = np.unique([entry.claim.time.kind for entry in own], return_inverse=True)
    return heads.tolerance(time, kinds.tolist())


def day_of_the_copy(own: list[Entry], on: str) -> heads.Day | None:
    """What is kept of a cell, written and read back for a day."""
    found = items(own)
    place = {id(entry): number for number, entry in enumerate(own)}
    documents = np.unique([entry.document for entry in own], return_inverse=True)[1]
    connection = file.opened(None)
    heads.write(connection, "x", heads.kept(found, of_items(found, {}), repeating(found), place))
    day = heads.of_day(connection, "x", on, documents, tolerances(own))
    connection.close()
    return day


def by_way_of_the_copy(own: list[Entry], on: str) -> tuple[Comparison, ...]:
    """Only the claims that the copy names for a day are reckoned with."""
    day = day_of_the_copy(own, on)
    if day is None:
        return ()
    told = [(number, own[number]) for number in day.rows]
    return work.of_day(items([entry for _, entry in told]), told, day)


@settings(max_examples=100, deadline=None)
@given(entries=some(), on=st.sampled_from(ON))
def test_the_claims_near_a_day_give_its_comparisons(entries: list[Entry], on: str) -> None:
    for own in cells(entries).values():
        assert by_way_of_the_copy(own, on) == compare.compare(own, on=on)


@st.composite
def attacks(draw: st.DrawFn) -> list[Entry]:
    """Figures of two places over one day to five that overlap, by several voices, some told without their first day."""
    made = []
    for number in range(draw(st.integers(1, 18))):
        begun, length = draw(st.integers(1, 14)), draw(st.integers(0, 4))
        says, side = draw(st.sampled_from(SAYS))
        made.append(
            row(
                str(draw(st.integers(5, 40))),
                says=says,
                side=side,
                kind="period",
                start=draw(st.sampled_from([None, f"2022-03-{begun:02d}"])),
                end=f"2022-03-{begun + length:02d}",
                place=draw(st.sampled_from(["Bakhmut", "Bakhmut", "Lyman", None])),
                document=f"d{number}",
            )
        )
    return made


@settings(max_examples=120, deadline=None)
@given(entries=attacks(), on=st.integers(1, 20))
def test_days_that_overlap_are_put_together_as_among_all(entries: list[Entry], on: int) -> None:
    day = f"2022-03-{on:02d}"
    for own in cells(entries).values():
        assert by_way_of_the_copy(own, day) == compare.compare(own, on=day)


def test_of_attacks_day_after_day_only_those_near_a_day_are_read() -> None:
    entries = [
        row("12", says=says, kind="period", start=f"2022-03-{day:02d}", end=f"2022-03-{day + 1:02d}", place="Bakhmut",
            document=f"{says}{day}")
        for day in range(1, 30)
        for says in ("Ukraine", "Russia")
    ]  # fmt: skip
    day = day_of_the_copy(entries, "2022-03-15")
    assert day is not None
    assert 0 < len(day.rows) <= 8
    assert by_way_of_the_copy(entries, "2022-03-15") == compare.compare(entries, on="2022-03-15") != ()


def test_only_the_claims_near_a_day_are_read() -> None:
    days = [f"2022-{1 + number // 28:02d}-{1 + number % 28:02d}" for number in range(200)]
    entries = [
        row(f"{1000 + number * 10:,}", says=says, document=f"{says}{number}", end=day)
        for number, day in enumerate(days)
        for says in ("Ukraine", "Russia")
    ]
    day = day_of_the_copy(entries, "2022-04-10")
    assert day is not None
    assert {entries[number].claim.time.end for number in day.rows} == {"2022-04-10", "2022-04-11"}
    assert by_way_of_the_copy(entries, "2022-04-10") == compare.compare(entries, on="2022-04-10") != ()
