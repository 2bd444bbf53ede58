"""A reckoned copy several times over, to measure answers over more claims than a ledger of text would fit in.

Ten million claims as text are 16 GB. The claims of the copy are put side by side so many times, each time in conflicts
and documents of their own, with everything that was reckoned about them; the ledger beside it has its claims once. So
answers are read from as many comparisons, series and findings as a ledger of that size has, in columns as long; what
is not measured is to make them. The index of words is left out: it serves pages of claims, not these answers.
"""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np

from counterclaim.ledger.copies import beside, remove
from counterclaim.reconcile.copy import file, heads
from counterclaim.reconcile.realms import PARTED

OWN = ("conflict", "cell", "told_in")  # columns of names that each time has its own of
RANKS = ", ".join(f"rank{number}" for number in range(1, 8))


def multiplied(ledger: Path, goal: Path, times: int) -> int:
    """A ledger at `goal` whose copy holds the claims of another's so many times; how many claims that are."""
    goal.unlink(missing_ok=True)
    remove(goal)
    shutil.copyfile(ledger, goal)
    connection = file.opened(goal)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("ATTACH ? AS known", (str(beside(ledger)),))
    rows, sizes = _about(connection)
    with file.transaction(connection):
        connection.execute("DROP INDEX result_rank")
        connection.execute("DROP INDEX result_part")
        for time in range(times):
            _names(connection, sizes, time)
            _results(connection, time, rows)
        _columns(connection, sizes, times, rows)
        connection.execute(f"CREATE INDEX result_rank ON result (kind, {RANKS}, id)")
        connection.execute("CREATE INDEX result_part ON result (kind, part)")
        file.tell(connection, rows=rows * times)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    return rows * times


def _about(connection: sqlite3.Connection) -> tuple[int, dict[str, int]]:
    """How many rows the known copy has, and how many names each column; its facts are taken over."""
    connection.execute("INSERT OR REPLACE INTO about SELECT * FROM known.about")
    found = connection.execute("SELECT field, max(number) FROM known.code GROUP BY field").fetchall()
    return int(file.told(connection, "rows") or 0), dict(found)


def _renamed(time: int) -> Callable[[str], str]:
    """The name of a conflict, or of a cell of it, or of a document, as it is called that time."""

    def name(value: str) -> str:
        conflict, parted, rest = value.partition(PARTED)
        return f"{conflict} {time + 1}{parted}{rest}" if time and conflict else value

    return name


def _names(connection: sqlite3.Connection, sizes: dict[str, int], time: int) -> None:
    rename = _renamed(time)
    for field in sizes:
        if field in OWN or not time:
            values = connection.execute("SELECT number, value FROM known.code WHERE field = ?", (field,)).fetchall()
            offset = time * sizes[field]
            rows = ((field, number + offset, rename(value)) for number, value in values)
            connection.executemany("INSERT INTO code VALUES (?, ?, ?)", rows)


def _columns(connection: sqlite3.Connection, sizes: dict[str, int], times: int, rows: int) -> None:
    """Each column so often after itself; numbers of names that each time has its own of are moved on."""
    for field in file.TYPES:
        parts = connection.execute("SELECT data FROM known.part WHERE field = ? ORDER BY number", (field,))
        column = np.concatenate([np.frombuffer(data, dtype=file.TYPES[field]) for (data,) in parts])
        size = sizes["conflict"] if field == "realm" else sizes[field] if field in OWN else 0
        for time in range(times):
            moved = np.where(column > 0, column + time * size, column) if size else column
            file.extend(connection, field, time * rows, moved)


def _results(connection: sqlite3.Connection, time: int, rows: int) -> None:
    last = connection.execute("SELECT max(id) FROM known.result").fetchone()[0]
    connection.create_function("renamed", 1, _renamed(time), deterministic=True)
    connection.execute(
        f"INSERT INTO result SELECT id + ?, kind, renamed(part), {RANKS}, record FROM known.result", (time * last,)
    )
    for kind, part, about, claims, ids, tells in connection.execute("SELECT * FROM known.member").fetchall():
        moved = [
            (np.frombuffer(about, dtype="<i8") + time * last).tobytes(),
            (np.frombuffer(claims, dtype="<i4") + time * rows).astype("<i4").tobytes(),
            (np.frombuffer(ids, dtype="<i8") + time * last).tobytes(),
        ]
        connection.execute("INSERT INTO member VALUES (?, ?, ?, ?, ?, ?)", (kind, _renamed(time)(part), *moved, tells))
    connection.execute("INSERT INTO decided SELECT row + ?, claim, entry FROM known.decided", (time * rows,))
    for part, own, found, more in connection.execute("SELECT * FROM known.origin").fetchall():
        moved_rows = np.frombuffer(own, dtype=heads.ROW).copy()
        moved_rows["row"] += time * rows
        connection.execute(
            "INSERT INTO origin VALUES (?, ?, ?, ?)", (_renamed(time)(part), moved_rows.tobytes(), found, more)
        )
