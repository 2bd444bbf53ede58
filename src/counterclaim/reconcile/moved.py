"""Why a number moved: comparisons of an earlier state of a ledger against those of now, with the claims between."""

from collections.abc import Collection, Iterable, Sequence

from counterclaim.model import Comparison, Record, SideRange
from counterclaim.reconcile.items import grouped

NUMBERS = ("low", "high", "first", "latest")
Number = float | int | None


class Moved(Record, frozen=True, kw_only=True):
    """One number of a comparison, before and after, and the claims because of which it moved."""

    key: str  # of the comparison as it is now, or was where it is no more
    title: str
    side: str | None  # None for what is of all sides: the factor
    role: str | None
    what: str  # low, high, first, latest, factor_guaranteed, factor_point, gap_points; "shown" where it came or went
    before: Number
    after: Number
    because: tuple[str, ...]  # ids of claims that were added, changed or taken out since


def moved(before: Sequence[Comparison], after: Sequence[Comparison], changed: Collection[str]) -> tuple[Moved, ...]:
    """Every number that is another now, in the order of the comparisons of now; `changed`: claims that changed since.

    A comparison of a total moves its day when a newer figure comes, so the two of a quantity are matched by their key,
    else by the claims that they share, else as the newest of each.

    >>> moved((), (), ())
    ()
    """
    found: list[Moved] = []
    for was, now in matched(before, after):
        found += _of_pair(was, now, set(changed))
    return tuple(found)


def matched(
    before: Sequence[Comparison], after: Sequence[Comparison]
) -> Iterable[tuple[Comparison | None, Comparison | None]]:
    """Comparisons of then beside those of now; None where there is none."""
    by_key = grouped(before, lambda one: one.key)
    left: list[Comparison] = []
    for now in after:
        same = by_key.get(now.key)
        if same:
            yield same.pop(0), now
        else:
            left.append(now)
    rest = grouped((one for own in by_key.values() for one in own), _stem)
    for stem, news in grouped(left, _stem).items():
        olds = rest.pop(stem, [])
        for now in sorted(news, key=lambda one: one.end or "", reverse=True):
            was = max(olds, key=lambda one: (len(_claims(one) & _claims(now)), one.end or ""), default=None)
            if was is not None:
                olds.remove(was)
            yield was, now
        yield from ((was, None) for was in olds)
    yield from ((was, None) for own in rest.values() for was in own)


def _stem(one: Comparison) -> str:
    """The key without its days."""
    return one.key.rsplit("|", 2)[0]


def _claims(one: Comparison) -> set[str]:
    return {claim for side in one.sides for claim in side.claims}


def _of_pair(was: Comparison | None, now: Comparison | None, changed: set[str]) -> Iterable[Moved]:
    one = now or was
    assert one is not None
    if was is None or now is None:
        because = tuple(sorted(_claims(one) & changed))
        if because:  # else it only took another day
            yield Moved(key=one.key, title=one.title, side=None, role=None, what="shown", before=int(was is not None),
                        after=int(now is not None), because=because)  # fmt: skip
        return
    pairs: dict[tuple[str | None, str], tuple[SideRange | None, SideRange | None]] = {}
    for side in was.sides:
        pairs[side.side, side.role] = (side, None)
    for side in now.sides:
        pairs[side.side, side.role] = (pairs.get((side.side, side.role), (None, None))[0], side)
    for (name, role), (old, new) in pairs.items():
        because = tuple(sorted((_of(old) | _of(new)) & changed))
        for what in NUMBERS:
            a, b = getattr(old, what, None), getattr(new, what, None)
            if a != b:
                yield Moved(key=now.key, title=now.title, side=name, role=role, what=what, before=a, after=b,
                            because=because)  # fmt: skip
    because = tuple(sorted((_claims(was) | _claims(now)) & changed))
    for what in ("factor_guaranteed", "factor_point", "gap_points"):
        a, b = getattr(was, what), getattr(now, what)
        if a != b:
            yield Moved(key=now.key, title=now.title, side=None, role=None, what=what, before=a, after=b,
                        because=because)  # fmt: skip


def _of(side: SideRange | None) -> set[str]:
    return set(side.claims) if side else set()
