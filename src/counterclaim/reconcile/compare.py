"""Claims side by side: per quantity the range of each side's claims and the factor between them.

Nothing here says who is right: sides are never averaged, there is no best figure, and a quantity of which only one
side has spoken is uncontested, not confirmed.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from counterclaim.errors import UsageError
from counterclaim.ledger.decision import Decision
from counterclaim.model import Comparison, Entry
from counterclaim.reconcile import sides, wording
from counterclaim.reconcile.align import PARTIES, Label, Row, Window, windows
from counterclaim.reconcile.dependence import Repeats, repeating
from counterclaim.reconcile.intervals import Exact, plain
from counterclaim.reconcile.items import Item, grouped, items
from counterclaim.reconcile.keys import why_apart
from counterclaim.reconcile.notes import notes
from counterclaim.reconcile.origins import Origin, of_items
from counterclaim.reconcile.readings import Beside, beside, by_reading, elsewhere, note
from counterclaim.vocabulary.words import toml

Columns = Sequence[tuple[Label, list[Row]]]
Nearby = Mapping[tuple[str, tuple[str, str, str, str, str]], list[Item]]  # by document and subject


def compare(
    entries: Sequence[Entry], *, on: str | None = None, decisions: Iterable[Decision] = ()
) -> tuple[Comparison, ...]:
    """Every quantity with its sides, the most contested first; with `on` (ISO date) as things were said of that day.

    Totals and levels are compared on the last days on which two sides spoke (7 and 3 days of tolerance, noted), flows
    over the same days. `decisions`, the live ones of a ledger, tell which origins people merged or split.
    Raises UsageError where `on` is no date.

    >>> compare(())
    ()
    """
    found = items(entries)
    return of_origins(found, of_items(found, {}, decisions), on=on)


def of_origins(
    found: Sequence[Item], origins: Sequence[Origin], *, on: str | None = None, repeats: Repeats | None = None
) -> tuple[Comparison, ...]:
    """The comparisons of items whose origins are known, and perhaps which voices repeat each other."""
    near = grouped(found, lambda item: (item.entry.document, item.subject))
    known = beside(found)
    repeats = repeating(found) if repeats is None else repeats
    made = [comparison(window, near, known, repeats) for window in windows(origins, _day(on))]
    return tuple(sorted(made, key=rank))


def _day(on: str | None) -> date | None:
    try:
        return date.fromisoformat(on) if on else None
    except ValueError as error:
        raise UsageError(f"'{on}' is not a date: give year-month-day, as in 2022-03-26") from error


def rank(c: Comparison) -> tuple[bool, float, int, float, str]:
    """The place of a comparison among all: the most contested first, those of one side last."""
    spoken = sum(side.role in PARTIES for side in c.sides)
    return (c.contested is None, -(c.contested or 0), -spoken, -(c.factor_point or 0), c.key)


def comparison(window: Window, near: Nearby, known: Beside, repeats: Repeats) -> Comparison:
    """One window as a record."""
    key, rows = window.key, window.rows
    readings = by_reading(rows, key.conflict, known)
    pairs = sides.opposing(rows, key.conflict)
    share = key.unit == "percent"
    factor, points = (None, sides.gap(pairs)) if share else (sides.guaranteed(pairs), None)
    columns = sides.columns(rows)
    left, why = left_out(rows, near)
    head = _head(rows)
    first, last = _days(rows)
    reach = sides.overall(rows)
    return Comparison(
        key="|".join((*key, window.measure, head.claim.object, first or "", last or "")),
        title=title(window, head, first, last),
        measure=window.measure,
        object=head.claim.object,
        party=head.claim.party,
        conflict=head.claim.conflict,
        time_kind=head.claim.time.kind,
        start=first,
        end=last,
        unit=head.claim.figure.unit,
        sides=sides.side_ranges(rows),
        factor_guaranteed=_float(factor),
        factor_point=None if share else _float(sides.pointwise(pairs)),
        gap_points=_float(points),
        contested=_contested(factor, points),
        text=sentence(columns, factor, points, known),
        notes=(*notes(window, repeats), *note(readings)),
        readings=readings,
        not_compared=tuple(item.claim.id for item in left),
        not_compared_why=tuple(why),
        low=plain(reach.low),
        high=plain(reach.high),
        beside=_beside(columns, known),
    )


def _head(rows: Sequence[Row]) -> Item:
    return min(rows, key=lambda r: (r.label[1] not in PARTIES, r.item.claim.object, r.item.claim.id)).item


def _float(value: Exact | None) -> float | None:
    return None if value is None else float(plain(value) or 0)


def _contested(factor: Exact | None, points: Exact | None) -> float | None:
    """1 - 1/factor, or the points apart as a share: 0 where the ranges meet, 0.9 at ten times or ninety points."""
    if factor is not None:
        return float(1 - 1 / factor)
    return None if points is None else float(points / 100)


def _days(rows: Iterable[Row]) -> tuple[str | None, str | None]:
    all_days = [row.item.days for row in rows]
    firsts = [days.first for days in all_days if days.first]
    lasts = [days.last for days in all_days if days.last]
    first, last = min(firsts, default=None), max(lasts, default=None)
    return (first.isoformat() if first else None, last.isoformat() if last else None)


def title(window: Window, head: Item, first: str | None, last: str | None) -> str:
    """What is compared, as a heading says it: "Killed: soldiers (Russia), total to 26 March 2022"."""
    measure = str(toml("units.toml")["titles"].get(window.measure, window.measure.replace("_", " ").capitalize()))
    kind = head.claim.time.kind
    when = {
        "total": f"total to {wording.on(last)}" if last else "total, no day told",
        "state": f"on {wording.on(last)}" if last else "no day told",
        "planned": "planned or asked for",
        "unspecified": "time not told",
    }.get(kind, wording.on(last) if first in (None, last) else f"{wording.on(first)} to {wording.on(last)}")
    when = when if last or kind != "period" else "no day told"
    where = f", {head.claim.place.name}" if head.area and head.claim.place else ""
    rate = f" a {head.claim.figure.per}" if head.claim.figure.per else ""
    share = ", in percent" if head.claim.figure.unit == "percent" else ""
    return f"{measure}: {wording.thing(head.claim.object, head.claim.party)}{where}{rate}{share}, {when}"


def left_out(rows: Sequence[Row], near: Nearby) -> tuple[list[Item], list[str]]:
    """Claims of the same documents about the same people or things that are not in the comparison, each with why.

    Other days of a side that is in it are left to its series.
    """
    inside = {id(member) for row in rows for member in row.origin.members}
    voices = {row.item.voice for row in rows}
    left: list[Item] = []
    why: list[str] = []
    for at in dict.fromkeys((m.entry.document, m.subject) for row in rows for m in row.origin.members):
        for item in near.get(at, ()):
            if id(item) in inside:
                continue
            reason = why_apart(item, rows[0].item)
            if reason and not (reason.startswith("different days") and item.voice in voices):
                left.append(item)
                why.append(reason)
    return left, why


def sentence(columns: Columns, factor: Exact | None, points: Exact | None, known: Beside) -> str:
    """The comparison in words, the same words for each side."""
    said = "; ".join(_said(label, rows, known) for label, rows in columns)
    if factor is not None and factor > 1:
        end = f" The figures are at least {wording.times(factor)} times apart."
    elif points:
        end = f" The figures are at least {wording.number(points)} points apart."
    else:
        end = "" if factor is None and points is None else " The figures do not exclude each other."
    return f"{wording.first_up(said)}.{end}"


def _beside(columns: Columns, known: Beside) -> tuple[str, ...]:
    """The claims outside of a comparison whose words its sentence tells, or whose numbers."""
    told = (elsewhere(_foremost(rows).item, known) for _, rows in columns)
    return tuple(dict.fromkeys(item.claim.id for found in told if found for item in found[1]))


def _foremost(rows: Sequence[Row]) -> Row:
    """The figure that a sentence gives of a side: its newest number."""
    counted = sides.telling(rows)
    return sides.newest_point(counted) or counted[-1]


def _said(label: Label, rows: Sequence[Row], known: Beside) -> str:
    item = _foremost(rows).item
    name = wording.claimant(item.claim.claimant)
    if label[1] in PARTIES and wording.side(label[0]).casefold() not in (name.casefold(), f"the {name.casefold()}"):
        name = f"{name} ({wording.side(label[0]).removeprefix('the ')})"
    if item.day is None:
        when = "no day told"
    else:
        when = f"reported {wording.on(item.day)}" if item.days.inferred else wording.span(item.days)
    otherwise = elsewhere(item, known)
    what = f"{otherwise[0]}; {when}" if otherwise else f"{item.claim.measure.replace('_', ' ')}, {when}"
    more = len(sides.telling(rows)) - 1
    others = f" and {more} other figure{'s' if more > 1 else ''}" if more else ""
    return f"{name} gave {wording.figure(item.claim.figure)} ({what}){others}"
