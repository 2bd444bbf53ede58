"""Bringing what is reckoned up to the claims: only the parts that grew, side by side in processes where there are many.

Each part is one transaction: a run that is stopped or killed leaves parts that are done and parts that are still to
be, and the next run goes on with these.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

import numpy as np

from counterclaim.ledger import Ledger, live
from counterclaim.reconcile.copy import file, grow, work
from counterclaim.reconcile.copy.results import LAST, keep
from counterclaim.reconcile.items import grouped
from counterclaim.reconcile.people import about_origins
from counterclaim.reconcile.realms import PARTED

Progress = Callable[[int, int], None]  # claims reckoned with, and claims to reckon with
Part = tuple[str, str, list[int]]  # cell or realm, its name, the rows of its claims

ALONE = 4_000  # claims that one process works off before another would have started
TASK = 2_000  # claims to a task: a tenth of a second's work or more, so that handing it over costs little


def reckon(
    connection: sqlite3.Connection,
    ledger: Ledger,
    *,
    sorts: Sequence[str] = ("cell", "realm"),
    conflict: str | None = None,
    party: str | None = None,
    workers: int = 2,
    progress: Progress | None = None,
) -> int:
    """Work out anew the parts that changed; how many claims these have in all.

    Only those of the sorts, the conflict and the party that are asked for: the others wait until they are.
    """
    mark(connection)
    joined = not about_origins(live(ledger.decisions()))
    gone_on = _grown(connection, ledger, conflict, progress) if joined else 0
    marks = {(sort, part): at for sort, part, at in connection.execute("SELECT sort, part, mark FROM stale")}
    parts = [part for part in stale(connection) if part[0] in sorts and asked(part[0], part[1], conflict, party)]
    for part, done in worked(ledger, planned(parts, work.jobs(connection), joined=joined), workers, progress):
        with file.transaction(connection):
            # Not where another process has done it or marked it again since: these results may be the older ones.
            if connection.execute(
                "DELETE FROM stale WHERE sort = ? AND part = ? AND mark = ?", (*part, marks.get(part))
            ).rowcount:
                keep(connection, *part, done)
                as_a_whole(connection, part[1].split(PARTED)[0])
    return gone_on + sum(len(rows) for _, _, rows in parts)


def _grown(
    connection: sqlite3.Connection, ledger: Ledger, conflict: str | None, progress: Progress | None = None
) -> int:
    """Go on with the conflicts to which claims were added and nothing else was changed; how many claims were added."""
    count, shared = 0, None
    for name, sizes in growing(connection).items():
        if name and conflict in (None, name) and sizes.all_claims >= grow.LEAST:
            marks = _marks(connection, name)
            added = [row for (row,) in connection.execute("SELECT claim FROM added WHERE part = ?", (name,))]
            try:
                shared = shared or grow.Columns(connection)
                made = grow.grown(connection, ledger, shared, name, added)
            except grow.Unsure:
                with file.transaction(connection):
                    as_a_whole(connection, name)
                continue
            with file.transaction(connection):
                if marks == _marks(connection, name):
                    grow.keep(connection, name, made)
                    connection.execute(f"DELETE FROM stale WHERE {OF_CONFLICT}", of_conflict(name))
                    connection.execute("DELETE FROM added WHERE part = ?", (name,))
            count += len(added)
            if progress:
                progress(count, sum(one.added for one in growing(connection).values()) + count)
    return count


def planned(parts: Sequence[Part], job: Callable[[str, str, list[int]], work.Job], *, joined: bool) -> list[work.Job]:
    """The jobs that work out these parts: where `joined`, a realm together with the cells of its conflict.

    >>> made = planned(
    ...     [("realm", "a-b", [1, 2]), ("cell", PARTED.join(("a-b", "a", "soldiers")), [1])],
    ...     lambda *part: work.Job(*part, part[2], {}),
    ...     joined=True,
    ... )
    >>> [(one.sort, one.name, len(one.cells)) for one in made]
    [('realm', 'a-b', 1)]
    """
    realms = {name for sort, name, _ in parts if sort == "realm" and name} if joined else set[str]()
    within = grouped((name for sort, name, _ in parts if sort == "cell"), lambda name: name.split(PARTED)[0])
    return [
        job(sort, name, rows)._replace(cells=tuple(within.get(name, ())), joined=True)
        if sort == "realm" and name in realms
        else job(sort, name, rows)
        for sort, name, rows in parts
        if sort == "realm" or name.split(PARTED)[0] not in realms
    ]


# ---------------------------------------------------------------- which parts
def asked(sort: str, name: str, conflict: str | None, party: str | None) -> bool:
    """Whether a part may hold claims of this conflict and this party; a realm holds all parties of one.

    >>> asked("cell", PARTED.join(("a-b", "a", "soldiers")), "a-b", "b"), asked("realm", "a-b", "a-b", "b")
    (False, True)
    """
    if sort == "realm":
        return conflict in (None, name)
    own, its_party, _ = name.split(PARTED)
    return conflict in (None, own) and party in (None, its_party)


OF_CONFLICT = "(sort = 'realm' AND part = ?) OR (sort = 'cell' AND part >= ? AND part < ?)"


def of_conflict(name: str) -> tuple[str, str, str]:
    """What stands for the marks of OF_CONFLICT: the realm and the cells of a conflict."""
    return name, name + PARTED, name + PARTED + LAST


def as_a_whole(connection: sqlite3.Connection, name: str) -> None:
    """Have what waits of a conflict be reckoned with as a whole, within the open transaction."""
    connection.execute(f"UPDATE stale SET grows = 0 WHERE {OF_CONFLICT}", of_conflict(name))
    connection.execute("DELETE FROM added WHERE part = ?", (name,))


def _marks(connection: sqlite3.Connection, name: str) -> list[tuple[str, str, int]]:
    query = f"SELECT sort, part, mark FROM stale WHERE {OF_CONFLICT} ORDER BY sort, part"
    return connection.execute(query, of_conflict(name)).fetchall()


class Sizes(NamedTuple):
    """How many claims were added to a conflict, and how many it has with them."""

    added: int
    all_claims: int


def growing(connection: sqlite3.Connection) -> dict[str, Sizes]:
    """The conflicts of which nothing but growth waits."""
    query = "SELECT part, count(*) FROM added GROUP BY part"
    found = {}
    for name, added in connection.execute(query).fetchall():
        other = f"SELECT 1 FROM stale WHERE grows = 0 AND ({OF_CONFLICT})"
        if not connection.execute(other, of_conflict(name)).fetchone():
            found[name] = added
    if not found:
        return {}
    realm, numbers = file.read(connection, "realm"), file.names(connection, "conflict")
    sizes = np.bincount(realm[realm > 0], minlength=len(numbers))
    return {name: Sizes(added, int(sizes[numbers.index(name)])) for name, added in found.items()}


def mark(connection: sqlite3.Connection) -> None:
    """Note the parts that changed claims stand in, or stood in; all of them where the program is another."""
    with file.transaction(connection):
        rows = np.array([row for (row,) in connection.execute("SELECT claim FROM changed")], dtype=np.int64)
        anew = file.told(connection, "program") != program()
        if anew:
            file.tell(connection, program=program())
            rows = np.arange(int(file.told(connection, "rows") or 0), dtype=np.int64)
            for table in ("result", "member", "stale", "grown", "added"):
                connection.execute(f"DELETE FROM {table}")
        if len(rows):
            before = file.read(connection, "realm")
            realms = _realms(connection, rows)
            known = rows if anew else rows[before[rows] != 0]
            after = file.read(connection, "realm")
            moved = (before != after) & (before != 0)
            other = _named(connection, np.concatenate([before[known], before[moved], after[moved]]))
            _note(connection, _parts(connection, rows, realms), _parts(connection, known, other))
            _added(connection, rows[(before[rows] == 0) & (not anew)])
            connection.execute("DELETE FROM changed")


def _parts(connection: sqlite3.Connection, rows: file.Column, realms: Iterable[str]) -> set[tuple[str, str]]:
    """These realms, and the cells in which claims stand."""
    names = file.names(connection, "cell")
    cells = {("cell", names[number]) for number in np.unique(file.read(connection, "cell")[rows]) if number}
    return cells | {("realm", name) for name in realms}


def _note(connection: sqlite3.Connection, touched: set[tuple[str, str]], known: set[tuple[str, str]]) -> None:
    """Note parts that have changed, and which of them have only grown: not those in which `known` claims have."""
    waits = {(sort, part): grows for sort, part, grows in connection.execute("SELECT sort, part, grows FROM stale")}
    at = int(file.told(connection, "marks") or 0) + 1
    file.tell(connection, marks=at)
    marked = ((*one, at, int(one not in known and waits.get(one, 1) == 1)) for one in sorted(touched))
    connection.executemany("INSERT OR REPLACE INTO stale VALUES (?, ?, ?, ?)", marked)


def _added(connection: sqlite3.Connection, rows: file.Column) -> None:
    """Note the claims that were added to conflicts of which nothing else has changed."""
    realm, names = file.read(connection, "realm")[rows], file.names(connection, "conflict")
    grows = {part for (part,) in connection.execute("SELECT part FROM stale WHERE sort = 'realm' AND grows = 1")}
    of_rows = ((row, names[number]) for row, number in zip(rows.tolist(), realm.tolist(), strict=True) if number > 0)
    connection.executemany("INSERT OR IGNORE INTO added VALUES (?, ?)", (one for one in of_rows if one[1] in grows))


def _realms(connection: sqlite3.Connection, changed: file.Column) -> set[str]:
    """The realms that the documents of changed claims were in and are in; the column is brought up to date.

    This is `realms.realms` on columns.
    """
    told_in, conflict = file.read(connection, "told_in"), file.read(connection, "conflict")
    stands, realm = file.read(connection, "stands"), file.read(connection, "realm").copy()
    here = np.zeros(int(told_in.max(initial=0)) + 1, dtype=bool)
    here[told_in[changed]] = True
    rows = np.flatnonzero(here[told_in])
    before = set(np.unique(realm[rows]).tolist())
    known = rows[stands[rows] & (conflict[rows] != 0)]
    pairs = np.unique(np.stack([told_in[known], conflict[known]]), axis=1)
    told = np.bincount(pairs[0], minlength=len(here))
    only = np.full(len(here), -1, dtype=np.int64)
    only[pairs[0]] = pairs[1]
    only[told != 1] = -1
    realm[rows] = np.where(conflict[rows] != 0, conflict[rows], only[told_in[rows]])
    realm[rows[~stands[rows]]] = 0
    file.replace(connection, "realm", realm, rows)
    return _named(connection, np.array([*before, *np.unique(realm[rows]).tolist()]))


def _named(connection: sqlite3.Connection, realms: file.Column) -> set[str]:
    """The names of realms by their numbers."""
    names = file.names(connection, "conflict")
    return {"" if number == -1 else names[number] for number in np.unique(realms).tolist() if number}


def stale(connection: sqlite3.Connection) -> list[Part]:
    """The parts to be worked out anew, each with the rows of the claims that stand in it, the largest first."""
    wanted = connection.execute("SELECT sort, part FROM stale").fetchall()
    if not wanted:
        return []
    stands = file.read(connection, "stands")
    found: list[Part] = []
    for sort, field in (("cell", "cell"), ("realm", "conflict")):
        numbers = {name: number for number, name in enumerate(file.names(connection, field))}
        column = np.where(stands, file.read(connection, sort), 0)
        order = np.argsort(column, kind="stable")
        ordered = column[order]
        for name in (name for its_sort, name in wanted if its_sort == sort):
            number = -1 if sort == "realm" and not name else numbers[name]
            first, last = np.searchsorted(ordered, [number, number + 1])
            found.append((sort, name, order[first:last].tolist()))
    return sorted(found, key=lambda part: -len(part[2]))


@cache
def program() -> str:
    """What changes when the rules or the words of reckoning do."""
    digest = hashlib.sha256()
    for folder in ("reconcile", "vocabulary"):
        for path in _below(files("counterclaim").joinpath(folder)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _below(folder: Traversable) -> Iterator[Traversable]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir():
            yield from _below(path) if path.name not in ("__pycache__", "proofs", "copy") else ()
        elif path.name.endswith((".py", ".toml")):
            yield path


# ---------------------------------------------------------------- the work
def worked(
    ledger: Ledger, made: Sequence[work.Job], workers: int, progress: Progress | None = None
) -> Iterator[tuple[tuple[str, str], work.Done]]:
    """The results of each job, by its sort and name, as they are done: in processes where there is much to do."""
    people = about_origins(live(ledger.decisions())) if made else ()
    claims = {(job.sort, job.name): len(job.rows) for job in made}
    reached, total = 0, sum(claims.values())
    found: Iterable[list[tuple[str, str, work.Done]]]
    if workers == 1 or total <= ALONE:
        found = (work.of_job(ledger, job, people) for job in made)
    else:
        found = work.side_by_side(ledger.path, _tasks(made), people, workers)
    for some in found:
        for sort, name, done in some:
            yield (sort, name), done
            reached += claims.get((sort, name), 0)
            if progress:
                progress(reached, total)


def _tasks(jobs: Sequence[work.Job]) -> Iterator[list[work.Job]]:
    """Jobs in the order given, small ones together."""
    task: list[work.Job] = []
    claims = 0
    for job in jobs:
        task.append(job)
        claims += len(job.rows)
        if claims >= TASK:
            yield task
            task, claims = [], 0
    if task:
        yield task
