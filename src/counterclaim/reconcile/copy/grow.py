"""A conflict gone on with by the claims that were added, in the place of reckoning with all of it again.

The claims near the new ones (`nearby`) are reckoned with twice, without the new ones and with them, by the functions
that reckon with all. What only the first gives is gone, what only the second gives has come; what both give, also what
they miss because far claims are not at hand, stays as it is. What is told of a whole series (`runs`), of pairs of
claimants (`agree`) and of sides that meet (`meet`) grows from what is kept of all claims.

Where something is not as it must be for that, the conflict is reckoned with as a whole: what is gone must have been
there.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np

from counterclaim.ledger import Ledger
from counterclaim.ledger.records import plain
from counterclaim.model import Entry, Finding
from counterclaim.reconcile import checks
from counterclaim.reconcile.checks.case import Case
from counterclaim.reconcile.checks.rates import may_rank
from counterclaim.reconcile.copy import cells, change, file, heads, nearby, reading, results, runs, texts, work, written
from counterclaim.reconcile.copy.agree import Numbers
from counterclaim.reconcile.copy.change import Change, Kept
from counterclaim.reconcile.copy.file import Column
from counterclaim.reconcile.copy.fill import ordinal
from counterclaim.reconcile.copy.nearby import Mask
from counterclaim.reconcile.credits import seen
from counterclaim.reconcile.dependence import Dependence, repeats
from counterclaim.reconcile.items import Item, grouped, item_of, items
from counterclaim.reconcile.memory import uncollected
from counterclaim.reconcile.origins import twice
from counterclaim.reconcile.periods import day
from counterclaim.reconcile.states import outline

LEAST = 500  # claims of a conflict below which it is reckoned with as a whole: a tenth of a second
SHARE = 0.5  # of its claims that may have to do with the new ones; above it the whole is as quick
FIELDS = ("told_in", "first", "last", "said", "value", "party", "unit", "measure", "line", "voice", "subject", "marks",
          "time", "stance", "outlet", "host", "cell")  # fmt: skip
NAMED = ("unit", "time", "stance", "measure", "subject", "outlet", "host", "cell")
OF_ALL = ("LOOKALIKE",)  # codes of what all outlets have to do with
HIGHEST = ("RATE_CEILING",)  # codes of what the highest of all days has to do with


class Unsure(Exception):
    """A conflict that must be reckoned with as a whole."""


class Grown(NamedTuple):
    """What a conflict has become."""

    changes: list[Change]
    books: dict[str, heads.Kept]  # the origins of cells
    copies: list[tuple[int, int]]  # rows of a claim that was known, and rows that were added of the same
    state: work.Grown


class Columns:
    """The columns of a copy, and the claims of each realm in them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read them."""
        self.columns = {field: file.read(connection, field) for field in FIELDS}
        self.names = {field: file.names(connection, field) for field in NAMED}
        self.nearby = nearby.Names(self.names)
        self.job = work.jobs(connection)
        self._connection = connection
        self._realm = np.where(file.read(connection, "stands"), file.read(connection, "realm"), 0)
        self._numbers = {name: number for number, name in enumerate(file.names(connection, "conflict"))}

    def rows(self, conflict: str) -> Column:
        """The rows of the claims of a conflict's realm, in order."""
        rows: Column = np.flatnonzero(self._realm == self._numbers[conflict])
        return rows

    @cached_property
    def documents(self) -> list[str]:
        """The names of documents by their numbers."""
        return file.names(self._connection, "told_in")


def ordinals(days: Column) -> Column:
    """Days written as numbers (20220326) as ordinals, 0 for what is no day.

    >>> ordinals(np.array([20220326, 20220300, 0])).tolist()
    [738240, 0, 0]
    """
    known, places = np.unique(days, return_inverse=True)
    dated = [f"{number:08d}" for number in known.tolist()]
    made = [ordinal(day(f"{one[:4]}-{one[4:6]}-{one[6:]}")) for one in dated]
    return np.array(made, dtype=np.int64)[places.reshape(-1)]


def grown(connection: sqlite3.Connection, ledger: Ledger, shared: Columns, name: str, added: Sequence[int]) -> Grown:
    """What a conflict becomes with the claims in these rows. Unsure where that must be told from the whole."""
    state = results.grown(connection, name)
    if state is None:
        raise Unsure("it was not reckoned with")
    with uncollected():
        try:
            return _Growing(connection, ledger, shared, name, state).grown(added)
        except LookupError as error:
            raise Unsure(str(error)) from error


