"""How far a claim is told and contradicted by others: what software can count, and nothing more.

A claim that names nobody is `reported`, one that names its source `attributed`, one that two independent origins or
more give is `corroborated`. Origins, not outlets: copies, bodies of one side, what people merged, and claimants of whom
one repeats the other (`dependence`) are one. Two figures are in keeping with each other if what their words usually
mean (`implied`) meets; a bound or a vague word that allows more than twice its least meets too much to corroborate.

Beside the rung stand `disputed` (another voice's figure of the same excludes it), `denied` (another voice rejects it),
`pending` (the article says that it is not verified), `retracted` and `corrected` (its own source took it back, or
replaced it: `taken_back`). Documented, verified, uncheckable: people say so. A proposal is never a verdict: most claims
of a war are disputed, the well documented ones among them too.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

from counterclaim.reconcile.align import EVENT, TOLERANCE, Row, of_one_event, row
from counterclaim.reconcile.dependence import Repeats
from counterclaim.reconcile.intervals import Interval, disjoint, implied
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.keys import key, same_start, unfit
from counterclaim.reconcile.origins import Origin
from counterclaim.reconcile.parties import opposed
from counterclaim.reconcile.taken_back import Back, taken_back

ENOUGH = 2  # origins that make a claim corroborated: Every Casualty Standards, cross-check with independent sources
WIDE = 2  # times its least that a figure may allow and still corroborate: "dozens" (24 to 99) is wider
SAME_DAY = 1  # days: reports of a day reach into the next; totals further apart differ by growing alone
CLEAR = 2  # times apart at which totals some days apart differ by more than they grow

Counts = Literal["reported", "attributed", "corroborated"]
Against = Literal["disputed", "denied", "retracted", "corrected", "pending"]
Counted = tuple[Counts, int, tuple[Against, ...]]  # the rung, independent origins, what stands against it


class Told(NamedTuple):
    """A row with what its figure usually means."""

    row: Row
    usual: Interval


def counted(origins: Sequence[Origin], repeats: Repeats) -> dict[tuple[str, str], Counted]:
    """Of each claim, by document and id: the rung, how many independent origins give it, and what stands against it.

    >>> counted((), {})
    {}
    """
    rows = [row(origin) for origin in origins]
    back = taken_back(origins)
    denials = grouped((one.item for one in rows if one.item.claim.stance == "denies"), _denied)
    found: dict[tuple[str, str], Counted] = {}
    alike = grouped(rows, lambda one: (key(one.item), one.item.claim.measure))
    for (at, _), group in alike.items():
        told = sorted((Told(one, implied(one.item.claim.figure)) for one in group), key=lambda one: one.row.day)
        days = [one.row.day for one in told]
        for one in told:
            near = [] if at is None else _near(one, told, days)
            state = _counted(one, near, denials.get(_denied(one.row.item), ()), repeats)
            for member in one.row.origin.members:
                told_at = (member.entry.document, member.claim.id)
                found[told_at] = _with(back.get(told_at), state if member.who else ("reported", *state[1:]))
    return found


def _with(back: Back | None, state: Counted) -> Counted:
    rung, count, against = state
    return (rung, count, tuple(one for one in get_args(Against) if one == back or one in against))


def _denied(item: Item) -> tuple[object, ...]:
    return (*item.subject, item.claim.measure, item.hard)


def _near(one: Told, told: Sequence[Told], days: Sequence[date]) -> list[Told]:
    """The others that are of the same days."""
    near = told
    if one.row.item.day is not None:
        span = timedelta(days=near_days(one.row.item))
        near = told[bisect_left(days, one.row.day - span) : bisect_right(days, one.row.day + span)]
    return [other for other in near if other is not one and _same_days(one.row, other.row)]


def _same_days(a: Row, b: Row) -> bool:
    if a.item.claim.time.kind not in ("period", "unspecified"):
        return same_start(a.item, b.item)
    if a.item.days[:2] == b.item.days[:2]:
        return True
    early, late = sorted((a, b), key=lambda one: (one.item.days.first or one.day, one.day))
    return bool(a.item.area) and of_one_event(early.item.days.first, early.item.days.last, late)


def _counted(one: Told, near: Sequence[Told], denials: Iterable[Item], repeats: Repeats) -> Counted:
    item = one.row.item
    held = [] if unfit(item) or _wide(one.usual) else [other for other in near if _agree(one, other)]
    origins = _distinct([one, *held], repeats.get((*item.subject, item.area), ()))
    against: list[Against] = []
    if not unfit(item) and any(_excludes(one, other) for other in near):
        against.append("disputed")
    if item.claim.stance != "denies" and any(_rejects(denial, item) for denial in denials):
        against.append("denied")
    if any(member.claim.verification == "unverified" for member in one.row.origin.members):
        against.append("pending")
    rung: Counts = "attributed" if item.who else "reported"
    return ("corroborated" if item.who and origins >= ENOUGH else rung, origins, tuple(against))


def _wide(usual: Interval) -> bool:
    """Whether figures in keeping with this one say little: an open end, or more than twice its least."""
    if usual.low is None or usual.high is None:
        return True
    return usual.high > WIDE * usual.low and usual.high - usual.low > 1


def _agree(a: Told, b: Told) -> bool:
    if b.row.origin.altered or not b.row.item.voice or _wide(b.usual):
        return False
    return not disjoint(a.usual, b.usual)


def _excludes(a: Told, b: Told) -> bool:
    """Whether another voice's figure leaves no room for this one."""
    x, y = a.row.item, b.row.item
    if not x.voice or not y.voice or x.voice == y.voice or b.row.origin.altered:
        return False
    if x.side and y.side and not opposed(x.side, y.side, x.claim.conflict):
        return False
    if not disjoint(x.hard, y.hard) or not disjoint(a.usual, b.usual):
        return False
    if x.claim.time.kind != "total" or abs((a.row.day - b.row.day).days) <= SAME_DAY:
        return True
    lower, higher = sorted((x.hard, y.hard), key=lambda reach: reach.low or 0)
    return lower.high is not None and (higher.low or 0) > CLEAR * lower.high


