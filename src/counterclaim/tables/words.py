"""What the other cells of a row say of its figures: the day, who says so, whose they are, what kind they are.

A cell that a mapping does not know is told to the user with what would be right (`Unfit`); it is never guessed.
"""

from collections.abc import Mapping as Of
from datetime import date, datetime, timedelta
from functools import lru_cache

from counterclaim.model import Claimant, FieldSpan, Place, Time, TimeKind, Via
from counterclaim.tables.cells import Cell, Row
from counterclaim.tables.mapping import Claimants, Day, Told, When, Who, Word
from counterclaim.tables.numbers import number
from counterclaim.vocabulary import actors

SHOWN = 8  # values of a mapping that a message lists


class Unfit(Exception):
    """A cell that does not say what the mapping expects, in one line."""


def cell(row: Row, column: str) -> Cell | None:
    """The cell of a column; None where the row has none or it is empty.

    >>> cell(Row("line 2", 0, 0, {"day": Cell(0, 0, "")}, {}), "day")
    """
    found = row.cells.get(column)
    return found if found is not None and found.value.strip() else None


def word(said: Word | None, row: Row) -> str | None:
    """The word of a mapping for this row; None for unknown.

    >>> word("killed", Row("line 2", 0, 0, {}, {}))
    'killed'
    """
    if not isinstance(said, Told):
        return said or None
    there = cell(row, said.column)
    value = there.value.strip() if there else ""
    if value in said.values:
        return said.values[value] or None
    if said.other is not None:
        return said.other or None
    if not said.values:
        return value or None
    raise Unfit(f"{said.column} is {value!r}, which is none of {listed(said.values)}")


def listed(values: Of[str, object]) -> str:
    """Some of the values that a mapping knows.

    >>> listed({"deaths": 1, "casualties": 2})
    'deaths, casualties'
    """
    return ", ".join(list(values)[:SHOWN]) + (" ..." if len(values) > SHOWN else "")


# ---------------------------------------------------------------- days
def day(how: Day, row: Row) -> date:
    """The day that a column gives; Unfit where it gives none.

    >>> day(Day("d", ("%d/%m/%Y",)), Row("line 2", 0, 0, {"d": Cell(0, 9, "1/12/2025")}, {}))
    datetime.date(2025, 12, 1)
    """
    there = cell(row, how.column)
    if there is None:
        raise Unfit(f"no date in {how.column}: write it as {_like(how)}")
    if how.counted_from is not None:
        return _counted(how.counted_from, there.value, how.column)
    found = _dated(there.value.strip(), how.forms)
    if found is None:
        raise Unfit(f"{how.column} is {there.value.strip()!r}, which is no date: write it as {_like(how)}")
    return found


def _like(how: Day) -> str:
    return "a number of days" if how.counted_from else date(2022, 3, 26).strftime(how.forms[0])


def _counted(start: str, words: str, column: str) -> date:
    days = number(words)
    if days is None or not float(days).is_integer() or abs(days) > 100_000:
        raise Unfit(f"{column} is {words.strip()!r}, which is no number of days after {start}")
    return date.fromisoformat(start) + timedelta(days=int(days))


@lru_cache(maxsize=65536)
def _dated(words: str, forms: tuple[str, ...]) -> date | None:
    for form in forms:
        try:
            return date.fromisoformat(words) if form == "%Y-%m-%d" else datetime.strptime(words, form).date()
        except ValueError:
            continue
    return None


def time(how: When, row: Row, on: date, written: Cell, text: str) -> Time:
    """The time of a figure: the kind, its first day and its last, with the words of the row's day."""
    kind: TimeKind = how.kind if isinstance(how.kind, str) else word(how.kind, row) or "unspecified"  # type: ignore[assignment]
    last = on + timedelta(days=how.shift)
    first = how.start if kind == "total" else None
    if kind == "period":
        first = _first(how, row, last).isoformat()
    return Time(kind=kind, start=first, end=last.isoformat(), text=text[written.start : written.end])


def _first(how: When, row: Row, last: date) -> date:
    if how.first is not None:
        return day(how.first, row)
    if how.hours_column is not None:
        return last - timedelta(days=round(_length(row, how.hours_column) / 24))
    days = how.days or 1
    if how.days_column is not None:
        days = round(_length(row, how.days_column))
    return last - timedelta(days=days - 1)


def _length(row: Row, column: str) -> float:
    there = cell(row, column)
    length = number(there.value) if there else None
    if length is None or not 0 < length < 100_000:
        raise Unfit(f"{column} is {there.value.strip() if there else ''!r}, which is no length of time")
    return length


# ---------------------------------------------------------------- who says so, and where
def claimant(how: Claimants, row: Row, text: str) -> tuple[Claimant | None, tuple[Via, ...]]:
    """Who says so, with the words of the cell that tells, and who passed it on."""
    who: Who | None = how
    there = None
    if how.column is not None:
        there = cell(row, how.column)
        value = there.value.strip() if there else ""
        who = how.values.get(value, how.other)
        if who is None:
            raise Unfit(f"{how.column} is {value!r}, which is no claimant that the mapping knows: {listed(how.values)}")
    if who is None or who.nobody:
        return None, ()
    start, end, said = (there.start, there.end, text[there.start : there.end]) if there else (None, None, None)
    id, name, side, kind = _known(who.id, who.name, who.side, who.kind)
    via = (Via(name=who.via, start=start, end=end, text=said),) if who.via else ()
    return Claimant(id=id, name=name, side=side, kind=kind, start=start, end=end, text=said), via  # type: ignore[arg-type]


@lru_cache(maxsize=1024)
def _known(id: str | None, name: str | None, side: str | None, kind: str) -> tuple[str | None, str, str | None, str]:
    """What the vocabulary has of a claimant, where the mapping gives no name itself."""
    known = actors.get(id) if id and not name else None
    if known is None:
        return id, name or "", side, kind
    is_one = known.kind in ("official", "media", "monitor")
    return id, known.name, side or known.side, known.kind if is_one else "body"


def place(column: str | None, row: Row, text: str) -> Place | None:
    """The place that a column names."""
    there = cell(row, column) if column else None
    return None if there is None else Place(name=there.value.strip(), text=text[there.start : there.end])


def spans(text: str, **cells: Cell | None) -> tuple[FieldSpan, ...]:
    """The cells that carry fields, as spans of the text."""
    return tuple(
        FieldSpan(field=field, start=there.start, end=there.end, text=text[there.start : there.end])
        for field, there in cells.items()
        if there is not None and there.end > there.start
    )
