"""Places on a map that are too near each other to tell apart, under one mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from counterclaim.model import Entry
from counterclaim.views.pictures.heaps import Heap
from counterclaim.views.pictures.sites import Site
from counterclaim.views.pictures.styles import STYLES, Style
from counterclaim.views.pictures.voices import Voice

TOGETHER = 17  # units: places nearer to each other than a mark is wide stand under one
Voices = dict[Voice, Style]


@dataclass(frozen=True)
class Cluster:
    """Places that stand under one mark."""

    x: float
    y: float
    places: tuple[Site, ...]
    marks: dict[Style, int]  # how many claims of each kind of voice

    @cached_property
    def room(self) -> float:
        """How far its marks reach to each side."""
        return sum(half(count) for count in self.marks.values())

    @property
    def heaps(self) -> list[Heap]:
        """All claims under the mark."""
        return [heap for site in self.places for heap in site.heaps]

    @property
    def alone(self) -> Entry | None:
        """The claim that stands alone under the mark; None where there are several."""
        (first, *more) = self.heaps
        return first.one() if not more and first.claims == 1 else None


def clusters_of(shown: Sequence[tuple[float, float, Site]], styles: Voices) -> list[Cluster]:
    """Places whose marks would lie on each other join the one with most claims, until none do."""
    found = [Cluster(x, y, (site,), _styles(site, styles)) for x, y, site in shown]
    while True:
        kept: list[Cluster] = []
        for one in found:
            home = next((place for place, other in enumerate(kept) if _meet(one, other)), None)
            if home is None:
                kept.append(one)
            else:
                kept[home] = _joined(kept[home], one)
        if len(kept) == len(found):
            return kept
        found = kept


def _meet(one: Cluster, other: Cluster) -> bool:
    return abs(one.y - other.y) < TOGETHER and abs(one.x - other.x) < max(TOGETHER, one.room + other.room)


def _joined(one: Cluster, other: Cluster) -> Cluster:
    counts = {style: one.marks.get(style, 0) + other.marks.get(style, 0) for style in STYLES}
    marks = {style: count for style, count in counts.items() if count}
    return Cluster(one.x, one.y, one.places + other.places, marks)


def _styles(one: Site, styles: Voices) -> dict[Style, int]:
    """How many claims of each kind of voice stand under a mark, in the order in which they are drawn."""
    counts: dict[Style, int] = {}
    for heap in one.heaps:
        style = styles[heap.voice]
        counts[style] = counts.get(style, 0) + heap.claims
    return {style: counts[style] for style in STYLES if style in counts}


def half(count: int) -> float:
    """Return half the width of a mark for so many claims."""
    return 6 if count == 1 else 9.5 if count < 100 else 12
