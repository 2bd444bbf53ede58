"""Altered copies: a sentence told again with another figure, without its hedge, or without its source.

Such a pair shows where a figure changed hands and changed. Which of the two is the original is not decided: the earlier
one is called so. What looks alike but is none: a bulletin of the next day has the same words and all its numbers moved;
an outlet that writes another figure into its own report brings it up to date.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from counterclaim.reconcile.columns import Columns
from counterclaim.reconcile.credits import outlet
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.periods import apart, day
from counterclaim.reconcile.retold import LOOKED_BACK, NEAR, near, one_sentence, sentence, together


@dataclass(frozen=True, slots=True)
class Altered:
    """Two tellings of one sentence, the earlier first, and what is not the same in them."""

    first: Item
    copy: Item
    what: str  # figure, hedge, attribution, claimant


def altered(found: Sequence[Item], cells: Columns) -> tuple[Altered, ...]:
    """Each way in which a sentence was told otherwise, once, however many outlets told it so.

    Only claims of one quantity and place with the same words before or behind the figure are held against each other.
    """
    order = (cells.day, cells.document, cells.place)
    pairs: dict[tuple[int, int], Altered] = {}
    for side in (cells.before, cells.after):
        for rows in together([side, cells.quantity], order):
            for pair in _variants(sorted((found[row] for row in rows), key=_published)):
                pairs.setdefault((id(pair.first), id(pair.copy)), pair)
    return tuple(pairs.values())


def _variants(group: Sequence[Item]) -> Iterator[Altered]:
    """The pairs among the first tellings of each variant; `group` is in order of days, and of one day as published.

    Who repeats what an earlier one told has altered nothing, whatever others told between.
    """
    if len({(item.hard, item.voice) for item in group}) == 1:
        return
    firsts = grouped(group, lambda item: (item.hard, item.voice, item.claim.quote.text, item.day)).values()
    tellings = [same[0] for same in firsts]
    for number, item in enumerate(tellings):
        before = [other for other in reversed(tellings[max(0, number - LOOKED_BACK) : number]) if near(other, item)]
        same = [other for other in before if (other.hard, other.voice) == (item.hard, item.voice)]
        if any(one_sentence(other, item) for other in same):
            continue
        others = (other for other in before if (other.hard, other.voice) != (item.hard, item.voice))
        found = ((other, what) for other in others if (what := difference(other, item)))
        yield from (Altered(other, item, what) for other, what in islice(found, 1))


def _published(item: Item) -> tuple[str, str]:
    return (item.day.isoformat() if item.day else "", item.entry.published or "")


def difference(a: Item, b: Item) -> str | None:
    """What is not the same in two tellings of one sentence; None where they are none.

    They are near each other in time, and not alike in figure and voice.
    """
    if a.entry.document == b.entry.document or "denies" in (a.claim.stance, b.claim.stance) or own_update(a, b):
        return None
    what = _otherwise(a, b)
    return what if what and printed_near(a, b) and one_sentence(a, b) else None


def _otherwise(a: Item, b: Item) -> str | None:
    if a.hard == b.hard:
        if bool(a.who) != bool(b.who):
            return "attribution"
        return "claimant" if a.voice != b.voice else None
    if a.claim.figure.value is not None and a.claim.figure.value == b.claim.figure.value:
        return "hedge"
    return "figure" if of_one_day(a, b) or same_other_figures(a, b) else None


def own_update(a: Item, b: Item) -> bool:
    """Whether one outlet tells both."""
    return bool(a.entry.outlet and b.entry.outlet) and outlet(a.entry.outlet or "") == outlet(b.entry.outlet or "")


def printed_near(a: Item, b: Item) -> bool:
    """Whether two claims were published at most three days apart, as far as that is known."""
    gap = apart(day(a.entry.published), day(b.entry.published))
    return gap is None or gap <= NEAR


def of_one_day(a: Item, b: Item) -> bool:
    """Whether two figures are of the same days, by the text or, where it tells none, by the day of publication.

    The other numbers of the shorter sentence must stand in the longer too.
    """
    return a.days == b.days and a.day is not None and _held(a, b)


def same_other_figures(a: Item, b: Item) -> bool:
    """Whether the sentences give other numbers besides, and all these are the same."""
    return bool(sentence(a).figures) and sorted(sentence(a).figures) == sorted(sentence(b).figures)


def _held(a: Item, b: Item) -> bool:
    x, y = set(sentence(a).figures), set(sentence(b).figures)
    return x <= y or y <= x
