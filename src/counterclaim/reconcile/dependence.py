"""Whether one claimant repeats another: their numbers agree too often for two counts of their own.

Held against each other are increments (what was added between two days, or over one period) and levels (running
totals of one day). Increments tell more: a series that another took over with another start keeps its increments. For
each shared point the two hypotheses are that B copies A in a share c of the points, and that B counts on its own and
meets A by chance with probability p:

    match   log((c + (1 - c) p) / p)          miss   log(1 - c)

summed, c taken where the sum is largest (0.1 to 0.95). The claimants are dependent from a log Bayes factor of 3
(Kass and Raftery, Bayes Factors, 1995: "strong"), and independent from -3 down; between them nothing is said. Agreement
does not tell who took the figure from whom, and two exact counts of one list agree too.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Literal

from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.keys import unfit

LEAST = 6  # shared points below which nothing is said
STRONG = 3.0  # log Bayes factor
WITHIN = 0.01  # two numbers match within 1 %: monthly sums of one series differ by the day on which a month ends
SPREAD = 1.0  # log of the range in which the other could have landed: a factor of e
MOST = 0.5  # the largest chance of a match: small counts meet often
GROWN = 0.05  # a level is a new point when it has grown by this since the last
SHARES = tuple(n / 20 for n in range(2, 20))  # c: 0.1 to 0.95
SHIFTS = (0, 1)  # days: a bulletin of a day covers it to its morning, a month's sum runs to its last night

Kind = Literal["increments", "levels"]
Verdict = Literal["dependent", "independent", "undecided"]
Repeats = Mapping[tuple[str, ...], Sequence[frozenset[str]]]  # by subject and place: the voices of each pair


@dataclass(frozen=True, slots=True)
class Dependence:
    """Two claimants' figures of one quantity, held against each other."""

    a: Item  # the newest figure of each; a is the one with fewer figures
    b: Item
    kind: Kind
    points: int
    matches: int
    log_bayes: float
    copied: float  # the share c at which the factor is largest
    verdict: Verdict


@dataclass(slots=True)
class Track:
    """One claimant's numbers of one quantity: totals by day, sums by their first and last day."""

    newest: Item
    totals: dict[date, float] = field(default_factory=dict)
    sums: dict[tuple[date, date], float] = field(default_factory=dict)

    def added(self, after: date, until: date, shift: int) -> float | None:
        """What was added after one day and up to another; None where it is not known."""
        over = self.sums.get((after + timedelta(days=1), until))
        if over is not None:
            return over
        first = self.totals.get(after + timedelta(days=shift))
        last = self.totals.get(until + timedelta(days=shift))
        return None if first is None or last is None else last - first


def log_bayes(chances: Sequence[tuple[bool, float]]) -> tuple[float, float]:
    """The log Bayes factor of copying against chance, and the share that is copied; of (match, chance of a match).

    >>> round(log_bayes([(True, 0.02)] * 37 + [(False, 0.02)] * 10)[0])
    121
    >>> round(log_bayes([(False, 0.02)] * 200)[0])
    -21
    """
    best = (-math.inf, 0.0)
    for c in SHARES:
        total = sum(math.log((c + (1 - c) * p) / p) if match else math.log(1 - c) for match, p in chances)
        best = max(best, (total, c))
    return best


def chance(a: float, b: float) -> tuple[bool, float]:
    """Whether two numbers match, and how likely that was by chance: the numbers that would match, of those possible.

    >>> chance(24917, 24900)[0], chance(386, 193)[0], round(chance(10000, 10050)[1], 3)
    (True, False, 0.02)
    """
    size = max(abs(a), abs(b))
    near = WITHIN * size
    return abs(a - b) <= near, min(MOST, (2 * near + 1) / (SPREAD * size)) if size else MOST


def dependences(found: Iterable[Item]) -> tuple[Dependence, ...]:
    """All pairs of claimants of different sides that share six points or more of one quantity.

    >>> dependences(())
    ()
    """
    subjects = grouped(found, lambda item: (*item.subject, item.area) if counts(item) else None)
    made: list[Dependence] = []
    for group in subjects.values():
        voices = grouped(group, lambda item: (item.voice, item.claim.measure))
        made += among([(voice, track(own)) for (voice, _), own in voices.items() if len(own) >= LEAST])
    return tuple(made)


