"""Which claims of a realm can have to do with those that were added: what growing looks at in the place of them all.

Each check looks at claims that share something with a new one: days, a series, a number, an origin, a document. What
it would miss at the border of what is chosen, it misses with the new claims as without them, so that the difference
that they make is whole (`grow`).
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from counterclaim.reconcile.copy.file import Column
from counterclaim.reconcile.copy.fill import FLOOR, NUMBER, OF_TABLE
from counterclaim.reconcile.ties import Codes

Mask = NDArray[np.bool_]

AROUND = 4  # days: an origin is told again within 3, a total is held against that of the day before
TABLES = 35  # days of a claimant's own table that a figure in news is held against, 31 (`official_flows`), and some
PRINTED = 8  # days between two reports on the state of a thing (`checks.state`), and one
STEPS = 125  # days of a side's own past that a day's figure is held against, 120, and one figure's (`checks.rates`)
TWINS = 3  # days between tellings of one origin
# Days of a series on each side that rise together with all others: nothing is told across them, since 9 reports and 3
# more are the most that a fall is held against (`drops`).
PLAIN = 12
BEHIND = 3  # days of a series behind a new figure: the step to the next of them is another then
BEFORE = 5  # days of a series before the first that is looked at: the figure from which the next step is made
PAIRS = 8  # earlier and later pairs of killed and wounded: the ratio before is told
TELLING = 100  # numbers from which an equal one is seldom chance (`outliers`, `unit_words`, `official`)
LONG = 300  # claims of one document: a table, of which rows are taken, not the whole


class Names:
    """The numbers of some names in the columns of a copy."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        """Of the names of each column, number 0 first."""
        self.number = {
            (field, name): names[field].index(name) if name in names[field] else -1
            for field, name in (
                ("unit", "persons"), ("time", "total"), ("stance", "denies"),
                ("measure", "killed"), ("measure", "wounded"), ("measure", "strength"),
            )
        }  # fmt: skip
        whole = Codes()
        self.whole = np.array([whole(name.rpartition("\x1f")[0]) for name in names["subject"]], dtype=np.int64)

    def of(self, c: Mapping[str, Column], field: str, name: str) -> Mask:
        """The claims that have this name in that column."""
        mask: Mask = c[field] == self.number[field, name]
        return mask


def near(c: Mapping[str, Column], fresh: Mask, names: Names, origins: tuple[Column, Column], ranked: Mask) -> Mask:
    """The claims of a realm to look at, those that are `fresh` among them.

    `c` has the columns of the realm's claims; `origins` the origins told more than once: numbers, and places in `c`;
    `ranked` are claims that may be called a record of all days.
    """
    days = np.unique(np.concatenate([c["last"][fresh], c["said"][fresh]]))
    days = days[days > 0]
    undated = (c["last"] == 0) & np.isin(c["subject"], c["subject"][fresh & (c["last"] == 0)])
    series, odd, moved = _of_series(c, fresh, names, days)
    whole = fresh | within(c["last"], days, AROUND) | undated
    whole |= _of_numbers(c, fresh | odd, fresh, names) | _pairs(c, fresh, names)
    apart = (
        series
        | _of_steps(c, fresh, names, np.union1d(days, moved))
        | _floors(c, fresh, names)
        | within(c["said"], days, PRINTED)
    )
    apart |= (c["marks"] & OF_TABLE > 0) & within(c["last"], days, TABLES)
    if (fresh & names.of(c, "unit", "persons")).any():
        apart |= names.of(c, "measure", "strength")
    if ranked.any():
        past = _past(c, fresh, names, moved, ranked)
        apart |= past
        whole |= ranked & np.isin(c["told_in"], c["told_in"][past])
    return closed(c, whole, apart, origins)


def closed(c: Mapping[str, Column], whole: Mask, apart: Mask, origins: tuple[Column, Column]) -> Mask:
    """With the other tellings of each origin, and the `whole` with all of their documents, tables excepted.

    What is `apart` is looked at by itself: what else its document tells plays no part in it.
    """
    numbers, places = origins
    wanted = whole | apart
    if len(numbers):
        told = np.zeros(int(numbers.max()) + 1, dtype=bool)
        told[numbers[wanted[places]]] = True
        wanted[places[told[numbers]]] = True
    documents, own, sizes = np.unique(c["told_in"], return_inverse=True, return_counts=True)
    chosen = np.zeros(len(documents), dtype=bool)
    chosen[own[whole]] = True
    both: Mask = wanted | (chosen & (sizes <= LONG))[own]
    return both


def within(days: Column, near_to: Column, most: int) -> Mask:
    """Which days are at most so many from one of those given, which are in order; 0 is no day.

    >>> within(np.array([0, 5, 9, 20]), np.array([10, 30]), 1).tolist()
    [False, False, True, False]
    """
    if not len(near_to):
        return np.zeros(len(days), dtype=bool)
    after = np.searchsorted(near_to, days - most)
    found: Mask = (days > 0) & (after < len(near_to))
    found &= near_to[np.minimum(after, len(near_to) - 1)] <= days + most
    return found


# ---------------------------------------------------------------- series
def _ordered(c: Mapping[str, Column], chosen: Mask) -> Iterable[Column]:
    """The claims of each series, by day and then by number."""
    rows = np.flatnonzero(chosen)
    rows = rows[np.lexsort((c["value"][rows], c["last"][rows], c["line"][rows]))]
    return np.split(rows, np.flatnonzero(np.diff(c["line"][rows])) + 1) if len(rows) else ()


def _totals(c: Mapping[str, Column], names: Names) -> Mask:
    """What may be a point of a series of totals."""
    told: Mask = (c["line"] > 0) & names.of(c, "time", "total") & (c["marks"] & NUMBER > 0) & (c["last"] > 0)
    return told


def _of_series(c: Mapping[str, Column], fresh: Mask, names: Names, days: Column) -> tuple[Mask, Mask, Column]:
    """Of each series with a figure near a new one the stretch around it, the odd figures in there, and the days up to
    which a step changes: of the figures behind a new one, and of all where some are odd."""
    totals = _totals(c, names)
    touched = totals & (fresh | within(c["last"], days, TWINS))
    wanted, odd, moved = np.zeros((3, len(fresh)), dtype=bool)
    for rows in _ordered(c, totals & np.isin(c["line"], c["line"][touched])):
        plain, cuts = rising(c["last"][rows], c["value"][rows])
        for first, last in stretches(np.flatnonzero(touched[rows]), c["last"][rows], plain, cuts):
            own = rows[first:last]
            wanted[own] = True
            odd[own[~plain[first:last]]] = True
            behind = np.searchsorted(np.unique(c["last"][own]), c["last"][own[fresh[own]]], side="right")
            for place in range(BEHIND):
                on = np.unique(c["last"][own])
                moved[own[np.isin(c["last"][own], on[np.minimum(behind + place, len(on) - 1)])]] = True
            if odd[own].any():
                moved[own] = True
    return wanted, odd, np.unique(c["last"][moved])


def rising(days: Column, values: Column) -> tuple[Mask, Mask]:
    """Which totals, in order, are no lower than all before and no higher than all after; and before which all are lower
    and earlier than all from there on.

    >>> plain, cuts = rising(np.array([1, 2, 3, 4]), np.array([5, 9, 7, 12]))
    >>> plain.tolist(), cuts.tolist()
    ([True, False, False, True], [True, True, False, True])
    """
    highest = np.concatenate([[-np.inf], np.maximum.accumulate(values)[:-1]])
    lowest = np.concatenate([np.minimum.accumulate(values[::-1])[::-1][1:], [np.inf]])
    from_here = np.minimum(values, lowest)
    earlier = np.concatenate([[True], days[1:] > days[:-1]])
    return (values >= highest) & (values <= lowest), (highest < from_here) & earlier


def stretches(touched: Column, days: Column, plain: Mask, cuts: Mask) -> Iterable[tuple[int, int]]:
    """The stretches of a series around the places touched: twelve days and more of plain figures at each end.

    >>> ordered = np.arange(100)
    >>> list(stretches(np.array([50]), ordered, ordered >= 0, ordered >= 0))
    [(38, 63)]
    """
    done = 0
    for place in touched.tolist():
        if place < done:
            continue
        first = _reach(place, -1, days, plain)
        while first > 0 and not cuts[first]:
            first -= 1
        last = _reach(place, 1, days, plain) + 1
        while last < len(days) and not cuts[last]:
            last += 1
        yield max(first, done), last
        done = last


def _reach(place: int, way: int, days: Column, plain: Mask) -> int:
    """The place twelve days of plain figures further on, or the end of the series."""
    counted, day = 0, -1
    while counted <= PLAIN and 0 <= place + way < len(days):
        place += way
        if not plain[place]:
            counted, day = 0, -1
        elif days[place] != day:
            counted, day = counted + 1, days[place]
            if counted == PLAIN:
                break
    return place


def _of_steps(c: Mapping[str, Column], fresh: Mask, names: Names, days: Column) -> Mask:
    """What a side's daily figures about the same people are held against."""
    people, keys = _sides(c, names)
    same = people & np.isin(keys, keys[fresh & people])
    wanted = same & within(c["last"], days, STEPS)
    for rows in _ordered(c, same & _totals(c, names)):
        inside, on = wanted[rows], c["last"][rows]
        for place in np.flatnonzero(inside & ~np.concatenate([[False], inside[:-1]])).tolist():
            earlier = np.unique(on[:place])[-BEFORE:]
            wanted[rows[np.isin(on, earlier)]] = True
    return wanted


