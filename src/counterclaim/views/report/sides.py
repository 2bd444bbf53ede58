"""Comparisons as cards: two sides in columns, everyone else under them, how far apart, what was left out.

The order of the sides is that of the alphabet, their colours are those of the position; the same words serve each.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from counterclaim.model import Comparison, Entry, SideRange
from counterclaim.reconcile import wording
from counterclaim.reconcile.intervals import exact
from counterclaim.views.charts import Bar, Style, marker, range_chart
from counterclaim.views.report import words
from counterclaim.views.report.links import Book, figure_link, link, linked_text, outlet, who

LISTED = 6  # claims of one side named in its column; all of them stand in the documents below
PRINCIPAL = ("self", "opponent")
OTHERS: tuple[Style, ...] = ("third", "independent", "unattributed")


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
    """One side of a comparison."""

    name: str
    role: str
    key: Markup
    style: Style
    cells: tuple[tuple[str, Row], ...]  # "Low", "Latest", "High"
    range: str
    ends: Markup
    counts: str
    rows: tuple[Row, ...]
    more: int
    unspecific: bool  # not a party: independent or unattributed


@dataclass(frozen=True)
class Card:
    """One comparison as the page shows it."""

    anchor: str
    title: str
    apart: str
    contested: str | None
    working: Markup | None
    columns: tuple[SideView, ...]
    others: tuple[SideView, ...]
    chart: Markup
    text: Markup
    notes: tuple[tuple[str, str], ...]
    left_out: tuple[Row, ...]
    one_sided: bool
    percent: bool


def cards(comparisons: Iterable[Comparison], book: Book) -> tuple[Card, ...]:
    """Return the comparisons as cards, in the order given."""
    return tuple(_card(place, comparison, book) for place, comparison in enumerate(comparisons, 1))


def _card(place: int, comparison: Comparison, book: Book) -> Card:
    main = sorted((side for side in comparison.sides if side.role in PRINCIPAL), key=lambda side: _name(side, book))
    rest = [
        side
        for role in OTHERS
        for side in sorted((side for side in comparison.sides if side.role == role), key=lambda side: _name(side, book))
    ]
    styles: list[Style] = ["a", "b"]
    styles += ["third"] * len(main[2:])
    views = [_side(side, style, comparison, book) for side, style in zip(main, styles, strict=False)]
    views += [_side(side, _style(side), comparison, book) for side in rest]
    claims = [claim for side in [*main, *rest] for claim in side.claims]
    title = book.safe(comparison.title, *_documents(comparison))
    return Card(
        anchor=f"q{place}",
        title=title,
        apart=_apart(comparison, len(main)),
        contested=None if comparison.contested is None else f"{comparison.contested:.2f}",
        working=_working(comparison, main, book),
        columns=tuple(views[:2]) if len(main) > 1 else tuple(views[: len(main)]),
        others=tuple(views[min(2, len(main)) :]),
        chart=_chart(f"q{place}", title, comparison, [*main, *rest], views),
        text=linked_text(comparison.text, claims, book),
        notes=tuple(_notes(comparison, len(main), book)),
        left_out=tuple(_left_out(comparison, book)),
        one_sided=len(main) == 1,
        percent=comparison.unit == "percent",
    )


def _documents(comparison: Comparison) -> list[str]:
    return sorted({document for side in comparison.sides for document in side.documents})


def _style(side: SideRange) -> Style:
    return side.role if side.role == "independent" or side.role == "unattributed" else "third"


def _name(side: SideRange, book: Book) -> str:
    if side.role == "unattributed":
        return "No claimant named"
    return book.party(side.side) if side.side else words.label("roles", side.role).capitalize()


def _apart(comparison: Comparison, sides: int) -> str:
    if comparison.gap_points is not None:
        return f"{words.number(comparison.gap_points)} percentage points apart"
    if comparison.factor_guaranteed is not None and comparison.factor_guaranteed > 1:
        return f"At least {wording.times(exact(comparison.factor_guaranteed))} times apart"
    if comparison.factor_guaranteed is not None:
        return "The ranges overlap"
    return "Only one side has spoken" if sides == 1 else "Not set against each other"


def _working(comparison: Comparison, main: list[SideRange], book: Book) -> Markup | None:
    """Return the two figures whose quotient is the guaranteed factor, each linked."""
    factor = comparison.factor_guaranteed
    if factor is None or factor <= 1 or comparison.unit == "percent":
        return None
    for lower, higher in [(one, two) for one in main for two in main if one is not two]:
        pair = _top(lower, book), _bottom(higher, book)
        if pair[0] is None or pair[1] is None:
            continue
        high, low = pair[0].claim.figure.high, pair[1].claim.figure.low
        if high and low and abs(low / high - factor) < 0.005 * factor:
            first, second = (
                link(words.number(low), pair[1].claim.id, book),
                link(words.number(high), pair[0].claim.id, book),
            )
            return Markup("{} ÷ {} = {}").format(first, second, wording.times(exact(factor)))
    return None


def _known(side: SideRange, book: Book) -> list[Entry]:
    return [book.entries[claim] for claim in side.claims if claim in book.entries]


def _bottom(side: SideRange, book: Book) -> Entry | None:
    found = [entry for entry in _known(side, book) if entry.claim.figure.low is not None]
    return min(found, key=lambda entry: entry.claim.figure.low or 0, default=None)


def _top(side: SideRange, book: Book) -> Entry | None:
    """Return the claim with the highest end; an open end counts from its lower bound."""

    def end(entry: Entry) -> float:
        figure = entry.claim.figure
        return next((value for value in (figure.high, figure.low, figure.value) if value is not None), 0)

    return max(_known(side, book), key=end, default=None)


def _side(side: SideRange, style: Style, comparison: Comparison, book: Book) -> SideView:
    entries = sorted(_known(side, book), key=lambda entry: entry.published or "", reverse=True)
    cells = _cells(side, comparison, book)
    return SideView(
        name=_name(side, book),
        role="" if side.role == "unattributed" else words.label("roles", side.role),
        key=marker(style),
        style=style,
        cells=tuple(cells),
        range=_range(side, comparison),
        ends=_ends(cells),
        counts=_counts(side),
        rows=tuple(row(entry, book) for entry in entries[:LISTED]),
        more=max(0, len(side.claims) - LISTED),
        unspecific=side.role in ("independent", "unattributed"),
    )


def _counts(side: SideRange) -> str:
    if len(side.claims) == 1:
        return "1 claim"
    documents = words.counted(len(set(side.documents)), "document")
    return f"{len(side.claims):,} claims in {documents}, {words.counted(side.origins, 'origin')}"


def _range(side: SideRange, comparison: Comparison) -> str:
    return words.span_words(side.low, side.high, comparison.unit)


def row(entry: Entry, book: Book, note: str = "") -> Row:
    """Return a claim as a line of a list."""
    figure = figure_link(entry.claim.id, book)
    return Row(figure, who(entry, book), outlet(entry, book), words.day(entry.published), note)


def _cells(side: SideRange, comparison: Comparison, book: Book) -> list[tuple[str, Row]]:
    """Return low, latest and high, each with the claim that gives it; one cell where they are one figure."""
    known = _known(side, book)
    if len(known) == 1:
        return [("Only figure", row(known[0], book))]
    latest = book.entries.get(side.latest_claim or "")
    ends = [
        ("Low", _bottom(side, book), side.low),
        ("Latest", latest, side.latest),
        ("High", _top(side, book), side.high),
    ]
    found = [(name, _cell(entry, value, name, comparison, book)) for name, entry, value in ends if entry is not None]
    if len({row.figure.striptags() for _, row in found}) == 1 and found:
        return [("All figures", found[0][1])]
    return found


def _ends(cells: list[tuple[str, Row]]) -> Markup:
    """Return a side's range in one line, its ends linked."""
    found = {name: row.figure for name, row in cells}
    if "Low" in found and "High" in found:
        return Markup("{} to {}").format(found["Low"], found["High"])
    return next(iter(found.values()), Markup("not stated"))


