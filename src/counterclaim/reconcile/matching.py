"""Whether two sentences report one attack: points for place, day, way, figures and names, each a reason in words."""

import math
from functools import lru_cache
from typing import NamedTuple

from counterclaim.model import Place
from counterclaim.reconcile.intervals import Interval, times_apart
from counterclaim.reconcile.mentions import PRECISE, Mention

ENOUGH = (
    4  # points: with 5 a fifth more of the pairs of daily news is parted, with 3 two attacks join (bench.incidents)
)
SAME_TOWN = 15  # km between two points of one town
OTHER_TOWN = 50  # km from which two towns or sites are two places
OTHER_REGION = 100  # km between the middles of two regions, or of a region and a town, that cannot be one
ALIKE, UNLIKE = 2, 10  # factor between two counts of one attack: up to 2 is usual, from 10 on seldom
CHANCE = 20  # below it two equal numbers may be chance
LATER = 60  # days in which an attack is still told as news of an unknown day
TOLD_LATER = -2  # points of such a telling: with the same figure and town it still joins
NAMED_TOWN = 3  # points of a town that both name: there one attack may be told as of two conflicts
EARTH = 6371  # km


class Match(NamedTuple):
    """How well two mentions go together, and why."""

    points: int
    reasons: tuple[str, ...]


NEVER = Match(-100, ())


def match(a: Mention, b: Mention) -> Match:
    """The points of two mentions; NEVER where they cannot be of one attack."""
    if a.sort != b.sort or a.spread != b.spread:
        return NEVER
    same = a.document == b.document
    if same and (a.another or b.another):
        return NEVER
    if (when := day(a, b)) is None or (where := place(a, b)) is None:  # days first: they are told apart sooner
        return NEVER
    two_wars = bool(a.conflict and b.conflict and a.conflict != b.conflict)
    if two_wars and where[0] < NAMED_TOWN:
        return NEVER
    parts = [
        (-two_wars, ""),
        where,
        when,
        way(a, b),
        figures(a, b),
        counted(a, b),
        names(a, b),
        one_report(a, b),
    ]
    return Match(sum(points for points, _ in parts), tuple(reason for points, reason in parts if points > 0 and reason))


Part = tuple[int, str]


def place(a: Mention, b: Mention) -> Part | None:
    """Points for the place; None where the places are two."""
    x, y = a.place, b.place
    if x is None or y is None:
        return (2, "one report") if a.document == b.document else (0, "")
    country = "country" in (x.precision, y.precision)
    if x.name.casefold() == y.name.casefold():
        return (0 if country else 2 if x.precision == "region" else NAMED_TOWN), f"same place: {x.name}"
    if country:
        return (1, "") if a.document == b.document else (0, "")
    km = _apart(x.lat, x.lon, y.lat, y.lon)
    precise = x.precision in PRECISE and y.precision in PRECISE
    if km is None:
        return beside(a, b)
    if precise and km <= SAME_TOWN:
        return NAMED_TOWN, f"places {km:.0f} km apart: {x.name}, {y.name}"
    if km > (OTHER_TOWN if precise else OTHER_REGION):
        return beside(a, b)
    # Two towns farther apart are hit apart in daily news: with a point here pairs rightly joined fell by a tenth.
    return (-1 if precise else 1), f"places near each other: {x.name}, {y.name}"


def beside(a: Mention, b: Mention) -> Part | None:
    """Points where the places are two, but one sentence names the other's place too; None where none does."""
    for mention, other in ((a, b), (b, a)):
        if other.place and other.place.precision in PRECISE and other.place.name.casefold() in mention.words:
            return 1, f"both name: {other.place.name}"
    return None


def one_report(a: Mention, b: Mention) -> Part:
    """Points for standing in one report; one more where a sentence speaks of "the attack" that the report tells of."""
    if a.document != b.document:
        return 0, ""
    return 1 + (a.definite or b.definite), "one report"


