"""SUM_PARTS along the tree of equipment: kinds told apart beside all of them told together.

Needs one document at a time.
"""

from collections.abc import Iterable, Sequence

from counterclaim.model import Finding
from counterclaim.reconcile import equipment, intervals, wording
from counterclaim.reconcile.checks.case import Case, one_voice
from counterclaim.reconcile.checks.texts import told
from counterclaim.reconcile.items import Item, grouped

VERDICT = {
    "holds": "They agree.",
    "violated": "They differ.",
    "undecidable": "Whether they agree cannot be decided from these words.",
}


def find(case: Case) -> Iterable[Finding]:
    """All merged kinds whose parts the document tells as well."""
    for group in grouped(case.told, _one_list).values():
        for whole in group:
            name = equipment.node(whole)
            made = equipment.rolled(name, group) if name else ()
            if name and made and one_voice([whole, *made]):
                yield _sum(made, whole, name)


def _one_list(item: Item) -> tuple[object, ...] | None:
    claim = item.claim
    if claim.figure.unit != "items" or claim.figure.per:
        return None
    return (item.entry.document, claim.conflict, claim.party, claim.measure, claim.time.kind, item.days, item.area)


def _sum(parts: Sequence[Item], whole: Item, name: str) -> Finding:
    made = equipment.summed(parts)
    slack = intervals.slack(*(item.claim.figure for item in (*parts, whole)))
    outcome = intervals.entails(made, whole.hard, slack)
    return told(
        "ROLL_UP",
        [*parts, whole],
        outcome,
        "error" if outcome == "violated" else "info",
        {
            "parts": " + ".join(wording.figure(part.claim.figure) for part in parts),
            "told": wording.joined([wording.counted(part.claim.figure, part.claim.object) for part in parts]),
            "made": wording.interval(made),
            "given": wording.figure(whole.claim.figure),
            "whole": equipment.title(name),
            "verdict": VERDICT[outcome],
        },
    )
