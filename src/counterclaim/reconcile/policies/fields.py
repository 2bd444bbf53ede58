"""Which claims go into which column, and what the kinds within a column add up to."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from counterclaim.reconcile import parties, units
from counterclaim.reconcile.align import Row
from counterclaim.reconcile.intervals import Exact
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.policies.conflicts import Chosen
from counterclaim.reconcile.policies.figures import Triple
from counterclaim.reconcile.policies.policy import Field, Setting

Slot = tuple[str, str]  # whose, and which kind of people
ALL = ("people",)  # the kind that may hold every other
FEW, TOLL = 5, 10  # up to five dead beside a toll ten times as large are victims told of one by one, no rival count


def goes_in(item: Item, field: Field, set_to: Mapping[str, Setting]) -> bool:
    """Whether a claim goes into a column.

    >>> from counterclaim.reconcile.policies.policy import policy
    >>> [field.name for field in policy("ucdp").fields][:2]
    ['deaths_a', 'deaths_b']
    """
    if item.claim.measure not in field.measures or not _of_whom(item, field):
        return False
    maybe = item.kind in field.maybe and bool(set_to.get(field.maybe_if))
    if field.kinds and item.kind not in field.kinds and not maybe:
        return False
    return field.camp is None or parties.camp(item.claim.party, item.claim.conflict) == field.camp


def _of_whom(item: Item, field: Field) -> bool:
    attacker = item.role == "opponent"
    return field.by_whom == "anybody" or attacker == (field.by_whom == "attacker")


def slots(rows: Iterable[Row]) -> dict[Slot, list[Row]]:
    """The rows of a column by whose and which people they count.

    Where only some sources say whose the people were, they are the same people. Kinds that are part of another one go,
    but for a count that is above all counts of the whole: that is a rival count of the whole.
    """
    by_kind = grouped(rows, lambda row: row.item.kind)
    found: dict[Slot, list[Row]] = {}
    for kind, group in by_kind.items():
        whose = {row.item.claim.party or "" for row in group}
        known = whose - {""}
        for row in group:
            party = next(iter(known)) if len(known) == 1 else row.item.claim.party or ""
            found.setdefault((party, kind), []).append(row)
    for part in list(found):
        whole = next((other for other in found if _within(part, other)), None)
        if whole is not None:
            most = max(row.item.hard.low or 0 for row in found[whole])
            found[whole] += [row for row in found.pop(part) if (row.item.hard.low or 0) > most]
    return {slot: tolls(group) for slot, group in found.items()}


def tolls(rows: Sequence[Row]) -> list[Row]:
    """The rows without those that tell of single victims beside a toll: "a wounded man died", in an attack of 51 dead.

    >>> tolls([])
    []
    """
    most = max((row.item.hard.low or 0 for row in rows), default=0)
    return [row for row in rows if row.item.hard.high is None or not single(row.item.hard.high, most)]


def single(number: Exact, most: Exact) -> bool:
    """Whether so few are told of beside so many.

    >>> single(1, 51), single(8, 272), single(3, 5)
    (True, False, False)
    """
    return number <= FEW and number * TOLL <= most


def _within(part: Slot, whole: Slot) -> bool:
    """Whether those counted in one slot may all be counted in another.

    >>> _within(("gaza", "children"), ("gaza", "civilians")), _within(("gaza", "civilians"), ("", "people"))
    (True, True)
    """
    if part == whole or whole[0] not in ("", part[0]):
        return False
    return units.is_part(part[1], whole[1]) or (whole[1] in ALL and (part[1] not in ALL or whole[0] != part[0]))


def added(parts: Sequence[Chosen]) -> Chosen:
    """The sum of slots that do not overlap. What no number is told of counts nought at the low end, and leaves the high
    end open; slots whose words give no number at all are named, and are in no sum."""
    rows = tuple(row for part in parts for row in part.rows)
    reasons = dict.fromkeys(reason for part in parts for reason in part.reasons)
    told = [part.triple for part in parts if not part.triple.empty]
    if len(told) < 2:
        return Chosen(told[0] if told else parts[0].triple, rows, tuple(reasons))
    triple = Triple(sum(t.low or 0 for t in told), _sum([t.best for t in told]), _sum([t.high for t in told]))
    return Chosen(triple, rows, (*reasons, f"the sum of {len(told)} kinds of people"))


def _sum(ends: Sequence[Exact | None]) -> Exact | None:
    known = [end for end in ends if end is not None]
    return sum(known, start=Fraction(0)) if len(known) == len(ends) else None
