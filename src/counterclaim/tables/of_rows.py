"""One row of a table -> its claims."""

from collections.abc import Iterator
from datetime import date

from counterclaim.claims.figure_grammar import Number
from counterclaim.model import LARGEST, Claim, Document, Figure, Span, Unit, claim_id
from counterclaim.tables import numbers, words
from counterclaim.tables.cells import Cell, Row
from counterclaim.tables.mapping import FigureColumn, Mapping, Told, Word
from counterclaim.tables.words import Unfit

NO_NUMBER = f"no number of people or things between 0 and {LARGEST:,}"
WHOLE = ("persons", "items")  # units of which there are no parts


def not_theirs(row: Row, known: Mapping) -> str | None:
    """Why a row holds nothing that a claimant gave; None where it does."""
    for rule in known.only:
        there = row.cells.get(rule.column)
        if (there.value.strip() if there else "") not in rule.values:
            return rule.why
    return None


def of_row(row: Row, document: Document, sha: str, known: Mapping) -> Iterator[Claim | str]:
    """The claims of a row in the order of the mapping, and in one line each what could not be read."""
    try:
        on = words.day(known.day, row)
    except Unfit as error:
        yield str(error)
        return
    for column in known.figures:
        if not (column.column in row.cells or column.low in row.cells or column.high in row.cells):
            continue
        try:
            figure = figure_of(column, row, document.text)
            if figure is not None:
                yield _claim(column, figure, row, on, document, sha, known)
        except Unfit as error:
            yield str(error)


def _claim(
    column: FigureColumn, figure: Figure, row: Row, on: date, document: Document, sha: str, known: Mapping
) -> Claim:
    text, written = document.text, row.cells[known.day.column]
    who, via = words.claimant(column.claimant or known.claimant, row, text)
    header = row.names.get(column.column or column.low or column.high or "")
    return Claim(
        id=claim_id(sha, figure.start, figure.end),
        document=document.id,
        quote=Span(start=row.start, end=row.end, text=text[row.start : row.end]),
        figure=figure,
        measure=words.word(column.measure, row) or "other",
        object=words.word(column.object, row) or "other",
        party=words.word(column.party or known.party, row),
        conflict=words.word(known.conflict, row),
        claimant=who,
        via=via,
        verification=column.verification,
        time=words.time(column.when or known.when, row, on, written, text),
        place=words.place(known.place, row, text),
        spans=words.spans(
            text,
            time=written,
            measure=_telling(column.measure, row) or header,
            object=_telling(column.object, row),
            party=_telling(column.party or known.party, row),
            detail=_detail(column, header, row),
        ),
        rule=known.rule,
    )


def _telling(said: Word | None, row: Row) -> Cell | None:
    return words.cell(row, said.column) if isinstance(said, Told) else None


def _detail(column: FigureColumn, header: Cell | None, row: Row) -> Cell | None:
    """The words that tell more finely what is counted: the column's name, or a cell."""
    if isinstance(column.detail, bool):
        return header if column.detail else None
    return words.cell(row, column.detail.column) if words.word(column.detail, row) else None


# ---------------------------------------------------------------- the figure
def figure_of(column: FigureColumn, row: Row, text: str) -> Figure | None:
    """The figure of a column in a row; None where there is none. Unfit where a cell holds no number."""
    for name, said in column.unless.items():
        if name in row.cells and row.cells[name].value.strip() == said:
            return None
    value, low, high = (_number(name, row, column) for name in (column.column, column.low, column.high))
    if value is None and low is None and high is None:
        return None
    unit = _unit(column, row)
    if unit in WHOLE and isinstance(value, float) and _bound(column, row) == "exact" and low is None and high is None:
        raise Unfit(f'{column.column} is {value}: {unit} are counted whole; of an average say bound = "approx"')
    if value is not None:
        there = row.cells[column.column or ""]
        printed = text[there.start : there.end]
        if low is None and high is None:
            return numbers.one(there, value, _bound(column, row), unit, printed)
        return numbers.estimated(there, value, low, high, unit, printed)
    if low is not None and high is not None and low > high:
        raise Unfit(
            f"{column.low} is {low:,} and {column.high} is {high:,}: the low end must not be above the high one"
        )
    return _bounded((row.cells.get(column.low or ""), low), (row.cells.get(column.high or ""), high), unit, text)


End = tuple[Cell | None, Number | None]


def _bounded(first: End, last: End, unit: Unit, text: str) -> Figure:
    """A range whose ends stand in two cells, or the one end that is given."""
    (left, low), (right, high) = first, last
    if left is not None and right is not None and low is not None and high is not None and low != high:
        start, end = min(left.start, right.start), max(left.end, right.end)
        return numbers.ranged(start, end, low, high, unit, text[start:end])
    there, value = (left, low) if low is not None else (right, high)
    bound = "exact" if low == high else "at_least" if high is None else "at_most"
    assert there is not None
    assert value is not None
    return numbers.one(there, value, bound, unit, text[there.start : there.end])


def _unit(column: FigureColumn, row: Row) -> Unit:
    return words.word(column.unit, row) or "other"  # type: ignore[return-value]


def _number(name: str | None, row: Row, column: FigureColumn) -> Number | None:
    there = row.cells.get(name) if name else None
    if there is None or numbers.blank(there.value):
        return None
    found = numbers.number(there.value)
    if found is None or (found < 0 and not column.corrects):
        raise Unfit(f"{name} is {there.value.strip()!r}, which is {NO_NUMBER}: write it as 32300")
    return found


def _bound(column: FigureColumn, row: Row) -> str:
    """What bounds the number: a flag that is set, else the word of a column, else what the mapping says."""
    for flag, bound in column.flags.items():
        there = words.cell(row, flag)
        if there is not None and there.value.strip().casefold() in ("1", "1.0", "true", "yes", "x"):
            return bound
    if not isinstance(column.bound, Told):
        return column.bound
    found = words.word(column.bound, row) or "exact"
    if found not in numbers.BOUNDS:
        raise Unfit(
            f"{column.bound.column} means {found!r} in the mapping, which is none of {', '.join(numbers.BOUNDS)}"
        )
    return found
