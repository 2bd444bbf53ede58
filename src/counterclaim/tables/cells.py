"""The text of a table as rows of cells, each with its place in the text.

The standard library reads CSV and JSON well, and forgets where each value stood: here the place is what matters, since
a claim quotes the cell it was read from.
"""

import json
import re
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import NamedTuple

from counterclaim.errors import ReadError


class Cell(NamedTuple):
    """A value and where its words stand; the quotes of a quoted cell stand outside."""

    start: int
    end: int
    value: str


class Row(NamedTuple):
    """One row: what to call it, where it stands, its cells by column, and where each column's own name stands."""

    where: str
    start: int
    end: int
    cells: dict[str, Cell]
    names: dict[str, Cell]


def rows(text: str, *, is_json: bool, delimiter: str = ",", records: str = "") -> Iterator[Row | str]:
    """The rows of a table in order; for one that cannot be read, what is wrong with it.

    >>> [row.cells["dead"].value for row in rows("day,dead\\n2024-05-01,12\\n", is_json=False)]
    ['12']
    """
    yield from (json_rows(text, records) if is_json else csv_rows(text, delimiter))


# ---------------------------------------------------------------- CSV
def csv_rows(text: str, delimiter: str = ",") -> Iterator[Row | str]:
    """Rows of a table with a header line; ReadError where there is none. A quoted cell may hold line breaks."""
    lines = _csv_lines(text, delimiter)
    line, _, _, header = next(lines, (0, 0, 0, []))
    names = {cell.value.strip(): cell for cell in header if cell.value.strip()}
    if len(header) < 2 or len(names) != len([cell for cell in header if cell.value.strip()]):
        raise ReadError(f"line {line}", f"the first line must name the columns, each once, {_between(text, delimiter)}")
    order = [cell.value.strip() for cell in header]
    for line, start, end, cells in lines:
        if len(cells) > len(order):
            yield f"line {line}: {len(cells)} cells under {len(order)} columns; quote a cell that holds a {delimiter!r}"
        else:
            by_name = {name: cell for name, cell in zip(order, cells, strict=False) if name}
            yield Row(f"line {line}", start, end, by_name, names)


PARTERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright lines"}


def _between(text: str, delimiter: str) -> str:
    """What must stand between the names of columns, and what to do where the first line has something else."""
    first = text[: text.find("\n")]
    other = next((one for one in PARTERS if one != delimiter and one in first and delimiter not in first), None)
    said = f"with {PARTERS.get(delimiter, delimiter)} between"
    return f"{said}; here {PARTERS[other]} stand there: write delimiter = {other!r} in the mapping" if other else said


def _csv_lines(text: str, delimiter: str) -> Iterator[tuple[int, int, int, list[Cell]]]:
    """Line number, start, end and cells of each row that is not blank."""
    at, line = 0, 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line += 1
        first = line
        if '"' in text[at:end]:
            cells, end = _quoted(text, at, delimiter)
            line += text.count("\n", at, end)
        else:
            cells = _split(text, at, end, delimiter)
        if text[at:end].strip(delimiter + " \t"):
            yield first, at, end, cells
        at = end + 1


def _split(text: str, at: int, end: int, delimiter: str) -> list[Cell]:
    cells = []
    for value in text[at:end].split(delimiter):
        cells.append(Cell(at, at + len(value), value))
        at += len(value) + 1
    return cells


def _quoted(text: str, at: int, delimiter: str) -> tuple[list[Cell], int]:
    """The cells of a row with quotes in it, and where it ends."""
    stop = re.compile(rf"{re.escape(delimiter)}|\n|\Z")
    cells = []
    while True:
        if text.startswith('"', at):
            close = at + 1
            while (close := text.find('"', close)) >= 0 and text.startswith('"', close + 1):
                close += 2
            close = len(text) if close < 0 else close
            cells.append(Cell(at + 1, close, text[at + 1 : close].replace('""', '"')))
            at = close + 1
            found = stop.search(text, min(at, len(text)))
        else:
            found = stop.search(text, at)
            assert found is not None  # the end of the text always matches
            cells.append(Cell(at, found.start(), text[at : found.start()]))
        if found is None or found.group() != delimiter:
            return cells, len(text) if found is None else found.start()
        at = found.end()


