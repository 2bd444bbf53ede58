"""From a ledger to pictures: series, ladders, small multiples, a timeline, a map."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

from counterclaim.errors import UsageError
from counterclaim.model import Comparison, Filter, Series
from counterclaim.pipeline.answers import compare, filter_of, shown
from counterclaim.pipeline.answers import series as over_time

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger
    from counterclaim.views.pictures import Picture
    from counterclaim.views.pictures.voices import Link

Kind = Literal["series", "ladder", "multiples", "timeline", "map"]


def draw(
    ledger: "Ledger",
    kind: Kind,
    where: Filter | None = None,
    *,
    log: bool = False,
    on: str | None = None,
    link: "Link | None" = None,
    **fields: str,
) -> "Picture | None":
    """A picture of the claims that pass the filter: `draw(ledger, "map", party="russia").save("map.svg")`.

    A ladder is of the most contested comparison, a series of the quantity with most figures, each of its claimants a
    line; `log` gives a series a logarithmic scale, `on` a ladder as things were claimed by that day, `link` the address
    to which the mark of a claim leads on a page. Private persons stand by role. None where the claims give nothing to
    draw; raises UsageError for another kind.

    >>> draw(None, "pie")
    Traceback (most recent call last):
    counterclaim.errors.UsageError: no picture is called 'pie': known are series, ladder, multiples, timeline, map
    """
    from counterclaim.views import pictures

    if kind not in get_args(Kind):
        raise UsageError(f"no picture is called {kind!r}: known are {', '.join(get_args(Kind))}")
    chosen = filter_of(ledger, where, fields)
    source, to = source_of(ledger), link or pictures.nowhere
    if kind == "ladder":
        one = most_contested(compare(ledger, chosen, on=on))
        around = Filter(conflict=chosen.conflict, party=chosen.party, since=chosen.since, until=chosen.until)
        entries = {entry.claim.id: entry for entry in shown(ledger, around)}
        return pictures.ladder(one, entries, link=to, source=source) if one else None
    entries = {entry.claim.id: entry for entry in shown(ledger, chosen)}
    if kind in ("series", "multiples"):
        found = over_time(ledger, chosen)
        if not found:
            return None
        if kind == "multiples":
            return pictures.multiples(found, entries, link=to, source=source)
        return pictures.series_picture(longest(found), entries, log=log, link=to, source=source)
    made = pictures.timeline if kind == "timeline" else pictures.claims_map
    return made(entries.values(), link=to, source=source) if entries else None


def source_of(ledger: "Ledger") -> str:
    """The source line of a picture made of a ledger: its head, the version of the program."""
    from importlib.metadata import version

    from counterclaim.views.pictures import source_line

    return source_line(version("counterclaim"), ledger.head())


def most_contested(found: Sequence[Comparison]) -> Comparison | None:
    """The first comparison in which two voices stand; they come in the order of how contested they are."""
    return next((one for one in found if len(one.sides) > 1), found[0] if found else None)


def longest(found: Sequence[Series]) -> list[Series]:
    """All series of the quantity of which most figures were given."""
    groups: dict[tuple[Any, ...], list[Series]] = {}
    for one in found:
        groups.setdefault((one.conflict, one.party, one.measure, one.object, one.unit, one.time_kind), []).append(one)
    return max(groups.values(), key=lambda same: sum(len(one.points) for one in same))
