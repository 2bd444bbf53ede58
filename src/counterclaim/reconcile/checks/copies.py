"""ALTERED_COPY, CIRCULAR, LOOKALIKE: what happened to a figure on its way from one outlet to the next.

Each needs all claims of one quantity; LOOKALIKE all outlets, each once.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from counterclaim.model import Finding
from counterclaim.reconcile import wording
from counterclaim.reconcile.checks.case import Case, finding
from counterclaim.reconcile.copies import Altered
from counterclaim.reconcile.credits import host, outlet, seen
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.origins import in_order

TELLING = {
    "figure": "{b} gives {y} where {a} gives {x}, in nearly the same sentence.",
    "hedge": "{b} gives {y} where {a} gives {x}, in nearly the same sentence.",
    "attribution": "{b} gives {y} without a source; {a} gives it after {who}, in nearly the same sentence.",
    "claimant": "{b} gives {y} after {other}; {a} gives it after {who}, in nearly the same sentence.",
}
REASONS = {
    "figure": ("a figure was mistyped on the way", "one of the two was brought up to date", "a text was altered"),
    "hedge": ("a hedge was dropped or put in by an editor", "one of the two was brought up to date"),
    "attribution": ("the source was cut, or stands in another sentence", "the outlet tells it in its own voice"),
    "claimant": ("one outlet names the speaker, the other the source", "the source was exchanged on the way"),
}


def find(case: Case) -> Iterable[Finding]:
    """All findings about copies, but for outlets that look alike."""
    for pair in case.altered:
        yield _altered(pair)
    for group in case.groups:
        told = [member for origin in group for member in origin.members]
        if any(_named(member) for member in told) and (circle := cycle(_cites(members := in_order(told)))):
            yield _circular(members, circle)


def _altered(pair: Altered) -> Finding:
    a, b = (pair.first, pair.copy) if pair.first.who or pair.what != "attribution" else (pair.copy, pair.first)
    x, y = wording.figure(a.claim.figure), wording.figure(b.claim.figure)
    who, other = wording.claimant(a.claim.claimant), wording.claimant(b.claim.claimant)
    text = TELLING[pair.what].format(a=_teller(a), b=_teller(b), x=x, y=y, who=who, other=other)
    shown = f"{x}; {y}" if x != y else f"{x}: {who}; {other}"
    return finding(
        "ALTERED_COPY",
        [a, b],
        "violated",
        "warn",
        shown,
        text,
        reasons=REASONS[pair.what],
        next_step="Look up the dispatch that both go back to.",
    )


def _teller(item: Item) -> str:
    return item.entry.outlet or item.entry.document


def _cites(members: Sequence[Item]) -> Mapping[str, set[str]]:
    """For each outlet of an origin the outlets that it names as its source or as having passed the figure on."""
    told = {outlet(item.entry.outlet) for item in members if item.entry.outlet}
    found: dict[str, set[str]] = {}
    for item in members:
        if item.entry.outlet:
            own = outlet(item.entry.outlet)
            found.setdefault(own, set()).update({outlet(name) for name in _named(item)} & told - {own})
    return found


def _named(item: Item) -> list[str]:
    """Whom a report names as its source, or as having passed the figure on, that may be an outlet."""
    who = item.claim.claimant
    return [via.name for via in item.claim.via] + ([who.name] if who and who.kind == "media" else [])


def cycle(cites: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Outlets that cite each other in a circle, the first by name first; empty where there is no circle.

    >>> cycle({"a": {"b"}, "b": {"c"}, "c": {"a"}}), cycle({"a": {"b"}, "b": set()})
    (('a', 'b', 'c'), ())
    """
    for start in sorted(cites):
        paths: list[tuple[str, ...]] = [(start,)]
        seen = {start}
        while paths:
            path = paths.pop(0)
            for after in sorted(cites.get(path[-1], ())):
                if after == start:
                    return path
                if after not in seen:
                    seen.add(after)
                    paths.append((*path, after))
    return ()


def _circular(members: Sequence[Item], circle: tuple[str, ...]) -> Finding:
    by_outlet = grouped(members, lambda item: outlet(item.entry.outlet) if item.entry.outlet else None)
    names = [by_outlet[key][0].entry.outlet or key for key in circle]
    steps = [f"{a} names {b}" for a, b in zip(names, [*names[1:], names[0]], strict=True)]
    reports = [item for key in circle for item in by_outlet[key]]
    figure = wording.figure(reports[0].claim.figure)
    text = f"{wording.joined(steps)} as the source of {figure}: {len(reports)} reports, one origin."
    return finding(
        "CIRCULAR",
        reports,
        "violated",
        "warn",
        f"{figure}: {' -> '.join([*names, names[0]])}",
        text,
        reasons=("each outlet took the figure from the other", "the first source is not named by any of them"),
        next_step="Look for the earliest report that names a source outside of these outlets.",
    )


def lookalikes(case: Case) -> Iterable[Finding]:
    """Outlets and addresses whose names differ only in letters that look alike."""
    first: dict[str, Item] = {}
    for item in case.found:
        for name in filter(None, (item.entry.outlet, host(item.entry.url or ""))):
            first.setdefault(name.casefold(), item)
    for names in grouped(sorted(first), seen).values():
        for name, other in pairwise(names):
            yield _lookalike(name, other, [first[name], first[other]])


def _lookalike(name: str, other: str, claims: list[Item]) -> Finding:
    return finding(
        "LOOKALIKE",
        claims,
        "undecidable",
        "warn",
        f"{name!a}; {other!a}",
        f"The names of two outlets are not the same and look the same: {name} and {other}.",
        reasons=("one of them passes for the other", "a letter was typed from another alphabet"),
        next_step="Open both addresses, and see whose pages they are.",
    )
