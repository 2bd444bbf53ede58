"""Which claims are most worth a person's minute: those on which most hangs, and of which least is sure."""

from collections.abc import Mapping, Sequence

from counterclaim.model import Claim, Entry

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


def worth_a_minute(
    entries: Sequence[Entry], checks: Mapping[str, str], contested: frozenset[str]
) -> list[tuple[Entry, tuple[str, ...]]]:
    """The claims that nobody has decided on, with why they are worth a look, those first that are worth most.

    >>> worth_a_minute([], {}, frozenset())
    []
    """
    found = [(entry, _reasons(entry, checks, contested)) for entry in entries]
    waiting = [(entry, why) for entry, why in found if entry.status in ("unreviewed", "flagged")]
    waiting.sort(key=lambda item: -sum(WEIGHTS[reason] for reason in item[1]))
    return [(entry, tuple(WHY[reason] for reason in why)) for entry, why in waiting]


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


def _reasons(entry: Entry, checks: Mapping[str, str], contested: frozenset[str]) -> tuple[str, ...]:
    claim: Claim = entry.claim
    told = {
        "flagged": entry.status == "flagged",
        "contested": claim.id in contested,
        "violated": checks.get(claim.id) == "violated",
        "nobody": claim.claimant is None,
        "mended": claim.figure.repaired,
        "unclear": claim.party is None or claim.conflict is None,
        "large": (claim.figure.value or claim.figure.low or 0) >= LARGE,
    }
    return tuple(reason for reason, holds in told.items() if holds)
