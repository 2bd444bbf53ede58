"""The comparisons and series of a conflict's cells, gone on with by the claims that were added (`grow`)."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import chain
from typing import NamedTuple

import msgspec
import numpy as np

from counterclaim.model import Claim, Comparison, Finding, Point, Series
from counterclaim.reconcile import checks, compare, series
from counterclaim.reconcile.checks.case import Case
from counterclaim.reconcile.copy import heads, meet, written
from counterclaim.reconcile.copy.change import Change, Kept
from counterclaim.reconcile.copy.file import Column
from counterclaim.reconcile.copy.heads import Book, More
from counterclaim.reconcile.copy.reading import Read
from counterclaim.reconcile.dependence import Repeats
from counterclaim.reconcile.items import Item, grouped, item_of
from counterclaim.reconcile.origins import Origin, Twice
from counterclaim.reconcile.readings import beside
from counterclaim.reconcile.realms import PARTED, name_of

Pair = tuple[list[Finding], list[Finding]]
EMPTY = Book(np.zeros(0, dtype=heads.ROW), np.zeros(0, dtype=heads.HEAD), More(merged={}, repeats=[]))


class Side(NamedTuple):
    """The claims that are looked at, without the new ones or with them."""

    found: Sequence[Item]
    traced: Twice
    repeats: Repeats  # in the quantities of the new ones


class Realm(NamedTuple):
    """Where they stand."""

    connection: sqlite3.Connection
    name: str
    rows: Column  # of all claims of the realm
    cell: Column  # the numbers of their cells
    told_in: Column  # and of their documents
    line: Column  # and of their series
    cells: Mapping[str, int]  # numbers of cells
    read: Read
    row_of: Mapping[int, int]  # of the claims that are looked at, by the id() of an entry


class Met(NamedTuple):
    """What has become of the cells."""

    changes: list[Change]
    books: dict[str, heads.Kept]
    findings: Pair  # that comparisons tell: of those that are gone, and of those that have come


def grown(realm: Realm, before: Side, after: Side) -> Met:
    """The changes of all cells with new claims or changed origins. LookupError where what is gone was not there."""
    met = Met([], {}, ([], []))
    bare, with_texts = (
        [grouped(origins, lambda origin: name_of(origin.members[0].claim)) for origins in both]
        for both in ((before.traced.bare, after.traced.bare), (before.traced.told, after.traced.told))
    )
    moved = {name_of(item.claim) for side in (before, after) for item in side.traced.moved}
    old = {id(item) for item in before.found}
    for name, own in grouped(after.found, lambda item: name_of(item.claim)).items():
        if name.split(PARTED)[0] != realm.name:
            continue
        fresh = [item for item in own if id(item) not in old]
        if fresh:
            origins = [side.get(name, []) for side in bare]
            told = [side.get(name, []) for side in with_texts] if name in moved else None
            _grow(realm, name, fresh, origins, told, after.repeats, met)
    return met


def _grow(
    realm: Realm,
    name: str,
    fresh: Sequence[Item],
    bare: Sequence[list[Origin]],
    with_texts: Sequence[list[Origin]] | None,
    now: Repeats,
    met: Met,
) -> None:
    """One cell: what counts for its comparisons and series, and what whole texts make of it for the checks."""
    known = heads.read(realm.connection, name) or EMPTY
    told = heads.read(realm.connection, heads.WITH_TEXTS + name)
    repeats = _repeats(known.more, fresh, now)
    made, compared = _compared(realm, name, known, bare, fresh, repeats)
    met.books[name] = heads.packed(made)
    kept = Kept(realm.connection, "comparison", name)
    met.changes.append(kept.change([found for _, found in compared], realm.read))
    if with_texts is not None or told is not None:
        made, compared = _compared(realm, name, told or known, with_texts or bare, fresh, repeats)
        met.books[heads.WITH_TEXTS + name] = heads.packed(made)
    for found, (items, comparisons) in zip(met.findings, compared, strict=True):
        found += checks.of_case(Case(tuple(items), (), {}, (), tuple(comparisons), ()), checks.COMPARED)
    met.changes.append(_series(realm, name, *bare))


def _repeats(known: More, fresh: Iterable[Item], now: Repeats) -> Repeats:
    """Who repeats whom in a cell: as it was but for the quantities with new claims."""
    touched = {(*item.subject, item.area) for item in fresh}
    kept = {at: pairs for at, pairs in _told(known).items() if at not in touched}
    return {**kept, **{at: pairs for at, pairs in now.items() if at in touched}}


def _told(known: More) -> dict[tuple[str, ...], list[frozenset[str]]]:
    return {tuple(at): [frozenset(pair) for pair in pairs] for at, pairs in known.repeats}


# ---------------------------------------------------------------- comparisons
Compared = tuple[list[Item], list[Comparison]]


def _compared(
    realm: Realm,
    name: str,
    known: Book,
    origins: Sequence[Sequence[Origin]],
    fresh: Sequence[Item],
    repeats: Repeats,
) -> tuple[Book, list[Compared]]:
    """The origins of a cell as they are now; and the comparisons that are gone, and those that have come."""
    row_of = realm.row_of
    before, after = ({_members(one, row_of): one for one in side} for side in origins)
    gone = [own for own, one in before.items() if own not in after or after[own].altered != one.altered]
    come = [one for own, one in after.items() if own not in before or before[own].altered != one.altered]
    more = heads.book([m for one in come for m in one.members], come, repeats, row_of, known.more)
    made = meet.changed(known, gone, more)
    days, twice = meet.completed(fresh), meet.retold(made, fresh)
    other = {at for at in _told(known.more).keys() | repeats.keys() if _told(known.more).get(at) != repeats.get(at)}
    numbers = {key: number for number, key in enumerate(made.more.keys, start=1)}
    shaken = {n for key, n in numbers.items() if (*key[:3], key.kind, key.unit, key.area) in other} if other else set()

    def read(row: int) -> Claim:
        return realm.read.entry(row).claim

    of_row = dict(zip(known.rows["row"].tolist(), known.rows["head"].tolist(), strict=True))
    was = {int(known.heads["key"][of_row[own[0]]]) for own in gone}
    figures: dict[int, meet.Figure] = {}
    touched = shaken | meet.near_days(made, days) | meet.keys_of(made, twice)
    keys = sorted((was | set(more.heads["key"].tolist()) | touched) - {0})
    sides = [
        meet.windows(book, [key for key in keys if key <= len(book.more.keys)], read, figures) for book in (known, made)
    ]
    marks = [{one.mark for one in side} for side in sides]

    def is_moved(one: meet.Met, others: Set[object]) -> bool:
        told_otherwise = not twice.isdisjoint(chain.from_iterable(one.members))
        return one.mark not in others or numbers[one.window.key] in shaken or meet.is_near(one, days) or told_otherwise

    moved = [[one for one in side if is_moved(one, marks[1 - at])] for at, side in enumerate(sides)]
    new = {row_of[id(item.entry)] for item in fresh}
    return made, _told_of(realm, name, made, moved, new, (_told(known.more), repeats))


def _told_of(
    realm: Realm,
    name: str,
    made: Book,
    moved: Sequence[list[meet.Met]],
    new: Set[int],
    repeats: Sequence[Repeats],
) -> list[Compared]:
    """The comparisons of windows that are gone, without the `new` rows, and of those that have come."""
    cell = realm.cell == realm.cells[name]
    rows = meet.around(moved[0] + moved[1], realm.rows[cell], realm.told_in[cell], made.rows)
    entries = realm.read.entries(rows.tolist())
    loaded = sorted(((item_of(entry), row) for row, entry in entries), key=lambda one: _order(one[0]))
    compared = []
    for number, (side, told) in enumerate(zip(moved, repeats, strict=True)):
        found = [item for item, row in loaded if number or row not in new]
        compared.append((found, _comparisons(side, found, {row: item for item, row in loaded}, told)))
    return compared


def _order(item: Item) -> tuple[str, int, int, str, str]:
    figure = item.claim.figure
    return (item.entry.document, figure.start, figure.end, item.claim.id, item.claim.rule)


def _members(origin: Origin, row_of: Mapping[int, int]) -> meet.Rows:
    return tuple(sorted(row_of[id(member.entry)] for member in origin.members))


def _comparisons(
    met: Sequence[meet.Met], found: Sequence[Item], item_of_row: Mapping[int, Item], repeats: Repeats
) -> list[Comparison]:
    near = grouped(found, lambda item: (item.entry.document, item.subject))
    known = beside(found)
    return [compare.comparison(meet.written(one, item_of_row), near, known, repeats) for one in met]


# ---------------------------------------------------------------- series
def _series(realm: Realm, name: str, before: Sequence[Origin], after: Sequence[Origin]) -> Change:
    """The series of a cell in which points are gone or have come."""
    kept = Kept(realm.connection, "series", name)
    was, now = ({series.line_key(line.head): line for line in series.lines(side)} for side in (before, after))
    change = Change("series", name, [], [])
    for at in now | was:
        old, new = ((series.written_out(side[at]) if at in side else None) for side in (was, now))
        gone, come = (Counter(one.points if one else ()) for one in (old, new))
        if gone != come:
            line = now.get(at) or was[at]
            _grow_series(realm, kept, realm.row_of[id(line.head.entry)], (old, new), change)
    return change


def _grow_series(
    realm: Realm, kept: Kept, row: int, sides: tuple[Series | None, Series | None], change: Change
) -> None:
    """A series with the points that have come in the place of those that are gone."""
    old, new = sides
    number = realm.line[np.searchsorted(realm.rows, row)]
    stored = kept.of(realm.rows[realm.line == number].tolist())
    if len(stored) > 1 or (old is not None and not stored):
        raise LookupError("a series was not there, or more than one")
    told = written.rows_by_claim(realm.read.told())
    if not stored:
        assert new is not None
        change.come.append(written.result_of(new, told))
        return
    ((one, record),) = stored.items()
    whole = msgspec.json.decode(record, type=Series)
    points, gone, come = (Counter(side.points if side else ()) for side in (whole, old, new))
    if gone - come - points:
        raise LookupError("a point of a series was not there")
    left = points - (gone - come) + (come - gone)
    change.gone.append(one)
    if left:
        made = _rewritten(whole, new, tuple(sorted(left.elements(), key=series.point_order)))
        about = set(kept.claims[kept.about == one].tolist())
        claims = {point.claim for point in left}
        lost = {row for point in gone if point.claim not in claims for row in told[point.claim]}
        fresh = {row for point in come for row in told[point.claim]}
        change.come.append(written.result_of(made, told)._replace(claims=sorted((about - lost) | fresh)))


def _rewritten(whole: Series, new: Series | None, points: tuple[Point, ...]) -> Series:
    """A series with these points; what it is called by is told by its first figure."""
    total = any(point.kind == "total" for point in points)
    first = new is not None and new.points[0].date == points[0].date
    head = new if first and new is not None else whole
    kind = "total" if total else head.time_kind
    return msgspec.structs.replace(head, points=points, time_kind=kind)
