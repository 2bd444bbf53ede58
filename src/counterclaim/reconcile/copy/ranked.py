"""What is reckoned, as arrays in memory: which results there are, in order, what each tells, which claims each names.

A page of a list of hundreds of thousands of findings is then a slice, and the records of that page alone are read.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from counterclaim.reconcile.copy import kept, results
from counterclaim.reconcile.copy.select import Mask

Ids = NDArray[np.int64]
NONE = -1  # told of a number that no result has
SOME = 500  # ids in one question: SQLite takes at least 999


class Ranked:
    """The results of one kind, as they were when they were first asked for."""

    def __init__(self, connection: sqlite3.Connection, kind: str, mark: str = "") -> None:
        """Read the numbers of the results in order of rank, and the claims of each; `mark` tells this state of them
        from others, "" where it is none to be kept."""
        self.kind, self.mark = kind, mark
        found = kept.read(connection, f"results {kind}", mark) if mark else {}
        if not found:
            found = self._read(connection)
        self.ids: Ids = found["ids"]
        self.fourth = found["fourth"]  # of a finding the place of its code
        self._about, self._claims, self._tells = found["about"], found["claims"], found["tells"]

    def keep(self, connection: sqlite3.Connection) -> None:
        """Keep them for the next start; `connection` may write."""
        told = {"about": self._about, "claims": self._claims, "tells": self._tells}
        kept.write(connection, f"results {self.kind}", self.mark, {"ids": self.ids, "fourth": self.fourth, **told})

    def _read(self, connection: sqlite3.Connection) -> dict[str, NDArray[Any]]:
        kind = self.kind
        with _one_state(connection):
            ordered = f"SELECT id, rank4 FROM result WHERE kind = ? ORDER BY {results.ORDER}, id"
            # One string of numbers is handed over faster than rows.
            joined = f"SELECT group_concat(id), group_concat(rank4) FROM ({ordered})"
            ids, fourth = connection.execute(joined, (kind,)).fetchone()
            query = "SELECT results, claims, ids, tells FROM member WHERE kind = ?"
            members = connection.execute(query, (kind,)).fetchall()
        ranked = _numbers(ids)
        own, claims, each, tells = zip(*members, strict=True) if members else ((), (), (), ())
        told = np.full(int(ranked.max(initial=0)) + 1, NONE, dtype=np.int8)
        told[np.frombuffer(b"".join(each), dtype="<i8")] = np.frombuffer(b"".join(tells), dtype="|i1")
        return {
            "ids": ranked,
            "fourth": _numbers(fourth if kind == "finding" else None),
            "about": np.frombuffer(b"".join(own), dtype="<i8"),
            "claims": np.frombuffer(b"".join(claims), dtype="<i4"),
            "tells": told,
        }

    @cached_property
    def tells(self) -> NDArray[np.int8]:
        """What each tells (`work.tells`), in order of rank."""
        return self._tells[self.ids]

    def told(self, number: int) -> int | None:
        """What the one of that number tells; None where there was none when they were read."""
        told = int(self._tells[number]) if number < len(self._tells) else NONE
        return None if told == NONE else told

    @cached_property
    def sizes(self) -> Ids:
        """How many claims each is about, in order of rank."""
        counts: Ids = np.bincount(self._about, minlength=len(self._tells))
        return counts[self.ids]

    @cached_property
    def first_claims(self) -> Ids:
        """The row of one of the claims of each, in order of rank."""
        first = np.zeros(len(self._tells), dtype=np.int64)
        first[self._about[::-1]] = self._claims[::-1]
        return first[self.ids]

    def about(self, passing: Mask) -> Mask:
        """Which of them, in order of rank, are about a claim that passes."""
        wanted = np.zeros(len(self._tells), dtype=bool)
        wanted[self._about[passing[self._claims]]] = True
        return wanted[self.ids]

    def claims(self, wanted: Mask, rows: int) -> Mask:
        """The claims that some of the results, in order of rank, are about."""
        chosen = np.zeros(len(self._tells), dtype=bool)
        chosen[self.ids[wanted]] = True
        found: Mask = np.zeros(rows, dtype=bool)
        found[self._claims[chosen[self._about]]] = True
        return found

    def worst(self, rows: int) -> NDArray[np.int32]:
        """The worst outcome of the findings about each claim: 1 violated, 2 undecidable, 3 holds; 0 where none is."""
        known = self._worst[:rows]
        return np.concatenate([known, np.zeros(rows - len(known), dtype=np.int32)])

    @cached_property
    def _worst(self) -> NDArray[np.int32]:
        found = np.zeros(int(self._claims.max(initial=-1)) + 1, dtype=np.int32)
        told = self._tells[self._about]
        for outcome in (2, 1, 0):
            found[self._claims[told == outcome]] = outcome + 1
        return found


@contextmanager
def _one_state(connection: sqlite3.Connection) -> Iterator[None]:
    """All questions within are answered of one state of the file, whatever another process writes meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


def _numbers(told: str | None) -> Ids:
    return np.fromstring(told, dtype=np.int64, sep=",") if told else np.zeros(0, dtype=np.int64)


def _told(connection: sqlite3.Connection, field: str, ids: Sequence[int], kind: str = "") -> Iterator[tuple[int, Any]]:
    """What stands in a column of results, of one kind where that is asked for, with their numbers."""
    for start in range(0, len(ids), SOME):
        some = ids[start : start + SOME]
        query = f"SELECT id, {field} FROM result WHERE id IN ({','.join('?' * len(some))})"
        yield from connection.execute(f"{query} AND kind = ?" if kind else query, (*some, kind) if kind else some)


def records(connection: sqlite3.Connection, ids: Iterable[int]) -> list[bytes]:
    """Results as JSON by their numbers, in this order; one that has gone meanwhile is left out."""
    wanted = list(ids)
    found: dict[int, bytes] = dict(_told(connection, "record", wanted))
    return [found[one] for one in wanted if one in found]


def keys(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, str]:
    """The keys of comparisons, which their addresses are made of, by their numbers."""
    return dict(_told(connection, "rank5", ids, "comparison"))


class SeriesKey(msgspec.Struct, frozen=True):
    """What tells one series from all others."""

    claimant: str | None
    side: str | None
    measure: str
    object: str
    party: str | None
    conflict: str | None
    time_kind: str
    unit: str


def series_keys(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, SeriesKey]:
    """What is told of series, their figures left out, by their numbers."""
    decoder = msgspec.json.Decoder(SeriesKey)
    return {number: decoder.decode(record) for number, record in _told(connection, "record", ids, "series")}


def of_rows(connection: sqlite3.Connection, kind: str, part: str, rows: Sequence[int]) -> dict[int, list[int]]:
    """The numbers of the results of a part that are about each of these claims, in order."""
    query = "SELECT results, claims FROM member WHERE kind = ? AND part = ?"
    told = connection.execute(query, (kind, part)).fetchone()
    found: dict[int, list[int]] = {row: [] for row in rows}
    if told is not None:
        about, claims = np.frombuffer(told[0], dtype="<i8"), np.frombuffer(told[1], dtype="<i4")
        hits = np.flatnonzero(np.isin(claims, np.array(rows, dtype="<i4")))
        for row, number in zip(claims[hits].tolist(), about[hits].tolist(), strict=True):
            found[row].append(number)
    return found
