"""Claims of different documents that are one by their sentences, or by one outlet's naming the other."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np

from counterclaim.reconcile.columns import Columns
from counterclaim.reconcile.credits import outlet
from counterclaim.reconcile.items import Item
from counterclaim.reconcile.passages import Passage, passage, retold
from counterclaim.reconcile.periods import apart
from counterclaim.reconcile.ties import Numbers

NEAR = 3  # days
LOOKED_BACK = 8  # earlier sentences that a sentence is held against, beside the same words and near in time


def sentence(item: Item) -> Passage:
    """The sentence of a claim as words."""
    quote, figure = item.claim.quote, item.claim.figure
    return _passage(quote.text, figure.start - quote.start, figure.end - quote.start)


_passage = lru_cache(maxsize=65536)(passage)


def one_sentence(a: Item, b: Item) -> bool:
    """Whether the sentences of two claims are one told again."""
    return retold(sentence(a), sentence(b))


def near(a: Item, b: Item) -> bool:
    """Whether two claims are at most three days apart, or neither tells a day."""
    gap = apart(a.day, b.day)
    return gap <= NEAR if gap is not None else a.day is None and b.day is None


def together(keys: Sequence[Numbers], order: Sequence[Numbers]) -> Iterator[list[int]]:
    """The rows that have all keys in common, in order, as far as there are two of them.

    >>> from counterclaim.reconcile.ties import numbers
    >>> list(together([numbers([7, 0, 7, 8])], [numbers([2, 1, 1, 1])]))
    [[2, 0]]
    """
    chosen = np.flatnonzero(np.logical_and.reduce([key != 0 for key in keys]))
    ordered = chosen[np.lexsort([column[chosen] for column in (*reversed(order), *reversed(keys))])]
    if len(ordered) == 0:
        return
    new = np.logical_or.reduce([key[ordered][1:] != key[ordered][:-1] for key in keys])
    for group in np.split(ordered, np.flatnonzero(new) + 1):
        if len(group) > 1:
            yield group.tolist()


def passages(found: Sequence[Item], cells: Columns) -> Iterator[tuple[Item, Item]]:
    """Pairs with one figure in one sentence told again, of which one at least names no claimant.

    Where the sentence is told of two claimants, one without a claimant is joined to neither: it could be of both. Only
    tellings of one time, each at most three days after the one before, have to do with each other.
    """
    order = (cells.day, cells.document, cells.place)
    for side in (cells.before, cells.after):
        for rows in together([side, cells.bucket], order):
            for group in _of_one_time([found[row] for row in rows]):
                if not all(item.who for item in group):
                    voices = {item.voice for item in group if item.who}
                    yield from _looked_back([item for item in group if not item.who] if len(voices) > 1 else group)


def _of_one_time(ordered: Sequence[Item]) -> Iterator[list[Item]]:
    """The tellings, in order of days, cut where more than three days lie between two."""
    group: list[Item] = []
    for item in ordered:
        if group and not near(group[-1], item):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _looked_back(group: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    for number, item in enumerate(group):
        for other in reversed(group[max(0, number - LOOKED_BACK) : number]):
            if not near(other, item):
                break
            if other.entry.document != item.entry.document and one_sentence(other, item):
                yield other, item


def citations(found: Sequence[Item], cells: Columns) -> Iterator[tuple[Item, Item]]:
    """Each figure that is told after another outlet, with the nearest telling of this figure by that outlet."""
    printed: dict[tuple[str, int], list[Item]] = {}
    citing: list[tuple[int, Item, str]] = []
    for row, item in enumerate(found):
        who = item.claim.claimant
        if who and who.kind == "media":
            citing.append((row, item, outlet(who.name)))
    wanted = {(name, int(cells.bucket[row])) for row, _, name in citing}
    buckets = {bucket for _, bucket in wanted}
    for row, item in enumerate(found):
        if int(cells.bucket[row]) in buckets and item.entry.outlet:
            key = (outlet(item.entry.outlet), int(cells.bucket[row]))
            if key in wanted:
                printed.setdefault(key, []).append(item)
    for row, item, name in citing:
        yield from _nearest(item, printed.get((name, int(cells.bucket[row])), ()))


def _nearest(item: Item, printed: Iterable[Item]) -> Iterator[tuple[Item, Item]]:
    tellings = [other for other in printed if other is not item and near(item, other)]
    if tellings:
        yield min(tellings, key=lambda other: (apart(item.day, other.day) or 0, other.entry.document)), item
