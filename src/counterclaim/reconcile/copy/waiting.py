"""Which parts of a copy wait to be reckoned with, since claims in them changed, and which of them have only grown."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

import numpy as np

from counterclaim.reconcile.copy import file
from counterclaim.reconcile.copy.results import LAST
from counterclaim.reconcile.realms import PARTED

Part = tuple[str, str, list[int]]  # cell or realm, its name, the rows of its claims

OF_CONFLICT = "(sort = 'realm' AND part = ?) OR (sort = 'cell' AND part >= ? AND part < ?)"


def of_conflict(name: str) -> tuple[str, str, str]:
    """What stands for the marks of OF_CONFLICT: the realm and the cells of a conflict."""
    return name, name + PARTED, name + PARTED + LAST


def as_a_whole(connection: sqlite3.Connection, name: str) -> None:
    """Have what waits of a conflict be reckoned with as a whole, within the open transaction."""
    connection.execute(f"UPDATE stale SET grows = 0 WHERE {OF_CONFLICT}", of_conflict(name))
    connection.execute("DELETE FROM added WHERE part = ?", (name,))


def marks(connection: sqlite3.Connection, name: str) -> list[tuple[str, str, int]]:
    """The marks of what waits of a conflict."""
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