def _sides(c: Mapping[str, Column], names: Names) -> tuple[Mask, Column]:
    """Which claims are a side's figures of people, and a number for each side and whom it speaks of."""
    return (
        names.of(c, "unit", "persons") & (c["voice"] > 0),
        c["voice"].astype(np.int64) << 32 | names.whole[c["subject"]],
    )


def _past(c: Mapping[str, Column], fresh: Mask, names: Names, moved: Column, ranked: Mask) -> Mask:
    """All days of a side of which one is called a record, where days up to that one have changed."""
    people, keys = _sides(c, names)
    wanted = np.zeros(len(fresh), dtype=bool)
    for key in np.intersect1d(keys[ranked & people], keys[fresh & people]).tolist():
        own = people & (keys == key)
        days = c["last"][own & fresh]
        changed = np.concatenate([days[days > 0], moved])
        if len(changed) and changed.min() <= c["last"][own & ranked].max():
            wanted |= own
    return wanted


# ---------------------------------------------------------------- numbers, floors, pairs
def _of_numbers(c: Mapping[str, Column], told: Mask, fresh: Mask, names: Names) -> Mask:
    """The same numbers of the same party, whenever told: large ones, and those that somebody rejects."""
    wanted = np.zeros(len(told), dtype=bool)
    large = c["value"] >= TELLING
    denied = names.of(c, "stance", "denies")
    for some, others in ((told & large, large), (fresh & np.isin(c["value"], c["value"][denied]), large | ~large)):
        for party in np.unique(c["party"][some]).tolist():
            own = c["party"] == party
            wanted |= own & others & np.isin(c["value"], np.unique(c["value"][some & own]))
    return wanted


