"""One state of the copy as the screens see it: lists, results in order, pictures counted; kept until the copy moves."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache, partial
from typing import NamedTuple

import numpy as np

from counterclaim.model import Filter
from counterclaim.reconcile.copy import Copy, kept
from counterclaim.reconcile.copy.drawn import Drawn
from counterclaim.reconcile.copy.fill import LAST
from counterclaim.reconcile.copy.found import ORDERS, Finder
from counterclaim.reconcile.copy.ranked import Ranked, keys, series_keys
from counterclaim.reconcile.copy.select import Columns, Mask, Rows, conditions, passing
from counterclaim.views.addresses import of_series
from counterclaim.views.app.quantity import address_of

COMPARED_AT, LINES_AT = "addresses", "addresses of series"
CONTESTED, ALONE = 1, 2  # what a comparison tells: sides are apart, no two have spoken (`reconcile.copy.work.tells`)


class Results:
    """What is reckoned, at one state of the results."""

    def __init__(self, copy: Copy, *, empty: bool = False) -> None:
        """Read them; `empty`: as if there were none, while they are first worked out."""
        self.version = (0, 0, 0) if empty else copy.results
        self.mark = mark = "" if empty else ",".join(map(str, self.version))
        kinds = ("comparison", "series", "finding", "origin")
        self.ranked = {kind: Ranked(copy.connection, "none" if empty else kind, mark) for kind in kinds}
        self._connection = copy.connection

    @cached_property
    def addresses(self) -> dict[str, int]:
        """The comparison at each address, by its number; first asked for while the copy is open that they are from."""
        own = self.ranked["comparison"].ids
        return self._kept(COMPARED_AT) or {
            address_of(key): n for n, key in keys(self._connection, own.tolist()).items()
        }

    @cached_property
    def lines(self) -> dict[str, int]:
        """The series at each address, by its number."""
        own = self.ranked["series"].ids
        known = self._kept(LINES_AT)
        return known or {of_series(key): n for n, key in series_keys(self._connection, own.tolist()).items()}

    def _kept(self, name: str) -> dict[str, int]:
        told = kept.read(self._connection, name, self.mark) if self.mark else {}
        return dict(zip(told["address"].astype(str).tolist(), told["number"].tolist(), strict=True)) if told else {}

    def keep(self, connection: sqlite3.Connection) -> None:
        """Keep orders and addresses for the next start; `connection` may write."""
        for one in self.ranked.values():
            one.keep(connection)
        for name, found in ((COMPARED_AT, self.addresses), (LINES_AT, self.lines)):
            told = {"address": np.array([*found], dtype="S"), "number": np.array([*found.values()], dtype="<i8")}
            kept.write(connection, name, self.mark, told)

    def paired(self, copy: Copy, numbers: Sequence[int]) -> dict[int, str]:
        """The addresses of those of some comparisons in which two have spoken, by their numbers."""
        told = self.ranked["comparison"].told
        both = [number for number in numbers if told(number) not in (ALONE, None)]
        return {number: address_of(key) for number, key in keys(copy.connection, both).items()}


class Numbered(NamedTuple):
    """Rows in the order of their numbers in the ledger, these numbers, and how many rows there were."""

    rows: Rows
    seqs: Rows
    reached: int


class State:
    """Columns and results that belong together."""

    def __init__(
        self, columns: Columns, results: Results, before: "State | None", unsearched: Callable[["State", str], Rows]
    ) -> None:
        self.columns = columns
        self.results = results
        grown = before is not None and columns.follows(before.columns)
        self.finder: Finder = Finder(
            columns,
            results.ranked["finding"],
            lambda words: unsearched(self, words),
            before.finder if before is not None and grown else None,
        )
        if before is not None and before.columns is columns:
            self.drawn: Drawn = before.drawn
        else:
            self.drawn = Drawn(columns, lambda: self.finder.profiles, before.drawn if before and grown else None)
        self.about = lru_cache(maxsize=32)(self._about)
        self._numbered_before = before._numbered_now if before is not None and grown else None

    def warm(self) -> Iterator[Callable[[], object]]:
        """What puts in memory what the next pages need: orders, the counts of all claims, who spoke where and when."""
        every = self.passing(Filter())
        yield lambda: self.finder.facets("", (), None, None)
        yield from (partial(self.columns.order, order) for order in (*ORDERS, "told"))
        yield partial(self.drawn.voices, every)
        yield partial(self.drawn.speakers, every)
        yield partial(self.rows_of, [])

    def keep(self, copy: Copy) -> None:
        """Keep for the next start what was made; nothing where it is kept, or where the results are not done."""
        mark = self.finder._findings.mark
        if not mark or (kept.mark_of(copy.connection, "counts") == mark and copy.results == self.results.version):
            return
        self.columns.keep(copy.connection)
        self.finder.keep(copy.connection)
        self.results.keep(copy.connection)

    def passing(self, where: Filter) -> Mask:
        """The claims that stand and pass a filter."""
        return passing(self.columns, conditions(self.columns, where))

    def _about(self, kind: str, where: Filter) -> Mask:
        """Which results of a kind, in order of rank, are about a claim that passes; all where everything does."""
        ranked = self.results.ranked[kind]
        if where == Filter():
            return np.ones(len(ranked.ids), dtype=bool)
        return ranked.about(self.passing(where))

    @cached_property
    def contested(self) -> Mask:
        """The claims that stand where two sides are apart."""
        ranked = self.results.ranked["comparison"]
        return ranked.claims(ranked.tells == CONTESTED, self.columns.rows)

    @cached_property
    def _by_number(self) -> Numbered:
        seqs, before = self.columns["seq"], self._numbered_before
        if before is not None and bool((seqs[before.reached :] == LAST).all()):
            return before._replace(reached=len(seqs))  # all that came in is as people decided: of no number
        order = self.columns.order("number")
        return Numbered(order, seqs[order], len(seqs))

    @property
    def _numbered_now(self) -> Numbered | None:
        return self.__dict__.get("_by_number", self._numbered_before)

    def rows_of(self, seqs: Sequence[int]) -> list[int]:
        """The rows in which claims with these numbers of the ledger stand as they were read."""
        order, known, _ = self._by_number
        places = np.searchsorted(known, np.array(seqs, dtype=np.int64))
        hits = [(place, seq) for place, seq in zip(places.tolist(), seqs, strict=True) if place < len(known)]
        return [int(order[place]) for place, seq in hits if known[place] == seq]

    @cached_property
    def claims(self) -> int:
        """How many claims stand."""
        return int(self.columns["stands"].sum())
