"""One figure of each side under a policy that a reader names, and how often each claimant's own figures add up."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from markupsafe import Markup

from counterclaim.errors import UsageError
from counterclaim.model import Comparison, Finding
from counterclaim.pipeline import judging
from counterclaim.pipeline.serve import reckoned
from counterclaim.pipeline.serve.asked import Asked, filter_said, filtered
from counterclaim.pipeline.serve.desk import Desk
from counterclaim.pipeline.serve.screens import frame
from counterclaim.reconcile.adds_up import OWN, AddsUp, adds_up
from counterclaim.reconcile.best import POLICIES, Best
from counterclaim.reconcile.checks import ORDER
from counterclaim.views import words
from counterclaim.views.app import pages
from counterclaim.views.report.links import Book, figure_link, link

CLAIMS = 2_000  # of one quantity, looked at while a page waits: about a second (as `judging.BESIDE`)
CHECKS = 3_000  # of claimants' own figures that are counted while a page waits: about a second


@dataclass(frozen=True)
class OfSide:
    """The figure of one side under a policy."""

    side: str
    figure: Markup | None
    reason: str


def best_of_sides(desk: Desk, found: Comparison, policy: str, book: Book) -> list[OfSide]:
    """The figure of each side of a quantity under a policy; nothing where none is named. UsageError: no such policy."""
    if not policy:
        return []
    if sum(len(side.claims) for side in found.sides) > CLAIMS:
        raise UsageError(
            f"one figure of each side: more than {CLAIMS:,} claims are given of this quantity; run "
            f"`counterclaim compare --best {policy}` in a terminal"
        )
    made = judging.best_of(desk.ledger, [found], policy)[found.key]
    return [
        OfSide(
            side=words.party_name(one.side, book.party_names) if one.side else words.UNSTATED,
            figure=_figure(one, book),
            reason=book.safe(one.reason or ""),
        )
        for one in made
    ]


def _figure(one: Best, book: Book) -> Markup | None:
    """The figure as its claim has it; the floor of it, where that is what the policy takes."""
    if one.claim is None or one.value is None:
        return None
    if one.policy == "floor":
        return link(words.number(one.value), one.claim, book)
    return figure_link(one.claim, book)


def told(policy: str) -> dict[str, Any]:
    """What a page needs to offer the policies."""
    return {"policies": [(name, words.label("best", name)) for name in POLICIES], "policy": policy}


def own_checks(desk: Desk, asked: Asked) -> tuple[AddsUp, ...] | None:
    """How often each claimant's own figures add up, of the claims of a filter; None where they are too many."""
    state = desk.state
    own = state.results.ranked["finding"]
    codes = [place for place, name in enumerate(ORDER) if name in OWN]
    places = np.flatnonzero(state.about("finding", filtered(asked)) & np.isin(own.fourth, codes))
    if len(places) > CHECKS:
        return None
    found = reckoned.records(desk, Finding, own.ids[places].tolist())
    book = desk.shelf(desk.claims(dict.fromkeys(claim for one in found for claim in one.claims)))
    return adds_up(found, book.masked.values())


def on_adds_up(desk: Desk, asked: Asked) -> str:
    """How often each claimant's own figures add up."""
    where = filtered(asked)
    about: dict[str, Any] = {"found": own_checks(desk, asked), "most": CHECKS, "said": filter_said(where)}
    return pages.page("adds_up", **frame(desk, here="/adds-up", asked=asked, **about))