def _floors(c: Mapping[str, Column], fresh: Mask, names: Names) -> Mask:
    """The floors of a party of which a total was added, and all totals where a floor was."""
    totals = names.of(c, "time", "total") & names.of(c, "unit", "persons")
    floors = totals & (c["marks"] & FLOOR > 0)
    wanted: Mask = floors & np.isin(c["party"], c["party"][fresh & totals])
    wanted |= totals & np.isin(c["party"], c["party"][fresh & floors])
    return wanted


def _pairs(c: Mapping[str, Column], fresh: Mask, names: Names) -> Mask:
    """The nearest documents in which a claimant gave killed and wounded, before and after one that was added."""
    wanted = np.zeros(len(fresh), dtype=bool)
    people = names.of(c, "unit", "persons") & (c["voice"] > 0)
    killed, wounded = (np.flatnonzero(people & names.of(c, "measure", name)) for name in ("killed", "wounded"))
    if not len(killed) or not len(wounded):
        return wanted
    told = c["told_in"].astype(np.int64) << 32 | c["voice"]
    killed = killed[np.isin(told[killed], told[wounded])]
    keys = c["voice"].astype(np.int64) << 32 | names.whole[c["subject"]]
    killed = killed[np.isin(keys[killed], keys[killed[fresh[killed]]])]
    day = np.where(c["last"] > 0, c["last"], np.iinfo(np.int64).max)
    killed = killed[np.lexsort((day[killed], keys[killed]))]
    for rows in np.split(killed, np.flatnonzero(np.diff(keys[killed])) + 1) if len(killed) else ():
        for place in np.flatnonzero(fresh[rows]).tolist():
            wanted[rows[max(0, place - PAIRS) : place + PAIRS + 1]] = True
    return wanted
