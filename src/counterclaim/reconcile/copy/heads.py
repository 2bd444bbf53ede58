"""The origins of a part as arrays, kept with its results: the comparisons of one day need the figures near it alone.

Of each origin that stands in comparisons its first and last day, and the *column* in which it stands: one key, one
start, one side, one measure. For a day the figures nearest to it in each column are chosen, and the sums over days that
meet it: `align` then finds among these what it finds among all, since a start, and a chain of days that overlap, is
chosen whole or not at all.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from counterclaim.model import Record
from counterclaim.reconcile.align import EVENT, FLOWS, TOLERANCE, Label, row
from counterclaim.reconcile.copy import halves
from counterclaim.reconcile.copy.file import Column
from counterclaim.reconcile.dependence import Repeats
from counterclaim.reconcile.items import Item
from counterclaim.reconcile.keys import Key, key
from counterclaim.reconcile.origins import Origin
from counterclaim.reconcile.readings import completes, retelling
from counterclaim.reconcile.ties import Codes

ROW = np.dtype([("row", "<i4"), ("head", "<i4"), ("day", "<i4"), ("completes", "|b1"), ("same", "<i4")])
HEAD = np.dtype([
    ("key", "<i4"), ("column", "<i4"), ("first", "<i4"), ("day", "<i4"), ("flow", "|b1"), ("altered", "|b1"),
    ("begun", "|b1"), ("label", "<i4"), ("measure", "<i4"), ("best", "<i4"),
])  # fmt: skip
LAST = np.iinfo(np.int64).max  # after every day and every group
WITH_TEXTS = "with texts\x1f"  # before the name of a cell: its origins as whole texts tell them
NEVER = date.min.toordinal()  # the day of figures without one, as `align` has them


class More(Record, frozen=True, kw_only=True):
    """What of a part stands in no array."""

    merged: dict[int, str]  # of heads: what they count as one with
    repeats: list[tuple[list[str], list[list[str]]]]  # as `dependence.repeating` gives it
    # What the numbers of keys, of labels and of measures stand for, from 1 on.
    keys: tuple[Key, ...] = ()
    labels: tuple[Label, ...] = ()
    measures: tuple[str, ...] = ()


class Kept(NamedTuple):
    """A part as it is written down."""

    rows: bytes
    heads: bytes
    more: bytes


class Book(NamedTuple):
    """A part as it is worked with."""

    rows: Column
    heads: Column
    more: More


class Day(NamedTuple):
    """What the comparisons of a day need of a part: its claims, which of them are an origin, and who repeats whom."""

    on: str
    rows: list[int]
    origins: list[tuple[list[int], bool, str | None]]  # rows; whether it was altered; what it counts as one with
    repeats: Repeats


def kept(found: Sequence[Item], origins: Sequence[Origin], repeats: Repeats, row_of: Mapping[int, int]) -> Kept:
    """The origins of a part as arrays; `row_of` gives the row of the copy by the `id()` of an entry."""
    return packed(book(found, origins, repeats, row_of))


def packed(made: Book) -> Kept:
    """A part as it is written down.

    >>> packed(Book(np.zeros(0, dtype=ROW), np.zeros(0, dtype=HEAD), More(merged={}, repeats=[]))).rows
    b''
    """
    return Kept(made.rows.tobytes(), made.heads.tobytes(), halves.written(made.more))


def read(connection: sqlite3.Connection, part: str) -> Book | None:
    """The origins of a part; None where it has none."""
    stored = connection.execute("SELECT rows, heads, more FROM origin WHERE part = ?", (part,)).fetchone()
    if stored is None:
        return None
    more = halves.read(stored[2], More)
    return Book(np.frombuffer(stored[0], dtype=ROW), np.frombuffer(stored[1], dtype=HEAD), more)


def book(
    found: Sequence[Item],
    origins: Sequence[Origin],
    repeats: Repeats,
    row_of: Mapping[int, int],
    known: More | None = None,
) -> Book:
    """The origins of a part; `known` numbers keys, labels and measures already."""
    known = known or More(merged={}, repeats=[])
    keys, labels, measures = Codes(known.keys), Codes(known.labels), Codes(known.measures)
    head_of: dict[int, int] = {}
    made = np.zeros(len(origins), dtype=HEAD)
    for number, origin in enumerate(origins):
        head_of.update((id(member), number) for member in origin.members)
        best = row(origin)
        days, claim = best.item.days, best.item.claim
        last = best.day.toordinal()
        first = days.first.toordinal() if days.first else last
        made[number] = (keys(key(best.item)), 0, first, last, claim.time.kind in FLOWS, origin.altered,
                        days.first is not None, labels(best.label), measures(claim.measure),
                        row_of[id(best.item.entry)])  # fmt: skip
    rows = np.array(
        [
            (row_of[id(i.entry)], head_of[id(i)], i.day.toordinal() if i.day else NEVER, completes(i), same(i))
            for i in found
        ],
        dtype=ROW,
    )
    merged = {number: origin.merged for number, origin in enumerate(origins) if origin.merged is not None}
    told = [(list(at), [sorted(pair) for pair in pairs]) for at, pairs in repeats.items()]
    more = More(merged=merged, repeats=told, keys=tuple(keys.names()), labels=tuple(labels.names()),
                measures=tuple(measures.names()))  # fmt: skip
    return Book(rows, in_columns(made), more)


def same(item: Item) -> int:
    """A number for figures that may be one number under two words (`readings.retelling`); 0 for others."""
    told = retelling(item)
    return 0 if told is None else crc32(repr(told).encode("utf-8", "backslashreplace")) >> 1 or 1


def alike(rows: Column, numbers: Column) -> NDArray[np.bool_]:
    """Which figures have one of these numbers that `same` gives, other than 0."""
    found: NDArray[np.bool_] = np.isin(rows["same"], numbers[numbers > 0])
    return found


def in_columns(heads: Column) -> Column:
    """The origins with the number of the column in which each stands: one key, start, side and measure; 0 without."""
    start = np.where(heads["begun"], heads["first"], 0).astype(np.int64)  # below 2**22, like all days
    told = heads["key"].astype(np.int64) << 12 | heads["label"]
    told = (told << 8 | heads["measure"]) << 22 | start
    made = heads.copy()
    made["column"] = np.where(heads["key"] > 0, np.unique(told, return_inverse=True)[1].reshape(-1) + 1, 0)
    return made


def write(connection: sqlite3.Connection, part: str, made: Kept) -> None:
    """Put the origins of a part in the place of its earlier ones, within the open transaction."""
    connection.execute("INSERT OR REPLACE INTO origin VALUES (?, ?, ?, ?)", (part, *made))


def tolerance(time: Column, kinds: Sequence[str]) -> Column:
    """For each claim the days from a figure to one that completes it, at most: both are of one kind of time.

    >>> tolerance(np.array([1, 2, 1]), ["", "total", "period"]).tolist()
    [7, 0, 7]
    """
    return np.array([TOLERANCE.get(kind, 0) for kind in kinds], dtype="<i4")[time]


def of_day(connection: sqlite3.Connection, part: str, on: str, told_in: Column, around: Column) -> Day | None:
    """What the comparisons of a day need of a part; None where it has none.

    `told_in` is the column of documents, `around` that of tolerances.
    """
    known = read(connection, part)
    if known is None:
        return None
    rows, heads, more = known
    wanted = near(heads, date.fromisoformat(on).toordinal())
    if not wanted.any():
        return None
    members = wanted[rows["head"]]
    days = np.unique(np.concatenate([heads["day"][wanted], rows["day"][members]]))
    beside = rows["completes"] | alike(rows, rows["same"][members])
    beside &= _within(rows["day"], days, around[rows["row"]])
    documents = np.unique(told_in[rows["row"][members]])
    context = rows["row"][members | beside | np.isin(told_in[rows["row"]], documents)]
    order = np.argsort(rows["head"][members], kind="stable")
    numbers, starts = np.unique(rows["head"][members][order], return_index=True)
    groups = np.split(rows["row"][members][order], starts[1:])
    origins = [
        (group.tolist(), bool(heads["altered"][number]), more.merged.get(number))
        for number, group in zip(numbers.tolist(), groups, strict=True)
    ]
    repeats = {tuple(at): [frozenset(pair) for pair in pairs] for at, pairs in more.repeats}
    return Day(on, context.tolist(), origins, repeats)


def _within(days: Column, near_to: Column, most: Column) -> NDArray[np.bool_]:
    """Which days are at most so many, each its own, from one of those given, which are in order."""
    after = np.searchsorted(near_to, days - most)
    found: NDArray[np.bool_] = near_to[np.minimum(after, len(near_to) - 1)] <= days + most
    return found & (after < len(near_to))


# ---------------------------------------------------------------- the figures near a day
def near(heads: Column, on: int) -> NDArray[np.bool_]:
    """The origins among which `align.windows` finds the comparisons of a day.

    >>> made = np.zeros(4, dtype=HEAD)
    >>> made["key"], made["column"], made["day"] = 1, [1, 1, 1, 2], [10, 12, 14, 30]
    >>> near(made, 13).tolist()
    [False, True, True, True]
    """
    known = heads["key"] > 0
    wanted = np.zeros(len(heads), dtype=bool)
    wanted[known & ~heads["flow"]] = _nearest(heads[known & ~heads["flow"]], on)
    wanted[known & heads["flow"]] = _meeting(heads[known & heads["flow"]], on)
    return wanted


def _nearest(heads: Column, on: int) -> NDArray[np.bool_]:
    """In each column the figures of the last day up to this one, and of the first after it."""
    columns, day = heads["column"], heads["day"].astype(np.int64)
    size = int(columns.max(initial=0)) + 1
    before, after = np.full(size, -1, dtype=np.int64), np.full(size, LAST)
    np.maximum.at(before, columns[day <= on], day[day <= on])
    np.minimum.at(after, columns[day > on], day[day > on])
    found: NDArray[np.bool_] = (day == before[columns]) | (day == after[columns])
    return found


def _meeting(heads: Column, on: int) -> NDArray[np.bool_]:
    """The figures over days that meet this one, with all that `align.same_days` puts together with them.

    In order of their first days a chain of days that overlap ends where a figure begins after all short ones before it
    have ended: nothing is put together over such an end. Within a chain the first figure of a group decides who is in
    it, as in `align`; the groups between two that meet the day come along, so that each group begins where it did.
    """
    first, day = heads["first"].astype(np.int64), heads["day"].astype(np.int64)
    order = np.lexsort((day, first, heads["key"]))
    key, first, day = heads["key"][order].astype(np.int64) << 32, first[order], day[order]
    ends = key + np.maximum(first, np.where(day - first < EVENT, day, first))
    begins = np.ones(len(order), dtype=bool)
    begins[1:] = (key + first)[1:] > np.maximum.accumulate(ends)[:-1]
    chain = np.cumsum(begins) - 1
    meets = (first <= on) & (on <= day)
    met = np.zeros(len(order), dtype=bool)
    met[chain[meets]] = True
    rows = np.flatnonzero(met[chain])
    group = np.array(_groups(chain[rows].tolist(), first[rows].tolist(), day[rows].tolist()), dtype=np.int64)
    found = np.zeros(len(order), dtype=bool)
    found[order[rows]] = _between(chain[rows], group, meets[rows])
    return found


def _groups(chain: list[int], first: list[int], day: list[int]) -> list[int]:
    """The number of the group of each figure, in order, as `align` groups figures of one place.

    >>> _groups([0, 0, 0, 0], [10, 11, 12, 12], [11, 12, 12, 20])
    [0, 0, 1, 2]
    """
    found: list[int] = []
    head = number = -1
    for at, (own, begun, ended) in enumerate(zip(chain, first, day, strict=True)):
        if head >= 0 and own == chain[head]:
            same = (begun, ended) == (first[head], day[head])
            length = day[head] - first[head]
            if same or (begun <= day[head] and length < EVENT and abs(length - (ended - begun)) <= 1):
                found.append(number)
                continue
        head, number = at, number + 1
        found.append(number)
    return found


def _between(chain: Column, group: Column, meets: Column) -> NDArray[np.bool_]:
    """The figures whose group stands, within its chain, between the first and the last group that meets the day."""
    size = int(chain.max(initial=-1)) + 1
    low, high = np.full(size, LAST), np.full(size, -1, dtype=np.int64)
    np.minimum.at(low, chain[meets], group[meets])
    np.maximum.at(high, chain[meets], group[meets])
    found: NDArray[np.bool_] = (low[chain] <= group) & (group <= high[chain])
    return found
