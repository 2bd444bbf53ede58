"""Origins as people leave them: what they split off stands apart, what they merged is one.

    split_origin    the claims named leave their origins; those that were in one stay together
    merge_origin    the origins of the claims named are one

Decisions are taken in their order, so what is merged after a split is one again. A claim that is not here is passed
over: it was rejected, or stands in another part of the ledger.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence

import numpy as np

from counterclaim.ledger.decision import Decision
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.ties import Numbers

ACTIONS = ("merge_origin", "split_origin")


def about_origins(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that say which claims are one.

    >>> about_origins([Decision(actor="a", at="1", action="accept", claims=("c_a",))])
    ()
    """
    return tuple(decision for decision in decisions if decision.action in ACTIONS)


def settled(
    root: Numbers, found: Sequence[Item], decisions: Iterable[Decision], *, within: Callable[[Item], Hashable]
) -> tuple[Numbers, Numbers]:
    """The origin of each row (any number) with what was split off apart, and besides with what was merged as one.

    Merging joins only rows for which `within` gives the same.
    """
    split, merged = root, root
    chosen = about_origins(decisions)
    rows_of = grouped(range(len(found)), lambda row: found[row].claim.id) if chosen else {}
    for decision in chosen:
        rows = sorted(row for claim in dict.fromkeys(decision.claims) for row in rows_of.get(claim, ()))
        if decision.action == "split_origin":
            split, merged = parted(split, rows), parted(merged, rows)
        else:
            for own in grouped(rows, lambda row: within(found[row])).values():
                merged = joined(merged, own)
    return split, merged


def parted(label: Numbers, rows: Sequence[int]) -> Numbers:
    """The labels when these rows leave their groups, together with those of the same group that leave too.

    >>> parted(np.array([0, 0, 0, 3]), [0, 2]).tolist()
    [4, 0, 4, 3]
    """
    now = label.copy()
    for own in grouped(rows, lambda row: int(label[row])).values():
        now[own] = now.max() + 1
    return now


def joined(label: Numbers, rows: Sequence[int]) -> Numbers:
    """The labels when the groups of these rows are one.

    >>> joined(np.array([0, 0, 2, 3]), [1, 3]).tolist()
    [0, 0, 2, 0]
    """
    heads = np.unique(label[list(rows)])
    return np.where(np.isin(label, heads), heads[0], label)
