"""Which claims go into which column, and what the kinds within a column add up to."""

from collections.abc import Iterable, Mapping, Sequence

from counterclaim.reconcile import parties, units
from counterclaim.reconcile.align import Row
from counterclaim.reconcile.intervals import Exact
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.policies.conflicts import Chosen
from counterclaim.reconcile.policies.figures import Triple
from counterclaim.reconcile.policies.policy import Field, Setting

Slot = tuple[str, str]  # whose, and which kind of people
ALL = ("people",)  # the kind that may hold every other


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
    """The rows of a column by whose and which people they count; kinds that are part of another one go."""
    found = grouped(rows, lambda row: (row.item.claim.party or "", row.item.kind))
    return {slot: group for slot, group in found.items() if not any(_within(slot, other) for other in found)}


def _within(part: Slot, whole: Slot) -> bool:
    """Whether those counted in one slot may all be counted in another.

    >>> _within(("gaza", "children"), ("gaza", "civilians")), _within(("gaza", "civilians"), ("", "people"))
    (True, True)
    """
    if part == whole or whole[0] not in ("", part[0]):
        return False
    return units.is_part(part[1], whole[1]) or (whole[1] in ALL and (part[1] not in ALL or whole[0] != part[0]))


def added(parts: Sequence[Chosen]) -> Chosen:
    """The sum of slots that do not overlap; an end is told only where every slot has it."""
    rows = tuple(row for part in parts for row in part.rows)
    reasons = dict.fromkeys(reason for part in parts for reason in part.reasons)
    if len(parts) == 1:
        return Chosen(parts[0].triple, rows, tuple(reasons))
    triple = Triple(*(_sum([part.triple[end] for part in parts]) for end in range(3)))
    return Chosen(triple, rows, (*reasons, f"the sum of {len(parts)} kinds of people"))


def _sum(ends: Sequence[Exact | None]) -> Exact | None:
    total: Exact = 0
    for end in ends:
        if end is None:
            return None
        total = total + end
    return total
