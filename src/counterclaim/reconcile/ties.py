"""Joining claims: neighbours under one key become ties, and ties become groups. All work is done on columns."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Pairs = tuple[Numbers, Numbers]


class Codes:
    """Small whole numbers for values, the same number for the same value; 0 stands for None.

    >>> codes = Codes()
    >>> codes("a"), codes(None), codes("b"), codes("a")
    (1, 0, 2, 1)
    """

    def __init__(self, known: Iterable[Hashable] = ()) -> None:
        """With the values that have numbers already, the first of them 1."""
        self._known: dict[Hashable, int] = {value: number for number, value in enumerate(known, start=1)}

    def __call__(self, value: Hashable | None) -> int:
        """The number of a value."""
        return 0 if value is None else self._known.setdefault(value, len(self._known) + 1)

    def names(self) -> list[Any]:
        """What the numbers stand for, from 1 on."""
        return list(self._known)


def numbers(values: Iterable[int]) -> Numbers:
    """A column of whole numbers.

    >>> numbers([3, 1]).tolist()
    [3, 1]
    """
    return np.fromiter(values, dtype=np.int64)


def neighbours(
    keys: Sequence[Numbers], order: Sequence[Numbers], within: Numbers | None = None, near: int = 0
) -> Pairs:
    """Rows that follow each other, in the order given, among the rows whose keys are all the same and none is 0.

    With `within` (a column of days, 0 where none is known) two rows are joined when their days are at most `near`
    apart, or when neither has one.

    >>> a, b = neighbours([numbers([1, 2, 1, 0])], [numbers([0, 1, 2, 3])])
    >>> a.tolist(), b.tolist()
    ([0], [2])
    >>> day = numbers([10, 20, 13, 0])
    >>> [pair.tolist() for pair in neighbours([numbers([1, 1, 1, 1])], [day], day, 3)]
    [[0], [2]]
    """
    chosen = np.flatnonzero(np.logical_and.reduce([key != 0 for key in keys]))
    ordered = chosen[np.lexsort([column[chosen] for column in (*reversed(order), *reversed(keys))])]
    a, b = ordered[:-1], ordered[1:]
    same = np.logical_and.reduce([key[a] == key[b] for key in keys])
    if within is not None:
        known = (within[a] != 0) == (within[b] != 0)
        same &= known & (np.abs(within[a] - within[b]) <= near)
    return a[same], b[same]


def roots(size: int, pairs: Iterable[Pairs]) -> Numbers:
    """For each row the smallest number of the rows that ties lead to, whatever the order of the ties.

    Every round hangs the larger root of a tie under the smaller and then lets each row point straight to its root, so
    a chain of a million ties takes some twenty rounds (Shiloach and Vishkin, An O(log n) parallel connectivity
    algorithm, 1982).

    >>> roots(4, [(numbers([0, 2]), numbers([2, 3]))]).tolist()
    [0, 1, 0, 0]
    """
    given = list(pairs)
    parent: Numbers = np.arange(size, dtype=np.int64)
    a = np.concatenate([pair[0] for pair in given]) if given else numbers(())
    b = np.concatenate([pair[1] for pair in given]) if given else numbers(())
    while len(a):
        a, b = parent[a], parent[b]
        open_ = a != b
        a, b = a[open_], b[open_]
        np.minimum.at(parent, np.maximum(a, b), np.minimum(a, b))
        while not np.array_equal(further := parent[parent], parent):
            parent = further
    return parent
