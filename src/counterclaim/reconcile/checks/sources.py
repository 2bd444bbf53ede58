"""NO_CLAIMANT, DUPLICATE, NUM_JOINED: where figures come from, how often they are told, how they were read."""

from collections.abc import Iterable, Sequence

from counterclaim.model import Finding
from counterclaim.reconcile import wording
from counterclaim.reconcile.align import row
from counterclaim.reconcile.checks.case import Case, finding
from counterclaim.reconcile.checks.words import FILE
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.origins import Origin, in_order
from counterclaim.vocabulary.words import toml

WEIGHTY = ("total", "state")  # without a source these cannot be traced; an event of the day was often seen
SHOWN = 5


def find(case: Case) -> Iterable[Finding]:
    """All findings about sources."""
    unnamed = [
        row(_as_one(group)).item for group in case.groups if not any(m.who for one in group for m in one.members)
    ]
    rest = []
    for item in unnamed:
        if item.claim.stance == "hedged" or (item.claim.time.kind in WEIGHTY and item.claim.figure.value is not None):
            yield _nobody(item)
        else:
            rest.append(item)
    for group in grouped(rest, lambda item: item.entry.document).values():
        yield _own_voice(sorted(group, key=lambda item: item.claim.figure.start))
    for told in case.groups:
        yield from _told_again(told)
    for item in case.found:
        if item.claim.figure.repaired:
            yield _joined(item)


def _as_one(group: Sequence[Origin]) -> Origin:
    """What people merged, as one origin: where one of its tellings names its source, the figure has one."""
    return Origin(in_order([member for one in group for member in one.members]), ())


def _counted(item: Item) -> str:
    claim = item.claim
    whose = f" ({wording.side(claim.party).removeprefix('the ')})" if claim.party else ""
    return f"{wording.counted(claim.figure, claim.object)}{whose} {wording.measure(claim.measure)}"


def _nobody(item: Item) -> Finding:
    hedge = " It is told as hearsay or as likely." if item.claim.stance == "hedged" else ""
    return finding(
        "NO_CLAIMANT",
        [item],
        "undecidable",
        "warn",
        f"{wording.figure(item.claim.figure)}: nobody named",
        f"Nobody is named as the source of {_counted(item)}.{hedge}",
        reasons=("the outlet leaves its source out", "the source stands elsewhere in the text"),
        next_step="Look for the same number with a named source on that day.",
    )


def _own_voice(group: Sequence[Item]) -> Finding:
    told = [wording.figure(item.claim.figure) for item in group]
    if len(told) > SHOWN:
        told[SHOWN - 1 :] = [f"{len(told) - SHOWN + 1} more"]
    figures = wording.joined(told)
    text = (
        f"{len(group)} figures of this report have no named source: {figures}."
        if len(group) > 1
        else f"One figure of this report has no named source: {_counted(group[0])}."
    )
    return finding(
        "NO_CLAIMANT",
        group,
        "undecidable",
        "info",
        f"{figures}: nobody named",
        text,
        reasons=("the outlet tells it in its own voice", "the source stands elsewhere in the text"),
        next_step="Treat as the outlet's own account.",
    )


def _told_again(group: Sequence[Origin]) -> Iterable[Finding]:
    """A figure told more than once counts once, and figures that people say are one."""
    if len(group) == 1 and len(group[0].members) == 1:
        return
    members = in_order([member for origin in group for member in origin.members])
    days = {member.day for member in members if not member.days.inferred}
    if len(group) == 1 and len(members) <= max(len(days), 1):
        return  # a total that stood still is told for each day
    documents = {member.entry.document for member in members}
    outlets = {member.entry.outlet for member in members if member.entry.outlet}
    in_outlets = f" of {len(outlets)} outlets" if len(outlets) > 1 else ""
    where = "in one document" if len(documents) == 1 else f"in {len(documents)} documents{in_outlets}"
    told = [row(origin).item for origin in group]
    by = (
        f" by {wording.claimant(told[0].claim.claimant)}"
        if len({item.who for item in told}) == 1 and told[0].who
        else ""
    )
    figures = wording.joined(list(dict.fromkeys(wording.figure(item.claim.figure) for item in told)))
    counts = wording.joined(list(dict.fromkeys(map(_counted, told))))
    names = sorted({name for origin in group for name in origin.evidence} | ({"person"} if len(group) > 1 else set()))
    yield finding(
        "DUPLICATE",
        members,
        "holds",
        "info",
        f"counted once: {figures}",
        f"{wording.first_up(counts)}: told {len(members)} times{by} {where}, counted once.",
        reasons=[toml(FILE)["evidence"][name] for name in names],
    )


def _joined(item: Item) -> Finding:
    figure = item.claim.figure
    given = wording.figure(figure)
    return finding(
        "NUM_JOINED",
        [item],
        "holds",
        "info",
        f"'{figure.text}': {given}",
        f"'{figure.text}' was read as {given}: its digits stand apart in the text.",
        next_step="Check the number in the original.",
    )
