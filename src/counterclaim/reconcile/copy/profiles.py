"""Claims by their *profile*: the values that they have in all facets together, so that counting once counts them all.

A million claims have some ten thousand profiles. How many claims of a list have each value of each of twelve facets is
then one pass over the claims and twelve over the profiles, instead of twelve over the claims.
"""

import sqlite3
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from counterclaim.reconcile.copy import file, kept
from counterclaim.reconcile.copy.select import Columns, Rows

Codes = NDArray[np.int64]
SHARE = 8  # claims to a profile at least: with fewer, counting profiles takes as long as counting claims
KEPT, CODES = "profiles", "profile of each claim"
TABLE = 8_000_000  # pairs up to which a table of all is quicker than sorting


class Profiles:
    """The profiles of the claims of a copy in those of some columns that leave them few."""

    def __init__(self, columns: Columns, fields: Sequence[str], before: "Profiles | None" = None) -> None:
        """Make them anew, or from those `before` some rows came in."""
        self._rows = columns.rows
        self.codes: Codes
        self.values: dict[str, NDArray[np.integer]]  # of each profile, by column
        if before is None or not before._rows <= columns.rows <= before._rows + file.FEW:
            self._make(columns, fields)
        else:
            self._grow(columns, before)

    def _make(self, columns: Columns, fields: Sequence[str]) -> None:
        self.codes, self.values = np.zeros(columns.rows, dtype=np.int64), {}
        for field in fields:
            column = columns[field]
            codes, first = joint(self.codes, column, len(columns.names(field)))
            if len(first) * SHARE <= max(columns.rows, SHARE):
                self.codes = codes
                self.values = {name: columns[name][first] for name in (*self.values, field)}

    @classmethod
    def kept(cls, columns: Columns) -> "Profiles | None":
        """Those that were kept, with the rows that came in since; None where there are none, or too many came in."""
        found = kept.read(columns.connection, KEPT)
        codes = found.pop(CODES, None)
        if codes is None or not len(codes) <= columns.rows <= len(codes) + file.FEW:
            return None
        made = cls.__new__(cls)
        made._rows, made.codes, made.values = len(codes), codes.astype(np.int64), dict(found)
        return cls(columns, (), made)

    def keep(self, connection: sqlite3.Connection) -> None:
        """Keep them for the next start; `connection` may write."""
        kept.write(connection, KEPT, str(self._rows), {CODES: self.codes.astype("<i4"), **self.values})

    def _grow(self, columns: Columns, before: "Profiles") -> None:
        self.values, added = dict(before.values), []
        for row in range(before._rows, columns.rows):
            own = {field: columns[field][row] for field in self.values}
            like = np.arange(len(self))
            for field, value in reversed(own.items()):  # the last added part most
                like = like[self.values[field][like] == value]
            if not len(like):
                like = np.array([len(self)])
                self.values = {field: np.append(self.values[field], value) for field, value in own.items()}
            added.append(like[0])
        self.codes = file.extended(before.codes, np.array(added, dtype=np.int64))

    def __len__(self) -> int:
        """How many there are."""
        return len(next(iter(self.values.values()), ()))

    def tally(self, rows: Rows) -> Codes:
        """How many of the claims in some rows have each profile."""
        return np.bincount(self.codes.take(rows), minlength=len(self))


def joint(first: NDArray[np.integer], second: NDArray[np.integer], width: int) -> tuple[Codes, Codes]:
    """One number for each pair of numbers, and where each of these pairs stands; the second are below `width`.

    >>> codes, places = joint(np.array([0, 1, 0, 1]), np.array([2, 0, 2, 1]), 3)
    >>> codes.tolist(), places.tolist()
    ([0, 1, 0, 2], [0, 1, 3])
    """
    keys = first.astype(np.int64) * width + second
    size = int(keys.max(initial=-1)) + 1
    if size > TABLE:
        _, places, codes = np.unique(keys, return_index=True, return_inverse=True)
        return codes, places
    place = np.full(size, -1, dtype=np.int64)
    place[keys[::-1]] = np.arange(len(keys) - 1, -1, -1)
    present = np.flatnonzero(place >= 0)
    lookup = np.zeros(size, dtype=np.int64)
    lookup[present] = np.arange(len(present))
    return lookup[keys], place[present]
