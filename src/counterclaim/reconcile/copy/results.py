"""What was reckoned, kept in the copy: by part, in order of rank, with the claims that each result is about."""

import sqlite3
from collections.abc import Iterator
from itertools import islice
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from counterclaim.reconcile.copy import heads
from counterclaim.reconcile.copy.work import Done, Grown
from counterclaim.reconcile.copy.written import Result
from counterclaim.reconcile.items import grouped
from counterclaim.reconcile.realms import PARTED

KINDS = {"cell": ("comparison", "series"), "realm": ("finding", "origin")}
MEMBER = ("<i8", "<i4", "<i8", "|i1")  # the arrays of a part: results and claims, ids and what they tell
RANKS = 7
LAST = chr(0x10FFFF)  # after every letter
MOST = 0.1  # share of all results from which it is quicker to read over those that are not wanted
INSERT = f"INSERT INTO result VALUES (?, ?, ?, {', '.join('?' * RANKS)}, ?)"
ORDER = ", ".join(f"rank{number}" for number in range(1, RANKS + 1))

Wanted = NDArray[np.bool_]


def keep(connection: sqlite3.Connection, sort: str, part: str, done: Done) -> None:
    """Put the results of a part in the place of its earlier ones, within the open transaction."""
    if done.origins is not None:
        heads.write(connection, part, done.origins)
    if sort == "realm":
        keep_grown(connection, part, done.grown)
    last = connection.execute("SELECT coalesce(max(id), 0) FROM result").fetchone()[0]
    for kind in KINDS[sort]:
        connection.execute("DELETE FROM result WHERE kind = ? AND part = ?", (kind, part))
        connection.execute("DELETE FROM member WHERE kind = ? AND part = ?", (kind, part))
        own = [result for result in done.results if result.kind == kind]
        rows = (
            (last + place, kind, part, *one.rank, *(0,) * (RANKS - len(one.rank)), one.record)
            for place, one in enumerate(own, start=1)
        )
        connection.executemany(INSERT, rows)
        if own:
            ids = np.arange(last + 1, last + 1 + len(own), dtype="<i8")
            about = np.repeat(ids, [len(one.claims) for one in own])
            claims = [claim for one in own for claim in one.claims]
            arrays = zip((about, claims, ids, [one.tells for one in own]), MEMBER, strict=True)
            stored = (np.asarray(array, dtype=kind_of).tobytes() for array, kind_of in arrays)
            connection.execute("INSERT INTO member VALUES (?, ?, ?, ?, ?, ?)", (kind, part, *stored))
        last += len(own)


def keep_grown(connection: sqlite3.Connection, part: str, made: Grown | None) -> None:
    """Put down what a realm needs to be gone on with; None where it cannot be."""
    connection.execute("DELETE FROM grown WHERE part = ?", (part,))
    first = heads.WITH_TEXTS + part + PARTED
    connection.execute("DELETE FROM origin WHERE part >= ? AND part < ?", (first, first + LAST))
    if made is not None:
        connection.execute("INSERT INTO grown VALUES (?, ?, ?, ?)", (part, made.lines, made.tracks, made.texts))
        for cell, origins in made.told.items():
            heads.write(connection, heads.WITH_TEXTS + cell, origins)


def grown(connection: sqlite3.Connection, part: str) -> Grown | None:
    """What a realm needs to be gone on with; the origins of its cells are read apart."""
    found = connection.execute("SELECT lines, tracks, texts FROM grown WHERE part = ?", (part,)).fetchone()
    return Grown(found[0], found[1], found[2], {}) if found else None


def of_part(connection: sqlite3.Connection, kind: str, part: str) -> list[Result]:
    """The results of a part as they were reckoned."""
    arrays = connection.execute(
        "SELECT results, claims, ids, tells FROM member WHERE kind = ? AND part = ?", (kind, part)
    ).fetchone()
    if arrays is None:
        return []
    about, claims, ids, tells = (np.frombuffer(a, dtype=t) for a, t in zip(arrays, MEMBER, strict=True))
    own = grouped(zip(about.tolist(), claims.tolist(), strict=True), itemgetter(0))
    told = dict(zip(ids.tolist(), tells.tolist(), strict=True))
    rows = connection.execute("SELECT * FROM result WHERE kind = ? AND part = ?", (kind, part))
    return [
        Result(kind, told[one], tuple(more[:-1]), more[-1], [row for _, row in own.get(one, ())])
        for one, _, _, *more in rows
    ]


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
    stop = None if limit is None else start + limit
    ordered = f"FROM result WHERE kind = ? ORDER BY {ORDER}, id"
    if wanted is None or (limit is None and wanted.sum() > MOST * len(wanted)):
        found = connection.execute(f"SELECT id, record {ordered}", (kind,))
        yield from islice((record for one, record in found if wanted is None or wanted[one]), start, stop)
        return
    chosen = (one for (one,) in connection.execute(f"SELECT id {ordered}", (kind,)) if wanted[one])
    for one in islice(chosen, start, stop):
        (record,) = connection.execute("SELECT record FROM result WHERE id = ?", (one,)).fetchone()
        yield record


def tally(connection: sqlite3.Connection, kind: str, wanted: Wanted | None = None) -> dict[int, int]:
    """How many results of a kind tell what."""
    counts = np.zeros(RANKS, dtype=np.int64)
    for ids, tells in connection.execute("SELECT ids, tells FROM member WHERE kind = ?", (kind,)):
        told = np.frombuffer(tells, dtype="|i1")
        chosen = told if wanted is None else told[wanted[np.frombuffer(ids, dtype="<i8")]]
        counts += np.bincount(chosen, minlength=len(counts))
    return {number: int(count) for number, count in enumerate(counts) if count}
