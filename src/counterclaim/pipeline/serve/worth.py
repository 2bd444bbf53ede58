"""Which claims are most worth a person's minute: those on which most hangs, and of which least is sure."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from counterclaim.model import Claim
from counterclaim.pipeline.serve.state import State
from counterclaim.reconcile.copy.found import OUTCOMES
from counterclaim.reconcile.copy.select import Mask, Rows

# What makes a claim worth a look, and how much of one; reasons add up. The order among equals is that of reading.
WEIGHTS = {
    "flagged": 8,  # a person asked for it
    "contested": 5,  # it makes the factor between two sides
    "violated": 4,  # a check that does not add up speaks of it
    "nobody": 3,  # nobody is named, though a figure stands alone
    "mended": 3,  # its digits were put together
    "unclear": 2,  # whose, or of which conflict, is not known
    "large": 1,
}
WHY = {
    "flagged": "a person flagged it",
    "contested": "two sides are furthest apart here",
    "violated": "a check that does not add up speaks of it",
    "nobody": "nobody is named as the source",
    "mended": "its digits were put together",
    "unclear": "whose, or which conflict, is not told",
    "large": "a large figure",
}
LARGE = 10_000  # persons or things: such a figure is quoted most
WAITING = ("unreviewed", "flagged")


def worth(state: State) -> Rows:
    """The rows of the claims that nobody has decided on, those first that are worth most."""
    columns = state.columns
    waits = np.array([name in WAITING for name in columns.names("status")], dtype=bool)[columns["status"]]
    score = np.zeros(columns.rows, dtype=np.int8)
    for reason, holds in _holds(state).items():
        score += np.int8(WEIGHTS[reason]) * holds
    score[~(waits & columns["stands"])] = -1
    ordered = score[order := columns.order("reading")]
    by_score = [order[np.flatnonzero(ordered == value)] for value in range(int(ordered.max(initial=-1)), -1, -1)]
    return np.concatenate([*by_score, np.zeros(0, dtype=np.int64)])


def reasons(state: State, row: int) -> tuple[str, ...]:
    """Why the claim in a row is worth a look."""
    return tuple(WHY[reason] for reason, holds in _holds(state).items() if holds[row])


def doubts(claim: Claim) -> tuple[str, ...]:
    """What the reader left open in a claim, or had to mend: its own way of saying that it is not sure."""
    told = {
        "nobody": claim.claimant is None,
        "unclear": claim.party is None or claim.conflict is None,
        "mended": claim.figure.repaired,
        "undated": claim.time.kind == "unspecified",
        "vague": claim.figure.qualifier == "vague",
    }
    return tuple(name for name, holds in told.items() if holds)


@lru_cache(maxsize=1)
def _holds(state: State) -> Mapping[str, Mask]:
    columns = state.columns
    checks, _ = state.finder.facet("checks")
    flagged = np.array([name == "flagged" for name in columns.names("status")], dtype=bool)
    return {
        "flagged": flagged[columns["status"]],
        "contested": state.contested,
        "violated": checks == OUTCOMES.index("violated"),
        "nobody": columns["kind"] == 0,
        "mended": columns["mended"],
        "unclear": (columns["party"] == 0) | (columns["conflict"] == 0),
        "large": columns["value"] >= LARGE,
    }
