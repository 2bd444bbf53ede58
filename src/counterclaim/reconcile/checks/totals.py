"""TOTAL_MINUS_INC, MONO_CUM, CORRECTION, SERIES_BREAK: one claimant's running totals against themselves."""

from collections.abc import Container, Iterable, Mapping, Sequence, Set
from datetime import date
from fractions import Fraction
from itertools import pairwise

from counterclaim.model import Finding, Outcome
from counterclaim.reconcile import intervals, wording
from counterclaim.reconcile.checks.case import Case, definite, finding, near_places, place
from counterclaim.reconcile.checks.outliers import stories, told_high
from counterclaim.reconcile.checks.texts import told
from counterclaim.reconcile.checks.words import days_told
from counterclaim.reconcile.digits import slips
from counterclaim.reconcile.drops import LARGE, SMALL, Drop, slack, value
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.periods import DAY
from counterclaim.reconcile.series import Line

ANEW = 4  # times: after a fall to less than the fourth part a count looks begun anew

ByDay = Mapping[tuple[object, ...], Sequence[Item]]


def find(case: Case) -> Iterable[Finding]:
    """All checks of totals."""
    by_day = grouped((i for i in case.told if i.claim.time.kind == "total" and i.voice), lambda i: _on(i, i.day))
    for group in grouped(case.told, _tally).values():
        for increment, whole in _increments(group):
            yield _before(increment, whole, _alone(whole, group), by_day)
    elsewhere = stories(case)
    spikes = told_high(case, elsewhere)
    told_of = {claim for found in elsewhere.values() for one in found for claim in one.claims}
    for line in case.lines:
        made = list(_rising(line, spikes, elsewhere))
        yield from made
        if line.drops:
            yield from _silent(line, told_of.union(*(one.claims for one in made)))


# ---------------------------------------------------------------- total - increment
def _tally(item: Item) -> tuple[object, ...] | None:
    if item.claim.time.kind not in ("total", "period") or not item.voice or not definite(item) or item.day is None:
        return None
    return (item.entry.document, item.voice, item.subject, item.claim.measure, item.claim.object)


def _on(item: Item, day: date | None) -> tuple[object, ...] | None:
    return None if day is None else (item.voice, item.subject, item.claim.measure, item.claim.object, item.area, day)


def _increments(group: Sequence[Item]) -> Iterable[tuple[Item, Item]]:
    """Each total with the figure of its last day, both told as numbers: "rose by 1,030 overnight to 133,190"."""
    totals = [item for item in group if item.claim.time.kind == "total" and item.point is not None]
    daily = [i for i in group if i.claim.time.kind == "period" and _one_day(i)]
    by_last = grouped(daily, lambda i: i.day)
    for whole in totals:
        steps = [i for i in by_last.get(whole.day or date.min, ()) if near_places(i, whole)]
        if steps:
            yield min(steps, key=lambda i: (abs(i.claim.figure.start - whole.claim.figure.start), place(i))), whole


def _alone(whole: Item, group: Sequence[Item]) -> bool:
    """Whether the document gives no other total of this kind and day, so that another document's can be its past."""
    return not any(i.hard != whole.hard for i in group if i.claim.time.kind == "total" and i.day == whole.day)


def _one_day(item: Item) -> bool:
    return bool(item.point) and (days_told(item) == 1 or (item.days.first is None and not item.days.inferred))


def _before(increment: Item, whole: Item, single_total: bool, by_day: ByDay) -> Finding:
    """The total of the day before, by subtraction, and the claimant's own figure of that day where there is one."""
    made = value(whole) - value(increment)
    assert whole.day is not None
    earlier = whole.day - DAY
    known = by_day.get(_on(whole, earlier) or (), ())
    only = known[0] if len({i.hard for i in known}) == 1 and single_total else None
    match = next((i for i in known if i.hard == intervals.Interval(made, made)), only)
    t, i, d = (wording.number(n) for n in (value(whole), value(increment), made))
    formula, outcome, end = f"{t} - {i} = {d}", "holds", ""
    name = wording.claimant(whole.claim.claimant)
    if made < 0:
        outcome, end = "violated", "the increase is larger than the total."
    elif match is None:
        end = (
            "the increase is no larger than the total, and no more is tested: no figure of "
            f"{name} for {wording.on(earlier)} is at hand to set against it."
        )
    else:
        outcome, end = _matches(
            match, made, increment, whole, f"{wording.possessive(name)} figure for {wording.on(earlier)}"
        )
    return finding(
        "TOTAL_MINUS_INC",
        [whole, increment, *([match] if match else [])],
        outcome,  # type: ignore[arg-type]
        "warn" if outcome == "violated" else "info",
        formula,
        f"{formula} {_what(whole)} by the day before; {end}",
        derived=made,
        reasons=("the day before was corrected", "the increase covers other days", "cases of earlier days were added")
        if outcome != "holds"
        else (),
        next_step=f"Look for the same source's total of {wording.on(earlier)}."
        if match is None
        else "Read which days the increase covers."
        if outcome != "holds"
        else "",
    )


