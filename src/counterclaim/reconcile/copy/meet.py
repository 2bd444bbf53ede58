"""Comparisons of a cell whose origins have changed: arrays tell which meet anew, and claims are read for these alone.

`align` works on the rows of the arrays as on those of claims; only where words decide (two measures on one day) a
claim is read for it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, cast

import numpy as np

from counterclaim.model import Claim, Time
from counterclaim.reconcile.align import TOLERANCE, Row, Window, of_key
from counterclaim.reconcile.copy.file import Column
from counterclaim.reconcile.copy.heads import HEAD, NEVER, Book, alike, in_columns, same
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.origins import Origin, in_order
from counterclaim.reconcile.periods import Days
from counterclaim.reconcile.readings import completes

Rows = tuple[int, ...]  # the rows of one origin, in order
Read = Callable[[int], Claim]  # the claim of a row

FURTHEST = max(TOLERANCE.values())  # days between a figure and one that completes it


@dataclass
class Told:
    """What `align` asks of a claim, read only where it asks for more."""

    row: int
    measure: str
    time: Time
    read: Read

    @cached_property
    def _claim(self) -> Claim:
        return self.read(self.row)

    def __getattr__(self, name: str) -> Any:
        """Anything else a claim has."""
        return getattr(self._claim, name)


@dataclass(frozen=True)
class Figure:
    """What `align` asks of an item."""

    claim: Told
    days: Days
    day: date | None


@dataclass(frozen=True)
class Met:
    """A window by the origins in it."""

    window: Window
    members: tuple[Rows, ...]
    altered: tuple[bool, ...]

    @property
    def mark(self) -> tuple[object, ...]:
        """Equal marks, one window."""
        origins = frozenset(zip(self.members, self.altered, strict=True))
        return (self.window.key, self.window.measure, self.window.bracketed, origins)


class Members:
    """The rows of each origin of a part."""

    def __init__(self, book: Book) -> None:
        """In order of the origins."""
        order = np.argsort(book.rows["head"], kind="stable")
        self._rows = book.rows["row"][order]
        self._starts = np.searchsorted(book.rows["head"][order], np.arange(len(book.heads) + 1))

    def __getitem__(self, number: int) -> Rows:
        """The rows of an origin, in order."""
        return tuple(sorted(self._rows[self._starts[number] : self._starts[number + 1]].tolist()))


def changed(book: Book, gone: Iterable[Rows], come: Book) -> Book:
    """The origins of a part without some and with others, which `come` numbers as the book does.

    LookupError where one that is gone was not there.
    """
    of_row = dict(zip(book.rows["row"].tolist(), book.rows["head"].tolist(), strict=True))
    known = Members(book)
    left = np.ones(len(book.heads), dtype=bool)
    for own in gone:
        number = of_row[own[0]]
        if known[number] != own:
            raise LookupError(f"no origin has these rows: {own}")
        left[number] = False
    number_of = np.cumsum(left) - 1
    rows = book.rows[left[book.rows["head"]]].copy()
    rows["head"] = number_of[rows["head"]]
    more = come.rows.copy()
    more["head"] += int(left.sum())
    heads = np.concatenate([book.heads[left], come.heads]).astype(HEAD)
    return Book(np.concatenate([rows, more]), in_columns(heads), come.more)


Completed = Mapping[tuple[str, str, str], Column]  # unit, kind of time and place: the days of what completes others


def completed(found: Iterable[Item]) -> Completed:
    """The days, in order, on which some claims may complete others, by what the others share with them."""
    by_source = grouped((i for i in found if completes(i)), lambda i: (i.claim.figure.unit, i.claim.time.kind, i.area))
    return {
        source: np.unique([item.day.toordinal() if item.day else NEVER for item in own])
        for source, own in by_source.items()
    }


def is_near(met: Met, days: Completed) -> bool:
    """Whether a figure of one of these days may complete one of a window."""
    key = met.window.key
    near_to = days.get((key.unit, key.time_kind, key.area))
    if near_to is None:
        return False
    on = np.array([row.day.toordinal() for row in met.window.rows])
    return bool(near(on, near_to, TOLERANCE.get(key.time_kind, 0)).any())


def windows(book: Book, keys: Iterable[int], read: Read, made: dict[int, Figure]) -> list[Met]:
    """The windows of some keys of a part; figures are `made` once for a row."""
    own = Members(book)
    order = np.argsort(book.heads["key"], kind="stable")
    ordered = book.heads["key"][order]
    found = []
    for number in keys:
        first, last = np.searchsorted(ordered, [number, number + 1])
        at = book.more.keys[number - 1]
        rows = _rows(order[first:last], book, Time(kind=at.time_kind), read, made)  # type: ignore[arg-type]
        for window in of_key(at, rows):
            places = [cast(int, row.origin) for row in window.rows]
            altered = tuple(bool(book.heads["altered"][place]) for place in places)
            found.append(Met(window, tuple(own[place] for place in places), altered))
    return found


def _rows(places: Column, book: Book, time: Time, read: Read, made: dict[int, Figure]) -> list[Row]:
    heads, more = book.heads[places], book.more
    fields = (heads[name].tolist() for name in ("best", "first", "day", "begun", "label", "measure"))
    rows = []
    for place, best, first, day, begun, label, measure in zip(places.tolist(), *fields, strict=True):
        figure = made.get(best)
        if figure is None:
            last = date.fromordinal(day) if day != NEVER else None
            days = Days(date.fromordinal(first) if begun else None, last, False)
            figure = made[best] = Figure(Told(best, more.measures[measure - 1], time, read), days, last)
        rows.append(Row(cast(Origin, place), cast(Item, figure), more.labels[label - 1]))
    return rows


def retold(book: Book, found: Iterable[Item]) -> set[int]:
    """The rows of which some claims may tell the same number otherwise."""
    numbers = np.array([same(item) for item in found], dtype="<i4")
    return set(book.rows["row"][alike(book.rows, numbers)].tolist())


def keys_of(book: Book, rows: Set[int]) -> set[int]:
    """The keys under which some rows stand."""
    places = np.isin(book.rows["row"], np.array(sorted(rows), dtype="<i4"))
    return set(book.heads["key"][book.rows["head"][places]].tolist())


def near_days(book: Book, days: Completed) -> set[int]:
    """The keys with a figure that one of these days may complete."""
    found = set[int]()
    for source, near_to in days.items():
        same = [number for number, key in enumerate(book.more.keys, start=1)
                if (key.unit, key.time_kind, key.area) == source]  # fmt: skip
        heads = book.heads[np.isin(book.heads["key"], same)]
        found.update(heads["key"][near(heads["day"], near_to, TOLERANCE.get(source[1], 0))].tolist())
    return found


def written(met: Met, item_of: Mapping[int, Item]) -> Window:
    """A window with its claims, its rows in the order that they have where all claims are at hand."""
    rows = []
    for row, own, altered in zip(met.window.rows, met.members, met.altered, strict=True):
        best = item_of[row.item.claim.row]  # type: ignore[attr-defined]
        rows.append(Row(Origin(in_order([item_of[one] for one in own]), (), altered), best, row.label))
    tied = grouped(range(len(rows)), lambda place: _tie(met.window, rows[place]))
    placed = list(rows)
    for places in tied.values():
        for place, row in zip(places, sorted((rows[one] for one in places), key=_foremost), strict=True):
            placed[place] = row
    return Window(met.window.key, met.window.measure, tuple(placed), met.window.bracketed)


def _tie(window: Window, row: Row) -> tuple[object, ...]:
    """What rows share that stand in the order of their documents."""
    first = row.item.days.first or row.day
    return (row.item.claim.measure, first, row.day) if window.key.time_kind in ("period", "unspecified") else (
        row.item.claim.measure, row.label, row.day)  # fmt: skip


def _foremost(row: Row) -> tuple[str, int, int, str]:
    placed = [(m.entry.document, m.claim.figure.start, m.claim.figure.end, m.claim.id) for m in row.origin.members]
    return min(placed)


def around(met: Sequence[Met], rows: Column, told_in: Column, known: Column) -> Column:
    """The rows that comparisons of these windows need: those in them, their documents, what completes them.

    `rows` are those of the cell, `told_in` the numbers of their documents, `known` what is kept of them (`heads.ROW`).
    """
    inside = np.unique(np.array([row for one in met for own in one.members for row in own], dtype=np.int64))
    documents = np.unique(told_in[np.isin(rows, inside)])
    on = np.unique([row.day.toordinal() for one in met for row in one.window.rows])
    completing = known["completes"] | alike(known, known["same"][np.isin(known["row"], inside)])
    beside = known[completing & near(known["day"], on, FURTHEST)]["row"]
    return np.unique(np.concatenate([inside, beside, rows[np.isin(told_in, documents)]]))


def near(days: Column, near_to: Column, most: int) -> Column:
    """Which days are at most so many from one of those given, which are in order."""
    if not len(near_to):
        return np.zeros(len(days), dtype=bool)
    at = np.searchsorted(near_to, days - most)
    found: Column = (at < len(near_to)) & (near_to[np.minimum(at, len(near_to) - 1)] <= days + most)
    return found