def keep(connection: sqlite3.Connection, name: str, made: Grown) -> None:
    """Put down what a conflict has become, within the open transaction."""
    for one in made.changes:
        change.write(connection, one, made.copies)
    for part, origins in made.books.items():
        heads.write(connection, part, origins)
    query = "UPDATE grown SET lines = ?, tracks = ?, texts = ? WHERE part = ?"
    connection.execute(query, (made.state.lines, made.state.tracks, made.state.texts, name))


class _Growing:
    """One conflict as it is gone on with."""

    def __init__(
        self, connection: sqlite3.Connection, ledger: Ledger, shared: Columns, name: str, state: work.Grown
    ) -> None:
        self._connection, self._shared, self._name, self._state = connection, shared, name, state
        self._ledger = ledger
        self._rows = shared.rows(name)
        self._c = {field: column[self._rows] for field, column in shared.columns.items()}
        self._c["said"] = ordinals(self._c["said"])
        self._read = reading.Read(ledger, shared.job)

    def grown(self, added: Sequence[int]) -> Grown:
        fresh: Mask = np.isin(self._rows, added)
        if (~fresh & np.isin(self._c["told_in"], self._c["told_in"][fresh])).any():
            raise Unsure("a document that was known has new claims")
        if fresh.sum() > SHARE * len(self._rows) or len(self._rows) < LEAST:
            raise Unsure("it has few claims besides")
        self._names_differ(fresh)
        told, all_texts = self._chosen(fresh)
        after = items([entry for _, entry in told])
        added_rows = set(self._rows[fresh].tolist())
        new = {id(entry) for row, entry in told if row in added_rows}
        before = tuple(item for item in after if id(item.entry) not in new)
        row_of = {id(entry): row for row, entry in told}
        known = work.texts_of(self._ledger, told)
        traced = [twice(found, _used(known, found)) for found in (before, after)]
        cases = [
            Case(found, one.told, _used(known, found), one.altered, (), pairs)
            for found, one, pairs in zip((before, after), traced, self._dependent(fresh), strict=True)
        ]
        sides = [
            cells.Side(case.found, one, repeats(case.dependences)) for case, one in zip(cases, traced, strict=True)
        ]
        met = cells.grown(self._realm(row_of), *sides)
        whole, tracks = self._series(cases, row_of)
        found = [_checked(case) for case in cases]
        _not_of_all(cases, found)
        findings = [chain(*made) for made in zip(found, whole, met.findings, strict=True)]
        origins = [written.retold(one.told) for one in traced]
        changes = [
            self._findings.change(findings, self._read),
            self._origins.change(origins, self._read),
        ]
        copies = _copies(row_of, before, after)
        return Grown(
            [*changes, *met.changes], met.books, copies, work.Grown(*runs.packed(tracks), all_texts.tobytes(), {})
        )

    def _realm(self, row_of: dict[int, int]) -> cells.Realm:
        c, numbers = self._c, {name: number for number, name in enumerate(self._shared.names["cell"])}
        return cells.Realm(self._connection, self._name, self._rows, c["cell"], c["told_in"], c["line"], numbers,
                           self._read, row_of)  # fmt: skip

    # ------------------------------------------------------------ what is known
    @cached_property
    def _findings(self) -> Kept:
        return Kept(self._connection, "finding", self._name)

    @cached_property
    def _origins(self) -> Kept:
        return Kept(self._connection, "origin", self._name)

    # ------------------------------------------------------------ the claims
    def _chosen(self, fresh: Mask) -> tuple[list[tuple[int, Entry]], Column]:
        """The claims that have to do with the new ones, and the texts of all."""
        own = self._origins
        origins = (own.about, np.searchsorted(self._rows, own.claims))
        self._read.twins(own.claims, own.about)
        new = self._read.entries(self._rows[fresh].tolist())
        known = np.frombuffer(self._state.texts, dtype=texts.TEXT)
        read = work.texts_of(self._ledger, new)
        more = texts.texts(new, read)
        others = texts.alike(self._ledger, known, more, self._read.entry)
        touched = fresh | np.isin(self._c["told_in"], self._shared.columns["told_in"][others])
        ranked = self._ranked([row for row, entry in new if may_rank(read.get(entry.text_sha256) or "")])
        wanted = nearby.near(self._c, touched, self._shared.nearby, origins, ranked)
        if wanted.sum() > SHARE * len(self._rows):
            raise Unsure("the new claims have to do with most others")
        return self._read.entries(self._rows[wanted].tolist()), np.concatenate([known, more])

    def _ranked(self, fresh: Sequence[int]) -> Mask:
        """The claims that are told to be a record of all days, and those in these rows, which may be."""
        query = "SELECT id FROM result WHERE kind = 'finding' AND part = ? AND rank4 = ?"
        found = self._connection.execute(query, (plain(self._name), checks.ORDER.index("RANK_CLAIM"))).fetchall()
        kept = self._findings
        rows = kept.claims[np.isin(kept.about, [number for (number,) in found])].tolist() if found else []
        told: Mask = np.isin(self._rows, [*rows, *fresh])
        return told

    def _names_differ(self, fresh: Mask) -> None:
        """Of outlets that look alike is told from all outlets."""
        if self._tells(*OF_ALL):
            raise Unsure("something is told of all outlets")
        old, new = (self._named("outlet", mask) | self._named("host", mask) for mask in (~fresh, fresh))
        if new - old and len(set(map(seen, old | new))) < len(old | new):
            raise Unsure("two outlets look alike")

    def _named(self, field: str, mask: Mask) -> set[str]:
        names = self._shared.names[field]
        return {names[number].casefold() for number in np.unique(self._c[field][mask]).tolist() if number}

    # ------------------------------------------------------------ whole series, pairs of claimants
    def _series(self, cases: Sequence[Case], row_of: dict[int, int]) -> tuple[list[list[Finding]], runs.Runs]:
        known = runs.unpacked(self._state.lines, self._state.tracks)
        before = runs.runs(cases[0].lines, row_of, known.lines)
        after = runs.runs(cases[1].lines, row_of, before.lines)
        made, touched = runs.changed(known, before, after)

        def read(row: int) -> Item:
            return item_of(self._read.entry(row))

        return [[one for line in touched for one in runs.told(side, line, read)] for side in (known, made)], made

    def _dependent(self, fresh: Mask) -> list[tuple[Dependence, ...]]:
        """Who repeats whom, in the quantities of which numbers were added, without these and with them."""
        total = self._shared.nearby.number["time", "total"]
        numbers = Numbers(self._c, self._rows, self._shared, total, self._read.entry)
        subjects = np.unique(self._c["subject"][fresh]).tolist()
        before: tuple[Dependence, ...] = ()
        after = tuple(pair for one in subjects for pair in numbers.dependent(one, np.zeros(len(fresh), dtype=bool)))
        if after or self._tells("DEPENDENT"):
            before = tuple(pair for one in subjects for pair in numbers.dependent(one, fresh))
        return [before, after]

    def _tells(self, *codes: str) -> bool:
        """Whether the conflict has findings with one of these codes."""
        marks = ", ".join("?" * len(codes))
        query = f"SELECT 1 FROM result WHERE kind = 'finding' AND part = ? AND rank4 IN ({marks}) LIMIT 1"
        found = self._connection.execute(query, (plain(self._name), *map(checks.ORDER.index, codes))).fetchone()
        return found is not None


