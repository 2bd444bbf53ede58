"""Which claims pass a filter and a search, in which order, and how many there are of each kind: work on columns."""

import sqlite3
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterclaim.ledger.records import folded, plain
from counterclaim.model import Filter
from counterclaim.reconcile.copy import file, kept
from counterclaim.reconcile.copy.fill import day_number
from counterclaim.reconcile.copy.searched import searched

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]

EXACT = {"measure": "measure", "object": "object", "party": "party", "conflict": "conflict", "side": "side"}
PARTIAL = {"claimant": "claimant", "place": "place", "outlet": "outlet"}  # part of a name, case aside
FACETS = (
    "conflict", "party", "measure", "object", "who", "side", "role", "time", "unit", "outlet", "site", "year", "status",
)  # fmt: skip
FACET_OF = {"claimant": "who", "place": "site"}  # the facet that a filter by another column narrows
SORTS = ("reading", "newest", "oldest", "largest", "smallest")

MOVING = ("stands", "realm")  # columns in which old rows change
# What each order goes by; `number`: of the ledger's row; `told`: the day of publication, claims without one last.
ORDERED: dict[str, Callable[["Columns | Some"], file.Column]] = {
    "reading": lambda columns: columns["document"],
    "newest": lambda columns: -columns["day"],
    "oldest": lambda columns: columns["day"],
    "largest": lambda columns: -columns["value"],
    "smallest": lambda columns: columns["value"],
    "number": lambda columns: columns["seq"],
    "told": lambda columns: (columns["said"] - np.int32(1)).view("<u4"),
}
SORTED = 50_000  # rows that are sorted more quickly by themselves than all rows are gone through in their order
STEP = 65_536  # rows of an order that are looked through at once for those of a page
ORDERS_KEPT, WORDS_KEPT = "orders", "words"
SEARCHES = 64  # that are kept: a megabyte each, of a million claims


