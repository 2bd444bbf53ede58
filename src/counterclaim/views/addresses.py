"""Names of things in addresses, the same where a ledger is served and where it is published."""

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterclaim.model import Series
    from counterclaim.reconcile.copy.ranked import SeriesKey


def short(*parts: str | None) -> str:
    """Twelve letters made of some words: the same whenever they are the same.

    >>> short("Army", None)
    '700195f3d05b'
    """
    return hashlib.sha256("\n".join(part or "" for part in parts).encode("utf-8", "replace")).hexdigest()[:12]


def of_series(one: "Series | SeriesKey") -> str:
    """The name of a series: made of who speaks of what."""
    told = (one.claimant, one.side, one.measure, one.object, one.party, one.conflict, one.time_kind, one.unit)
    return f"s_{short(*told)}"
