"""Tables for a terminal of what stands together: origins with their outlets, incidents with their claimants."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from counterclaim.reconcile.incidents import Incident
from counterclaim.reconcile.listed import ListedOrigin
from counterclaim.views import words
from counterclaim.views.plain import plain
from counterclaim.views.terminal import NOBODY, NOT_TOLD, SHORT_ID, cell, table
from counterclaim.vocabulary.words import toml

OUTLETS = 6  # named of one origin in a table; --json has all
SHOWN = 100  # origins or incidents in a table


def origins_listed(found: Sequence[ListedOrigin]) -> Iterator[RenderableType]:
    """One line an origin: the figure, who says so, where it was told, and what shows that it is one."""
    made = table("figure", "what", "who says so", "told by", "claims", "evidence", "sure", "claim",
                 right=["figure", "claims", "sure"])  # fmt: skip
    for origin in found[:SHOWN]:
        left = len(origin.outlets) - OUTLETS
        outlets = [*origin.outlets[:OUTLETS], *([f"{left} more"] if left > 0 else [])]
        evidence = [toml("check_words.toml")["evidence"][name] for name in origin.evidence]
        evidence += ["altered copy"] if origin.altered else []
        made.add_row(
            cell(words.figure(origin.figure)),
            cell(words.what(origin.measure, origin.object, origin.party)),
            cell(origin.claimant or NOBODY),
            cell(", ".join(outlets) or ", ".join(dict.fromkeys(origin.documents))),
            cell(f"{len(origin.claims):,}"),
            cell("; ".join(evidence)),
            cell(f"{origin.confidence:.2f}" if origin.evidence else ""),
            cell(origin.claims[0][:SHORT_ID]),
        )
    yield made
    claims = sum(len(origin.claims) for origin in found)
    copies = sum(origin.altered for origin in found)
    beside = (
        f", and {words.counted(copies, 'altered copy', 'altered copies')} of no origin of their own" if copies else ""
    )
    more = f", the first {SHOWN:,} shown (--json has all)" if len(found) > SHOWN else ""
    yield Text(f"{words.counted(claims, 'claim')} of {words.counted(len(found) - copies, 'origin')}{beside}{more}")


def incidents_listed(found: Sequence[Incident]) -> Iterator[RenderableType]:
    """Each incident with the range of each claimant, its claims, and why they were put together."""
    for one in found[:SHOWN]:
        days = one.start or NOT_TOLD
        if one.end and one.end != one.start:
            days = f"{days} to {one.end}"
        head = " · ".join(filter(None, (days, one.place or "no place told", ", ".join(one.ways), one.id[:SHORT_ID])))
        yield Text(plain(head), style="bold")
        made = table("who says so", "what", "range of claims", "claims", right=["range of claims", "claims"])
        for told in one.told:
            made.add_row(
                cell(told.claimant or NOBODY),
                cell(words.what(told.measure, told.object, told.party)),
                cell(words.interval(told.low, told.high)),
                cell(f"{len(told.claims):,}"),
            )
        why = [Text(f"together because: {plain('; '.join(one.reasons))}")] if one.reasons else []
        claims = Text(" ".join(claim[:SHORT_ID] for claim in one.claims), style="dim")
        yield Padding(Group(made, *why, claims), (0, 0, 1, 2))
    more = f", the first {SHOWN:,} shown (--json has all)" if len(found) > SHOWN else ""
    yield Text(f"{words.counted(len(found), 'incident')}, proposed{more}")
