"""PART_LE_WHOLE and SUBSET_UNIT: children among civilians, killed among casualties, told by one claimant together."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from counterclaim.model import Finding
from counterclaim.reconcile import intervals, units, wording
from counterclaim.reconcile.checks.case import Case, finding, near_places, one_event, one_voice, place
from counterclaim.reconcile.checks.words import inclusive
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.keys import unfit

FAR = 3  # times: figures of one source on the same people are seldom so far apart


def find(case: Case) -> Iterable[Finding]:
    """All parts and wholes of the case; a figure that is told several times counts once."""
    same = case.group_of
    usable = sorted((item for item in case.found if not unfit(item) and item.claim.figure.unit != "percent"), key=place)
    seen: set[tuple[str, int, int]] = set()
    for group in grouped(usable, _same_days).values():
        for part, whole, code in _pairs(group):
            mark = (code, same[id(part)], same[id(whole)])
            if mark not in seen:
                seen.add(mark)
                yield from _part(part, whole) if code == "PART_LE_WHOLE" else _subset(part, whole)


def _same_days(item: Item) -> tuple[object, ...]:
    claim = item.claim
    return (item.entry.document, claim.conflict, claim.party, claim.figure.unit, claim.time.kind, item.days)


def _pairs(group: Sequence[Item]) -> Iterable[tuple[Item, Item, str]]:
    """Each figure with the nearest one before it, else after it, that may hold it."""
    by_count = grouped(group, lambda item: (item.claim.measure, item.claim.object))
    if len(by_count) < 2:
        return
    for (measure, counted), parts in by_count.items():
        for (other, whole_kind), wholes in by_count.items():
            if measure == other and units.is_part(counted, whole_kind):
                yield from ((part, whole, "PART_LE_WHOLE") for part, whole in _nearest(parts, wholes))
            elif counted == whole_kind and units.is_subset(measure, other):
                yield from ((part, whole, "SUBSET_UNIT") for part, whole in _nearest(parts, wholes))


def _nearest(parts: Sequence[Item], wholes: Sequence[Item]) -> Iterable[tuple[Item, Item]]:
    """Both are in the order of the text, so one walk finds the nearest whole before each part."""
    at = 0
    for part in parts:
        while at + 1 < len(wholes) and place(wholes[at + 1]) < place(part):
            at += 1
        for whole in (wholes[at], *wholes[at + 1 : at + 2]):
            if near_places(part, whole) and one_voice([part, whole]) and one_event(part, whole):
                yield part, whole
                break


def _part(part: Item, whole: Item) -> Iterable[Finding]:
    told = inclusive(part, whole)
    one_sentence = part.claim.quote.start == whole.claim.quote.start
    slack = intervals.slack(part.claim.figure, whole.claim.figure)
    outcome = intervals.at_most(part.hard, whole.hard, slack)
    thing = part.claim.figure.unit != "persons"  # lists of equipment name each kind apart
    standing = part.claim.time.kind in ("total", "state")
    if not told and (thing or one_sentence or not standing or outcome != "holds"):
        return  # "3 civilians and 5 children were killed" are not said to be inside each other
    if outcome == "undecidable" and None in (part.claim.figure.value, whole.claim.figure.value):
        return  # a vague word beside a number
    a, b = (wording.counted(item.claim.figure, item.claim.object) for item in (part, whole))
    share = f" ({_share(part, whole)})" if part.point is not None and whole.point else ""
    text = f"{a} among {b}{share}: possible."
    if outcome == "violated":
        text = f"{a} are more than the {b} they are said to be part of."
    if outcome == "undecidable":
        text = f"Whether {a} are no more than {b} cannot be decided from these words."
    yield finding(
        "PART_LE_WHOLE",
        [part, whole],
        outcome,
        "error" if outcome == "violated" else "info",
        f"{wording.figure(part.claim.figure)} of {wording.figure(whole.claim.figure)}",
        text,
        reasons=("one of the two was misread or mistyped", "they count different people")
        if outcome == "violated"
        else (),
        next_step="Read the sentence." if outcome == "violated" else "",
    )


def _share(part: Item, whole: Item) -> str:
    share = 100 * Fraction(part.point or 0) / Fraction(whole.point or 1)
    if share > 99 and part.point != whole.point:
        return "over 99 %"
    return f"{wording.number(round(share)) if share >= 1 else 'under 1'} %"


def _subset(part: Item, whole: Item) -> Iterable[Finding]:
    """Killed among casualties, destroyed among lost, of the same people or things, days and claimant."""
    slack = intervals.slack(part.claim.figure, whole.claim.figure)
    outcome = intervals.at_most(part.hard, whole.hard, slack)
    one_sentence = part.claim.quote.start == whole.claim.quote.start
    if outcome == "undecidable" or not (one_sentence or part.claim.time.kind == "total"):
        return  # casualties of another attack of the day
    a, b = wording.figure(part.claim.figure), wording.figure(whole.claim.figure)
    kind, all_ = (wording.measure(item.claim.measure) for item in (part, whole))
    end = "possible" if outcome == "holds" else f"more {kind} than {all_}"
    far = (intervals.times_apart(part.hard, whole.hard) or 1) > FAR and outcome == "violated"
    reasons = ["one of the two is another source's figure"] if far else []
    yield finding(
        "SUBSET_UNIT",
        [part, whole],
        "undecidable" if far else outcome,
        "warn" if far else "error" if outcome == "violated" else "info",
        f"{a} {kind} of {b} {all_}",
        f"{a} {kind} among {b} {all_}: {end}.",
        reasons=(*reasons, f"{all_} may here mean the others alone") if outcome == "violated" else (),
        next_step=f"Read what the source counts as {all_}." if outcome == "violated" else "",
    )
