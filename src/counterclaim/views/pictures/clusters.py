"""Places of a map that stand under one mark, because they are too near each other to be told apart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim.model import Entry
from counterclaim.views.pictures.heaps import Heap
from counterclaim.views.pictures.sites import Site
from counterclaim.views.pictures.styles import STYLES, Style

TOGETHER = 17  # units: places nearer to each other than a mark is wide stand under one
Voices = dict[tuple[str | None, str | None], Style]


@dataclass(frozen=True)
class Cluster:
    """Places that stand under one mark."""

    x: float
    y: float
    places: tuple[Site, ...]

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
    found = [Cluster(x, y, (site,)) for x, y, site in shown]
    while True:
        kept: list[Cluster] = []
        for one in found:
            home = next((place for place, other in enumerate(kept) if _meet(one, other, styles)), None)
            if home is None:
                kept.append(one)
            else:
                kept[home] = replace(kept[home], places=kept[home].places + one.places)
        if len(kept) == len(found):
            return kept
        found = kept


def _meet(one: Cluster, other: Cluster, styles: Voices) -> bool:
    across = max(TOGETHER, room(one, styles) + room(other, styles))
    return abs(one.x - other.x) < across and abs(one.y - other.y) < TOGETHER


def kinds_of(one: Cluster, styles: Voices) -> dict[Style, int]:
    """How many claims of each kind of voice stand under a mark, in the order in which they are drawn."""
    counts: dict[Style, int] = {}
    for heap in one.heaps:
        style = styles[heap.voice]
        counts[style] = counts.get(style, 0) + heap.claims
    return {style: counts[style] for style in STYLES if style in counts}


def half(count: int) -> float:
    """Half the width of a mark for so many claims."""
    return 6 if count == 1 else 9.5 if count < 100 else 12


def room(one: Cluster, styles: Voices) -> float:
    """How far the marks of a place reach to each side."""
    return sum(half(count) for count in kinds_of(one, styles).values())
