"""What was reckoned, kept in the copy: by part, in order of rank, with the claims that each result is about."""

import base64
import sqlite3
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from counterclaim.reconcile.copy import file
from counterclaim.reconcile.copy.work import Results, unpacked

KINDS = {"cell": ("comparison", "series"), "realm": ("finding", "origin", "incident")}
RANKS = 7
MOST = 0.1  # share of all results from which it is quicker to read over those that are not wanted
WORDS = 32_000  # bytes that compression can look back
_INSERT = f"INSERT INTO result VALUES (?, ?, ?, {', '.join('?' * RANKS)}, ?)"
ORDER = ", ".join(f"rank{number}" for number in range(1, RANKS + 1))

Wanted = NDArray[np.bool_]


def keep(connection: sqlite3.Connection, sort: str, part: str, _: Sequence[int], results: Results) -> None:
    """Put the results of a part in the place of its earlier ones, within the open transaction."""
    last = connection.execute("SELECT coalesce(max(id), 0) FROM result").fetchone()[0]
    for kind in KINDS[sort]:
        connection.execute("DELETE FROM result WHERE kind = ? AND part = ?", (kind, part))
        connection.execute("DELETE FROM member WHERE kind = ? AND part = ?", (kind, part))
        own = [result for result in results if result.kind == kind]
        rows = (
            (last + place, kind, part, *one.rank, *(0,) * (RANKS - len(one.rank)), one.record)
            for place, one in enumerate(own, start=1)
        )
        connection.executemany(_INSERT, rows)
        if own:
            ids = np.arange(last + 1, last + 1 + len(own), dtype="<i8")
            about = np.repeat(ids, [len(one.claims) for one in own])
            claims = np.array([claim for one in own for claim in one.claims], dtype="<i4")
            tells = np.array([one.tells for one in own], dtype="|i1")
            arrays = (array.tobytes() for array in (about, claims, ids, tells))
            connection.execute("INSERT INTO member VALUES (?, ?, ?, ?, ?, ?)", (kind, part, *arrays))
        last += len(own)


def about(connection: sqlite3.Connection, kind: str, passing: NDArray[np.bool_]) -> Wanted:
    """Which results, by id, are about a claim that passes."""
    last = connection.execute("SELECT coalesce(max(id), 0) FROM result").fetchone()[0]
    wanted: Wanted = np.zeros(last + 1, dtype=bool)
    for results, claims in connection.execute("SELECT results, claims FROM member WHERE kind = ?", (kind,)):
        wanted[np.frombuffer(results, dtype="<i8")[passing[np.frombuffer(claims, dtype="<i4")]]] = True
    return wanted


def records(
    connection: sqlite3.Connection, kind: str, wanted: Wanted | None = None, *, start: int = 0, limit: int | None = None
) -> Iterator[bytes]:
    """The results of a kind as JSON, in order of rank; where some are wanted, those."""
    words = sample(connection)
    stop = None if limit is None else start + limit
    ordered = f"FROM result WHERE kind = ? ORDER BY {ORDER}, id"
    if wanted is None or (limit is None and wanted.sum() > MOST * len(wanted)):
        found = connection.execute(f"SELECT id, record {ordered}", (kind,))
        whole = (record for one, record in found if wanted is None or wanted[one])
        yield from (unpacked(record, words) for record in islice(whole, start, stop))
        return
    chosen = (one for (one,) in connection.execute(f"SELECT id {ordered}", (kind,)) if wanted[one])
    for one in islice(chosen, start, stop):
        (record,) = connection.execute("SELECT record FROM result WHERE id = ?", (one,)).fetchone()
        yield unpacked(record, words)


def tally(connection: sqlite3.Connection, kind: str, wanted: Wanted | None = None) -> dict[int, int]:
    """How many results of a kind tell what."""
    counts = np.zeros(RANKS, dtype=np.int64)
    for ids, tells in connection.execute("SELECT ids, tells FROM member WHERE kind = ?", (kind,)):
        told = np.frombuffer(tells, dtype="|i1")
        chosen = told if wanted is None else told[wanted[np.frombuffer(ids, dtype="<i8")]]
        counts += np.bincount(chosen, minlength=len(counts))
    return {number: int(count) for number, count in enumerate(counts) if count}


def sample(connection: sqlite3.Connection, records: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """The words that records are packed with: some of the first records, written down once."""
    known = file.told(connection, "words")
    if known is None and records:
        some = [[record for kind, record in records if kind == name] for name in ("finding", "series", "comparison")]
        words = b"".join(record for own in some for record in own[-12:])[-WORDS:]
        with file.transaction(connection):
            file.tell(connection, words=base64.b85encode(words).decode())
        return words
    return _decoded(str(known)) if known else b""


@lru_cache(maxsize=2)
def _decoded(words: str) -> bytes:
    return base64.b85decode(words)
