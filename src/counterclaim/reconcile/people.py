"""Origins as people leave them: what they split off stands apart, what they merged is one.

    split_origin    the claims named leave their origins; those that were in one stay together
    merge_origin    the origins of the claims named are one

Decisions are taken in their order, so what is merged after a split is one again. A claim that is not here, since it was
rejected or stands in another part of the ledger, joins those that it was merged with all the same: who says that two
claims are one with a third says that they are one.
"""

from collections.abc import Callable, Iterable, Sequence

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


def settled(root: Numbers, found: Sequence[Item], decisions: Iterable[Decision]) -> tuple[Numbers, Numbers]:
    """The origin of each row (any number) with what was split off apart, and besides with what was merged as one."""
    chosen = about_origins(decisions)
    rows_of = grouped(range(len(found)), lambda row: found[row].claim.id) if chosen else {}
    named = dict.fromkeys(claim for decision in chosen for claim in decision.claims)
    absent = [claim for claim in named if claim not in rows_of]
    rows_of |= {claim: [len(found) + place] for place, claim in enumerate(absent)}
    first = int(root.max(initial=-1)) + 1
    split = merged = np.concatenate([root, np.arange(first, first + len(absent), dtype=root.dtype)])
    for decision in chosen:
        rows = sorted(row for claim in dict.fromkeys(decision.claims) for row in rows_of[claim])
        if decision.action == "split_origin":
            split, merged = parted(split, rows), parted(merged, rows)
        else:
            merged = joined(merged, rows)
    return split[: len(found)], merged[: len(found)]


def told_apart(decisions: Iterable[Decision]) -> Callable[[str, str], bool]:
    """Whether the last that people said of two claims is that they are not one: one was split off, the other not.

    >>> split = Decision(actor="a", at="1", action="split_origin", claims=("c_a",))
    >>> told_apart([split])("c_a", "c_b"), told_apart([split])("c_b", "c_c")
    (True, False)
    """
    chosen = [(decision.action == "split_origin", frozenset(decision.claims)) for decision in about_origins(decisions)]

    def apart(a: str, b: str) -> bool:
        last = False
        for is_split, claims in chosen:
            if is_split and (a in claims) != (b in claims):
                last = True
            elif not is_split and a in claims and b in claims:
                last = False
        return last

    return apart


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
