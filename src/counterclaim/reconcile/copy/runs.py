"""The totals of each series, one a day, kept as numbers: what is told of a series as a whole needs no claim but two."""

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from counterclaim.model import Finding
from counterclaim.reconcile.checks import shapes, totals
from counterclaim.reconcile.copy import halves
from counterclaim.reconcile.copy.file import Column
from counterclaim.reconcile.drops import value
from counterclaim.reconcile.items import Item
from counterclaim.reconcile.realms import PARTED
from counterclaim.reconcile.series import Line, line_key

TRACK = np.dtype([("line", "<i4"), ("day", "<i4"), ("value", "<f8"), ("row", "<i4"), ("fall", "|b1")])
OF_SERIES = ("HEAPING", "FROZEN")  # codes of what is told of series as wholes; besides that they never fall


class Runs(NamedTuple):
    """The tracks of a realm: the names of their series, and their points in no order."""

    lines: list[str]
    points: Column


def name_of(line: Line) -> str:
    """The name of a series, as the column of lines has it."""
    return PARTED.join(map(str, line_key(line.head) or ()))


def runs(lines: Iterable[Line], row_of: Mapping[int, int], known: Iterable[str] = ()) -> Runs:
    """The tracks of these series; `row_of` gives the row of the copy by the `id()` of an entry.

    >>> runs((), {}).lines
    []
    """
    names = {name: number for number, name in enumerate(known)}
    points = []
    for line in lines:
        number = names.setdefault(name_of(line), len(names))
        fallen = {id(drop.after) for drop in line.drops}
        for item in line.track:
            assert item.day is not None
            row, on = row_of[id(item.entry)], item.day.toordinal()
            points.append((number, on, float(value(item)), row, id(item) in fallen))
    return Runs(list(names), np.array(points, dtype=TRACK))


def packed(made: Runs) -> tuple[bytes, bytes]:
    """As they are written down.

    >>> unpacked(*packed(runs((), {}))).lines
    []
    """
    return halves.written(made.lines), made.points.tobytes()


def unpacked(lines: bytes, points: bytes) -> Runs:
    """As they were written down."""
    return Runs(halves.read(lines, list[str]), np.frombuffer(points, dtype=TRACK))


def changed(known: Runs, before: Runs, after: Runs) -> tuple[Runs, list[int]]:
    """The tracks with a stretch `after` in the place of what it was `before`, and the series that have changed.

    All number their series alike. LookupError where a point that is gone was not there.
    """
    gone, come = np.setdiff1d(before.points, after.points), np.setdiff1d(after.points, before.points)
    if not np.isin(gone, known.points).all():
        raise LookupError("a point of a series was not there")
    touched = np.union1d(gone["line"], come["line"]).tolist()
    left = known.points[~np.isin(known.points, gone)] if len(gone) else known.points
    return Runs(after.lines, np.concatenate([left, come])), touched


def told(known: Runs, number: int, item_of: Callable[[int], Item]) -> Iterable[Finding]:
    """What is told of a series as a whole; `item_of` reads the claim of a row."""
    own = np.sort(known.points[known.points["line"] == number], order="day")
    values, rows = own["value"].tolist(), own["row"].tolist()

    def at(place: int) -> Item:
        return item_of(rows[place])

    yield from shapes.of_track(values, at)
    if len(values) > 1 and not own["fall"].any():
        strict = all(before <= after for before, after in pairwise(values))
        yield totals.rises(at(0), at(-1), len(values), strict=strict)


def of_series(one: Finding) -> bool:
    """Whether a finding is told of a series as a whole."""
    return one.code in OF_SERIES or (one.code == "MONO_CUM" and one.outcome == "holds")
