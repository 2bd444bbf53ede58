"""RATIO_IMPLAUSIBLE: wounded for each killed, as one claimant gives both.

Needs all claims of one claimant about one party together; a ratio is made within a document only.
"""

from collections.abc import Iterable

from counterclaim.model import Finding
from counterclaim.reconcile import wording
from counterclaim.reconcile.checks.case import Case, definite
from counterclaim.reconcile.checks.texts import told
from counterclaim.reconcile.intervals import Interval, entails, over
from counterclaim.reconcile.items import Item, grouped
from counterclaim.vocabulary.words import toml

FILE = "plausible.toml"


def find(case: Case) -> Iterable[Finding]:
    """All ratios of a claimant, each with the one before it; those that bounds leave open are not told."""
    pairs = (_pair(group) for group in grouped(case.told, _same).values())
    by_who = grouped((pair for pair in pairs if pair), lambda pair: (pair[0].voice, pair[0].subject))
    for own in by_who.values():
        earlier: Interval | None = None
        for killed, wounded in sorted(own, key=lambda pair: (str(pair[0].day), pair[0].claim.id)):
            ratio = over(wounded.hard, killed.hard)
            yield from _told(killed, wounded, ratio, earlier)
            earlier = ratio


def _same(item: Item) -> tuple[object, ...] | None:
    claim = item.claim
    counted = claim.measure in ("killed", "wounded") and claim.figure.unit == "persons"
    if not counted or not item.voice or not definite(item) or claim.figure.per:
        return None
    kind = (claim.conflict, claim.party, claim.object, claim.time.kind, item.days, item.area)
    return (item.entry.document, item.voice, *kind)


def _pair(group: list[Item]) -> tuple[Item, Item] | None:
    """The one figure of killed and the one of wounded, where the killed are enough for a ratio to tell something."""
    by_measure = grouped(group, lambda item: item.claim.measure)
    killed, wounded = by_measure.get("killed", []), by_measure.get("wounded", [])
    if len(killed) != 1 or len(wounded) != 1:
        return None
    enough = (killed[0].hard.low or 0) >= int(toml(FILE)["wounded_per_killed"]["least"])
    return (killed[0], wounded[0]) if enough else None


def _told(killed: Item, wounded: Item, ratio: Interval, earlier: Interval | None) -> Iterable[Finding]:
    usual = Interval(toml(FILE)["wounded_per_killed"]["low"], toml(FILE)["wounded_per_killed"]["high"])
    outcome = entails(ratio, usual)
    words = {
        "who": wording.claimant(killed.claim.claimant),
        "killed": wording.figure(killed.claim.figure),
        "wounded": wording.figure(wounded.claim.figure),
        "ratio": wording.interval(ratio),
        "earlier": f" (its figures before: {wording.interval(earlier)})" if earlier is not None else "",
        "low": wording.number(usual.low or 0),
        "high": wording.number(usual.high or 0),
    }
    if outcome == "holds":
        yield told("RATIO_USUAL", [killed, wounded], "holds", "info", words)
    elif outcome == "violated":  # unlikely, not impossible
        yield told("RATIO_IMPLAUSIBLE", [killed, wounded], "undecidable", "info", words)
