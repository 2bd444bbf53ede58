"""What a reader must know beside a comparison: units, days, who is silent, what was not verified."""

from collections.abc import Sequence

from counterclaim.reconcile import sides, units, wording
from counterclaim.reconcile.align import PARTIES, Row, Window
from counterclaim.reconcile.dependence import Repeats
from counterclaim.reconcile.parties import opposed
from counterclaim.reconcile.periods import apart

ROLES = {"independent": "independent sources", "unattributed": "sources without a name"}
SHORT = 2  # days: flows over no more than this, without a place, may be of different events


def notes(window: Window, repeats: Repeats) -> tuple[str, ...]:
    """All notes of a comparison, each beginning with its name."""
    rows = window.rows
    found = (
        verified(rows), unit(rows), dates(window), one_sided(window), event(window), dependent(rows, repeats),
        merged(rows), altered(rows), unverified(rows), floors(rows),
    )  # fmt: skip
    return tuple(note for note in found if note)


def unit(rows: Sequence[Row]) -> str | None:
    """UNIT: two sides use words that may count different things, with all readings of each."""
    speaking = [row for row in rows if row.label[1] in PARTIES]
    first = speaking[0] if speaking else None
    for row in speaking[1:]:
        assert first is not None
        a, b = units.readings(first.item.claim), units.readings(row.item.claim)
        if row.label != first.label and (first.item.claim.measure != row.item.claim.measure or set(a) != set(b)):
            return f"UNIT: {_counted(first)}; {_counted(row)}. These may count different things.{_reading(first, row)}"
    return None


def _counted(row: Row) -> str:
    claim = row.item.claim
    names = [units.name(reading) for reading in units.readings(claim)]
    open_ = f" (may count {' or '.join(names)})" if len(names) > 1 else ""
    return f"{wording.figure(claim.figure)} {claim.measure.replace('_', ' ')}{open_}"


def _reading(a: Row, b: Row) -> str:
    """What a second reading would change: nothing where the higher figure counts the fewer kinds of people."""
    higher, lower = (a, b) if (a.item.hard.low or 0) >= (b.item.hard.low or 0) else (b, a)
    narrow, wide = units.readings(higher.item.claim), units.readings(lower.item.claim)
    if len(narrow) == 1 and all(reading == narrow[0] or units.contains(reading, narrow[0]) for reading in wide):
        return " In either reading the gap is at least as large, since the wider count includes the narrower."
    return " In the narrower reading of the higher figure the gap may be smaller."


def dates(window: Window) -> str | None:
    """DATES: how many days lie between the figures, and which days are only inferred from publication."""
    told = [row.item.day for row in window.rows if row.item.day]
    parts = []
    if window.key.time_kind != "period" and told and (gap := apart(min(told), max(told))):
        parts.append(f"the figures are {gap} day{'s' if gap > 1 else ''} apart")
    guessed = sum(row.item.days.inferred and row.item.day is not None for row in window.rows)
    unknown = sum(row.item.day is None for row in window.rows)
    for count, end in ((guessed, "is taken from publication"), (unknown, "is told by nobody")):
        which = "the day" if len(window.rows) == 1 else f"the day of {count} of {len(window.rows)} figures"
        parts += [f"{which} {end}"] if count else []
    if window.bracketed:
        parts.append("a total lies between the last before and the first after the day")
    return f"DATES: {'; '.join(parts)}." if parts else None


def one_sided(window: Window) -> str | None:
    """ONE-SIDED: no two opposing sides have spoken."""
    names = [label for label, _ in sides.columns(window.rows) if label[1] in PARTIES]
    if any(opposed(a[0], b[0], window.key.conflict) for a in names for b in names):
        return None
    who = wording.joined([wording.side(name[0]) for name in names]) if names else "no party"
    return (
        f"ONE-SIDED: of the parties {who} alone gave a figure; uncontested is not confirmed."
        if names
        else ("ONE-SIDED: no party gave a figure; uncontested is not confirmed.")
    )


def event(window: Window) -> str | None:
    """EVENT: a short period without a place, so that the figures may be of different events."""
    lengths = [row.item.days.length for row in window.rows]
    short = all(length is None or length <= SHORT for length in lengths)
    if window.key.time_kind != "period" or window.key.area or not short or len(window.rows) < 2:
        return None
    return "EVENT: no place is told; these may be figures of different events."


def dependent(rows: Sequence[Row], repeats: Repeats) -> str | None:
    """DEPENDENT: two claimants whose numbers agree too often for two counts of their own."""
    item = rows[0].item
    for voices in repeats.get((*item.subject, item.area), ()):
        told = {row.item.voice: wording.claimant(row.item.claim.claimant) for row in rows if row.item.voice in voices}
        if len(told) > 1:
            return f"DEPENDENT: the numbers of {wording.joined(sorted(told.values()))} are the same; count them as one."
    return None


def merged(rows: Sequence[Row]) -> str | None:
    """ORIGINS: people say that figures of two columns are one; it counts with the first of them."""
    first: dict[str, str] = {}
    for (side, role), group in sides.columns(rows):
        name = _column(side, role)
        for one in sorted(sides.merged_in(group)):
            if first.setdefault(one, name) != name:
                return (
                    f"ORIGINS: people say that figures of {first[one]} and {name} are one; it counts with {first[one]}."
                )
    return None


def altered(rows: Sequence[Row]) -> str | None:
    """ALTERED: figures that copy another's sentence with other words stand beside a side's range, not in it."""
    parts = []
    for (side, role), group in sides.columns(rows):
        counted = {id(row) for row in sides.telling(group)}
        beside = [wording.figure(row.item.claim.figure) for row in group if id(row) not in counted]
        told = wording.joined(list(dict.fromkeys(beside))) if beside else ""
        parts += [f"{told} of {_column(side, role)}"] if beside else []
    return f"ALTERED: {wording.joined(parts)}: told in another's sentence, so outside the range." if parts else None


def verified(rows: Sequence[Row]) -> str | None:
    """VERIFIED: figures of which the sources say that they were verified; told before all that is contested."""
    parts = []
    for (side, role), group in sides.columns(rows):
        shown = [row for row in group if any(m.claim.verification == "verified" for m in row.origin.members)]
        told = dict.fromkeys(wording.figure(row.item.claim.figure) for row in shown)
        parts += [f"{wording.joined(list(told))} of {_column(side, role)}"] if told else []
    if not parts:
        return None
    return f"VERIFIED: {wording.joined(parts)}, as the sources say; a verified count is a floor, no estimate."


def _column(side: str | None, role: str) -> str:
    return wording.side(side) if role in PARTIES else ROLES[role]


def unverified(rows: Sequence[Row]) -> str | None:
    """UNVERIFIED: the sources themselves say that figures could not be verified."""
    count = sum(any(m.claim.verification == "unverified" for m in row.origin.members) for row in rows)
    return f"UNVERIFIED: the sources say that {count} of {len(rows)} could not be verified." if count else None


def floors(rows: Sequence[Row]) -> str | None:
    """OPEN-ENDED: a side gave only bounds."""
    bounded = [(label, group) for label, group in sides.columns(rows) if sides.envelope(group).high is None]
    if not bounded:
        return None
    parts = [f"{wording.side(label[0])}{_usually(group)}" for label, group in bounded]
    return f"OPEN-ENDED: {wording.joined(parts)} gave no upper end."


def _usually(group: Sequence[Row]) -> str:
    """Up to where readers usually take the open end to go."""
    high = sides.usual_high(group)
    return "" if high is None else f" (usually read as up to {wording.number(high)})"
