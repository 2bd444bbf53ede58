"""Ladders, series and small multiples of very many claims: of what is reckoned, what a picture can show of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from counterclaim.model import Comparison, Entry, Filter, Series
from counterclaim.pipeline.drawing import Kind, longest, most_contested, source_of
from counterclaim.pipeline.serve import reckoned
from counterclaim.pipeline.serve.desk import Desk
from counterclaim.pipeline.serve.findings import thinned
from counterclaim.reconcile.copy.select import Columns
from counterclaim.views import pictures, words
from counterclaim.views.pictures.multiples import MOST_PANELS
from counterclaim.views.pictures.picture import Picture
from counterclaim.views.privacy import hidden

FIRST = 50  # comparisons among which one is looked for in which two have spoken
FIGURES = {"series": 400, "multiples": 320}  # drawn in all: a line of 700 units, twenty panels of 160
LOOKED_AT = {"series": 3, "multiples": MOST_PANELS + 4}  # things counted: of one there are several units and kinds
FEWEST = 4  # figures of each series: one in 40 units of a panel
WHAT = ("conflict", "party", "measure", "object")


def of_results(desk: Desk, kind: Kind, where: Filter) -> Picture | None:
    """A ladder of the most contested comparison, a series of the quantity with most figures, or small multiples of the
    measures with most; None where nothing is reckoned to draw."""
    if kind == "ladder":
        comparisons, _ = reckoned.comparisons(desk, where, None, 0, FIRST)
        one = most_contested(comparisons)
        return _drawn(desk, pictures.ladder, one, _claims(one)) if one else None
    every = _with_most(desk, where, LOOKED_AT[kind])
    every = longest(every) if kind == "series" and every else every
    if not every:
        return None
    shown = [thinned(one, max(FEWEST, FIGURES[kind] // len(every))) for one in every]
    claims = [point.claim for one in shown for point in one.points]
    made = _drawn(desk, pictures.series_picture if kind == "series" else pictures.multiples, shown, claims)
    left = sum(len(one.points) for one in every) - len(claims)
    note = f"{words.counted(left, 'further figure')} neither drawn nor in the table: marked, first and last ones are."
    return replace(made, notes=(*made.notes, note)) if left else made


def _drawn(desk: Desk, make: Callable[..., Picture], shown: object, claims: Iterable[str]) -> Picture:
    names = desk.names()
    entries: dict[str, Entry] = {entry.claim.id: hidden(entry, names) for entry in desk.claims(dict.fromkeys(claims))}
    return make(shown, entries, link="/c/{}".format, source=source_of(desk.ledger))


def _claims(comparison: Comparison) -> list[str]:
    return [claim for side in comparison.sides for claim in side.claims]


def _with_most(desk: Desk, where: Filter, most: int) -> Sequence[Series]:
    """All series of those things counted of which most figures were given."""
    state = desk.state
    own = state.results.ranked["series"]
    places = np.flatnonzero(state.about("series", where))
    if not len(places):
        return []
    what = _what(state.columns, own.first_claims[places])
    figures = np.bincount(what, weights=own.sizes[places])
    fewest = np.sort(figures)[-most:][0]  # those with as many are all looked at: the picture says which come first
    chosen = figures[what] >= fewest
    return reckoned.records(desk, Series, own.ids[places[chosen]].tolist())


def _what(columns: Columns, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """What each of some claims counts of whom, as a number."""
    key = np.zeros(len(rows), dtype=np.int64)
    for field in WHAT:
        key = key * len(columns.names(field)) + columns[field][rows]
    return np.unique(key, return_inverse=True)[1]
