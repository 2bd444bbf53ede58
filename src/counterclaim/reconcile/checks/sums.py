"""SUM_PARTS and SUM_PARTS_LE: parts that make a whole, or must not exceed it, found in one document.

A whole and its parts are told by one claimant, of the same people or things, in one place: windows of days that lie end
to end and fill the whole's; killed and wounded beside casualties; kinds of people that share no member.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date

from counterclaim.model import Finding, Outcome
from counterclaim.reconcile import intervals, wording
from counterclaim.reconcile.checks.case import Case, definite, finding, near_places, one_event, one_voice
from counterclaim.reconcile.checks.population import wider
from counterclaim.reconcile.checks.words import inclusive
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.periods import inside, tiles
from counterclaim.vocabulary.words import toml

FAR = 3  # times: parts and wholes further apart are of different counts
LONGEST = 62  # days: a whole that its parts tell day by day or week by week


def find(case: Case) -> Iterable[Finding]:
    """All sums of the case."""
    for group in grouped(case.told, _same_count).values():
        yield from _windows(group)
    for group in grouped(case.told, _same_days).values():
        if len(group) > 2:
            yield from _harm(group)
            yield from _kinds(group)


def _same_count(item: Item) -> tuple[object, ...] | None:
    claim = item.claim
    if (
        claim.time.kind != "period"
        or item.days.first is None
        or item.day is None
        or claim.figure.per
        or not definite(item)
    ):
        return None
    return (item.record, item.subject, claim.measure)  # rows of a table are reports of their own, not parts


def _same_days(item: Item) -> tuple[object, ...] | None:
    claim = item.claim
    if (
        claim.time.kind not in ("total", "period")
        or claim.figure.unit == "percent"
        or claim.figure.per
        or not definite(item)
    ):
        return None
    return (item.entry.document, claim.conflict, claim.party, claim.figure.unit, claim.time.kind, item.days, item.area)


# ---------------------------------------------------------------- windows of days
def _windows(group: Sequence[Item]) -> Iterable[Finding]:
    """Wholes of which other figures of the document tell the days."""
    ordered = sorted(group, key=lambda item: (item.days.first or date.min, item.day or date.min))
    starts = [item.days.first or date.min for item in ordered]
    for whole in ordered:
        length = whole.days.length
        if length is None or not 1 < length <= LONGEST or whole.days.first is None or whole.day is None:
            continue
        reach = ordered[bisect_left(starts, whole.days.first) : bisect_right(starts, whole.day)]
        chosen = [item for item in reach if _is_window_of(item, whole)]
        by_days = grouped(chosen, lambda item: item.days)
        pieces = [same[0] for same in by_days.values() if len(same) == 1]
        if len(pieces) < 2 or not one_voice([whole, *pieces]) or not _near(pieces, whole):
            continue
        if tiles(whole.days, [item.days for item in pieces]):
            yield _exhaustive(pieces, whole)
            yield from wider(pieces, whole)


def _near(parts: Sequence[Item], whole: Item) -> bool:
    """Whether the whole is not several times its parts, which then are those of something else."""
    made = intervals.total(part.hard for part in parts)
    return (intervals.times_apart(intervals.Interval(made.low, made.low), whole.hard) or FAR) < FAR


def _is_window_of(item: Item, whole: Item) -> bool:
    shorter = item.days != whole.days and inside(item.days, whole.days)
    return shorter and item.voice in (whole.voice, "") and (near_places(item, whole) or _may_lie_in(item, whole))


def _may_lie_in(part: Item, whole: Item) -> bool:
    """Whether the part is of a town and the whole of a region."""
    inner, outer = part.claim.place, whole.claim.place
    return bool(inner and outer and outer.precision == "region" and inner.precision in ("city", "site"))


def _exhaustive(parts: Sequence[Item], whole: Item) -> Finding:
    """Whether parts that leave nothing out make the whole."""
    parts = sorted(parts, key=lambda item: (item.days.first or date.min, item.claim.figure.start))
    made = intervals.total(part.hard for part in parts)
    slack = intervals.slack(*(item.claim.figure for item in (*parts, whole)))
    outcome = intervals.entails(made, whole.hard, slack)
    told = [wording.figure(part.claim.figure) for part in parts]
    sum_, given = wording.interval(made), wording.figure(whole.claim.figure)
    verdict = {"holds": "They agree.", "violated": f"They differ by at least {_difference(made, whole.hard)}."}
    return finding(
        "SUM_PARTS",
        [*parts, whole],
        outcome,
        "error" if outcome == "violated" else "info",
        f"{' + '.join(told)} = {sum_}; given: {given}",
        f"The parts {wording.joined(told)} make {sum_}; the total given is {given}. "
        f"{verdict.get(outcome, 'Whether they agree cannot be decided from these words.')}",
        derived=made.low if made.low == made.high else None,
        reasons=("a part is missing or told twice", "the parts count other people than the whole")
        if outcome != "holds"
        else (),
        next_step="Read the sentences of the parts and of the whole side by side." if outcome != "holds" else "",
    )


def _difference(a: intervals.Interval, b: intervals.Interval) -> str:
    gaps = [x.low - y.high for x, y in ((a, b), (b, a)) if x.low is not None and y.high is not None]
    return wording.number(max(gaps, default=0))


# ---------------------------------------------------------------- killed and wounded
def _harm(group: Sequence[Item]) -> Iterable[Finding]:
    """Casualties beside killed and wounded of the same people; more may be meant by casualties than these two."""
    for same in grouped(group, lambda item: item.claim.object).values():
        by_measure = grouped(same, lambda item: item.claim.measure)
        sets = [by_measure.get(name, []) for name in ("killed", "wounded", "casualties")]
        if not all(len(items) == 1 for items in sets):
            continue
        killed, wounded, both = (items[0] for items in sets)
        if one_voice([killed, wounded, both]) and one_event(killed, both) and one_event(wounded, both):
            yield _harmed(killed, wounded, both)


def _harmed(killed: Item, wounded: Item, both: Item) -> Finding:
    made = intervals.plus(killed.hard, wounded.hard)
    slack = intervals.slack(*(item.claim.figure for item in (killed, wounded, both)))
    holds = intervals.entails(made, both.hard) == "holds"
    outcome: Outcome = "holds" if holds else "violated" if intervals.above(made, both.hard, slack) else "undecidable"
    k, w, b = (wording.figure(item.claim.figure) for item in (killed, wounded, both))
    says = {"holds": "They agree.", "violated": "That is more than the casualties given."}
    return finding(
        "SUM_PARTS" if outcome != "violated" else "SUM_PARTS_LE",
        [killed, wounded, both],
        outcome,
        "error" if outcome == "violated" else "info",
        f"{k} + {w} = {wording.interval(made)}; given: {b}",
        f"{k} killed and {w} wounded make {wording.interval(made)}; the casualties given are {b}. "
        f"{says.get(outcome, 'Casualties may also count missing and captured.')}",
        derived=made.low if made.low == made.high else None,
        reasons=("casualties count others too, or the wounded alone", "one of the three was misread")
        if outcome != "holds"
        else (),
        next_step="Read what the source counts as casualties." if outcome != "holds" else "",
    )


# ---------------------------------------------------------------- kinds that share no member
def _kinds(group: Sequence[Item]) -> Iterable[Finding]:
    """Kinds such as civilians and soldiers beside people: together no more than the whole.

    Called violated only where a sentence says that they are inside the whole.
    """
    for same in grouped(group, lambda item: item.claim.measure).values():
        by_object = grouped(same, lambda item: item.claim.object)
        for whole_kind, sets in toml("units.toml")["disjoint"].items():
            wholes = by_object.get(whole_kind, [])
            for names in sets:
                parts = [by_object[name][0] for name in names if len(by_object.get(name, ())) == 1]
                if len(wholes) != 1 or len(parts) < 2 or not one_voice([*parts, wholes[0]]):
                    continue
                if all(one_event(part, wholes[0]) for part in parts):
                    yield from _at_most(parts, wholes[0])


def _at_most(parts: Sequence[Item], whole: Item) -> Iterable[Finding]:
    made = intervals.total(part.hard for part in parts)
    slack = intervals.slack(*(item.claim.figure for item in (*parts, whole)))
    outcome = intervals.at_most(made, whole.hard, slack)
    if outcome == "undecidable" or (outcome == "violated" and not all(inclusive(p, whole) for p in parts)):
        return
    told = [wording.counted(p.claim.figure, p.claim.object) for p in parts]
    given = wording.counted(whole.claim.figure, whole.claim.object)
    end = f"no more than {given}" if outcome == "holds" else f"more than {given}"
    yield finding(
        "SUM_PARTS_LE",
        [*parts, whole],
        outcome,
        "error" if outcome == "violated" else "info",
        f"{' + '.join(wording.figure(p.claim.figure) for p in parts)} = {wording.interval(made)}; "
        f"whole: {wording.figure(whole.claim.figure)}",
        f"{wording.joined(told)} make {wording.interval(made)}, {end}.",
        derived=made.low if made.low == made.high else None,
        reasons=("the kinds share members", "one of them was misread") if outcome == "violated" else (),
        next_step="Read the sentence." if outcome == "violated" else "",
    )
