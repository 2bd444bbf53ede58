"""What a page of claims asks of the copy: several values of a facet at once, counts beside the list, page by page."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterclaim.model import Filter, Record
from counterclaim.reconcile.copy import file, kept
from counterclaim.reconcile.copy.profiles import Profiles
from counterclaim.reconcile.copy.ranked import Ranked
from counterclaim.reconcile.copy.searched import numbers
from counterclaim.reconcile.copy.select import PARTIAL, Columns, Mask, Rows, Some, conditions, naming, passing

ORDERS = ("reading", "newest", "oldest", "largest", "smallest")
FACETS = (
    "status", "checks", "conflict", "measure", "object", "party", "side", "claimant", "role", "time", "unit", "year",
    "place", "outlet",
)  # fmt: skip
COLUMN = {"claimant": "who", "place": "site"}
NEEDED = {"claimant": {"who", "kind"}, "checks": {"no column"}}  # columns that make a facet
PROFILED = ("status", "unit", "kind", "time", "role", "measure", "object", "side", "party", "conflict", "year", "who",
            "outlet", "site")  # fmt: skip
SHOWN = 12  # values of a facet that are listed; the others are reached by search
NONE = ""  # the value of a claim that has none
PRIVATE = "a private person"  # claimants that are counted and chosen together: no list names them
WHOLE = (NONE, PRIVATE)  # values that are no names
OUTCOMES = (NONE, "violated", "undecidable", "holds")
KEPT, STANDS = "counts", "which claims stood"
NO_ROWS: Rows = np.zeros(0, dtype=np.int64)
PAGE = 50  # claims on a page: two screens


Counts = NDArray[np.integer]
Held = Columns | Some | Mapping[str, NDArray[np.integer]]


class Query(Record, frozen=True, kw_only=True):
    """What is asked of the list of claims, as an address says it."""

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = {}  # facet -> values, any of them; of `PARTIAL` parts of a name
    since: str | None = None
    until: str | None = None
    order: str = "reading"
    page: int = 1


class Found(Record, frozen=True, kw_only=True):
    """One page of a list, by rows, and the counts that go with it."""

    rows: Sequence[int]
    total: int
    pages: int
    facets: Mapping[str, tuple[tuple[str, int], ...]]


class Counted(NamedTuple):
    """How many of all claims have each value of each facet, and which claims stood then."""

    counts: Mapping[str, Counts]
    stands: Mask


class Finder:
    """Lists and counts over the columns of one state of a copy; what was counted is kept."""

    def __init__(
        self,
        columns: Columns,
        findings: Ranked,
        unsearched: Callable[[str], Rows] | None = None,
        before: "Finder | None" = None,
    ) -> None:
        """`unsearched` gives the rows that these words must not find; `before`: the same before some rows came in."""
        self.columns = columns
        self._before: Profiles | None = before.__dict__.get("profiles", before._before) if before else None
        self._unsearched = lru_cache(maxsize=64)(unsearched) if unsearched else None
        self._findings = findings
        same = before is not None and before._findings is findings
        self._counted: Counted | None = (before.counted or before._counted) if before and same else None
        self.facet = lru_cache(maxsize=len(FACETS))(self._made)
        self._mask = lru_cache(maxsize=64)(self._made_mask)
        self._naming = lru_cache(maxsize=256)(lambda name, value: naming(columns, PARTIAL[name], value))
        self.facets = lru_cache(maxsize=256)(self._facets)

    @cached_property
    def profiles(self) -> Profiles:
        """The profiles of the claims."""
        known = Profiles.kept(self.columns) if self._before is None else None
        return known or Profiles(self.columns, PROFILED, self._before)

    def keep(self, connection: sqlite3.Connection) -> None:
        """Keep counts and profiles for the next start; `connection` may write."""
        self.profiles.keep(connection)
        stands: dict[str, file.Column] = {STANDS: self.columns["stands"]}
        kept.write(connection, KEPT, self._findings.mark, stands | self._of_all)

    def passing(self, asked: Query, without: str = "") -> Mask:
        """The claims that stand and pass a query, all of it but one facet."""
        mask = passing(self.columns, self._days_and_words(asked))
        for name, values in asked.chosen.items():
            if name != without and values:
                mask &= self._mask(name, values)
        return mask

    def rows(self, asked: Query) -> Rows:
        """The rows of a list, in its order."""
        return self._listed(self.passing(asked), asked)

    def _listed(self, mask: Mask, asked: Query, start: int = 0, size: int | None = None) -> Rows:
        """Rows of a list: where nobody chose an order and a number is searched for, claims with that figure first."""
        searched = numbers(asked.words) if asked.order == ORDERS[0] else []
        if not searched:
            return self.columns.listed(mask, asked.order, start, size)
        return self.columns.listed_ahead(mask, np.isin(self.columns["value"], searched), asked.order, start, size)

    def find(self, asked: Query, size: int = PAGE) -> Found:
        """One page of a list, and how many claims each value of each facet would leave.

        The counts of one facet are those without its own choice, so that another value can be chosen instead.
        """
        mask = self.passing(asked)
        total, start = int(np.count_nonzero(mask)), (max(asked.page, 1) - 1) * size
        narrowed = tuple(sorted((name, values) for name, values in asked.chosen.items() if values))
        return Found(
            rows=self._listed(mask, asked, start, size).tolist(),
            total=total,
            pages=max(1, -(-total // size)),
            facets=self.facets(asked.words, narrowed, asked.since, asked.until),
        )

    def _facets(
        self, words: str, chosen: tuple[tuple[str, tuple[str, ...]], ...], since: str | None, until: str | None
    ) -> dict[str, tuple[tuple[str, int], ...]]:
        asked = Query(words=words, chosen=dict(chosen), since=since, until=until)
        every = cache(lambda: self._tallies(self.passing(asked)))
        found = {}
        for name in FACETS:
            own = asked.chosen.get(name, ())
            if not (words or since or until or set(asked.chosen) - {name}):
                counts = self._of_all[name]
            else:
                tally = self._tallies(self.passing(asked, without=name)) if own else every()
                counts = tally(name)
            told = self._commonest(name, counts, own)
            found[name] = self._by_part(name, told, self.passing(asked, without=name)) if name in PARTIAL else told
        return found

    def _by_part(self, name: str, told: tuple[tuple[str, int], ...], mask: Mask) -> tuple[tuple[str, int], ...]:
        """Values of a facet, each with how many claims choosing it would leave: those whose name has it as a part."""
        tally = np.bincount(self._parts(name)[mask], minlength=len(self.columns.names(PARTIAL[name])))
        return tuple(
            (value, count if value in WHOLE else int(tally[self._naming(name, value)].sum())) for value, count in told
        )

    def _parts(self, name: str) -> NDArray[np.integer]:
        """The column in which parts of a name are looked for; private persons are in it without theirs."""
        column = self.columns[PARTIAL[name]]
        if name != "claimant" or "private" not in self.columns.names("kind"):
            return column
        return np.where(self.columns["kind"] == self.columns.names("kind").index("private"), 0, column)

    @property
    def counted(self) -> Counted | None:
        """The counts of all claims, where they were made."""
        made = self.__dict__.get("_of_all")
        return Counted(made, self.columns["stands"]) if made is not None else None

    @cached_property
    def _of_all(self) -> dict[str, Counts]:
        """How many of all claims have each value of each facet: those that were known with what has moved since."""
        stands = self.columns["stands"]
        if self._counted is None and self._findings.mark:
            told = kept.read(self.columns.connection, KEPT, self._findings.mark)
            before = told.pop(STANDS, None)
            if before is not None and len(before) <= len(stands) <= len(before) + file.FEW:
                self._counted = Counted(told, before)
        if self._counted is None:
            tally = self._tallies(stands)
            return {name: tally(name) for name in FACETS}
        known, before = self._counted
        moved = np.flatnonzero(stands[: len(before)] != before)
        come = np.concatenate([moved[stands[moved]], len(before) + np.flatnonzero(stands[len(before) :])])
        return {name: self._moved(name, known[name], moved[before[moved]], come) for name in FACETS}

    def _moved(self, name: str, known: Counts, gone: Rows, come: Rows) -> Counts:
        """Counts of a facet without the claims in some rows and with those in others."""
        size = len(self.values(name))
        if name == "claimant" and size != len(known):  # the last value is that of all private persons
            return self._tallies(self.columns["stands"])(name)
        counts = np.zeros(size, dtype=np.int64)
        counts[: len(known)] = known
        for rows, step in ((gone, -1), (come, 1)):
            column = self.facet(name)[0][rows] if name == "checks" else self._facet(name, Some(self.columns, rows))[0]
            np.add.at(counts, column, step)
        return counts

    def _tallies(self, mask: Mask) -> Callable[[str], NDArray[np.integer]]:
        """A function that tells how many of some claims have each value of a facet, by its number."""
        profiles = self.profiles
        rows = np.flatnonzero(mask)
        by_profile = profiles.tally(rows)

        def tally(name: str) -> NDArray[np.integer]:
            size = len(self.values(name))
            if NEEDED.get(name, {COLUMN.get(name, name)}) <= set(profiles.values):
                column, _ = self._facet(name, profiles.values)
                return np.bincount(column, weights=by_profile, minlength=size).astype(np.int64)
            return np.bincount(self.facet(name)[0].take(rows), minlength=size)

        return tally

    # ---------------------------------------------------------------- one facet
    def values(self, name: str) -> list[str]:
        """What can be chosen in a facet."""
        return list(OUTCOMES) if name == "checks" else self._facet(name, Some(self.columns, NO_ROWS))[1]

    def _made(self, name: str) -> tuple[NDArray[np.integer], list[str]]:
        """The column of a facet, and what its numbers stand for."""
        return self._facet(name, self.columns)

    def _facet(self, name: str, held: Held) -> tuple[NDArray[np.integer], list[str]]:
        """What claims or profiles have in a facet, and what the numbers stand for."""
        if name == "checks":
            return self._findings.worst(self.columns.rows), list(OUTCOMES)
        field = COLUMN.get(name, name)
        column, names = held[field], self.columns.names(field)
        if name != "claimant" or "private" not in self.columns.names("kind"):
            return column, names
        private = held["kind"] == self.columns.names("kind").index("private")
        return np.where(private, len(names), column), [*names, PRIVATE]

    def _made_mask(self, name: str, values: tuple[str, ...]) -> Mask:
        if name in PARTIAL and (parts := [value for value in values if value not in WHOLE]):
            wanted = np.logical_or.reduce([self._naming(name, value) for value in parts])
            whole = tuple(value for value in values if value in WHOLE)
            found: Mask = wanted[self._parts(name)]
            return found | self._mask(name, whole) if whole else found
        column, known = self.facet(name)
        wanted = np.array([value in values for value in known], dtype=bool)
        mask: Mask = column == int(wanted.argmax()) if wanted.sum() == 1 else wanted[column]
        return mask

    def _commonest(self, name: str, counts: NDArray[np.integer], chosen: Sequence[str]) -> tuple[tuple[str, int], ...]:
        """The commonest values of a facet, and before them those that are chosen."""
        values = self.values(name)
        most = np.argsort(-counts, kind="stable")[: SHOWN + len(chosen)].tolist()
        some = {values.index(value) for value in chosen if value in values}.union(most)
        ranked = sorted(some, key=lambda code: (values[code] not in chosen, -counts[code], values[code]))[:SHOWN]
        return tuple((values[code], int(counts[code])) for code in ranked if counts[code] or values[code] in chosen)

    def _days_and_words(self, asked: Query) -> dict[str, Mask]:
        """The claims that pass what is no facet."""
        found = conditions(self.columns, Filter(since=asked.since, until=asked.until), asked.words)
        if "text" in found and self._unsearched is not None and len(rows := self._unsearched(asked.words)):
            found["text"] = found["text"].copy()
            found["text"][rows] = False
        return found
