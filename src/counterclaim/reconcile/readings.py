"""How far apart two opposing figures are under each reading of their words: never one factor for an ambiguous word.

16,000 killed against 1,351 "casualties" is 11.8 times where both count killed. Where the second side also gave its
wounded, the wider count is known as well: 16,000 against 1,351 + 3,825 = 5,176 is 3.1 times. Which reading is right
is not decided here. Merged kinds of equipment are read likewise: told together, or summed from a list.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from counterclaim.reconcile import equipment, sides, units, wording
from counterclaim.reconcile.align import TOLERANCE, Row
from counterclaim.reconcile.intervals import Interval, granularity, plain, plus, times_apart
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.periods import apart

WIDE = "casualties_kw"
FINE = Fraction(1, 100)  # a number told to a hundredth or finer is seldom met twice by chance
LEAST = 100
ReadingFactor = tuple[str, str, float, str]  # what the higher and the lower figure count; the factor; the formula
Beside = Mapping[tuple[Hashable, ...], Sequence[Item]]


class Read(NamedTuple):
    """One side's figure under one reading: its name, its interval, how it is made, from which claims."""

    name: str
    reach: Interval
    formula: str
    items: tuple[Item, ...]


def beside(found: Iterable[Item]) -> Beside:
    """What may complete a figure: wounded beside killed, lists of equipment, and the same number elsewhere, by who told
    them of whom."""
    return grouped(found, _completing)


def _completing(item: Item) -> tuple[Hashable, ...] | None:
    return _source(item) if completes(item) else retelling(item)


def completes(item: Item) -> bool:
    """Whether a figure may complete another: a claimant's number of wounded, or of things."""
    claim = item.claim
    wounded = claim.measure == "wounded" and claim.figure.unit == "persons"
    return item.point is not None and bool(item.voice) and (wounded or claim.figure.unit == "items")


def retelling(item: Item) -> tuple[Hashable, ...] | None:
    """What a number of people harmed shares with the same number in other reports, which may say otherwise what it
    counts; None where it may be the same by chance.
    """
    if item.family != "killed" or item.claim.figure.unit != "persons" or not item.voice or not seldom(item):
        return None
    return (*_source(item), item.point)


def seldom(item: Item) -> bool:
    """Whether its number is seldom met twice by chance."""
    if item.point is None or item.point < LEAST:
        return False
    return granularity(item.claim.figure.value or 0) <= item.point * FINE


def _source(item: Item) -> tuple[Hashable, ...]:
    claim = item.claim
    kind = item.kind if claim.figure.unit == "persons" else claim.measure
    return (item.voice, claim.conflict, claim.party, kind, claim.figure.unit, claim.time.kind, item.area)


def by_reading(rows: Sequence[Row], conflict: str, known: Beside) -> tuple[ReadingFactor, ...]:
    """The factor under each pair of readings of the newest figures of two opposing sides.

    Empty where both sides use one plain word and nothing wider is known.
    """
    found: list[ReadingFactor] = []
    for a, b in sides.opposing(rows, conflict):
        x, y = sides.newest_point(a), sides.newest_point(b)
        if x is not None and y is not None and x.item.claim.figure.unit != "percent":
            found += _pairs(x.item, y.item, known)
    return tuple(found)


def _pairs(a: Item, b: Item, known: Beside) -> list[ReadingFactor]:
    if a.claim.figure.unit == "persons":
        ambiguous = len(units.readings(a.claim)) > 1 or len(units.readings(b.claim)) > 1
        shared = [name for name in units.readings(a.claim) if name in units.readings(b.claim)]
        wide = [read for read in (_with_wounded(a, known), _with_wounded(b, known)) if read]
        if not ambiguous and a.claim.measure == b.claim.measure:
            return []
        made = [_factor(_plain(a, name), _plain(b, name)) for name in shared]
        first, second = _plain(a, units.readings(a.claim)[0]), _plain(b, units.readings(b.claim)[0])
        made += [_factor(read, second) if read.items[0] is a else _factor(first, read) for read in wide]
        return [factor for factor in made if factor is not None]
    return [factor for factor in (_rolled(a, b, known), _rolled(b, a, known)) if factor is not None]


def _plain(item: Item, name: str) -> Read:
    return Read(name, item.hard, wording.figure(item.claim.figure), (item,))


