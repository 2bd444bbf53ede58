"""Equipment that is told of several kinds together, and its sum from lists that tell each kind (`equipment.toml`)."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from counterclaim.reconcile import intervals
from counterclaim.reconcile.items import Item, grouped
from counterclaim.vocabulary.words import toml

FILE = "equipment.toml"
REACH = 50  # characters after a figure in which the noun phrase names its kinds


def node(item: Item) -> str | None:
    """The merged kind that a figure's own words name ("4,924 tanks and other armoured vehicles"), None where it is one.

    The kind recorded must be one of the merged.
    """
    claim = item.claim
    if claim.figure.unit != "items":
        return None
    start = claim.figure.end - claim.quote.start
    after = claim.quote.text[start : start + REACH].casefold()
    return next((n for n, words in _words() if claim.object in parts(n) and words.match(after)), None)


@cache
def _words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The nodes, each with a pattern for its words right after a figure."""
    return tuple(
        (name, re.compile(rf"\W*(?:\w+\W+){{0,2}}(?:{'|'.join(re.escape(w) for w in entry['words'])})\b"))
        for name, entry in toml(FILE).items()
    )


def parts(name: str) -> tuple[str, ...]:
    """The kinds that a node rolls up from.

    >>> parts("armour")
    ('tanks', 'armoured_vehicles')
    """
    return tuple(toml(FILE)[name]["parts"])


def title(name: str) -> str:
    """A node as a sentence says it.

    >>> title("guns")
    'artillery and rocket launchers'
    """
    return str(toml(FILE)[name]["name"])


def names() -> tuple[str, ...]:
    """The nodes of the tree.

    >>> "armour" in names()
    True
    """
    return tuple(toml(FILE))


def rolled(name: str, group: Iterable[Item]) -> tuple[Item, ...]:
    """The figures that make up a node, one for each of its kinds; empty where a kind is missing or told twice."""
    by_kind = grouped((item for item in group if node(item) is None), lambda item: item.claim.object)
    lists = [by_kind.get(kind, []) for kind in parts(name)]
    if not all(lists) or any(len({item.hard for item in same}) > 1 for same in lists):
        return ()
    return tuple(same[0] for same in lists)


def summed(items: Sequence[Item]) -> intervals.Interval:
    """The sum of the hard intervals of these figures."""
    return intervals.total(item.hard for item in items)