def _rejects(denial: Item, item: Item) -> bool:
    if denial.voice == item.voice or not denial.voice or denial.day is None or item.day is None:
        return False
    far = abs((denial.day - item.day).days) > TOLERANCE["total"]
    return not far and (not denial.area or not item.area or denial.area == item.area)


def _distinct(told: Sequence[Told], pairs: Iterable[frozenset[str]]) -> int:
    """How many independent origins stand behind these: by voice, those that people merged or that repeat as one."""
    groups = [
        {f"voice {one.row.item.voice}", *([f"merged {one.row.origin.merged}"] if one.row.origin.merged else [])}
        for one in told
        if one.row.item.voice
    ]
    voices = {word for group in groups for word in group}
    ties = [{f"voice {voice}" for voice in pair} for pair in pairs]
    apart: list[set[str]] = []
    for group in (*groups, *(tie for tie in ties if tie <= voices)):
        joined = [other for other in apart if not other.isdisjoint(group)]
        apart = [other for other in apart if other.isdisjoint(group)] + [set(group).union(*joined)]
    return len(apart)


def near_days(item: Item) -> int:
    """How many days to either side the claims that `counted` needs beside one may lie.

    Totals seven, levels three, plans a month, of a period or an event three.
    """
    return TOLERANCE.get(item.claim.time.kind, EVENT)


def of_claim(found: Mapping[tuple[str, str], Counted], document: str, claim: str) -> Counted | None:
    """What was counted of a claim; None where it was not among the claims.

    >>> of_claim({}, "a.txt", "c_a") is None
    True
    """
    return found.get((document, claim))