# ---------------------------------------------------------------- JSON and JSON lines
_SPACE = re.compile(r"[ \t\n\r]*")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|NaN")


def json_rows(text: str, records: str = "") -> Iterator[Row | str]:
    """The objects of a list, or one a line; `records` is the path to the list, "data.days". ReadError: no JSON."""
    at = _to_list(text, _skip(text, 0), records)
    at = _skip(text, at + 1 if text.startswith("[", at) else at)
    number = 0
    while text.startswith("{", at):
        number += 1
        cells: dict[str, Cell] = {}
        names: dict[str, Cell] = {}
        end = _walk(text, at, "", cells, names)
        yield Row(f"row {number}", at, end, cells, names)
        at = _skip(text, end)
        at = _skip(text, at + 1) if text.startswith(",", at) else at
    if at < len(text) and not text.startswith("]", at):
        raise ReadError(_line(text, at), "the rows of a JSON table are objects in a list, or one object a line")


def _to_list(text: str, at: int, records: str) -> int:
    """Where the list at the end of a path of keys begins."""
    for key in filter(None, records.split(".")):
        here: dict[str, int] = {}
        _walk(text, at, "", {}, {}, here)
        if key not in here:
            raise ReadError(_line(text, at), f"no {key!r} here: `records` must be the path of keys to the list of rows")
        at = here[key]
    return at


def _walk(
    text: str,
    at: int,
    path: str,
    cells: dict[str, Cell],
    names: dict[str, Cell],
    starts: dict[str, int] | None = None,
) -> int:
    """Go through the value at `at`, note its plain values by their path, and give where it ends."""
    try:
        if text.startswith('"', at):
            value, end = scanstring(text, at + 1, True)
            cells[path] = Cell(at + 1, end - 1, value)
            return end
        if text.startswith(("{", "["), at):
            return _inside(text, at, path, cells, names, starts)
    except json.JSONDecodeError as error:
        raise ReadError(_line(text, at), f"no JSON: {error.msg}") from error
    found = _PLAIN.match(text, at)
    if found is None:
        raise ReadError(_line(text, at), f"no JSON: {text[at : at + 20]!r} is no value")
    if found.group() not in ("null", "NaN"):
        cells[path] = Cell(at, found.end(), found.group())
    return found.end()


def _inside(
    text: str,
    at: int,
    path: str,
    cells: dict[str, Cell],
    names: dict[str, Cell],
    starts: dict[str, int] | None,
) -> int:
    """The members of an object or list, one after another."""
    close, number = "}" if text[at] == "{" else "]", 0
    at = _skip(text, at + 1)
    while not text.startswith(close, at):
        key = str(number)
        if close == "}":
            if not text.startswith('"', at):
                raise ReadError(_line(text, at), "no JSON: a key in quotes must stand here")
            key, end = scanstring(text, at + 1, True)
            names[f"{path}.{key}" if path else key] = Cell(at + 1, end - 1, key)
            at = _skip(text, end)
            if not text.startswith(":", at):
                raise ReadError(_line(text, at), "no JSON: a colon must stand here")
            at = _skip(text, at + 1)
        if starts is not None:
            starts[key] = at
        at = _skip(text, _walk(text, at, f"{path}.{key}" if path else key, cells, names))
        number += 1
        if text.startswith(",", at):
            at = _skip(text, at + 1)
        elif not text.startswith(close, at):
            raise ReadError(_line(text, at), f"no JSON: a comma or {close} must stand here")
    return at + 1


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return at if found is None else found.end()


def _line(text: str, at: int) -> str:
    return f"line {text.count(chr(10), 0, at) + 1}"
