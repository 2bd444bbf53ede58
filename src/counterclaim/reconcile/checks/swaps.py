"""TARGET_SWAP and CLAIMANT_SWAP: one number about the other party, or under the other claimant.

Needs all claims of a conflict about one measure and kind together, whoever is their party. A number that both sides
are recorded with is an exchange only where it does not fit the series it stands in; or stands in none, and the other's
does.
"""

from collections.abc import Hashable, Iterable, Sequence
from datetime import date

from counterclaim.model import Finding
from counterclaim.reconcile import wording
from counterclaim.reconcile.align import PARTIES
from counterclaim.reconcile.checks.case import Case
from counterclaim.reconcile.checks.outliers import fine, telling
from counterclaim.reconcile.checks.texts import told
from counterclaim.reconcile.drops import LARGE, value
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.parties import opposed
from counterclaim.reconcile.periods import apart
from counterclaim.reconcile.rising import Odd

DAYS = 1  # between the two reports
WITHIN = 200  # of the number: exact, or half a percent apart
SERIES = 3  # figures that make a series which a number can fit


def find(case: Case) -> Iterable[Finding]:
    """All numbers that stand outside of their own series and are another's of that day."""
    totals = [i for i in case.told if i.claim.time.kind == "total" and i.point is not None and i.voice and i.day]
    by_day = grouped(totals, _of_day)
    odd = {id(each.item): each.item for _, each in case.odd if _stands_out(each)}
    short = {id(item): item for line in case.lines if len(line.track) < SERIES for item in line.track if telling(item)}
    for key, item in {**short, **odd}.items():
        unfit = odd if key in odd else {**odd, **short}
        near = [other for day in _days(item.day) for other in by_day.get(_of_day(item, day) or (), ())]
        yield from _exchanged(item, [other for other in near if id(other) not in unfit])


def _stands_out(each: Odd) -> bool:
    """Whether a total is far from its series, and not so round that another's number is met by chance."""
    return each.share > LARGE and fine(each.item)


def _of_day(item: Item, day: date | None = None) -> tuple[Hashable, ...] | None:
    claim, on = item.claim, day or item.day
    if claim.conflict is None or claim.party is None or on is None:
        return None
    return (claim.conflict, item.family, item.kind, claim.figure.unit, item.area, on)


def _days(day: date | None) -> list[date]:
    return [] if day is None else [date.fromordinal(day.toordinal() + shift) for shift in (0, -DAYS, DAYS)]


def _exchanged(item: Item, near: Sequence[Item]) -> Iterable[Finding]:
    own = [o for o in near if o.voice == item.voice and o.claim.party == item.claim.party and _close(item, o)]
    if own:
        return  # told elsewhere too
    close = _close if telling(item) else _equal
    target = next((other for other in near if _other_party(item, other) and close(item, other)), None)
    speaker = next((other for other in near if _other_voice(item, other) and value(other) == value(item)), None)
    words = {"given": wording.figure(item.claim.figure), "on": wording.on(item.day)}
    who = wording.claimant(item.claim.claimant)
    if target is not None:
        sides = {"party": wording.side(item.claim.party), "opposite": wording.side(target.claim.party)}
        yield told("TARGET_SWAP", [item, target], "undecidable", "warn", {"who": who, **sides, **words})
    elif speaker is not None:
        name = wording.claimant(speaker.claim.claimant)
        yield told("CLAIMANT_SWAP", [item, speaker], "undecidable", "info", {"who": who, "other": name, **words})


def _close(a: Item, b: Item) -> bool:
    gap = value(a) - value(b)
    return max(gap, -gap) * WITHIN <= value(a) and (apart(a.day, b.day) or 0) <= DAYS


def _equal(a: Item, b: Item) -> bool:
    return value(a) == value(b)


def _other_party(a: Item, b: Item) -> bool:
    same = (a.voice, a.claim.measure) == (b.voice, b.claim.measure)
    return same and a.claim.party != b.claim.party and opposed(a.claim.party, b.claim.party, a.claim.conflict)


def _other_voice(a: Item, b: Item) -> bool:
    if a.claim.party != b.claim.party or a.role not in PARTIES or b.role not in PARTIES:
        return False
    return opposed(a.side, b.side, a.claim.conflict)
