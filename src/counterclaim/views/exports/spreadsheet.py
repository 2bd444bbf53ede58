"""CSV and Excel workbooks that a spreadsheet opens without obeying them.

A cell of text that starts with one of `= + - @`, their full-width forms, a tab, a carriage return or a NUL is run
as a formula by the usual spreadsheets (OWASP, CSV injection; ASVS 1.2.10). Such a cell gets an apostrophe in
front. Numbers are written as numbers and are never touched. `exact` takes the apostrophe away again; for
programs there is `raw`, which writes every cell as it is. In a workbook every text is a cell of text, whatever it
starts with, and needs no apostrophe.
"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

from counterclaim.views import words
from counterclaim.views.exports.dictionary import dictionary
from counterclaim.views.exports.fields import FIELDS, NAMES, Cell, row
from counterclaim.views.exports.release import Release, Tally

OBEYED = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\0")
GUARD = "'"

# Limits of the file format: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576


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


# ---------------------------------------------------------------- csv
def write_rows(out: TextIO, heads: Sequence[Sequence[str]], rows: Iterable[Sequence[Cell]], *, raw: bool) -> None:
    """Write a table, quoted as RFC 4180 asks. `out` must not translate line ends (`newline=""`)."""
    writer = csv.writer(out)
    writer.writerows(heads)
    for cells in rows:
        writer.writerow([_printed(cell, raw) for cell in cells])


def _printed(cell: Cell, raw: bool) -> Cell:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return cell if raw else safe(cell)
    return cell


def with_text(release: Release, names: Sequence[str]) -> tuple[str, ...]:
    """The columns, and the article's text as the last where it was asked for."""
    return (*names, "text") if release.with_text else tuple(names)


def rows_of(release: Release, tally: Tally) -> Iterable[tuple[Cell, ...]]:
    """A row for each claim."""
    for entry in release.entries:
        tally.keep()
        cells = row(entry, release.base)
        yield (*cells, release.texts.get(entry.text_sha256)) if release.with_text else cells


def write_csv(release: Release, out: TextIO, tally: Tally) -> None:
    """Write a header and a line for each claim."""
    write_rows(out, [with_text(release, NAMES)], rows_of(release, tally), raw=release.raw)


# ---------------------------------------------------------------- xlsx
def write_workbook(release: Release, path: Path, tally: Tally) -> None:
    """Write a workbook: the claims, what each column means, and where they come from."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True})
        claims = book.add_worksheet("claims")
        claims.freeze_panes(1, 1)
        _sheet(claims, with_text(release, NAMES), _that_fit(release, tally), bold)
        told = dictionary(release.where, release.about())
        columns = [(f.name, f.kind, f.meaning, ", ".join(f.values)) for f in FIELDS]
        _sheet(book.add_worksheet("columns"), ("column", "kind", "meaning", "values"), columns, bold)
        about = [(key, str(told[key])) for key in ("counterclaim", "ledger", "chain_head", "made") if key in told]
        asked = [(f"filter: {key}", value) for key, value in told["filter"].items()]
        limits = [("limit", limit) for limit in told["limits"]]
        _sheet(book.add_worksheet("about"), ("what", "is"), [*about, *asked, *limits], bold)


def _that_fit(release: Release, tally: Tally) -> Iterable[tuple[Cell, ...]]:
    for place, cells in enumerate(rows_of(release, Tally("xlsx")), start=2):
        if place > MOST_ROWS:
            tally.leave("too_many", str(cells[0]))
        else:
            tally.keep()
            yield cells


def _sheet(sheet: Any, names: Sequence[str], rows: Iterable[Sequence[Cell]], bold: Any) -> None:
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, bold)
    for line, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, bool):
                sheet.write_boolean(line, column, cell)
            elif isinstance(cell, str):
                sheet.write_string(line, column, words.clean(cell)[:LONGEST_CELL])
            elif cell is not None:
                sheet.write_number(line, column, cell)
