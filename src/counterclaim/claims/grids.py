"""Tables in running text: rows of cells between bars (`| Russia | 5,937 |`) or tabs, below a row that heads them.

Pages' tables come as rows between bars as well (`articles.page`). Here only their shape is found; `grid_cells` reads
the numbers in them.
"""

import bisect
import re
from dataclasses import dataclass

MOST_CELLS = 30  # of a row; longer ones are lines of a program, not of a report
CAPTION = 3  # lines before a table within which its caption stands, blank ones among them
_RULED = re.compile(r"[\s|:+=–-]+")  # the line below a head: |---|:--:|
_LETTER = re.compile(r"[^\W\d_]")
_TEMPLATE = re.compile(r"\|\s*[\w ]{1,40}=")  # a parameter of a template of an encyclopedia


@dataclass(frozen=True, slots=True)
class Cell:
    """The characters [start, end) of a text between two bars or tabs, blanks left out."""

    start: int
    end: int

    def text(self, whole: str) -> str:
        """Its words."""
        return whole[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the cells of its head, those of each row below, and where its caption stands (an empty cell: none)."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: Cell

    def row_at(self, position: int) -> tuple[Cell, ...] | None:
        """The row that holds a character; None where none does."""
        at = bisect.bisect_right(self.rows, position, key=lambda row: row[0].start) - 1
        return self.rows[at] if at >= 0 and position < self.rows[at][-1].end + 1 else None


def find_grids(text: str) -> list[Grid]:
    """The tables of a text, in its order: two rows or more with the same number of cells, the first without numbers.

    >>> text = "Losses:\\n\\n| Side | Killed |\\n|---|---|\\n| Russia | 5,937 |"
    >>> [grid] = find_grids(text)
    >>> [cell.text(text) for cell in (grid.caption, *grid.head, *grid.rows[0])]
    ['Losses:', 'Side', 'Killed', 'Russia', '5,937']
    """
    if "|" not in text and "\t" not in text:
        return []
    found: list[Grid] = []
    lines = _lines(text)
    at = 0
    while at < len(lines):
        block = _block(text, lines, at)
        if block is None:
            at += 1
            continue
        rows, end = block
        if (grid := _grid(text, rows, _caption(text, lines, at))) is not None:
            found.append(grid)
        at = end
    return found


def _lines(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _block(text: str, lines: list[tuple[int, int]], at: int) -> tuple[list[tuple[Cell, ...]], int] | None:
    """The rows that begin at a line, and the line behind them; None where fewer than two stand together."""
    rows: list[tuple[Cell, ...]] = []
    for end in range(at, len(lines)):
        start, stop = lines[end]
        if rows and _RULED.fullmatch(text, start, stop) and "-" in text[start:stop]:
            continue
        cells = _cells(text, start, stop)
        if cells is None or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
    else:
        end = len(lines)
    return (rows, end) if len(rows) > 1 else None


def _cells(text: str, start: int, end: int) -> tuple[Cell, ...] | None:
    """The cells of a line that is a row; None of any other."""
    line = text[start:end]
    if line.lstrip().startswith("|") and not _TEMPLATE.match(line.lstrip()):
        inner = line.strip().removeprefix("|").removesuffix("|")
        first, mark = start + line.index("|") + 1, "|"
    elif "\t" in line.strip("\t "):
        inner, first, mark = line, start, "\t"
    else:
        return None
    cells = []
    for part in inner.split(mark):
        blanks = len(part) - len(part.lstrip())
        bare = part.strip()
        cells.append(Cell(first + (blanks if bare else 0), first + (blanks + len(bare) if bare else 0)))
        first += len(part) + 1
    return tuple(cells) if 1 < len(cells) <= MOST_CELLS else None


def _grid(text: str, rows: list[tuple[Cell, ...]], caption: Cell) -> Grid | None:
    """A table of rows; None where the first row is no head: it needs words, and no more numbers than years."""
    head = [cell.text(text) for cell in rows[0]]
    worded = sum(bool(_LETTER.search(words)) for words in head)
    if not worded or any(_COUNT.fullmatch(words) for words in head):
        return None
    if sum(row[0].text(text).startswith("**") for row in rows) > 1:  # the box of an encyclopedia: labels and values
        return None
    return Grid(rows[0], tuple(rows[1:]), caption)


_COUNT = re.compile(r"[+~<>≈]?\d{1,3}(?:[,. ]\d{3})+|\d{5,}|\d{1,3}|[+~<>≈]\d+")  # a number that is no year


def _caption(text: str, lines: list[tuple[int, int]], at: int) -> Cell:
    """The line before a table, but for blank ones."""
    for start, end in reversed(lines[max(0, at - CAPTION) : at]):
        if text[start:end].strip():
            return Cell(start, end)
    return Cell(0, 0)
