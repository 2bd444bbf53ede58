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
from tests.reconcile.test_realms import DAYS, some

ON = [*DAYS, "2022-02-20", "2022-03-04", "2022-03-14", "2022-04-30"]


def by_way_of_the_copy(own: list[Entry], on: str) -> tuple[Comparison, ...]:
    """What is kept of a cell is written and read back, and only the claims that it names are reckoned with."""
    found = items(own)
    place = {id(entry): number for number, entry in enumerate(own)}
    documents = np.unique([entry.document for entry in own], return_inverse=True)[1]
    connection = file.opened(None)
    heads.write(connection, "x", heads.kept(found, of_items(found, {}), repeating(found), place))
    day = heads.of_day(connection, "x", on, documents)
    connection.close()
    if day is None:
        return ()
    told = [(number, own[number]) for number in day.rows]
    return work.of_day(items([entry for _, entry in told]), told, day)


@settings(max_examples=100, deadline=None)
@given(entries=some(), on=st.sampled_from(ON))
def test_the_claims_near_a_day_give_its_comparisons(entries: list[Entry], on: str) -> None:
    for own in cells(entries).values():
        assert by_way_of_the_copy(own, on) == compare.compare(own, on=on)


def test_only_the_claims_near_a_day_are_read() -> None:
    days = [f"2022-{1 + number // 28:02d}-{1 + number % 28:02d}" for number in range(200)]
    entries = [
        row(f"{1000 + number * 10:,}", says=says, document=f"{says}{number}", end=day)
        for number, day in enumerate(days)
        for says in ("Ukraine", "Russia")
    ]
    found = items(entries)
    place = {id(entry): number for number, entry in enumerate(entries)}
    connection = file.opened(None)
    heads.write(connection, "x", heads.kept(found, of_items(found, {}), {}, place))
    day = heads.of_day(connection, "x", "2022-04-10", np.arange(len(entries)))
    assert day is not None
    assert {entries[number].claim.time.end for number in day.rows} == {"2022-04-10", "2022-04-11"}
    assert by_way_of_the_copy(entries, "2022-04-10") == compare.compare(entries, on="2022-04-10") != ()
