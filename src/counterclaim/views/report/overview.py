"""The whole ledger in three pictures: every measure over time, who said what when, and where; each with its table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from msgspec.structs import replace

from counterclaim.model import Entry, Series
from counterclaim.views import words
from counterclaim.views.pictures.maps import claims_map
from counterclaim.views.pictures.multiples import multiples
from counterclaim.views.pictures.picture import Picture
from counterclaim.views.pictures.timeline import timeline
from counterclaim.views.pictures.voices import bodies, body, said_on, short_day, who
from counterclaim.views.privacy import without_names
from counterclaim.views.report.data import ReportData
from counterclaim.views.report.links import Book, figure_link

FEWEST = 2  # claims or series of which a picture shows more than a line of words
LISTED = 20  # rows of a table beside a picture: one screen; the export has all
LINKS = 4  # claims linked in a row


@dataclass(frozen=True)
class Group:
    """One row of the table beside a picture: a claimant or a place, with some of its claims."""

    name: str
    count: str
    days: str
    figures: tuple[Markup, ...]


@dataclass(frozen=True)
class Overview:
    """A picture of the whole ledger and the table of what it shows."""

    anchor: str
    name: str
    head: str
    picture: Picture
    rows: tuple[Group, ...]
    more: str


def overviews(data: ReportData, book: Book) -> tuple[Overview, ...]:
    """Return the timeline and the map of all claims, where there are enough of them to draw."""
    entries = list(without_names(data.entries, book.withheld))
    if len(entries) < FEWEST:
        return ()
    lines = timeline(entries, link=book.address, names=book.party_names, source=book.source)
    place = claims_map(entries, link=book.address, names=book.party_names, source=book.source)
    spelt = bodies(entries)
    spoken = _grouped(((spelt[body(entry)], entry) for entry in entries), book)
    found = [Overview("when", "Who said what when", "Claimant", lines, *spoken)]
    placed = [(words.clean(e.claim.place.name), e) for e in entries if e.claim.place and e.claim.place.lat is not None]
    if placed:
        found.append(Overview("where", "Where", "Place", place, *_grouped(placed, book)))
    return tuple(found)


def every_measure(series: Sequence[Series], book: Book) -> Picture | None:
    """Return small multiples of the conflict with most figures, where several measures have figures of several days."""
    long = [one for one in series if len({point.date for point in one.points if point.date}) > FEWEST]
    figures = Counter(one.conflict for one in long for _ in one.points)
    chosen = [one for one in long if one.conflict == figures.most_common(1)[0][0]]
    if len({(one.party, one.measure, one.object) for one in chosen}) < FEWEST:
        return None
    safe = [replace(one, claimant=None if one.claimant is None else book.safe(one.claimant)) for one in chosen]
    return multiples(safe, book.masked, link=book.address, names=book.party_names, source=book.source)


def _grouped(named: Iterable[tuple[str, Entry]], book: Book) -> tuple[tuple[Group, ...], str]:
    """Rows by name, those with most claims first, and in words how many are not listed."""
    by_name: dict[str, list[Entry]] = {}
    for name, entry in named:
        by_name.setdefault(name, []).append(entry)
    counts = Counter({name: len(same) for name, same in by_name.items()})
    rows = tuple(_group(name, by_name[name], book) for name, _ in counts.most_common(LISTED))
    left = len(by_name) - len(rows)
    return rows, f"and {left:,} more" if left > 0 else ""


def _group(name: str, same: list[Entry], book: Book) -> Group:
    days = sorted(day for entry in same if (day := said_on(entry)))
    ends = list(dict.fromkeys(short_day(day) for day in (days[0], days[-1]))) if days else ["not dated"]
    here = [entry for entry in same if entry.claim.id in book.entries]
    shown = tuple(_figure(entry, name, book) for entry in here[:LINKS])
    return Group(name, f"{len(same):,}", " to ".join(ends), shown)


def _figure(entry: Entry, name: str, book: Book) -> Markup:
    """A figure as a link to its sentence, with its claimant where the row does not name that."""
    link, by = figure_link(entry.claim.id, book), who(entry)
    return link if by == name else Markup('{} <span class="src"><bdi>{}</bdi></span>').format(link, by)
