"""Within one document: which mentions are one figure told twice, as a lead and its body do."""

from collections.abc import Hashable, Iterable, Sequence

from counterclaim.reconcile.items import Item, grouped

CHANCE = 100  # below it two equal numbers may be chance

Told = tuple[list[Item], list[Item]]


def retellings(told: Sequence[Told]) -> Iterable[tuple[Item, Item]]:
    """Attributed mentions of one number in one document that are one figure, where only one claimant is named."""
    for _, named in told:
        for twins in grouped(named, lambda item: (item.quantity, item.hard)).values():
            for item in twins:
                first = next(other for other in twins if other is item or retells(item, other))
                if first is not item:
                    yield item, first


def leads(told: Sequence[Told]) -> Iterable[tuple[Item, Item]]:
    """Each unattributed mention with the attributed one of its document that it is the lead of."""
    for bucket, named in told:
        for item in bucket:
            match = None if item.who else next((other for other in named if tells(item, other)), None)
            if match is not None:
                yield item, match


def one_claimant(found: Sequence[Item]) -> list[Told]:
    """What a document tells of one quantity, and the attributed part of it, where that is of one side alone.

    >>> one_claimant(())
    []
    """

    def key(item: Item) -> Hashable:
        return (item.entry.document, item.claim.conflict, item.claim.party, item.claim.measure, item.kind)

    made: list[Told] = []
    for bucket in grouped(found, key).values():
        named = [item for item in bucket if item.who] if len(bucket) > 1 else []
        if named and len({item.voice for item in named}) == 1:
            made.append((bucket, named))
    return made


def retells(a: Item, b: Item) -> bool:
    """Whether two attributed mentions of one number in one document are one figure, its time perhaps left out once."""
    kinds = {a.claim.time.kind, b.claim.time.kind}
    if len(kinds) > 1 and "unspecified" not in kinds:
        return False
    if kinds == {"period"} and a.days[:2] != b.days[:2]:
        return False
    return telling(a) or a.area == b.area


def telling(item: Item) -> bool:
    """Whether a figure is seldom met twice by chance: a share, or a number from a hundred up.

    Small numbers coincide: two attacks in one report often killed three each.
    """
    return item.claim.figure.unit == "percent" or (item.hard.low or 0) >= CHANCE


def tells(vague: Item, named: Item) -> bool:
    """Whether a mention without claimant is the lead of an attributed one: the same number, or a word that holds it.

    A word ("hundreds") must also be of the same place and kind of time.
    """
    if vague.claim.figure.unit != named.claim.figure.unit:
        return False
    if vague.hard == named.hard:
        return retells(vague, named)
    if vague.claim.figure.qualifier != "vague" or vague.area != named.area:
        return False
    if vague.claim.time.kind != named.claim.time.kind or vague.hard.low is None or named.hard.low is None:
        return False
    return named.hard.low >= vague.hard.low and named.hard.low < 10 * max(vague.hard.low, 1)
