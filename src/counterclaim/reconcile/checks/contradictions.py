"""RATIO_PARTIES, CROSS_CONTRADICTION, SELF_CONTRADICTION, PERIOD_MISMATCH: who differs from whom, and from themselves.

That two sides differ is never called violated: it cannot be decided here who is right.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations, pairwise

from counterclaim.model import Comparison, Finding, SideRange
from counterclaim.reconcile import intervals, wording
from counterclaim.reconcile.align import PARTIES
from counterclaim.reconcile.checks.case import Case, definite, finding, near_places, single
from counterclaim.reconcile.digits import slips
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.keys import KINDS, same_start
from counterclaim.reconcile.parties import opposed
from counterclaim.reconcile.periods import apart

Figure = tuple[str, tuple[str, ...], str, intervals.Interval]  # of a claimant, whatever its day
NEIGHBOUR = 3  # days
ROUNDING = Fraction(51, 50)  # times apart: two figures of one day that rounding or the hour of counting explains
CLOSE = Fraction(3, 2)  # two totals of one day further apart are likelier of different scope than in conflict


def find(case: Case) -> Iterable[Finding]:
    """All disagreements, but for those that comparisons tell."""
    told = grouped(case.told, _one_figure)
    for group in grouped(case.told, _one_statement).values():
        yield from _self(group, told)
    for group in grouped(case.told, _one_subject).values():
        yield from _periods(group)


# ---------------------------------------------------------------- between claimants
def compared(case: Case) -> Iterable[Finding]:
    """The disagreements that comparisons tell."""
    for comparison in case.comparisons:
        yield from _parties(comparison, case)


def _parties(comparison: Comparison, case: Case) -> Iterable[Finding]:
    """The pair of sides that is furthest apart, and independent sources that lie outside a side's range."""
    reach = [(side, intervals.Interval(_exact(side.low), _exact(side.high))) for side in comparison.sides]
    speaking = [pair for pair in reach if pair[0].role in PARTIES]
    best = max(
        (pair for pair in combinations(speaking, 2) if opposed(pair[0][0].side, pair[1][0].side, comparison.conflict)),
        key=lambda pair: intervals.times_apart(pair[0][1], pair[1][1]) or 0,
        default=None,
    )
    if best and intervals.disjoint(best[0][1], best[1][1]):
        yield _apart("RATIO_PARTIES", comparison, *best, case)
    for outside in (pair for pair in reach if pair[0].role == "independent"):
        for side in speaking:
            if intervals.disjoint(outside[1], side[1]):
                yield _apart("CROSS_CONTRADICTION", comparison, outside, side, case)


def _exact(number: float | int | None) -> intervals.Exact | None:
    return None if number is None else intervals.exact(number)


def _apart(
    code: str,
    comparison: Comparison,
    a: tuple[SideRange, intervals.Interval],
    b: tuple[SideRange, intervals.Interval],
    case: Case,
) -> Finding:
    higher, lower = (a, b) if intervals.above(a[1], b[1]) else (b, a)
    top, bottom = higher[1].low or 0, lower[1].high or 0
    unit = comparison.unit
    items = [case.by_id[side.latest_claim or side.claims[0]] for side, _ in (higher, lower)]
    told = [_told(side, reach, unit, case) for side, reach in (higher, lower)]
    if unit == "percent":
        formula = f"{wording.number(top)} - {wording.number(bottom)} = {wording.number(top - bottom)}"
        by = f"at least {wording.number(top - bottom)} points apart"
    else:
        factor = wording.times(intervals.times_apart(higher[1], lower[1]) or 1)
        formula = f"{_end(higher[0], top, case)} / {wording.number(bottom)} = {factor}"
        by = f"at least {factor} times apart"
    caveats = [note.partition(": ")[2] for note in comparison.notes if note.startswith(("UNIT", "EVENT", "DATES"))]
    return finding(
        code,
        items,
        "undecidable",
        "info",
        formula,
        f"{comparison.title}. {wording.first_up(told[0])}; {told[1]}: {by}.",
        reasons=[*caveats, "each counts by its own means"],
        next_step="See them side by side, with the sentence of each.",
    )


def _told(side: SideRange, reach: intervals.Interval, unit: str, case: Case) -> str:
    """What a side gives: its one figure as in print, else the range of its figures."""
    items = [case.by_id[claim] for claim in side.claims]
    figures = dict.fromkeys(wording.figure(item.claim.figure) for item in items)
    voices = dict.fromkeys(wording.claimant(item.claim.claimant) for item in items)
    name = wording.side(side.side)
    if side.role == "independent":
        name = next(iter(voices)) if len(voices) == 1 else "independent sources"
    return f"{name} gave {next(iter(figures)) if len(figures) == 1 else wording.interval(reach, unit)}"


