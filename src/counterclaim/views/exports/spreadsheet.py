"""CSV that a spreadsheet opens without obeying it.

A cell of text that starts with one of `= + - @`, their full-width forms, a tab, a carriage return or a NUL is run
as a formula by the usual spreadsheets (OWASP, CSV injection; ASVS 1.2.10). Such a cell gets an apostrophe in
front. Numbers are written as numbers and are never touched. `exact` takes the apostrophe away again; for
programs there is `raw`, which writes every cell as it is.
"""

import csv
from collections.abc import Iterable
from typing import TextIO

from counterclaim.model import Entry
from counterclaim.views.exports.fields import NAMES, Cell, row

OBEYED = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\0")
GUARD = "'"


def safe(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would run it.

    >>> safe("=1+1"), safe("  @here"), safe("killed")
    ("'=1+1", "'  @here", 'killed')
    """
    return GUARD + text if _obeyed(text) else text


def exact(cell: str) -> str:
    """The text that `safe` was given.

    >>> exact("'=1+1"), exact("'tis so")
    ('=1+1', "'tis so")
    """
    return cell[1:] if cell.startswith(GUARD) and _obeyed(cell) else cell


def _obeyed(text: str) -> bool:
    """Whether text starts like a formula, white space and earlier apostrophes aside."""
    bare = text.lstrip(GUARD)
    return bare.startswith(OBEYED) or bare.lstrip().startswith(OBEYED)


def write_csv(entries: Iterable[Entry], out: TextIO, *, raw: bool = False) -> int:
    """Write a header and a line for each claim, quoted as RFC 4180 asks; how many claims there were.

    `out` must not translate line ends (`newline=""`).
    """
    writer = csv.writer(out)
    writer.writerow(NAMES)
    count = 0
    for count, entry in enumerate(entries, start=1):  # noqa: B007
        writer.writerow([_printed(cell, raw) for cell in row(entry)])
    return count


def _printed(cell: Cell, raw: bool) -> Cell:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return cell if raw else safe(cell)
    return cell
