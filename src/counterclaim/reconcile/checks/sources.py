"""NO_CLAIMANT, DUPLICATE, NUM_JOINED: where figures come from, how often they are told, how they were read."""

from collections.abc import Iterable, Sequence

from counterclaim.model import Finding
from counterclaim.reconcile import wording
from counterclaim.reconcile.align import row
from counterclaim.reconcile.checks.case import Case, finding
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.origins import Origin

WEIGHTY = ("total", "state")  # without a source these cannot be traced; an event of the day was often seen
SHOWN = 5


def find(case: Case) -> Iterable[Finding]:
    """All findings about sources."""
    unnamed = [row(origin).item for origin in case.origins if not any(member.who for member in origin.members)]
    rest = []
    for item in unnamed:
        if item.claim.stance == "hedged" or (item.claim.time.kind in WEIGHTY and item.claim.figure.value is not None):
            yield _nobody(item)
        else:
            rest.append(item)
    for group in grouped(rest, lambda item: item.entry.document).values():
        yield _own_voice(sorted(group, key=lambda item: item.claim.figure.start))
    for origin in case.origins:
        yield from _told_again(origin)
    for item in case.found:
        if item.claim.figure.repaired:
            yield _joined(item)


def _counted(item: Item) -> str:
    claim = item.claim
    whose = f" ({wording.side(claim.party).removeprefix('the ')})" if claim.party else ""
    return f"{wording.counted(claim.figure, claim.object)}{whose} {wording.measure(claim.measure)}"


def _nobody(item: Item) -> Finding:
    hedge = " The text does not vouch for it." if item.claim.stance == "hedged" else ""
    return finding(
        "NO_CLAIMANT",
        [item],
        "undecidable",
        "warn",
        f"{wording.figure(item.claim.figure)}: no source",
        f"Nobody is named as the source of {_counted(item)}.{hedge}",
        reasons=("the outlet leaves its source out", "the source stands elsewhere in the text"),
        next_step="Look for the same number with a named source on that day.",
    )


def _own_voice(group: Sequence[Item]) -> Finding:
    told = [wording.figure(item.claim.figure) for item in group[:SHOWN]]
    more = f" and {len(group) - SHOWN} more" if len(group) > SHOWN else ""
    many = f"{len(group)} figures for events" if len(group) > 1 else "A figure for an event"
    return finding(
        "NO_CLAIMANT",
        group,
        "undecidable",
        "info",
        f"{', '.join(told)}{more}: no source",
        f"{many} in this report {'have' if len(group) > 1 else 'has'} no named source: {', '.join(told)}{more}.",
        next_step="Treat as the outlet's own account.",
    )


def _told_again(origin: Origin) -> Iterable[Finding]:
    """A figure told more than once counts once."""
    members = origin.members
    days = {member.day for member in members if not member.days.inferred}
    if len(members) <= max(len(days), 1):
        return  # a total that stood still is told for each day
    documents = {member.entry.document for member in members}
    outlets = {member.entry.outlet for member in members if member.entry.outlet}
    in_outlets = f" of {len(outlets)} outlet{'s' if len(outlets) > 1 else ''}" if outlets else ""
    where = "one document" if len(documents) == 1 else f"{len(documents)} documents{in_outlets}"
    item = row(origin).item
    who = f"{wording.possessive(wording.claimant(item.claim.claimant))} " if item.who else ""
    yield finding(
        "DUPLICATE",
        members,
        "holds",
        "info",
        f"{len(members)} x {wording.figure(item.claim.figure)} = 1",
        f"{who}{_counted(item)} stands {len(members)} times in {where}; it counts once.",
        reasons=[EVIDENCE[name] for name in origin.evidence],
    )


EVIDENCE = {
    "text": "the same text",
    "reprint": "nearly the same text",
    "repeat": "the same source and number within three days",
    "lead": "one document tells it again",
    "wire": "the same agency's credit",
}


def _joined(item: Item) -> Finding:
    figure = item.claim.figure
    given = wording.figure(figure)
    return finding(
        "NUM_JOINED",
        [item],
        "holds",
        "info",
        f"'{figure.text}' = {given}",
        f"'{figure.text}' was read as {given}: its digits stand apart in the text.",
        next_step="Check the number in the original.",
    )