def _end(side: SideRange, low: float | intervals.Exact, case: Case) -> str:
    """The lower end of a side as in print: 16,000 where the words are "more than 16,000"."""
    figures = [case.by_id[claim].claim.figure for claim in side.claims]
    printed = (f.value for f in figures if f.value is not None and f.qualifier == "more_than" and f.low == low)
    return wording.number(next(printed, low))


# ---------------------------------------------------------------- one claimant, one day, two figures
def _one_statement(item: Item) -> tuple[object, ...] | None:
    if not item.who or item.days.inferred or not definite(item) or item.claim.time.kind not in ("total", "state"):
        return None
    return (item.who, item.quantity, item.claim.time.kind, item.area, item.day)


def _one_figure(item: Item) -> Figure | None:
    return (item.who, item.quantity, item.area, item.hard) if item.who else None


def _self(group: Sequence[Item], told: Mapping[Figure, Sequence[Item]]) -> Iterable[Finding]:
    """Across reports: within one, two totals of a day are nearly always of different kinds (17 of 17 looked at).

    A figure that the claimant gave for a neighbouring day as well, or that differs by a fiftieth, is dated or rounded
    otherwise: of the pairs of one day in 4,609 coded claims most are.
    """
    group = single(group)
    ordered = sorted(grouped(group, lambda item: item.hard).values(), key=lambda same: same[0].hard.low or 0)
    for a, b in pairwise(same[0] for same in ordered):
        slack = intervals.slack(a.claim.figure, b.claim.figure)
        both_told = (a.days.first is None) == (b.days.first is None)
        if intervals.disjoint(a.hard, b.hard, slack) and same_start(a, b) and both_told:
            yield _two(a, b, [day for item in (a, b) for day in _other_days(item, told)])


def _other_days(item: Item, told: Mapping[Figure, Sequence[Item]]) -> list[date]:
    """The neighbouring days for which the claimant gave the same figure."""
    same = told.get(_one_figure(item) or ("", (), "", item.hard), ())
    return sorted({other.day for other in same if other.day and 0 < (apart(other.day, item.day) or 0) <= NEIGHBOUR})


def _two(a: Item, b: Item, other_days: Sequence[date]) -> Finding:
    ratio = intervals.times_apart(a.hard, b.hard) or 1
    slipped = list(slips(a.point, b.point)) if a.point is not None and b.point is not None else []
    close = ratio <= ROUNDING or bool(other_days)
    x, y = wording.figure(a.claim.figure), wording.figure(b.claim.figure)
    day_told = [f"one is also its figure for {wording.on(other_days[0])}"] if other_days else []
    reasons = (*slipped, *day_told, "one was misread or mistyped", "the two count different people, places or days")
    return finding(
        "DIGIT_SLIP" if slipped else "SELF_CONTRADICTION",
        [a, b],
        "violated" if (ratio <= CLOSE and not close) or slipped else "undecidable",
        "info" if close and not slipped else "warn",
        f"{x} and {y}",
        f"{wording.claimant(a.claim.claimant)} is given with both {x} and {y} for {wording.on(a.day)}.",
        reasons=reasons,
        next_step="Read both sentences.",
    )


# ---------------------------------------------------------------- a total against a period
def _one_subject(item: Item) -> tuple[object, ...] | None:
    if item.claim.time.kind not in ("total", "period") or not item.voice or item.role not in PARTIES:
        return None
    return (item.entry.document, item.subject)


def _periods(group: Sequence[Item]) -> Iterable[Finding]:
    """A document that sets one side's total beside another side's figure for a period, which cannot be compared."""
    by_voice = grouped(group, lambda item: item.voice)
    for one, other in combinations(by_voice.values(), 2):
        kinds = {item.claim.time.kind for item in (*one, *other)}
        if len(kinds) < 2 or {i.claim.time.kind for i in one} & {i.claim.time.kind for i in other}:
            continue
        a, b = one[0], other[0]
        if not opposed(a.side, b.side, a.claim.conflict) or not near_places(a, b):
            continue
        x, y = (wording.figure(item.claim.figure) for item in (a, b))
        yield finding(
            "PERIOD_MISMATCH",
            [a, b],
            "undecidable",
            "warn",
            f"{x} ({a.claim.time.kind}), {y} ({b.claim.time.kind})",
            f"{x} is {KINDS[a.claim.time.kind]}, {y} is {KINDS[b.claim.time.kind]}: "
            "they cannot be set against each other.",
            reasons=("the report sets a total beside a period's figure",),
            next_step="Look for both sides' figures over the same days.",
        )
