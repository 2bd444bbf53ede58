"""The file of the analytic copy: made beside its ledger, read in columns, thrown away when it is of no use.

It is SQLite with a write-ahead log, for what a file of derived data must bear here: many processes that read while
one writes, growth by a few rows at a time, a kill at any moment, and full-text search. Columns stand in it as arrays,
65,536 claims to a part, and are worked on by NumPy. DuckDB was weighed: its file is locked by the one process that
writes, and its full-text search is an extension that has to be downloaded.
"""

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterclaim.ledger.copies import beside, remove
from counterclaim.ledger.schema import statements

Column = NDArray[Any]

FORMAT = 13  # of the file: raise it when tables or columns change; an older file is then made anew
PART = 65_536  # claims to a part: one batch of new claims rewrites a part of each column, 64 to 512 KB
FEW = 1_000  # rows that came in, for which it is quicker to find their places than to sort all anew
WAIT = 60.0  # seconds that a second process waits to write: one that works gently may be kept from ending for long

# Columns of names, each with a table of what its numbers stand for; 0 is "not told".
NAMES = (
    "conflict", "party", "measure", "object", "side", "role", "time", "unit", "outlet", "who", "claimant", "place",
    "site", "kind", "stance", "year", "status",
    "cell", "told_in", "spot",
    "line", "voice", "subject", "host",
)  # fmt: skip
# Other columns, with how they are held. Days are ISO dates as numbers: 20220326; 20220300 a month, 20220000 a year.
NUMBERS = {"seq": "<i8", "document": "<i8", "start": "<i4", "day": "<i4", "value": "<f8", "stands": "|b1"}
NUMBERS |= {"said": "<i4", "mended": "|b1"}  # the day of publication, else the claim's own; digits put together
NUMBERS["realm"] = "<i4"  # number of the conflict, -1 for none, 0 for a claim that does not stand
# Ordinals of the first and the last day that an item (`items`) holds for, 0 for none; and what it is (`fill.NUMBER`).
NUMBERS |= {"first": "<i4", "last": "<i4", "marks": "|u1"}
TYPES = {**dict.fromkeys(NAMES, "<i4"), **NUMBERS}


def opened(ledger: Path | None) -> sqlite3.Connection:
    """The copy beside a ledger, made empty where it is missing, of another format or damaged; None: one in memory.

    sqlite3.Error where the place cannot be written to.
    """
    if ledger is None:
        return _built(_connected(":memory:"))
    path = beside(ledger)
    try:
        connection = _connected(str(path))
        if told(connection, "format") != FORMAT:
            emptied(connection)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        remove(ledger)
        connection = _connected(str(path))
        _built(connection)
    with contextlib.suppress(OSError):
        shutil.copymode(ledger, path)  # who may not read the ledger may not read its copy
    return connection


