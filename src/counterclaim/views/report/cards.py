"""Comparisons: a card where two sides can be set against each other, a line where they cannot.

The order of the sides is that of the alphabet, their colours are those of the position; the same words serve each.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup
from msgspec.structs import replace

from counterclaim.model import Comparison, SideRange
from counterclaim.reconcile import wording
from counterclaim.reconcile.intervals import exact
from counterclaim.views import words
from counterclaim.views.overall import CAVEAT, LABEL, ends
from counterclaim.views.pictures.ladder import ladder
from counterclaim.views.pictures.picture import Picture
from counterclaim.views.pictures.voices import ordered, side_name
from counterclaim.views.report.links import Book, link, linked_text
from counterclaim.views.report.selection import PRINCIPAL, is_paired
from counterclaim.views.report.sides import Row, SideView, bottom, end, row, side_view, top


@dataclass(frozen=True)
class Card:
    """One comparison as the page shows it."""

    anchor: str
    title: str
    apart: str
    contested: str | None
    working: Markup | None
    overall: Markup | None
    columns: tuple[SideView, ...]
    others: tuple[SideView, ...]
    picture: Picture | None
    text: Markup
    notes: tuple[tuple[str, str], ...]
    left_out: tuple[Row, ...]
    one_sided: bool
    paired: bool  # whether two voices can be set against each other


def cards(comparisons: Iterable[Comparison], book: Book, *, drawn: bool = True) -> tuple[Card, ...]:
    """Return the comparisons as cards, in the order given; not `drawn`, without their pictures."""
    return tuple(_card(place, comparison, book, drawn) for place, comparison in enumerate(comparisons, 1))


def _card(place: int, comparison: Comparison, book: Book, drawn: bool) -> Card:
    sides = ordered(comparison, book.party_names)
    main = [side for side, _ in sides if side.role in PRINCIPAL]
    views = [side_view(side, style, comparison, book) for side, style in sides]
    claims = [*(claim for side, _ in sides for claim in side.claims), *comparison.beside]
    title = book.safe(comparison.title, *_documents(comparison))
    return Card(
        anchor=f"q{place}",
        title=title,
        apart=_apart(comparison, len(main)),
        contested=None if comparison.contested is None else f"{comparison.contested:.2f}",
        working=_working(comparison, main, book),
        overall=_overall(comparison, book),
        columns=tuple(views[: min(2, len(main))]),
        others=tuple(views[min(2, len(main)) :]),
        picture=_picture(title, comparison, book) if drawn else None,
        text=linked_text(comparison.text, claims, book),
        notes=tuple(_notes(comparison, len(main), book)),
        left_out=tuple(_left_out(comparison, book)),
        one_sided=len(main) == 1,
        paired=is_paired(comparison),
    )


def _documents(comparison: Comparison) -> list[str]:
    return sorted({document for side in comparison.sides for document in side.documents})


def _apart(comparison: Comparison, sides: int) -> str:
    if comparison.gap_points is not None:
        return f"{words.number(comparison.gap_points)} percentage points apart"
    if comparison.factor_guaranteed is not None and comparison.factor_guaranteed > 1:
        return f"At least {wording.times(exact(comparison.factor_guaranteed))} times apart"
    if comparison.factor_guaranteed is not None:
        return "The ranges overlap"
    return "Only one side has spoken" if sides == 1 else "No two sides to set against each other"


def _working(comparison: Comparison, main: list[SideRange], book: Book) -> Markup | None:
    """Return the two figures whose quotient is the guaranteed factor, each linked."""
    factor = comparison.factor_guaranteed
    if factor is None or factor <= 1 or comparison.unit == "percent":
        return None
    for lower, higher in [(one, two) for one in main for two in main if one is not two]:
        pair = top(lower, book), bottom(higher, book)
        if pair[0] is None or pair[1] is None:
            continue
        high, low = pair[0].claim.figure.high, pair[1].claim.figure.low
        if high and low and abs(low / high - factor) < 0.005 * factor:
            first, second = (
                link(words.number(low), pair[1].claim.id, book),
                link(words.number(high), pair[0].claim.id, book),
            )
            return Markup("{} ÷ {} = {}").format(first, second, wording.quotient(exact(factor)))
    return None


def _overall(comparison: Comparison, book: Book) -> Markup | None:
    """Return the range over all sides, each end linked and with its side; nothing where one side alone spoke."""
    found = ends(comparison)
    if found is None:
        return None
    lowest, highest = found
    pair = (lowest, bottom(lowest, book), lowest.low), (highest, top(highest, book), highest.high)
    told = []
    for side, entry, value in pair:
        if entry is None:
            return None
        told += [end(entry, value, comparison.unit, book), side_name(side, book.party_names)]
    return Markup("{}: {} ({}) to {} ({}); {}").format(LABEL, *told, CAVEAT)


def _picture(title: str, comparison: Comparison, book: Book) -> Picture | None:
    """Return the ladder of the claims; none where there is but one claim to stand on it."""
    if not is_paired(comparison) or sum(claim in book.entries for s in comparison.sides for claim in s.claims) < 2:
        return None
    safe = replace(comparison, title=title, text=book.safe(comparison.text, *_documents(comparison)))
    return ladder(safe, book.masked, link=book.address, names=book.party_names, source=book.source)


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
