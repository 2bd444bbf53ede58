"""Series over time: a chart for each claimant and the table of the same numbers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from msgspec.structs import replace

from counterclaim.model import Point, Series
from counterclaim.reconcile.series import steps
from counterclaim.views import words
from counterclaim.views.pictures.lines import series_picture
from counterclaim.views.pictures.picture import Picture
from counterclaim.views.pictures.styles import Style, marker
from counterclaim.views.pictures.voices import styles_of
from counterclaim.views.report.links import Book, as_printed, figure_link, link, outlet

FEWEST = 3  # days of which a chart shows more than the two rows of a table


@dataclass(frozen=True)
class SeriesRow:
    """One claim of a series."""

    day: str
    iso: str | None
    figure: Markup
    printed: str
    change: str
    outlet: str
    mark: str


@dataclass(frozen=True)
class SeriesView:
    """One series as the page shows it."""

    anchor: str
    key: Markup
    who: str
    what: str
    picture: Picture | None
    rows: tuple[SeriesRow, ...]
    kind: str


def series_views(series: Iterable[Series], book: Book, *, log: bool = False) -> tuple[SeriesView, ...]:
    """Return the series as the page shows them, in the order given; `log`, with logarithmic scales.

    The style is that of the claimant's place in the alphabet among those who speak of the same quantity.
    """
    every = list(series)
    styled = zip(every, styles_of_series(every, book), strict=True)
    return tuple(series_view(one, style, book, place, log=log) for place, (one, style) in enumerate(styled, 1))


def styles_of_series(every: Sequence[Series], book: Book) -> list[Style]:
    """Return the style of each series: those who speak of one quantity are told apart."""
    sides: dict[tuple[object, ...], set[str | None]] = defaultdict(set)
    for one in every:
        sides[_quantity(one)].add(_side(one))
    found = {key: styles_of(some, book.party_names, str(key[0]) if key[0] else None) for key, some in sides.items()}
    return [found[_quantity(one)][_side(one)] for one in every]


def _quantity(series: Series) -> tuple[object, ...]:
    return series.conflict, series.party, series.measure, series.object, series.time_kind


def _side(series: Series) -> str | None:
    return series.side or ("independent" if series.claimant else None)


def _who(series: Series, book: Book) -> str:
    """Return the claimant's name as its own claims have it; a series may know only the id."""
    for point in series.points:
        entry = book.entries.get(point.claim)
        if entry is not None and entry.claim.claimant is not None:
            from_claim = book.safe(entry.claim.claimant.name, entry.document)
            if entry.claim.claimant.kind != "private":
                return from_claim
            return "A private person"
    return "No claimant named" if series.claimant is None else book.safe(series.claimant)


def series_view(
    series: Series, style: Style, book: Book, place: int = 1, *, drawn: bool = True, log: bool = False
) -> SeriesView:
    """Return one series as the page shows it; not `drawn`, without its picture and its rows."""
    who = _who(series, book)
    what = words.series(series)
    points = [point for point in series.points if drawn and point.claim in book.entries]
    days = {point.date for point in points if point.kind == series.time_kind}
    picture = None
    if len(days) >= FEWEST:
        safe = replace(series, claimant=who, points=tuple(points))
        picture = series_picture(
            safe, book.masked, log=log, link=book.address, names=book.party_names, source=book.source
        )
    return SeriesView(
        anchor=f"s{place}",
        key=marker(style),
        who=who,
        what=what,
        picture=picture,
        rows=tuple(_rows(points, series, book)),
        kind=series.time_kind,
    )


def _rows(points: list[Point], series: Series, book: Book) -> Iterable[SeriesRow]:
    for point, step in zip(points, steps(replace(series, points=tuple(points))), strict=True):
        entry = book.entries[point.claim]
        yield SeriesRow(
            day=words.day(point.date),
            iso=point.date,
            figure=figure_link(point.claim, book) if point.mark != "derived" else _derived(point, series, book),
            printed=as_printed(entry.claim) or "",
            change=_change(step, series),
            outlet=outlet(entry, book),
            mark=_mark(point, series),
        )


def _mark(point: Point, series: Series) -> str:
    if point.mark is None and point.kind != series.time_kind:
        return words.label("marks", "increment")
    return words.label("marks", point.mark) if point.mark else ""


def _derived(point: Point, series: Series, book: Book) -> Markup:
    return link(words.interval(point.low, point.high, series.unit), point.claim, book)


def _change(step: float | None, series: Series) -> str:
    """The step from the day before; of periods there is none."""
    if step is None:
        return ""
    sign = "+" if step > 0 else "−" if step < 0 else "±"
    return sign + words.number(abs(step)) + (" points" if series.unit == "percent" else "")