def emptied(connection: sqlite3.Connection) -> None:
    """Take everything out of a copy, so that no word of it is left in the file."""
    with transaction(connection):
        for kind, name in connection.execute("SELECT type, name FROM sqlite_master ORDER BY name = 'words'").fetchall():
            if kind == "table" and not name.startswith(("words_", "sqlite_")):
                connection.execute(f'DROP TABLE "{name}"')
    _built(connection)
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _connected(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, timeout=WAIT, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "cache_size = -65536", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _built(connection: sqlite3.Connection) -> sqlite3.Connection:
    script = files("counterclaim.reconcile.copy").joinpath("schema.sql").read_text(encoding="utf-8")
    with transaction(connection):
        if told(connection, "format") is None:
            for statement in statements(script):
                connection.execute(statement)
            tell(connection, format=FORMAT, seq=0, settled=0, rows=0)
    return connection


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, also when the process is killed in between."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


# ---------------------------------------------------------------- what is known of the copy
def told(connection: sqlite3.Connection, name: str) -> int | str | None:
    """A fact about the copy; None where it is not told."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'about'").fetchone():
        return None
    found = connection.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
    return None if found is None else found[0]


def tell(connection: sqlite3.Connection, **facts: int | str) -> None:
    """Write down facts about the copy."""
    connection.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", facts.items())


# ---------------------------------------------------------------- columns
def read(connection: sqlite3.Connection, field: str, after: int = 0) -> Column:
    """A whole column, with room behind it for some rows more (`extended`), or its rows from one on."""
    first, inside = divmod(after, PART)
    query = "SELECT data FROM part WHERE field = ? AND number >= ? ORDER BY number"
    arrays = [np.frombuffer(data, dtype=TYPES[field]) for (data,) in connection.execute(query, (field, first))]
    rows = sum(map(len, arrays))
    whole = np.empty(rows + FEW, dtype=TYPES[field])
    if arrays:
        np.concatenate(arrays, out=whole[:rows])
    return whole[:rows] if not inside else whole[inside:rows].copy()


def part(connection: sqlite3.Connection, field: str, number: int) -> Column:
    """One part of a column."""
    query = "SELECT data FROM part WHERE field = ? AND number = ?"
    return np.frombuffer(connection.execute(query, (field, number)).fetchone()[0], dtype=TYPES[field])


def firsts(connection: sqlite3.Connection, field: str) -> Column:
    """The first value of each part of a column."""
    size = np.dtype(TYPES[field]).itemsize
    query = f"SELECT substr(data, 1, {size}) FROM part WHERE field = ? ORDER BY number"
    return np.frombuffer(b"".join(data for (data,) in connection.execute(query, (field,))), dtype=TYPES[field])


def extend(connection: sqlite3.Connection, field: str, rows: int, values: Sequence[object] | Column) -> None:
    """Add values to the end of a column of `rows` values, within the open transaction."""
    number, inside = divmod(rows, PART)
    fresh = np.array(values, dtype=TYPES[field])
    if inside:
        known = connection.execute("SELECT data FROM part WHERE field = ? AND number = ?", (field, number)).fetchone()
        fresh = np.concatenate([np.frombuffer(known[0], dtype=TYPES[field]), fresh])
    _write(connection, field, number, fresh)


def replace(connection: sqlite3.Connection, field: str, whole: Column, changed: Column) -> None:
    """Write the parts of a column anew in which the rows `changed` stand."""
    for number in np.unique(changed // PART).tolist():
        _write(connection, field, number, whole[number * PART : (number + 1) * PART])


def change(connection: sqlite3.Connection, field: str, rows: Sequence[int], values: Sequence[object]) -> None:
    """Put other values into some rows of a column: only the parts in which these stand are read and written."""
    changed, fresh = np.array(rows, dtype=np.int64), np.array(values, dtype=TYPES[field])
    for number in np.unique(changed // PART).tolist():
        column, here = part(connection, field, number).copy(), changed // PART == number
        column[changed[here] % PART] = fresh[here]
        _write(connection, field, number, column)


def _write(connection: sqlite3.Connection, field: str, first: int, values: Column) -> None:
    for offset in range(0, len(values), PART):
        data = values[offset : offset + PART].astype(TYPES[field], copy=False).tobytes()
        connection.execute("INSERT OR REPLACE INTO part VALUES (?, ?, ?)", (field, first + offset // PART, data))


def extended(column: Column, more: Column) -> Column:
    """A column with some values more: behind it in memory where room was left there, else with room for others.

    >>> grown = extended(np.array([1, 2]), np.array([3]))
    >>> again = extended(grown, np.array([4]))
    >>> grown.tolist(), again.tolist(), np.shares_memory(grown, again)
    ([1, 2, 3], [1, 2, 3, 4], True)
    """
    whole, rows = column.base, len(column) + len(more)
    if not isinstance(whole, np.ndarray) or whole.dtype != column.dtype or len(whole) < rows:
        whole = np.empty(rows + FEW, dtype=column.dtype)
        whole[: len(column)] = column
    whole[len(column) : rows] = more
    return whole[:rows]


def names(connection: sqlite3.Connection, field: str, after: int = 0) -> list[str]:
    """What the numbers of a column of names stand for, number 0 ("not told") first; or those from a number on."""
    query = "SELECT value FROM code WHERE field = ? AND number >= ? ORDER BY number"
    found = [value for (value,) in connection.execute(query, (field, after))]
    return found if after else ["", *found]