def _cell(entry: Entry, value: float | int | None, name: str, comparison: Comparison, book: Book) -> Row:
    line, figure = row(entry, book), entry.claim.figure
    if value is None:
        return line  # open: the claim's own words say so ("more than 480")
    if figure.qualifier == "range" or value not in (figure.low, figure.high, figure.value):
        return Row(link(words.number(value, comparison.unit), entry.claim.id, book), line.who, line.outlet, line.day)
    return line


def _chart(anchor: str, title: str, comparison: Comparison, sides: list[SideRange], views: list[SideView]) -> Markup:
    bars = [
        Bar(label=view.name, shown=view.range, low=side.low, high=side.high, latest=side.latest, style=view.style)
        for side, view in zip(sides, views, strict=True)
        if (side.low, side.high, side.latest) != (None, None, None)
    ]
    if len(bars) < 2:
        return Markup("")
    desc = "; ".join(f"{bar.label}: {bar.shown}" for bar in bars)
    percent = comparison.unit == "percent"
    return range_chart(
        bars,
        ident=f"{anchor}-chart",
        title=f"Range of claims: {title}",
        desc=f"{desc}. A range of claims, not a confidence interval.",
        percent=percent,
        gap=_gap(comparison, [side for side in sides if side.role in PRINCIPAL]),
    )


def _gap(comparison: Comparison, main: list[SideRange]) -> tuple[float, float, str] | None:
    """Return the empty stretch between the two sides, where their ranges do not touch."""
    if len(main) != 2:
        return None
    for lower, higher in (main, main[::-1]):
        if lower.high is not None and higher.low is not None and lower.high < higher.low:
            apart = _apart(comparison, 2)
            return lower.high, higher.low, apart[0].lower() + apart[1:]
    return None


def _notes(comparison: Comparison, sides: int, book: Book) -> Iterable[tuple[str, str]]:
    """Return each note as (label, sentence); a side that stands alone is always said to."""
    seen = set()
    for note in comparison.notes:
        head, colon, tail = note.partition(":")
        key = head.strip().lower().replace("-", "_").replace(" ", "_")
        seen.add(key)
        text = tail.strip() if colon else words.labels()["note_texts"].get(key, note)
        named = words.labels()["notes"].get(key)
        if not named:
            text = note
        yield named or "Note", wording.first_up(book.safe(text, *_documents(comparison)))
    if sides == 1 and "one_sided" not in seen:
        yield words.label("notes", "one_sided"), words.label("note_texts", "one_sided")


def _left_out(comparison: Comparison, book: Book) -> Iterable[Row]:
    reasons = [*comparison.not_compared_why, *("" for _ in comparison.not_compared)]
    for claim, why in zip(comparison.not_compared, reasons, strict=False):
        if claim in book.entries:
            yield row(book.entries[claim], book, wording.first_up(book.safe(why, book.entries[claim].document)))