def _matches(match: Item, made: intervals.Exact, increment: Item, whole: Item, name: str) -> tuple[Outcome, str]:
    slack = intervals.slack(match.claim.figure, increment.claim.figure, whole.claim.figure)
    outcome = intervals.same(match.hard, intervals.Interval(made, made), slack)
    if made == match.claim.figure.value:
        outcome = "holds"  # "about 132,160" is the number itself
    given = wording.figure(match.claim.figure)
    gap = made - (match.point or match.hard.low or 0)
    verdict = {
        "holds": "matches.",
        "violated": f"differs by {wording.number(max(gap, -gap))}.",
        "undecidable": "differs by no more than rounding.",
    }
    return outcome, f"{name} is {given}: {verdict[outcome]}"


def _what(item: Item) -> str:
    return f"{wording.thing(item.claim.object, item.claim.party)} {wording.measure(item.claim.measure)}"


# ---------------------------------------------------------------- totals only rise
def _rising(line: Line, spikes: Container[int], elsewhere: Container[int]) -> Iterable[Finding]:
    """The falls of a series. `spikes` are the `id()`s of figures too high, from which a fall tells nothing more;
    `elsewhere` those of which `outliers` tells: an older figure told again is told of there.
    """
    track = line.track
    if len(track) < 2:
        return
    for drop in line.drops:
        older = drop.verdict == "stale" and id(drop.after) in elsewhere
        if not older and id(drop.before) not in spikes:
            yield _fall(drop)
    if not line.drops:
        strict = all(value(before) <= value(after) for before, after in pairwise(track))
        yield rises(track[0], track[-1], len(track), strict=strict)


def _silent(line: Line, told_of: Set[str]) -> Iterable[Finding]:
    """Falls from one day to the next of which nothing else tells, so that what a series shows stands here too."""
    for before, after in pairwise(line.track):
        less = value(before) - value(after)
        if less > slack(before) + slack(after) and not {before.claim.id, after.claim.id} & told_of:
            yield _fall(Drop(before, after, Fraction(less) / value(before), "late"))


def rises(first: Item, last: Item, count: int, *, strict: bool) -> Finding:
    """That the totals of a series, one a day, never fall; `strict` where not even by rounding."""
    name = wording.claimant(first.claim.claimant)
    a, b = wording.number(value(first)), wording.number(value(last))
    middle = ", ..., " if count > 2 else ", then "
    rounded = "" if strict else " by more than rounding"
    return finding(
        "MONO_CUM",
        [first, last],
        "holds",
        "info",
        f"{a}{middle}{b}",
        f"{name} gave totals of {_what(first)} for {count} days, from {a} on {wording.on(first.day)} to {b} on "
        f"{wording.on(last.day)}; none is below the one before{rounded}.",
    )


def _fall(drop: Drop) -> Finding:
    """A fall by what it looks like; only a large one that nothing explains is called violated."""
    name = wording.claimant(drop.after.claim.claimant)
    x, y = wording.number(value(drop.before)), wording.number(value(drop.after))
    less = wording.number(value(drop.before) - value(drop.after))
    share = f"{wording.number(round(drop.share * 100, 1))} %"
    gave = f"{name} gave {x} on {wording.on(drop.before.day)} and {y} on {wording.on(drop.after.day)}"
    formula = f"{x}, then {y}"
    pair = [drop.before, drop.after]
    if drop.verdict == "correction":
        text = f"{gave}: {less} less. It looks like a correction by the claimant; later totals go on from there."
        return finding("CORRECTION", pair, "holds", "info", f"{x} - {less} = {y}", text, derived=value(drop.after))
    if drop.verdict == "break" and value(drop.after) * ANEW < value(drop.before):
        words = {"then": wording.on(drop.before.day), "on": wording.on(drop.after.day)}
        return told("RESTART", pair, "undecidable", "warn", {"who": name, "before": x, "given": y, **words})
    if drop.verdict == "break":
        return finding(
            "SERIES_BREAK",
            pair,
            "undecidable",
            "warn",
            formula,
            f"{gave}: {share} less, and later totals go on from there.",
            reasons=("the claimant now counts other people or uses other records", "a large correction"),
            next_step="Look for a statement of the claimant on how it counts.",
        )
    large = drop.large
    return finding(
        "MONO_CUM",
        pair,
        "violated" if large else "undecidable",
        "warn" if large else "info",
        formula,
        f"{gave}: a running total fell by {share}.",
        reasons=_reasons(drop),
        next_step="Check both sentences: is each a running total, of the same people, to that day?",
    )


def _reasons(drop: Drop) -> list[str]:
    """What may lie behind a fall, the likeliest first."""
    high, low = value(drop.before), value(drop.after)
    reasons = [*slips(high, low)]
    if drop.share <= SMALL:
        reasons.append("a small correction")
    elif drop.share <= LARGE:
        reasons.append("the later figure is rounded down or of an earlier day")
    elif low * 10 < high * 3:
        reasons.append("too small for a running total: perhaps a period's or a place's figure")
    if drop.verdict == "spike":
        reasons.append("the earlier figure stands above its neighbours")
    return [*reasons, "the two count different things"]
