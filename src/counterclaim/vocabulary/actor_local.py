"""Offices of a region or town: "Kharkiv authorities", "the mayor of Melitopol", "Kaduna state police".

The places are those that `find_places` found; the actor is the place's own, so that the claims of two governors stay
apart, and it speaks for the place's country.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from counterclaim.vocabulary.actor_composing import Piece, in_gap, in_of
from counterclaim.vocabulary.actor_entries import Actor, Office, actors
from counterclaim.vocabulary.actor_text import Folded, fold_key


class Located(Protocol):
    """A place where it stands in a text; `country` is a party id."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def country(self) -> str | None: ...  # noqa: D102
    @property
    def precision(self) -> str: ...  # noqa: D102


def with_places(folded: Folded, pieces: Sequence[Piece], places: Iterable[Located]) -> list[Piece]:
    """The pieces of a text, its bare offices joined to the place that stands before or behind them."""
    known = sorted((p for p in places if p.country in actors() and p.precision != "country"), key=lambda p: p.start)
    spans = [(folded.place(p.start), folded.place(p.end - 1) + 1) for p in known]
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    done: list[Piece] = []
    for piece in pieces:
        joined = None
        if piece.form == "bare" and piece.office:
            before, behind = bisect_right(ends, piece.start) - 1, bisect_left(starts, piece.end)
            if before >= 0 and in_gap(folded.shadow[ends[before] : piece.start]):
                joined = _joined(folded, replace(piece, start=starts[before]), known[before], piece.office)
            elif behind < len(starts) and in_of(folded.shadow, piece, starts[behind], ends[behind]):
                joined = _joined(folded, replace(piece, end=ends[behind]), known[behind], piece.office)
        if joined:
            while done and done[-1].end > joined.start:
                done.pop()
            done.append(joined)
        elif not done or piece.start >= done[-1].end:
            done.append(piece)
    return done


def _joined(folded: Folded, span: Piece, place: Located, office: Office) -> Piece | None:
    """The office of a place; None for rebels and armies, whom a town does not name."""
    if office.kind in ("group", "part") or office.id == "military" or place.country is None:
        return None
    start, end = folded.span(span.start, span.end)
    outside = office.kind in ("media", "monitor")
    where = re.sub(r"[^a-z0-9]+", "_", fold_key(place.text)).strip("_")
    actor = Actor(
        f"{place.country}/{where}/{office.id}",
        " ".join(folded.text[start:end].split()),
        office.kind if office.kind in ("official", "media", "monitor") else "body",
        "independent" if outside else place.country,
        place.country if office.counted else None,
        place.country,
    )
    return replace(span, form="composed", actor=actor)