def kilometres(a: Place, b: Place) -> float | None:
    """The distance between two places along the surface (haversine); None where a place has no coordinates.

    >>> kyiv = Place(name="Kyiv", text="Kyiv", lat=50.45, lon=30.52)
    >>> lviv = Place(name="Lviv", text="Lviv", lat=49.84, lon=24.03)
    >>> round(kilometres(kyiv, lviv) or 0, -1)
    470.0
    """
    return _apart(a.lat, a.lon, b.lat, b.lon)


@lru_cache(maxsize=65_536)  # of the places of one attack two are set against each other again and again
def _apart(lat: float | None, lon: float | None, other_lat: float | None, other_lon: float | None) -> float | None:
    if lat is None or lon is None or other_lat is None or other_lon is None:
        return None
    p, q = math.radians(lat), math.radians(other_lat)
    half = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def day(a: Mention, b: Mention) -> Part | None:
    """Points for the day; None where the days are two.

    A report that tells no day may come later than the day that another tells, not before it.
    """
    if a.last is None or b.last is None or a.first is None or b.first is None:
        return 0, ""
    if a.vague or b.vague:
        return (0, "") if a.first <= b.last and b.first <= a.last else None
    if a.told and b.told:
        if (a.first, a.last) == (b.first, b.last):
            return 2, "same day"
        if a.first <= b.last and b.first <= a.last:
            return 1, "days that meet"
        return (-1, "") if abs((a.last - b.last).days) <= 1 else None
    if a.last == b.last:
        return 2, "reported on one day"
    if a.first <= b.last and b.first <= a.last:
        return (1, "reported by the next day") if a.told or b.told else (0, "")
    if a.told == b.told:
        return None
    later = (b.last - a.last if a.told else a.last - b.last).days
    return (TOLD_LATER, "") if 0 < later <= LATER else None


def way(a: Mention, b: Mention) -> Part:
    """Points for how it was done; fewer where two ways are told."""
    both = a.ways & b.ways
    if both:
        return 1, f"same kind of attack: {', '.join(sorted(both))}"
    return (-1, "") if a.ways and b.ways else (0, "")


def figures(a: Mention, b: Mention) -> Part:
    """Points for the figures of one measure: the same, of one size, or much apart."""
    pairs = [
        (x, y)
        for x in a.items
        for y in b.items
        if x.claim.measure == y.claim.measure and x.claim.object == y.claim.object
    ] or [(x, y) for x in a.items for y in b.items if x.claim.measure == y.claim.measure]
    equal = [x for x, y in pairs if x.hard == y.hard]
    if equal:
        known = max((item.hard.low or 0 for item in equal), default=0)
        return (2 if known >= CHANCE else 1), "same figure"
    factors = [factor for x, y in pairs if (factor := _factor(x.hard, y.hard)) is not None]
    if not factors:
        return 0, ""
    if min(factors) <= ALIKE:
        return (1, "figures of one size") if a.last == b.last else (0, "")
    return (-2, "") if min(factors) >= UNLIKE else (0, "")


def counted(a: Mention, b: Mention) -> Part:
    """Points for as many people of one calling: "six priests" are told of for weeks, of no known day."""
    both = a.counted & b.counted
    return (2, f"both count: {', '.join(sorted(both))}") if both else (0, "")


def _factor(a: Interval, b: Interval) -> float | None:
    """The factor between two figures by the numbers that they name."""
    x, y = (i.low if i.low is not None else i.high for i in (a, b))
    if not x or not y:
        return None
    factor = times_apart(Interval(x, x), Interval(y, y))
    return None if factor is None else float(factor)


def names(a: Mention, b: Mention) -> Part:
    """Points for names and sites that both sentences tell."""
    shared, sites = a.names & b.names, a.sites & b.sites
    points = (2 if len(shared) >= 4 else 1 if len(shared) >= 2 else 0) + bool(sites)
    return points, f"both name: {', '.join(sorted(shared | sites))}" if points else ""
