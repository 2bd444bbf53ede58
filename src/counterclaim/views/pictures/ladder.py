"""A ladder of claims: each claim a rung on one logarithmic scale, each side's range of claims a bracket above its own.

A bracket says which figures were claimed. It is no interval of confidence and is never shaded like one.
"""

from collections.abc import Mapping, Sequence

from counterclaim.model import Comparison, Entry, SideRange
from counterclaim.views import words
from counterclaim.views.pictures.picture import NARROW, WIDE, Cell, Picture
from counterclaim.views.pictures.rungs import Rail, Rung, drawing
from counterclaim.views.pictures.scales import Scale, log_scale
from counterclaim.views.pictures.styles import Style
from counterclaim.views.pictures.voices import (
    NO_NAMES,
    Link,
    Names,
    anchor,
    bodies,
    body,
    ordered,
    said_on,
    side_name,
    who,
)

MOST_RUNGS = 8  # of one side: what a reader compares at one glance; the rest are strokes on the bracket
HEADERS = ("side", "claimant", "figure", "low", "high", "day", "outlet", "claim")


def ladder(
    comparison: Comparison,
    entries: Mapping[str, Entry],
    *,
    link: Link = anchor,
    names: Names = NO_NAMES,
    source: str = "",
) -> Picture:
    """Return the claims of a comparison on one scale, logarithmic but for shares; `entries` by the ids of claims.

    Sides stand in the order of the alphabet; with the sides' names exchanged the picture is mirrored. Of one side at
    most eight rungs are named (its ends, its latest, then the newest), and the notes say how many are not.

    >>> from counterclaim.reconcile.compare import compare
    >>> [ladder(one, {}).kind for one in compare(())]
    []
    """
    rails = [_rail(side, style, comparison, entries, names) for side, style in ordered(comparison, names)]
    rails = [rail for rail in rails if rail.rungs]
    percent = comparison.unit == "percent"
    ends = [end for rail in rails for rung in rail.rungs + rail.strokes for end in (*rung.ends, rung.point)]
    scale = Scale(start=0, stop=100, log=False) if percent else log_scale(end for end in ends if end is not None)
    summary = "; ".join(f"{rail.name}: {rail.shown}" for rail in rails)
    return Picture(
        kind="ladder",
        title=comparison.title,
        subtitle="Each mark is a claim, each bracket one side's range of claims, not a confidence interval. "
        + ("Share in percent." if percent else "Logarithmic scale."),
        summary=f"{summary}. {comparison.text}".strip(),
        wide=drawing(rails, scale, comparison, link, WIDE),
        narrow=drawing(rails, scale, comparison, link, NARROW),
        headers=HEADERS,
        rows=tuple(_rows(comparison, entries, names)),
        notes=tuple(_notes(rails)),
        source=source,
    )


def _rail(side: SideRange, style: Style, comparison: Comparison, entries: Mapping[str, Entry], names: Names) -> Rail:
    groups: dict[tuple[str, str], list[Entry]] = {}
    own = [entries[claim] for claim in side.claims if claim in entries]
    named_as = bodies(own)
    for entry in own:
        groups.setdefault((body(entry), words.figure(entry.claim.figure)), []).append(entry)
    rungs = [
        Rung(max(same, key=lambda e: said_on(e) or ""), len(same), named_as[who_says])
        for (who_says, _), same in groups.items()
    ]
    rungs = [rung for rung in rungs if rung.point is not None]
    named = _most_telling(rungs, side)
    place = {id(rung): (rung.point, said_on(rung.entry) or "") for rung in rungs}
    named.sort(key=lambda rung: place[id(rung)], reverse=True)
    return Rail(
        name=words.clean(side_name(side, names)),
        role="" if side.role == "unattributed" else words.label("roles", side.role),
        style=style,
        side=side,
        rungs=tuple(named),
        strokes=tuple(rung for rung in rungs if not any(rung is one for one in named)),
        shown=words.interval(side.low, side.high, comparison.unit),
    )


def _most_telling(rungs: Sequence[Rung], side: SideRange) -> list[Rung]:
    """The ends and the latest, then the newest."""
    if len(rungs) <= MOST_RUNGS:
        return list(rungs)
    newest = sorted(rungs, key=lambda rung: said_on(rung.entry) or "", reverse=True)
    first = [rung for rung in rungs if rung.entry.claim.id == side.latest_claim]
    first += [min(rungs, key=lambda rung: rung.point or 0), max(rungs, key=lambda rung: rung.point or 0)]
    return list({id(rung): rung for rung in [*first, *newest]}.values())[:MOST_RUNGS]


def _notes(rails: Sequence[Rail]) -> list[str]:
    return [
        f"{rail.name}: {len(rail.rungs)} of {len(rail.rungs) + len(rail.strokes)} different figures are named; "
        "the others are strokes on the bracket, and all are in the table."
        for rail in rails
        if rail.strokes
    ]


def _rows(comparison: Comparison, entries: Mapping[str, Entry], names: Names) -> list[tuple[Cell, ...]]:
    return [
        (
            side_name(side, names),
            who(entry),
            words.figure(entry.claim.figure),
            entry.claim.figure.low,
            entry.claim.figure.high,
            said_on(entry),
            entry.outlet or "",
            claim,
        )
        for side, _ in ordered(comparison, names)
        for claim in side.claims
        if (entry := entries.get(claim)) is not None
    ]
