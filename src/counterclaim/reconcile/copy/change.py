"""Results of a part that are gone, and results that have come, put into the copy in the place of all of them."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from counterclaim.reconcile.copy import written
from counterclaim.reconcile.copy.file import Column
from counterclaim.reconcile.copy.reading import Read
from counterclaim.reconcile.copy.results import INSERT, MEMBER, RANKS
from counterclaim.reconcile.copy.written import Reckoned, Result


class Change(NamedTuple):
    """What has changed of one kind in one part."""

    kind: str
    part: str
    gone: list[int]  # ids of results
    come: list[Result]


class Kept:
    """The results of one kind in one part, as they are known to the copy."""

    def __init__(self, connection: sqlite3.Connection, kind: str, part: str) -> None:
        """Read what each is about."""
        self._connection = connection
        self.kind, self.part = kind, part
        arrays = (
            connection.execute(
                "SELECT results, claims, ids, tells FROM member WHERE kind = ? AND part = ?", (kind, part)
            ).fetchone()
            or (b"",) * 4
        )
        self.about, self.claims, self.ids, self.tells = (
            np.frombuffer(array, dtype=of) for array, of in zip(arrays, MEMBER, strict=True)
        )

    def of(self, rows: Iterable[int]) -> dict[int, bytes]:
        """The results about any of these rows, by id, as JSON."""
        wanted = np.unique(self.about[np.isin(self.claims, np.fromiter(rows, dtype="<i4"))]).tolist()
        query = "SELECT record FROM result WHERE id = ?"
        return {one: self._connection.execute(query, (one,)).fetchone()[0] for one in wanted}

    def ids_of(self, gone: Sequence[Result]) -> list[int]:
        """The ids under which results stand. LookupError where one does not."""
        known = self.of({one.claims[0] for one in gone if one.claims})
        ids: dict[bytes, list[int]] = {}
        for number, record in known.items():
            ids.setdefault(record, []).append(number)
        try:
            return [ids[one.record].pop() for one in gone]
        except (KeyError, IndexError) as error:
            raise LookupError(f"a {self.kind} of {self.part} was not there") from error

    def change(self, sides: Sequence[Iterable[Reckoned]], read: Read) -> Change:
        """From what some claims give before and after. LookupError where what is gone was not there."""
        counts = [Counter[Reckoned](side) for side in sides]
        left = counts[0] - counts[1], counts[1] - counts[0]
        gone, come = (written.results_of(side.elements(), read.told()) for side in left)
        return Change(self.kind, self.part, self.ids_of(gone), come)


def write(connection: sqlite3.Connection, one: Change, copies: Sequence[tuple[int, int]] = ()) -> None:
    """Put a change into the copy, within the open transaction.

    `copies` are rows of a claim and rows that were added of the same claim, in a copy of its text: what is about the
    first is about the second.
    """
    if not one.gone and not one.come and not copies:
        return
    kept = Kept(connection, one.kind, one.part)
    connection.executemany("DELETE FROM result WHERE id = ?", ((number,) for number in one.gone))
    last = connection.execute("SELECT coalesce(max(id), 0) FROM result").fetchone()[0]
    connection.executemany(
        INSERT,
        (
            (last + place, one.kind, one.part, *made.rank, *(0,) * (RANKS - len(made.rank)), made.record)
            for place, made in enumerate(one.come, start=1)
        ),
    )
    ids = np.arange(last + 1, last + 1 + len(one.come), dtype="<i8")
    left, stays = ~np.isin(kept.about, one.gone), ~np.isin(kept.ids, one.gone)
    about = np.repeat(ids, [len(made.claims) for made in one.come])
    claims: Column = np.array([claim for made in one.come for claim in made.claims], dtype="<i4")
    copied = _copied(kept.about[left], kept.claims[left], copies)
    arrays = (
        np.concatenate([kept.about[left], about, copied[:, 0]]),
        np.concatenate([kept.claims[left], claims, copied[:, 1]]),
        np.concatenate([kept.ids[stays], ids]),
        np.concatenate([kept.tells[stays], np.array([made.tells for made in one.come], dtype="|i1")]),
    )
    stored = (array.astype(of).tobytes() for array, of in zip(arrays, MEMBER, strict=True))
    connection.execute("INSERT OR REPLACE INTO member VALUES (?, ?, ?, ?, ?, ?)", (one.kind, one.part, *stored))


def _copied(about: Column, claims: Column, copies: Iterable[tuple[int, int]]) -> Column:
    """Results and the rows that were added of claims that they are about."""
    found = {(one, added) for known, added in copies for one in about[claims == known].tolist()}
    return np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