class Columns:
    """The columns of a copy in memory, each read when it is first needed."""

    def __init__(self, connection: sqlite3.Connection, before: "Columns | None" = None) -> None:
        """Begin anew, or with what was in memory `before` some rows came in."""
        self.connection = connection
        self.rows = int(file.told(connection, "rows") or 0)  # of claims that no longer stand too
        self._made = connection.execute("PRAGMA schema_version").fetchone()[0]  # another one once all was made anew
        self._columns: dict[str, file.Column] = {}
        self._names: dict[str, list[str]] = {}
        self._orders: dict[str, Rows] = {}  # some may lack the rows that came in
        self._found: dict[str, Mask] = {}  # as may these; the last asked for is the last of them
        self._common: dict[str, Mask] = {}
        if before is not None and self.follows(before):
            self._grow(before)

    def follows(self, before: "Columns") -> bool:
        """Whether these are the columns of `before` with at most some rows more."""
        return before._made == self._made and before.rows <= self.rows <= before.rows + file.FEW

    def _grow(self, before: "Columns") -> None:
        """Take over what was in memory, with the rows that came in at the end."""
        for field, names in before._names.items():
            self._names[field] = [*names, *file.names(self.connection, field, after=len(names))]
        for field, column in before._columns.items():
            if field not in MOVING:
                more = file.read(self.connection, field, after=before.rows)[: self.rows - before.rows]
                self._columns[field] = file.extended(column, more)
        self._orders = dict(before._orders)
        self._found = dict(before._found)
        self._common = dict(before._common)

    def forget(self, field: str) -> None:
        """Read a column anew when it is next needed."""
        self._columns.pop(field, None)

    def order(self, sort: str) -> Rows:
        """All rows in an order, in which `reading` settles ties."""
        known = self._orders.get(sort)
        if known is None:
            known = kept.read(self.connection, ORDERS_KEPT, part=sort).get(sort)
            known = None if known is None or len(known) > self.rows else known.astype(np.int64)
            self._orders |= {} if known is None else {sort: known}
        if known is None or len(known) + file.FEW < self.rows:
            self._orders[sort] = self._ordered(sort)
        elif len(known) < self.rows:
            self._orders[sort] = self._with_fresh(sort, known)
        return self._orders[sort]

    def keep(self, connection: sqlite3.Connection) -> None:
        """Keep the orders and the common words that are in memory for the next start; `connection` may write."""
        told = {sort: order.astype("<i4") for sort, order in self._orders.items() if len(order) == self.rows}
        kept.write(connection, ORDERS_KEPT, str(self.rows), told)
        words = {word: np.packbits(mask) for word, mask in self._common.items() if len(mask) == self.rows}
        kept.write(connection, WORDS_KEPT, str(self.rows), words)

    def listed(self, mask: Mask, sort: str, start: int = 0, limit: int | None = None) -> Rows:
        """The rows of a mask in an order: all of them, or so many from a place on."""
        count = int(np.count_nonzero(mask))
        stop = count if limit is None else min(start + limit, count)
        if count <= SORTED:
            return self._sorted(np.flatnonzero(mask), sort)[start:stop]
        order = self.order(sort)
        if limit is None:
            return order[mask[order]][start:]
        found, reached = [order[:0]], 0
        for first in range(0, len(order), STEP):
            own = order[first : first + STEP]
            own = own[mask[own]]
            found.append(own[max(start - reached, 0) : max(stop - reached, 0)])
            reached += len(own)
            if reached >= stop:
                break
        return np.concatenate(found)

    def listed_ahead(self, mask: Mask, ahead: Mask, sort: str, start: int = 0, limit: int | None = None) -> Rows:
        """As `listed`, those of the mask that are `ahead` before all others."""
        early = mask & ahead
        first = self.listed(early, sort, start, limit)
        if len(first) == limit:
            return first
        left = None if limit is None else limit - len(first)
        others = self.listed(mask & ~ahead, sort, max(0, start - int(np.count_nonzero(early))), left)
        return np.concatenate([first, others])

    def _sorted(self, rows: Rows, sort: str) -> Rows:
        """Some rows in an order."""
        some = Some(self, rows)
        return rows[np.lexsort((rows, some["start"], some["document"], ORDERED[sort](some)))]

    def _ordered(self, sort: str) -> Rows:
        if sort == "reading":
            place = self["document"].astype(np.int64) << 32 | self["start"]  # one key is sorted faster than two
            return np.argsort(place, kind="stable")
        reading = self.order("reading")
        return reading[np.argsort(ORDERED[sort](self)[reading], kind="stable")]

    def _with_fresh(self, sort: str, known: Rows) -> Rows:
        """An order with the rows that came in since at their places."""
        document, start = self["document"], self["start"]
        key = ORDERED[sort](self)

        def place(row: int) -> tuple[Any, ...]:
            return key[row], document[row], start[row], row

        fresh = sorted(range(len(known), self.rows), key=place)
        return np.insert(known, [bisect_right(known, place(row), key=place) for row in fresh], fresh)

    def __getitem__(self, field: str) -> file.Column:
        """A column as an array."""
        if field not in self._columns:
            self._columns[field] = file.read(self.connection, field)[: self.rows]  # another process may have added
        return self._columns[field]

    def names(self, field: str) -> list[str]:
        """What the numbers of a column of names stand for."""
        if field not in self._names:
            self._names[field] = file.names(self.connection, field)
        return self._names[field]

    @cached_property
    def in_cells(self) -> NDArray[np.int64]:
        """How many claims stand in each cell, by its number."""
        return np.bincount(self["cell"][self["stands"]], minlength=len(self.names("cell")))

    def search(self, query: str) -> Mask:
        """The rows in whose words the query is found, as `searched.phrase` writes it.

        Words that very many claims have are looked up once for all.
        """
        words = query.split(" ")
        common = [word for word in words if word in self._common] if query.count('"') == 2 * len(words) else []
        rest = " ".join(word for word in words if word not in common)
        mask = self._kept(self._found, rest) if rest else np.ones(self.rows, dtype=bool)
        if len(self._found) > SEARCHES:
            self._found.pop(next(iter(self._found)))
        for word in common:
            mask = mask & self._kept(self._common, word)
        return mask

    def know(self, word: str) -> None:
        """Look up a word that many claims have, for all searches with it."""
        query = f'"{word}"'
        if query not in self._common and (told := kept.read(self.connection, WORDS_KEPT, part=query)):
            rows = int(kept.mark_of(self.connection, WORDS_KEPT) or 0)
            self._common[query] = np.unpackbits(told[query], count=rows).astype(bool)
        self._kept(self._common, query)

    def _kept(self, known: dict[str, Mask], query: str) -> Mask:
        mask = known.pop(query, np.zeros(0, dtype=bool))
        known[query] = mask = mask if len(mask) == self.rows else self._searched(query, mask)
        return mask

    def _searched(self, query: str, known: Mask) -> Mask:
        """The rows in whose words the query is found, where this is known of the first."""
        fresh: Mask = np.zeros(self.rows - len(known), dtype=bool)
        # One string of numbers is handed over faster than half a million rows.
        (told,) = self.connection.execute(
            "SELECT group_concat(rowid) FROM words WHERE words MATCH ? AND rowid >= ?", (query, len(known))
        ).fetchone()
        if told:
            rows = np.fromstring(told, dtype=np.int64, sep=",")
            fresh[rows[rows < self.rows] - len(known)] = True
        return np.concatenate([known, fresh])


