"""Claims read by their rows in the copy, each once."""

from collections.abc import Callable, ItemsView, Sequence

import numpy as np

from counterclaim.ledger import Ledger
from counterclaim.model import Entry
from counterclaim.reconcile.copy import work
from counterclaim.reconcile.copy.file import Column


class Read:
    """The claims that were read so far."""

    def __init__(self, ledger: Ledger, job: Callable[[str, str, list[int]], work.Job]) -> None:
        """None yet; `job` makes the job of reading rows."""
        self._ledger, self._job = ledger, job
        self._known: dict[int, Entry] = {}
        self._twins: dict[int, list[int]] = {}

    def twins(self, rows: Column, numbers: Column) -> None:
        """Read with a claim also the others of its origin: the rows of claims, and the numbers of their origins."""
        order = np.argsort(numbers, kind="stable")
        for own in np.split(rows[order], np.flatnonzero(np.diff(numbers[order])) + 1):
            together = own.tolist()
            self._twins.update(dict.fromkeys(together, together))

    def entries(self, rows: Sequence[int]) -> list[tuple[int, Entry]]:
        """The claims of rows, in their order; a withdrawn one is left out."""
        missing = [row for row in rows if row not in self._known]
        if missing:
            self._known.update(work.entries_of(self._ledger, self._job("", "", missing)))
        return [(row, self._known[row]) for row in rows if row in self._known]

    def entry(self, row: int) -> Entry:
        """The claim of a row; KeyError where it was withdrawn."""
        if row not in self._known:
            self.entries(self._twins.get(row, [row]))
        return self._known[row]

    def told(self) -> ItemsView[int, Entry]:
        """All that were read, with their rows."""
        return self._known.items()
