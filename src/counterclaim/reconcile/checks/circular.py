"""CIRCULAR: reports that name each other as the source of one figure.

Needs all claims of one figure about one party together. A report is known by its outlet; whom it cites stands in
`via`, or is its claimant where that is a medium.
"""

from collections.abc import Hashable, Iterable, Sequence

from counterclaim.model import Finding
from counterclaim.reconcile import wording
from counterclaim.reconcile.checks.case import Case
from counterclaim.reconcile.checks.texts import told
from counterclaim.reconcile.items import Item, grouped


def find(case: Case) -> Iterable[Finding]:
    """Every ring of citing, once per figure."""
    for group in grouped(case.found, _figure).values():
        ring = _ring(group)
        if ring:
            names = [item.entry.outlet or "" for item in ring]
            chain = ", ".join(
                f"{name} cites {other}" for name, other in zip(names, [*names[1:], names[0]], strict=True)
            )
            given = wording.counted(ring[0].claim.figure, ring[0].claim.object)
            yield told("CIRCULAR", ring, "violated", "warn", {"given": given, "chain": chain, "count": str(len(ring))})


def _figure(item: Item) -> tuple[Hashable, ...] | None:
    cites = item.entry.outlet and (item.claim.via or item.claim.claimant)
    return (*item.subject, item.claim.measure, item.hard, item.area) if cites and item.point is not None else None


def cited(item: Item) -> list[str]:
    """Whom a report names as having told it the figure, case aside."""
    claimant = item.claim.claimant
    media = [claimant.name] if claimant and claimant.kind == "media" else []
    return [name.casefold() for name in [*(via.name for via in item.claim.via), *media]]


def _ring(group: Sequence[Item]) -> list[Item]:
    """The first ring of outlets that cite each other, each by its first report; empty where there is none."""
    by_outlet = grouped(group, lambda item: (item.entry.outlet or "").casefold())
    edges = {name: sorted({c for item in own for c in cited(item)} & set(by_outlet)) for name, own in by_outlet.items()}
    for start in sorted(edges):
        path = _back(start, edges)
        if path:
            return [
                next(i for i in by_outlet[a] if b in cited(i)) for a, b in zip(path, [*path[1:], start], strict=True)
            ]
    return []


def _back(start: str, edges: dict[str, list[str]]) -> list[str]:
    """A shortest way along citations from an outlet back to itself."""
    ways, seen = [[start]], {start}
    while ways:
        way = ways.pop(0)
        for name in edges[way[-1]]:
            if name == start and len(way) > 1:
                return way
            if name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []
