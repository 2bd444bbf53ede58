"""Which texts of a realm are nearly one with a new one, told by keys that are kept of each text."""

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from counterclaim.ledger import Ledger
from counterclaim.model import Entry
from counterclaim.reconcile.copy.file import Column
from counterclaim.reconcile.neardup import alike as nearly_one
from counterclaim.reconcile.neardup import bands, shingles

TEXT = np.dtype([("row", "<i4"), ("bands", "<u4", (64,))])  # the row of a claim of a document, the keys of its text

Read = Callable[[int], Entry]  # the claim of a row


def texts(told: Iterable[tuple[int, Entry]], known: Mapping[str, str]) -> Column:
    """The texts of claims, each document once; `known` gives a text by its sha256.

    >>> len(texts([], {}))
    0
    """
    of_document = {entry.document: (row, entry.text_sha256) for row, entry in told}
    keys = {sha: bands(known[sha]) for _, sha in of_document.values() if sha in known}
    return np.array([(row, keys[sha]) for row, sha in of_document.values() if keys.get(sha)], dtype=TEXT)


def alike(ledger: Ledger, known: Column, fresh: Column, read: Read) -> Column:
    """The rows of known texts that a chain of near texts leads to from the fresh ones."""
    seen = np.zeros(len(known), dtype=bool)
    waiting = list(fresh)
    told = {int(one["row"]): _shingles(ledger, read, one) for one in fresh}
    while waiting:
        one = waiting.pop()
        near = np.flatnonzero(~seen & (known["bands"] == one["bands"]).any(axis=1))
        for place in near.tolist():
            other = known[place]
            row = int(other["row"])
            if row not in told:
                told[row] = _shingles(ledger, read, other)
            if nearly_one(told[int(one["row"])], told[row]):
                seen[place] = True
                waiting.append(other)
    found: Column = known["row"][seen]
    return found


def _shingles(ledger: Ledger, read: Read, one: Column) -> frozenset[str]:
    return shingles(ledger.text(read(int(one["row"])).text_sha256) or "")
