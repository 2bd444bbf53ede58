"""What takes long to work out of columns and results, kept in the file, so that the next start has it at once.

Each thing is kept under a name with a mark of the state that it is of. Whoever reads it says which mark is right; what
has another is of no use, and worked out anew. Nothing here is needed: without it a start takes a second longer.
"""

import sqlite3
from collections.abc import Mapping

import numpy as np

from counterclaim.reconcile.copy import file

TABLE = """CREATE TABLE IF NOT EXISTS kept (
  name TEXT, part TEXT, mark TEXT NOT NULL, type TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (name, part)
)"""
THERE = "SELECT 1 FROM sqlite_master WHERE name = 'kept'"


def write(connection: sqlite3.Connection, name: str, mark: str, arrays: Mapping[str, file.Column]) -> None:
    """Keep arrays under a name, in the place of those that were there.

    >>> connection = file.opened(None)
    >>> write(connection, "order", "3 rows", {"newest": np.array([2, 0, 1])})
    >>> read(connection, "order", "3 rows")["newest"].tolist(), read(connection, "order", "4 rows")
    ([2, 0, 1], {})
    """
    if not connection.execute(THERE).fetchone():
        connection.execute(TABLE)
    with file.transaction(connection):
        connection.execute("DELETE FROM kept WHERE name = ?", (name,))
        rows = ((name, part, mark, column.dtype.str, column.tobytes()) for part, column in arrays.items())
        connection.executemany("INSERT INTO kept VALUES (?, ?, ?, ?, ?)", rows)


def read(connection: sqlite3.Connection, name: str, mark: str | None = None, part: str = "") -> dict[str, file.Column]:
    """What is kept under a name with that mark, or with any; of one part, or of all. Nothing where it is not there."""
    if not connection.execute(THERE).fetchone():
        return {}
    query = "SELECT part, type, data FROM kept WHERE name = ? AND mark = coalesce(?, mark) AND ? IN ('', part)"
    found = connection.execute(query, (name, mark, part)).fetchall()
    return {own: np.frombuffer(data, dtype=np.dtype(kind)) for own, kind, data in found}


def mark_of(connection: sqlite3.Connection, name: str) -> str | None:
    """The mark of what is kept under a name; None where nothing is.

    >>> mark_of(file.opened(None), "order")
    """
    if not connection.execute(THERE).fetchone():
        return None
    found = connection.execute("SELECT mark FROM kept WHERE name = ?", (name,)).fetchone()
    return None if found is None else str(found[0])
