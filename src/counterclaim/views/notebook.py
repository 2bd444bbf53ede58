"""Records in a notebook: tables that Jupyter shows, and data frames.

All text is escaped. A table of claims names private persons by role; frames hold what the records hold, so take claims
from `counterclaim.list_claims(ledger)`, where names are blanked already.
"""

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from counterclaim.errors import UsageError
from counterclaim.model import Claim, Comparison, Entry, Finding, Record, Series
from counterclaim.views import words
from counterclaim.views.exports.fields import FIELDS, NAMES, Cell, Kind, row
from counterclaim.views.people import shown_name
from counterclaim.views.pictures import Picture

SHOWN = 60  # rows of a table in a notebook; a frame has them all
NOBODY = "Nobody is named"
TYPES: dict[Kind, str] = {"text": "string", "number": "float64", "whole number": "int64", "yes or no": "bool"}
Columns = Mapping[str, Callable[[Any], Cell]]


class Shown(tuple[Any, ...]):
    """Records that a notebook shows as a table; otherwise a tuple like any other.

    >>> Shown([1, 2]) == (1, 2), Shown()._repr_html_()
    (True, '<p>Nothing to show.</p>')
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return html(self)


# ---------------------------------------------------------------- tables
def html(records: Sequence[Any]) -> str:
    """A table of records of one kind, escaped; of pictures one below the other."""
    if not records:
        return "<p>Nothing to show.</p>"
    if isinstance(records[0], Picture):
        return "".join(picture._repr_html_() for picture in records)
    heads, cells, kept = _told(records[:SHOWN])
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in heads)
    lines = [Markup("").join(Markup("<td>{}</td>").format(words.clean(cell)) for cell in line) for line in cells]
    body = Markup("").join(Markup("<tr>{}</tr>").format(line) for line in lines)
    more = Markup("<p>{} more.</p>").format(f"{len(records) - kept:,}") if len(records) > kept else Markup("")
    return str(Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}").format(head, body, more))


def _told(records: Sequence[Any]) -> tuple[tuple[str, ...], Iterator[tuple[str, ...]], int]:
    """Heads and cells of a table for people."""
    kind = type(records[0])
    if kind is Comparison:
        return ("Quantity", "Side", "Range of claims", "Apart"), _compared(records), len(records)
    if kind is Series:
        return ("Claimant", "What", "Figures", "First", "Latest"), map(_line, records), len(records)
    if kind is Finding:
        return ("Outcome", "Check", "What it says"), map(_found, records), len(records)
    heads = ("Figure", "What", "Who says so", "When", "Outlet", "Claim")
    return heads, map(_claimed, entries_of(records)), len(records)


def _compared(records: Sequence[Comparison]) -> Iterator[tuple[str, ...]]:
    for one in records:
        factor = one.factor_guaranteed
        apart = f"at least {factor:.3g} times" if factor and factor > 1 else "ranges overlap" if factor else ""
        for place, side in enumerate(one.sides):
            told = words.party_name(side.side) if side.side else words.label("roles", side.role)
            reach = words.interval(side.low, side.high, one.unit)
            yield (one.title, told, reach, apart) if place == 0 else ("", told, reach, "")


def _line(one: Series) -> tuple[str, ...]:
    days = [words.day(point.date) for point in one.points]
    what = words.series(one)
    return one.claimant or NOBODY, what, f"{len(days):,}", *(days[:1] or [""]), *(days[-1:] or [""])


def _found(one: Finding) -> tuple[str, ...]:
    return words.label("outcomes", one.outcome), words.label("codes", one.code), one.text


def _claimed(entry: Entry) -> tuple[str, ...]:
    claim = entry.claim
    return (
        words.figure(claim.figure),
        words.what(claim.measure, claim.object, claim.party),
        shown_name(claim.claimant) or NOBODY,
        words.period(claim.time),
        f"{entry.outlet or entry.document}, {words.day(entry.published)}",
        claim.id,
    )


def entries_of(records: Iterable[Any]) -> list[Entry]:
    """Claims with what is known of their documents; of claims alone only the document's id.

    UsageError: these are no claims.
    """
    found = []
    for one in records:
        if not isinstance(one, Entry | Claim):
            raise UsageError(f"{type(one).__name__} is no claim, comparison, series or finding")
        found.append(one if isinstance(one, Entry) else Entry(claim=one, document=one.document))
    return found


def register(formatters: Any) -> None:
    """Let a notebook show single records; `formatters` are those of IPython for HTML."""
    for kind in (Comparison, Series, Finding, Entry, Claim):
        formatters.for_type(kind, lambda record: html((record,)))


# ---------------------------------------------------------------- frames
SIDE = ("side", "role", "low", "high", "first", "latest", "origins")
QUANTITY = ("key", "title", "measure", "object", "party", "conflict", "time_kind", "start", "end", "unit",
            "factor_guaranteed", "gap_points")  # fmt: skip
OVERALL = ("overall_low", "overall_high")
LINE = ("claimant", "side", "measure", "object", "party", "conflict", "time_kind", "unit")
POINT = ("date", "value", "low", "high", "kind", "mark", "claim", "document")
FINDING = ("code", "severity", "outcome", "formula", "text", "derived", "next_step")


def table(records: Iterable[Any]) -> dict[str, list[Cell]]:
    """Records of one kind as columns: a row for each claim, finding, side of a comparison or point of a series.

    >>> list(table([]))[:2]
    ['claim', 'claim_url']
    """
    every: list[Any] = [records] if isinstance(records, Record) else list(records)
    kind = type(every[0]) if every else Entry
    if kind is Comparison:
        rows = [
            [*_values(one, QUANTITY), one.low, one.high, *_values(side, SIDE)] for one in every for side in one.sides
        ]
        return _columns((*QUANTITY, *OVERALL, *SIDE), rows)
    if kind is Series:
        points = [[*_values(one, LINE), *_values(point, POINT)] for one in every for point in one.points]
        return _columns((*LINE, *(f"point_{name}" if name in LINE else name for name in POINT)), points)
    if kind is Finding:
        return _columns(FINDING, [_values(one, FINDING) for one in every])
    return _columns(NAMES, [row(entry) for entry in entries_of(every)])


def _values(record: Record, names: Sequence[str]) -> list[Cell]:
    return [getattr(record, name) for name in names]


def _columns(names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> dict[str, list[Cell]]:
    return {name: [line[place] for line in rows] for place, name in enumerate(names)}


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UsageError(f"{name} is not installed: `pip install {name}`, or counterclaim[frames] for all") from error


def to_arrow(records: Iterable[Any]) -> Any:
    """Records as a pyarrow Table; columns of claims have the types of the data dictionary."""
    arrow = _library("pyarrow")
    kinds = {field.name: TYPES[field.kind] for field in FIELDS}
    numbers = {*OVERALL, "low", "high", "value", "first", "latest", "derived", "factor_guaranteed", "gap_points"}
    columns, types = table(records), {"origins": "int64"}
    types |= {name: "float64" if name in numbers else types.get(name) or kinds.get(name, "string") for name in columns}
    made = {
        name: arrow.array(_of_type(cells, types[name]), type=arrow.type_for_alias(types[name]))
        for name, cells in columns.items()
    }
    return arrow.table(made)


def _of_type(cells: list[Cell], kind: str) -> list[Cell]:
    if kind == "float64":
        return [None if cell is None else float(cell) for cell in cells]
    return [words.clean(cell) if isinstance(cell, str) else cell for cell in cells]


def to_polars(records: Iterable[Any]) -> Any:
    """Records as a Polars DataFrame."""
    return _library("polars").from_arrow(to_arrow(records))


def to_pandas(records: Iterable[Any]) -> Any:
    """Records as a pandas DataFrame; what is not told is missing."""
    _library("pandas")
    return to_arrow(records).to_pandas()