def repeating(found: Iterable[Item]) -> Repeats:
    """The voices that repeat each other in each subject.

    >>> repeating(())
    {}
    """
    return repeats(dependences(found))


def repeats(pairs: Iterable[Dependence]) -> Repeats:
    """The voices that repeat each other in each subject, of pairs that were held against each other.

    >>> repeats(())
    {}
    """
    dependent = [pair for pair in pairs if pair.verdict == "dependent"]
    by_subject = grouped(dependent, lambda pair: (*pair.a.subject, pair.a.area))
    return {at: [frozenset((pair.a.voice, pair.b.voice)) for pair in pairs] for at, pairs in by_subject.items()}


def counts(item: Item) -> bool:
    """Whether a figure is a number of a claimant for known days."""
    told = item.claim.time.kind == "total" or (item.claim.time.kind == "period" and item.days.length)
    return bool(told and item.voice and item.day and item.point is not None and not item.claim.figure.per
                and not unfit(item))  # fmt: skip


def among(tracks: Sequence[tuple[str, Track]]) -> Iterator[Dependence]:
    """Each two tracks of different voices held against each other.

    >>> list(among([]))
    []
    """
    for (one, x), (other, y) in combinations(tracks, 2):
        if one != other:
            sparse, dense = sorted((x, y), key=lambda t: len(t.totals) + len(t.sums))
            made = held(sparse, dense)
            if made is not None:
                yield made


def track(group: Sequence[Item]) -> Track:
    """The numbers of one claimant; of several for one day or period the last that was told."""
    made = Track(max(group, key=lambda item: (item.day or date.min, item.claim.id)))
    for item in sorted(group, key=lambda item: (item.entry.published or "", item.claim.id)):
        assert item.day is not None
        assert item.point is not None
        if item.claim.time.kind == "total":
            made.totals[item.day] = float(item.point)
        else:
            made.sums[(item.days.first or item.day, item.day)] = float(item.point)
    return made


def held(sparse: Track, dense: Track) -> Dependence | None:
    """Two tracks held against each other, by that which they share most clearly; None below six shared points."""
    kinds: list[tuple[Kind, list[tuple[float, float]]]] = [("increments", increments(sparse, dense, s)) for s in SHIFTS]
    kinds.append(("levels", levels(sparse, dense)))
    made = [_weighed(sparse, dense, kind, points) for kind, points in kinds if len(points) >= LEAST]
    return max(made, key=lambda d: d.log_bayes, default=None)


def _weighed(sparse: Track, dense: Track, kind: Kind, points: Sequence[tuple[float, float]]) -> Dependence:
    chances = [chance(a, b) for a, b in points]
    factor, copied = log_bayes(chances)
    verdict: Verdict = "dependent" if factor > STRONG else "independent" if factor < -STRONG else "undecided"
    return Dependence(
        sparse.newest, dense.newest, kind, len(points), sum(match for match, _ in chances), factor, copied, verdict
    )


def increments(sparse: Track, dense: Track, shift: int) -> list[tuple[float, float]]:
    """What both add over the periods of the one with fewer figures; where neither adds anything nothing is told.

    `shift` is the number of days by which the totals of the other lag behind.
    """
    periods = [(first - timedelta(days=1), last) for first, last in sparse.sums]
    periods += list(pairwise(sorted(sparse.totals)))
    pairs = (
        (sparse.added(after, until, 0), dense.added(after, until, shift)) for after, until in dict.fromkeys(periods)
    )
    return [(a, b) for a, b in pairs if a is not None and b is not None and (a or b)]


def levels(sparse: Track, dense: Track) -> list[tuple[float, float]]:
    """The totals that both give for one day, as far as they have grown: a level that stands is one point."""
    made: list[tuple[float, float]] = []
    for on in sorted(sparse.totals.keys() & dense.totals.keys()):
        level = sparse.totals[on]
        if not made or level > made[-1][0] * (1 + GROWN):
            made.append((level, dense.totals[on]))
    return made
