"""One side of a comparison: the range of its claims, each end with the claim that gives it."""

from dataclasses import dataclass

from markupsafe import Markup

from counterclaim.model import Comparison, Entry, SideRange, Unit
from counterclaim.reconcile import wording
from counterclaim.views import words
from counterclaim.views.pictures.styles import Style, marker
from counterclaim.views.pictures.voices import side_name
from counterclaim.views.report.links import Book, figure_link, link, outlet, who

LISTED = 6  # claims of one side named in its column; all of them stand in the documents below


@dataclass(frozen=True)
class Row:
    """One claim in a list: its number as a link, who says so, where and when."""

    figure: Markup
    who: str
    outlet: str
    day: str
    note: str = ""


@dataclass(frozen=True)
class SideView:
    """One side as the page shows it."""

    name: str
    role: str
    key: Markup
    style: Style
    cells: tuple[tuple[str, Row], ...]  # "Low", "First", "Latest", "High"
    voices: bool  # more than one claimant speaks for the side: each end names its own
    range: str
    ends: Markup
    counts: str
    rows: tuple[Row, ...]
    more: int


def row(entry: Entry, book: Book, note: str = "") -> Row:
    """Return a claim as a line of a list."""
    figure = figure_link(entry.claim.id, book)
    return Row(
        figure, who(entry, book), outlet(entry, book), words.told_on(entry.published, entry.claim.time.end), note
    )


def side_view(side: SideRange, style: Style, comparison: Comparison, book: Book) -> SideView:
    """Return one side of a comparison for display."""
    entries = sorted(known(side, book), key=lambda entry: entry.published or "", reverse=True)
    cells = _cells(side, comparison.unit, book)
    return SideView(
        name=side_name(side, book.party_names),
        role="" if side.role == "unattributed" else words.label("roles", side.role),
        key=marker(style),
        style=style,
        cells=tuple(cells),
        voices=len({who(entry, book) for entry in entries}) > 1,
        range=words.interval(side.low, side.high, comparison.unit),
        ends=_ends(cells),
        counts=_counts(side),
        rows=tuple(row(entry, book) for entry in entries[:LISTED]),
        more=max(0, len(side.claims) - LISTED),
    )


def _counts(side: SideRange) -> str:
    if len(side.claims) == 1:
        return "1 claim"
    documents = words.counted(len(set(side.documents)), "document")
    return f"{len(side.claims):,} claims in {documents}, {words.counted(side.origins, 'origin')}"


def known(side: SideRange, book: Book) -> list[Entry]:
    """Return the claims of a side that stand on the page."""
    return [book.entries[claim] for claim in side.claims if claim in book.entries]


def bottom(side: SideRange, book: Book) -> Entry | None:
    """Return the claim with the lowest end."""
    found = [entry for entry in known(side, book) if entry.claim.figure.low is not None]
    return min(found, key=lambda entry: entry.claim.figure.low or 0, default=None)


def top(side: SideRange, book: Book) -> Entry | None:
    """Return the claim with the highest end; an open end counts from its lower bound."""

    def end(entry: Entry) -> float:
        figure = entry.claim.figure
        return next((value for value in (figure.high, figure.low, figure.value) if value is not None), 0)

    return max(known(side, book), key=end, default=None)


def _cells(side: SideRange, unit: Unit, book: Book) -> list[tuple[str, Row]]:
    """Return low, first, latest and high, each with the claim that gives it; ends that are one figure share a cell."""
    entries = known(side, book)
    if len(entries) == 1:
        return [("Only figure", row(entries[0], book))]
    ends = [
        ("low", bottom(side, book), side.low),
        ("first", book.entries.get(side.first_claim or ""), side.first),
        ("latest", book.entries.get(side.latest_claim or ""), side.latest),
        ("high", top(side, book), side.high),
    ]
    found: dict[str, tuple[list[str], Row]] = {}
    for name, entry, value in ends:
        if entry is not None:
            line = _cell(entry, value, unit, book)
            found.setdefault(line.figure.striptags(), ([], line))[0].append(name)
    if len(found) == 1:
        return [("All figures", line) for _, line in found.values()]
    return [(wording.first_up(wording.joined(names)), line) for names, line in found.values()]


def _cell(entry: Entry, value: float | int | None, unit: Unit, book: Book) -> Row:
    line = row(entry, book)
    return Row(end(entry, value, unit, book), line.who, line.outlet, line.day)


def end(entry: Entry, value: float | int | None, unit: Unit, book: Book) -> Markup:
    """Return one end of a range as a link to its claim; an open end in the claim's own words ("more than 480")."""
    figure = entry.claim.figure
    if value is not None and (figure.qualifier == "range" or value not in (figure.low, figure.high, figure.value)):
        return link(words.number(value, unit), entry.claim.id, book)
    return figure_link(entry.claim.id, book)


def _ends(cells: list[tuple[str, Row]]) -> Markup:
    """Return a side's range in one line, its ends linked."""
    if len(cells) < 2:
        return cells[0][1].figure if cells else Markup("not stated")
    return Markup("{} to {}").format(cells[0][1].figure, cells[-1][1].figure)
