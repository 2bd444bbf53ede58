"""Where a word of a sentence stands to a figure: in its own clause, in the one above it, in one below it."""

import bisect
from typing import Literal

from counterclaim.claims.parse import Tree

Standing = Literal["same", "above", "below", "beside"]
_STEPS = 12  # up a tree: deeper ones are errors of the parser


def token_at(tree: Tree, offset: int) -> int | None:
    """The token that holds or follows the character at `offset` of the text; None outside the tree."""
    index = bisect.bisect_right(tree, offset, key=lambda t: t.end)
    return index if index < len(tree) and tree[index].start <= offset + 1 else None


def verbs_above(tree: Tree, i: int) -> list[int]:
    """The verbs of the clauses that hold a token, its own first; the root stands for a clause without a verb."""
    found = [i] if tree[i].tag.startswith(("VB", "MD")) else []
    for _ in range(_STEPS):
        head = tree[i].head
        if head == i:
            break
        i = head
        if tree[i].tag.startswith("VB"):
            found.append(i)
    return found or [i]


def standing(tree: Tree, figure: int, other: int) -> Standing:
    """Where token `other` stands to token `figure`.

    `Police said on Monday that two had died`: Monday stands above the two, two stands below Monday.
    """
    mine, its = verbs_above(tree, figure), verbs_above(tree, other)
    if mine[0] == its[0]:
        return "same"
    if its[0] in mine:
        return "above"
    return "below" if mine[0] in its else "beside"
