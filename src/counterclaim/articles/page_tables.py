"""Tables of a page that the search for its article leaves out: found beforehand, and set behind the text if lost."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Row = tuple[str, ...]

FRAME = ("nav", "header", "footer", "form", "menu")  # parts of a page that are no part of an article
MOST_CELLS = 5_000  # of all tables of a page: a table of a whole war by day and arm has fewer
LEAST_NUMBERS = 0.2  # share of cells that are numbers: below it a table sets out a page, and its words are elsewhere
_NUMBER = re.compile(r"[~≈<>+-]?\s?\d[\d.,\s]*\+?%?")


def data_tables(tree: Any) -> list[list[Row]]:
    """The rows of every table of figures in a parsed page, a row of headings first where there is one.

    Left out: tables in menus, headers, footers and forms, tables within which others stand, and those of few numbers.

    >>> from lxml.html import fromstring
    >>> data_tables(fromstring("<table><tr><th>Side<th>Killed<tr><td>Norland<td>120</table>"))
    [[('Side', 'Killed'), ('Norland', '120')]]
    """
    found, cells = [], 0
    for table in tree.iter("table"):
        if table.find(".//table") is not None or _in_the_frame(table):
            continue
        rows = [row for row in map(_cells, table.iter("tr")) if any(row)]
        cells += sum(map(len, rows))
        if cells > MOST_CELLS:
            break
        if _is_of_figures(rows):
            found.append(rows)
    return found


def lost_from(text: str, tables: Iterable[Sequence[Row]]) -> Iterator[Sequence[Row]]:
    """The tables of which less than half of the rows stand in a text, whatever stands between their cells.

    >>> list(lost_from("| Norland | 120 |", [[("Norland", "120")], [("Southmark", "80")]]))
    [[('Southmark', '80')]]
    """
    there = _bare(text)
    for rows in tables:
        kept = sum(_bare(" ".join(row)) in there for row in rows)
        if 2 * kept < len(rows):
            yield rows


def as_lines(rows: Sequence[Row]) -> str:
    """A table as lines of cells between bars, as tables within an article come out.

    >>> print(as_lines([("Side", "Killed"), ("Norland", "120")]))
    | Side | Killed |
    |---|---|
    | Norland | 120 |
    """
    lines = ["| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in rows]
    if not any(map(_is_number, rows[0])):
        lines.insert(1, "|" + "---|" * len(rows[0]))
    return "\n".join(lines)


def _cells(row: Any) -> Row:
    cells = (cell for cell in row if cell.tag in ("td", "th"))
    return tuple(" ".join("".join(cell.itertext()).split()) for cell in cells)


def _in_the_frame(table: Any) -> bool:
    """Whether it stands in a part of the page that is none of the article; an aside counts within an article only."""
    above = [one.tag for one in table.iterancestors()]
    return any(tag in FRAME for tag in above) or ("aside" in above and "article" not in above)


def _is_of_figures(rows: Sequence[Row]) -> bool:
    cells = [cell for row in rows for cell in row if cell]
    numbers = sum(map(_is_number, cells))
    return len(rows) > 1 and max(map(len, rows)) > 1 and numbers >= LEAST_NUMBERS * len(cells) and numbers < len(cells)


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[|]|-{3,}", " ", text).split())