class Some:
    """The columns in some rows."""

    def __init__(self, columns: Columns, rows: Rows) -> None:
        self._columns, self._rows = columns, rows

    def __getitem__(self, field: str) -> file.Column:
        """A column in these rows."""
        return self._columns[field][self._rows]


def matching(columns: Columns, field: str, value: str) -> Mask:
    """The rows whose name in a column is the value, or has it as a part where names are searched by their parts."""
    column, hits = columns[field], naming(columns, field, value)
    if hits.sum() == 1:
        return column == int(np.flatnonzero(hits)[0])
    return hits[column] if hits.any() else np.zeros(len(column), dtype=bool)


def naming(columns: Columns, field: str, value: str) -> Mask:
    """The names of a column that are the value, or have it as a part where names are searched by their parts."""
    if field in PARTIAL.values():
        part = folded(value) or ""
        known = [part in (name if field != "outlet" else folded(name) or "") for name in columns.names(field)]
    else:
        wanted = plain(value)
        known = [bool(name) and name == wanted for name in columns.names(field)]
    return np.array(known, dtype=bool)


def conditions(columns: Columns, where: Filter, text: str = "") -> dict[str, Mask]:
    """The rows that pass each condition of a filter and a search, by the field that it is about."""
    found: dict[str, Mask] = {}
    for name, field in (EXACT | PARTIAL).items():
        value = getattr(where, name)
        if value is not None and (value or name in EXACT):
            found[name] = matching(columns, field, value)
    days = columns["day"] if where.since or where.until else np.empty(0)
    if where.since:
        since = day_number(where.since)
        same = (days == since // 100 * 100) | (days == since // 10_000 * 10_000)  # "2022-03" is not before 15 March
        found["since"] = (days >= since) | (same & (days > 0))
    if where.until:
        until = day_number(where.until)
        last = until if until % 100 else until + (99 if until % 10_000 else 9999)
        found["until"] = (days <= last) & (days > 0)
    if (told := searched(columns, text)) is not None:
        found["text"] = told
    return found


def passing(columns: Columns, found: dict[str, Mask], without: str = "") -> Mask:
    """The rows that stand and pass all conditions but one."""
    mask: Mask = columns["stands"].astype(bool, copy=True)
    for name, condition in found.items():
        if name != without:
            mask &= condition
    return mask


def page(columns: Columns, mask: Mask, sort: str, after: int | None, limit: int) -> Rows:
    """The first rows of an order that pass, after a row."""
    order = columns.order(sort)
    start = 0 if after is None else int(np.flatnonzero(order == after)[0]) + 1 if after < len(order) else len(order)
    rest = order[start:]
    return rest[np.flatnonzero(mask[rest])[:limit]]


def counts(columns: Columns, found: dict[str, Mask], field: str, limit: int) -> list[tuple[str, int]]:
    """How many claims that pass have each value of a column, the most frequent first, ties by name.

    A filter by that very field is left aside, so that one sees what else could be chosen.
    """
    own = next((name for name in found if FACET_OF.get(name, name) == field), "")
    mask = passing(columns, found, without=own)
    tally = np.bincount(columns[field][mask])
    known = columns.names(field)
    present = np.flatnonzero(tally).tolist()
    told = sorted((-int(tally[number]), known[number]) for number in present if number)
    return [(name, -count) for count, name in told[:limit]]