def _with_wounded(item: Item, known: Beside) -> Read | None:
    """The side's killed with the wounded that it gave near that day."""
    if "killed" not in units.readings(item.claim):
        return None
    other = _nearest(item, known.get(_source(item), ()), measure="wounded")
    if other is None:
        return None
    reach = plus(item.hard, other.hard)
    made = f"({wording.figure(item.claim.figure)} + {wording.figure(other.claim.figure)} = {wording.interval(reach)})"
    return Read(WIDE, reach, made, (item, other))


# ---------------------------------------------------------------- one number under two words
Told = tuple[str, tuple[Item, ...]]  # what a report says that a number counts, and the claims that show what others say


def elsewhere(item: Item, known: Beside) -> Told | None:
    """How the number is given here and elsewhere, where its claimant's same number is said to count something else.

    "reported here as casualties, elsewhere as killed, with 3,825 wounded"
    """
    same = retelling(item)
    others: dict[str, Item] = {}
    for other in sorted(_near(item, known.get(same, ()) if same else ()), key=_age):
        if other.claim.stance == item.claim.stance and (word := _as(other, item)) != _as(item, other):
            others.setdefault(word, other)
    if not others:
        return None
    first = next(iter(others.values()))
    told = [_with(word, other, item, known) for word, other in others.items()]
    text = f"reported here as {_as(item, first)}, elsewhere as {wording.joined([word for word, _ in told])}"
    return text, (*others.values(), *(wounded for _, wounded in told if wounded is not None))


def _as(item: Item, other: Item) -> str:
    """What a report says that it counts: the measure, or its own words where both have one measure."""
    if item.claim.measure != other.claim.measure or set(units.readings(item.claim)) == set(units.readings(other.claim)):
        return wording.measure(item.claim.measure)
    spans = [span.text for span in item.claim.spans if span.field == "measure"]
    return f"'{' '.join(spans)}'" if spans else wording.measure(item.claim.measure)


def _with(word: str, other: Item, item: Item, known: Beside) -> tuple[str, Item | None]:
    """With the wounded told near it, where the number is given as killed elsewhere and not here."""
    if other.claim.measure != "killed" or item.claim.measure == "killed":
        return word, None
    wounded = _nearest(item, known.get(_source(item), ()), measure="wounded")
    return (word if wounded is None else f"{word}, with {wording.figure(wounded.claim.figure)} wounded"), wounded


def _age(item: Item) -> tuple[str, str, int]:
    return (item.entry.published or "", item.entry.document, item.claim.figure.start)


def _near(item: Item, others: Iterable[Item]) -> Iterator[Item]:
    most = TOLERANCE.get(item.claim.time.kind, 0)
    return (other for other in others if (gap := apart(item.day, other.day)) is not None and gap <= most)


# ---------------------------------------------------------------- what completes a figure
def _nearest(item: Item, others: Sequence[Item], measure: str) -> Item | None:
    near = [(apart(item.day, o.day) or 0, o.claim.id, o) for o in _near(item, others) if o.claim.measure == measure]
    return min(near, key=lambda each: each[:2])[2] if near else None


def _rolled(merged: Item, other: Item, known: Beside) -> ReadingFactor | None:
    """A merged figure of one side against the sum of the other side's list."""
    name = equipment.node(merged)
    if name is None or equipment.node(other) is not None:
        return None
    same = [item for item in known.get(_source(other), ()) if item.day == other.day]
    made = equipment.rolled(name, same)
    if not made:
        return None
    told = " + ".join(wording.figure(item.claim.figure) for item in made)
    reach = equipment.summed(made)
    wide = Read(name, reach, f"({told} = {wording.interval(reach)})", made)
    return _factor(_plain(merged, name), wide)


def _factor(a: Read, b: Read) -> ReadingFactor | None:
    factor = times_apart(a.reach, b.reach)
    if factor is None:
        return None
    high, low = (a, b) if (a.reach.low or 0) >= (b.reach.low or 0) else (b, a)
    formula = f"{high.formula} / {low.formula} = {wording.quotient(factor)}"
    return (_name(high.name), _name(low.name), float(plain(factor) or 0), formula)


def note(found: Sequence[ReadingFactor]) -> tuple[str, ...]:
    """READINGS: the factors of all readings in a line; nothing where there is but one reading."""
    parts = [f"{' against '.join(dict.fromkeys(names))}: {formula}" for *names, _, formula in found]
    return (f"READINGS: {'; '.join(parts)}.",) if parts else ()


def _name(reading: str) -> str:
    return equipment.title(reading) if reading in equipment.names() else units.name(reading)
