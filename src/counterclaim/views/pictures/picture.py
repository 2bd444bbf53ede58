"""The one form that every picture has: drawings for a wide and a narrow page, table, CSV, summary, source line."""

import base64
import csv
import hashlib
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from markupsafe import Markup, escape

from counterclaim.errors import UsageError
from counterclaim.views.pictures.canvas import FONTS, SIZE, SMALL, text, units, wrapped
from counterclaim.views.pictures.styles import INK, PAPER
from counterclaim.views.words import clean

Cell = str | float | int | None
WIDE, NARROW = 720, 340  # units; a narrow page is shown the drawing that was laid out for one
MARGIN, TITLE = 20, 19
WATERMARK = "Claims, not facts"


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """One layout of a picture: SVG markup in a box of so many units."""

    width: float
    height: float
    body: str


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture with everything that has to go with it.

    `headers` and `rows` hold every claim that was asked for, also where `notes` say that not all are drawn; the cell
    under "claim" is a claim's id. `source` names the ledger's head and the version; `title` and `subtitle` stand above
    the drawing in files, and in its <title> and <desc> in pages.
    """

    kind: str  # ladder, series, multiples, timeline, map
    title: str
    subtitle: str
    summary: str  # one paragraph: what the picture shows, in words
    wide: Drawing
    narrow: Drawing
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()  # what was thinned, left out or cannot be drawn, and how much of it
    source: str = ""

    @property
    def ident(self) -> str:
        """A short name made of what is drawn, the same at every run."""
        told = f"{self.kind}|{self.title}|{self.wide.body}"
        return f"{self.kind}-{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:8]}"

    def svg(self, ident: str | None = None, *, narrow: bool = False) -> Markup:
        """Return the drawing alone for a page, which has the title, notes and source line beside it."""
        form, drawing = ("narrow", self.narrow) if narrow else ("wide", self.wide)
        name = escape(f"{ident or self.ident}-{form[0]}")
        role = "group" if "<a " in drawing.body else "img"  # links inside a picture must stay reachable
        return Markup(
            f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing {form}" {_box(drawing.width, drawing.height)} '
            f'role="{role}" aria-labelledby="{name}-t {name}-d">'
            f'<title id="{name}-t">{escape(clean(self.title))}</title>'
            f'<desc id="{name}-d">{escape(clean(self.summary))}</desc>{drawing.body}</svg>'
        )

    def image(self, *, narrow: bool = False) -> str:
        """Return the picture as an SVG file of its own: title, drawing, notes, source line and watermark."""
        drawing = self.narrow if narrow else self.wide
        room = drawing.width
        y, parts = float(MARGIN), []
        for words in wrapped(clean(self.title), room, TITLE, bold=True):
            y += TITLE * 1.2
            parts.append(text(0, y - 4, words, size=TITLE, bold=True))
        for words in wrapped(clean(self.subtitle), room):
            y += SIZE * 1.35
            parts.append(text(0, y - 2, words, soft=True))
        y += 10
        parts.append(f'<g transform="translate(0 {units(y)})">{_unlinked(drawing.body)}</g>')
        y += drawing.height + 6
        for words in [row for note in self.notes for row in wrapped(clean(note), room, SMALL)]:
            y += SMALL * 1.35
            parts.append(text(0, y, words, size=SMALL, soft=True))
        y += 24
        parts.append(text(room, y, WATERMARK, anchor="end", size=SMALL, bold=True))
        for place, words in enumerate(wrapped(clean(self.source), room - 130, SMALL)):
            y += SMALL * 1.35 if place else 0
            parts.append(text(0, y, words, size=SMALL, soft=True))
        wide, high = drawing.width + 2 * MARGIN, y + MARGIN - 4
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {_box(wide, high)} role="img" aria-labelledby="t d">'
            f'<title id="t">{escape(clean(self.title))}</title><desc id="d">{escape(clean(self.summary))}</desc>'
            f'<rect width="{units(wide)}" height="{units(high)}" fill="{PAPER}"/>'
            f'<g transform="translate({MARGIN} 0)">{"".join(parts)}</g></svg>\n'
        )

    @property
    def csv(self) -> str:
        """The table as CSV; text that a spreadsheet would run gets an apostrophe in front."""
        return csv_of([self.headers, *self.rows])

    def png(self, *, scale: float = 2) -> bytes:
        """Return the picture as a PNG, `scale` pixels to a unit."""
        from counterclaim.views.pictures.raster import png

        return png(self.image(), scale=scale)

    def save(self, path: str | Path) -> Path:
        """Write the picture by the ending of the name: .svg, .png or .csv; UsageError for another."""
        place = Path(path)
        ending = place.suffix.lower()
        if ending == ".svg":
            place.write_text(self.image(), encoding="utf-8", errors="replace", newline="\n")
        elif ending == ".csv":
            place.write_text(self.csv, encoding="utf-8", errors="replace", newline="")
        elif ending == ".png":
            place.write_bytes(self.png())
        else:
            raise UsageError(f"{place.name}: a picture is saved as .svg, .png or .csv, by the ending of the name")
        return place

    def titled(self, title: str) -> "Picture":
        """Return the picture under another title."""
        return replace(self, title=title)

    def _repr_svg_(self) -> str:
        """What a notebook shows."""
        return self.image()

    def _repr_html_(self) -> str:
        """What a notebook shows: the picture as an image, and its summary."""
        packed = base64.b64encode(self.image().encode("utf-8", "replace")).decode()
        alt = escape(clean(f"{self.title}. {self.summary}"))
        return f'<img alt="{alt}" src="data:image/svg+xml;base64,{packed}">'


def source_line(version: str, head: str | None = None, made: str = "") -> str:
    """Return the words under every picture: which ledger, at which head, by which version, of which day.

    >>> source_line("0.1.0", "9f2c" * 16, "2025-11-22T09:30:00Z")
    'Source: claims in a ledger with head 9f2c9f2c9f2c · Counterclaim 0.1.0 · 2025-11-22'
    """
    ledger = f"Source: claims in a ledger with head {head[:12]}" if head else "Source: claims, without a ledger"
    return " · ".join(part for part in (ledger, f"Counterclaim {version}", made[:10]) if part)


def style_sheet() -> str:
    """Return the CSS with which a page shows pictures: which layout at which width, and colours on dark paper."""
    return files("counterclaim.views.pictures").joinpath("pictures.css").read_text(encoding="utf-8")


def script() -> str:
    """Return the JavaScript that lets readers save pictures; a page is complete without it."""
    return files("counterclaim.views.pictures").joinpath("pictures.js").read_text(encoding="utf-8")


def _box(wide: float, high: float) -> str:
    size = f'width="{units(wide)}" height="{units(high)}" viewBox="0 0 {units(wide)} {units(high)}"'
    return f'{size} font-family="{FONTS}" font-size="{SIZE}" color="{INK}" fill="currentColor"'


def _unlinked(body: str) -> str:
    """The drawing without links, whose targets are on the page that the file has left."""
    return re.sub("<a [^>]*>", "<g>", body).replace("</a>", "</g>")


def csv_of(rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows as CSV; text that a spreadsheet would run gets an apostrophe in front.

    >>> csv_of([("day", 2), ("=1+1", None)])
    "day,2\\r\\n'=1+1,\\r\\n"
    """
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def _cell(cell: Cell) -> Cell:
    from counterclaim.views.exports.spreadsheet import safe

    return safe(clean(cell)) if isinstance(cell, str) else cell


def table_of(headers: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[dict[str, Cell]]:
    """Return a table as one record a row, for JSON.

    >>> table_of(["day", "value"], [["2022-03-01", 5]])
    [{'day': '2022-03-01', 'value': 5}]
    """
    return [dict(zip(headers, row, strict=True)) for row in rows]
