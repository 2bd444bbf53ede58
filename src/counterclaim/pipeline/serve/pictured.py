"""The screens of pictures, and pictures as files: of many claims counted in the copy, of few drawn one by one."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, cast, get_args

from counterclaim.errors import UsageError
from counterclaim.model import Entry, Filter
from counterclaim.pipeline.drawing import Kind, draw, source_of
from counterclaim.pipeline.serve.asked import Asked, filter_said, filtered, one
from counterclaim.pipeline.serve.desk import LARGE, Desk
from counterclaim.pipeline.serve.findings import LISTED, page_asked, part
from counterclaim.pipeline.serve.most import of_results
from counterclaim.pipeline.serve.reckoned import not_too_many
from counterclaim.pipeline.serve.screens import Missing, frame
from counterclaim.reconcile.copy.drawn import Days, Spot, iso
from counterclaim.reconcile.copy.drawn import Speaker as Counted
from counterclaim.reconcile.copy.select import Mask, Rows
from counterclaim.views import words
from counterclaim.views.app import pages
from counterclaim.views.pictures import maps
from counterclaim.views.pictures.dates import parsed
from counterclaim.views.pictures.heaps import Heap
from counterclaim.views.pictures.lanes import Lane, Speaker, Told
from counterclaim.views.pictures.picture import Picture, csv_of
from counterclaim.views.pictures.sites import Site, in_order, reach
from counterclaim.views.pictures.styles import Style
from counterclaim.views.pictures.timeline import (
    HEADERS,
    OTHERS,
    others,
    row,
    rows_of_their_own,
    timeline,
    timeline_of,
)
from counterclaim.views.pictures.voices import NOBODY, styles_of_voices
from counterclaim.views.privacy import hidden

FILES = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}
FEW = 800  # claims that are drawn one by one: a tenth of a second
ORDER = {"map": "reading", "timeline": "told"}
SOMEBODY = "A private person"
TABLES: dict[str, tuple[tuple[str, ...], Callable[[Entry], Sequence[Any]]]] = {
    "map": (maps.HEADERS, maps.row),
    "timeline": (HEADERS, row),
}


def on_map(desk: Desk, asked: Asked) -> str:
    """Where: the claims on a map, with their table."""
    return _screen(desk, asked, "map", "Where")


def on_timeline(desk: Desk, asked: Asked) -> str:
    """Who said what when."""
    return _screen(desk, asked, "timeline", "Who said what when")


def on_draw(desk: Desk, asked: Asked) -> str:
    """Every kind of picture of the claims that pass a filter: which is drawn, and links to the others."""
    chosen, where = kind_asked(asked), filtered(asked)
    about: dict[str, Any] = {"picture": picture(desk, chosen, where), "kind": chosen, "kinds": get_args(Kind)}
    return pages.page("draw", **frame(desk, asked=asked, here="/draw", said=filter_said(where), **about))


def kind_asked(asked: Asked) -> Kind:
    """The kind of picture that an address asks for, a ladder where it names none; UsageError for one that there is not.

    >>> from starlette.datastructures import QueryParams
    >>> kind_asked(QueryParams("")), kind_asked(QueryParams("kind=map"))
    ('ladder', 'map')
    """
    kind = one(asked, "kind") or "ladder"
    if kind not in get_args(Kind):
        raise UsageError(f"no picture is called {kind!r}: known are {', '.join(get_args(Kind))}")
    return cast(Kind, kind)


def _screen(desk: Desk, asked: Asked, kind: Kind, title: str) -> str:
    where, page = filtered(asked), page_asked(asked)
    found = picture(desk, kind, where)
    mask = desk.state.passing(where)
    rows = listed(desk, kind, mask, (page - 1) * LISTED, LISTED)
    table = table_of(desk, kind, rows)
    headers, _ = TABLES[kind]
    cut = part(table, int(mask.sum()), page)
    about: dict[str, Any] = {"picture": found, "title": title, "cut": cut, "headers": headers}
    return pages.page("picture", **frame(desk, here=f"/{kind}", asked=asked, said=filter_said(where), **about))


def listed(desk: Desk, kind: str, mask: Mask, start: int = 0, limit: int | None = None) -> Rows:
    """The rows of the claims of a picture in the order of its table: of a map first those that are on it."""
    columns = desk.state.columns
    if kind != "map":
        return columns.listed(mask, ORDER[kind], start, limit)
    return columns.listed_ahead(mask, columns["spot"] > 0, ORDER[kind], start, limit)


def table_of(desk: Desk, kind: str, rows: Rows) -> list[Sequence[Any]]:
    """Claims as rows of the table of a picture."""
    names, (_, shown) = desk.names(), TABLES[kind]
    return [shown(hidden(entry, names)) for entry in desk.in_rows(rows)]


def picture(desk: Desk, kind: Kind, where: Filter) -> Picture | None:
    """A picture of the claims that pass a filter; None where they give nothing to draw."""

    def made() -> Picture | None:
        mask = desk.state.passing(where)
        if kind in TABLES:
            return _placed(desk, kind, where, mask)
        if kind not in TABLES and desk.state.columns.rows > LARGE:
            if not (where.since or where.until):
                return of_results(desk, kind, where)
            not_too_many(desk, where)
        return draw(desk.ledger, kind, where, link="/c/{}".format)

    if where == Filter():
        return desk.lasting(f"picture {kind}", desk.version, made)
    return desk.kept(("picture", kind, where), made)


def _placed(desk: Desk, kind: str, where: Filter, mask: Mask) -> Picture | None:
    """A map or a timeline."""
    if mask.sum() > FEW:
        return counted_map(desk, mask) if kind == "map" else counted_timeline(desk, mask)
    names = desk.names()
    few = [hidden(entry, names) for entry in desk.in_rows(listed(desk, kind, mask))]
    make = maps.claims_map if kind == "map" else timeline
    return make(few, link="/c/{}".format, source=source_of(desk.ledger)) if few else None


def _one(desk: Desk, place: int) -> Entry:
    return hidden(desk.in_rows([place])[0], desk.names())


def counted_map(desk: Desk, mask: Mask) -> Picture:
    """A map of many claims."""
    drawn = desk.state.drawn

    def site(spot: Spot) -> Site:
        own = tuple(Heap(voice, claims, partial(_one, desk, spot.row)) for voice, claims in spot.voices.items())
        name = words.clean(spot.name)
        return Site(name, spot.lon, spot.lat, spot.precision, reach(spot.lon, spot.lat, spot.precision), own)

    found = in_order(map(site, drawn.spots(mask)))
    return maps.map_of(found, drawn.voices(mask), int(mask.sum()), link="/c/{}".format, source=source_of(desk.ledger))


def counted_timeline(desk: Desk, mask: Mask) -> Picture:
    """A timeline of many claims."""
    drawn = desk.state.drawn
    voices = drawn.voices(mask)
    styles = styles_of_voices(voices)
    every: dict[Speaker, Counted] = {}
    for own in drawn.speakers(mask):
        name = NOBODY if own.name is None else words.clean(own.name) or SOMEBODY
        first = parsed(own.first)
        if first is not None:
            every[Speaker(own.voice[0], styles[own.voice], name, own.claims, first)] = own
    kept = rows_of_their_own(every)
    *dated, rest = drawn.days(mask, [every[speaker] for speaker in kept])
    lanes = [_lane(desk, who.name, who.style, days) for who, days in zip(kept, dated, strict=True)]
    if rest.days:
        lanes.append(_lane(desk, others(len(every) - len(kept)), OTHERS, rest))
    return timeline_of(
        lanes, voices, len({one.name for one in every}), int(mask.sum()), link="/c/{}".format,
        source=source_of(desk.ledger),
    )  # fmt: skip


def _lane(desk: Desk, name: str, style: Style, found: Days) -> Lane:
    def told(place: int) -> Told:
        return Told(iso(found.told[place]), partial(_one, desk, found.rows[place]))

    return Lane(name, style, found.days, found.claims, told)


# ---------------------------------------------------------------- files
def picture_file(desk: Desk, kind: str, form: str, asked: Asked) -> tuple[bytes | Iterator[str], str]:
    """A picture as a file, and its media type; Missing where there is nothing to draw, or no such form."""
    if kind not in get_args(Kind) or form not in FILES:
        raise Missing("No picture has that name: map, timeline, multiples, series or ladder, as .svg, .png or .csv.")
    where = filtered(asked)
    if form == "csv" and kind in TABLES:
        return _lines(desk, kind, listed(desk, kind, desk.state.passing(where))), FILES[form]
    found = picture(desk, cast(Kind, kind), where)
    if found is None:
        raise Missing("These claims give nothing to draw.")
    made = found.png() if form == "png" else (found.image() if form == "svg" else found.csv).encode()
    return made, FILES[form]


def _lines(desk: Desk, kind: str, rows: Rows) -> Iterator[str]:
    """The table of a picture as CSV, some rows at a time."""
    headers, _ = TABLES[kind]
    for start in range(0, max(len(rows), 1), FEW):
        head = [] if start else [headers]
        yield csv_of([*head, *table_of(desk, kind, rows[start : start + FEW])])