def _copies(row_of: dict[int, int], before: Sequence[Item], after: Sequence[Item]) -> list[tuple[int, int]]:
    known = grouped(before, lambda item: item.claim.id)
    old = {id(item) for item in before}
    fresh = [item for item in after if id(item) not in old]
    return [
        (row_of[id(other.entry)], row_of[id(item.entry)]) for item in fresh for other in known.get(item.claim.id, ())
    ]


def _used(known: dict[str, str], found: Iterable[Item]) -> dict[str, str]:
    used = {item.entry.text_sha256 for item in found}
    return {sha: text for sha, text in known.items() if sha in used}


def _checked(case: Case) -> list[Finding]:
    kinds = [kind for kind in checks.KINDS if kind not in checks.APART]
    return [one for one in checks.of_case(case, kinds) if not runs.of_series(one)]


def _not_of_all(cases: Sequence[Case], found: Sequence[Iterable[Finding]]) -> None:
    """Unsure where something has changed that all claims have to do with."""
    new_texts = cases[1].texts.keys() - cases[0].texts.keys()
    asserted = any(outline(cases[1].texts[sha]) for sha in new_texts)
    states = [checks.of_case(case, checks.STATES) if asserted else () for case in cases]
    highest = [[one for one in side if one.code in HIGHEST] for side in found]
    if states[0] != states[1] or highest[0] != highest[1]:
        raise Unsure("what is told of the highest of all days, or of a thing, has changed")
