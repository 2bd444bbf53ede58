"""Which claims are one claim told many times. What corroborates is the number of origins, never of outlets.

Claims share an origin when they are
    text      the same figure in one text, kept under several documents
    reprint   the same figure in nearly the same text
    repeat    the same claimant's (or side's) same figure of the same quantity, at most three days apart
    lead      one document's mentions of one figure, where only one claimant is named
    wire      the same figure without a claimant in articles with the same agency's credit, at most three days apart
Whoever only passed a figure on (`via`) is never an origin: the claimant is.
"""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from counterclaim.model import Entry
from counterclaim.reconcile.items import Item, grouped, items
from counterclaim.reconcile.neardup import clusters
from counterclaim.reconcile.periods import apart
from counterclaim.vocabulary.words import toml

NEAR = 3  # days
CHANCE = 100  # below it two equal numbers may be chance
CREDIT = 200  # characters at the head and at the foot of a text where a credit line stands


@dataclass(frozen=True, slots=True)
class Origin:
    """Claims that count once, and what shows it."""

    members: tuple[Item, ...]
    evidence: tuple[str, ...]

    @property
    def first(self) -> Item:
        """The earliest telling, by day and then by document."""
        return self.members[0]


def origins(entries: Sequence[Entry], texts: Mapping[str, str] | None = None) -> tuple[Origin, ...]:
    """Every claim in exactly one origin; `texts` (text_sha256 -> text) adds reprints and wire credits.

    >>> origins(())
    ()
    """
    return of_items(items(entries), texts or {})


def of_items(found: Sequence[Item], texts: Mapping[str, str]) -> tuple[Origin, ...]:
    """The origins of items; each link joins neighbours within a bucket, so the work grows with the claims."""
    ties = Ties(len(found))
    number = {id(item): place for place, item in enumerate(found)}
    for name, pairs in (
        ("text", _same_text(found)),
        ("reprint", _reprints(found, texts)),
        ("repeat", _repeats(found)),
        ("lead", _leads(found)),
        ("wire", _wires(found, texts)),
    ):
        for a, b in pairs:
            ties.tie(number[id(a)], number[id(b)], name)
    return tuple(
        Origin(tuple(sorted((found[i] for i in group), key=_age)), evidence) for group, evidence in ties.groups()
    )


class Ties:
    """Sets of numbers that are joined step by step, with the names of what joined them.

    >>> ties = Ties(3)
    >>> ties.tie(0, 2, "text")
    >>> ties.groups()
    [((0, 2), ('text',)), ((1,), ())]
    """

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._why: list[tuple[int, str]] = []

    def root(self, number: int) -> int:
        """The smallest number of the set."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def tie(self, a: int, b: int, why: str) -> None:
        """Join two sets."""
        low, high = sorted((self.root(a), self.root(b)))
        self._parent[high] = low
        self._why.append((low, why))

    def groups(self) -> list[tuple[tuple[int, ...], tuple[str, ...]]]:
        """The sets, by their smallest number, each with the names of its ties."""
        members: dict[int, list[int]] = {}
        reasons: dict[int, set[str]] = {}
        for number in range(len(self._parent)):
            members.setdefault(self.root(number), []).append(number)
        for number, why in self._why:
            reasons.setdefault(self.root(number), set()).add(why)
        return [(tuple(group), tuple(sorted(reasons.get(root, ())))) for root, group in sorted(members.items())]


def _age(item: Item) -> tuple[str, str, int]:
    return (item.day.isoformat() if item.day else "9999", item.entry.document, item.claim.figure.start)


def _value(item: Item) -> tuple[Hashable, ...]:
    return (item.quantity, item.hard)


def _near(bucket: Iterable[Item]) -> Iterable[tuple[Item, Item]]:
    """Neighbours in time within a bucket; those without any day are joined only with each other."""
    by_age = sorted(bucket, key=_age)
    for a, b in pairwise(by_age):
        gap = apart(a.day, b.day)
        if (gap is not None and gap <= NEAR) or (a.day is None and b.day is None):
            yield a, b


def _chained(groups: Iterable[Sequence[Item]]) -> Iterable[tuple[Item, Item]]:
    for group in groups:
        yield from pairwise(group)


def _same_text(found: Sequence[Item]) -> Iterable[tuple[Item, Item]]:
    return _chained(grouped(found, lambda item: item.claim.id).values())


def _reprints(found: Sequence[Item], texts: Mapping[str, str]) -> Iterable[tuple[Item, Item]]:
    used = {item.entry.text_sha256 for item in found}
    cluster = clusters({sha: text for sha, text in texts.items() if sha in used})
    size: dict[str, int] = {}
    for leader in cluster.values():
        size[leader] = size.get(leader, 0) + 1

    def key(item: Item) -> Hashable | None:
        leader = cluster.get(item.entry.text_sha256)
        return (leader, item.who, _value(item)) if leader is not None and size[leader] > 1 else None

    return _chained(grouped(found, key).values())


def _repeats(found: Sequence[Item]) -> Iterable[tuple[Item, Item]]:
    def key(item: Item) -> Hashable | None:
        return (item.voice, item.claim.stance == "denies", same_time_kind(item), _value(item)) if item.voice else None

    for bucket in grouped(found, key).values():
        yield from _near(bucket)


def same_time_kind(item: Item) -> str:
    """The kind of time as far as it separates figures; a flow also by its days, a small number by its place."""
    kind = item.claim.time.kind
    days = f" {item.days.first}" if kind == "period" else ""
    return f"{kind}{days} {'' if telling(item) else item.area}"


def _leads(found: Sequence[Item]) -> Iterable[tuple[Item, Item]]:
    """Unattributed mentions of a figure that the same document attributes to exactly one claimant."""

    def key(item: Item) -> Hashable:
        return (item.entry.document, item.claim.conflict, item.claim.party, item.claim.measure, item.kind)

    for bucket in grouped(found, key).values():
        named = [item for item in bucket if item.who]
        if len({item.voice for item in named}) == 1:
            yield from _retold(named)
            yield from _led(bucket, named)


def _retold(named: Sequence[Item]) -> Iterable[tuple[Item, Item]]:
    for twins in grouped(named, _value).values():
        for item in twins:
            first = next(other for other in twins if other is item or retells(item, other))
            if first is not item:
                yield item, first


def _led(bucket: Sequence[Item], named: Sequence[Item]) -> Iterable[tuple[Item, Item]]:
    for item in bucket:
        match = None if item.who else next((other for other in named if tells(item, other)), None)
        if match is not None:
            yield item, match


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


def _wires(found: Sequence[Item], texts: Mapping[str, str]) -> Iterable[tuple[Item, Item]]:
    credit = {sha: wire(text) for sha, text in texts.items()}

    def key(item: Item) -> Hashable | None:
        agency = credit.get(item.entry.text_sha256)
        return (agency, same_time_kind(item), _value(item)) if agency and not item.who else None

    for bucket in grouped(found, key).values():
        yield from _near(bucket)


@lru_cache(maxsize=1)
def _credits() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in toml("check_words.toml")["wires"])
    return re.compile(rf"(?:\(({names})\)|^(?:with|by|from) ({names})\W*$)", re.IGNORECASE | re.MULTILINE)


def wire(text: str) -> str | None:
    """The agency that a text's first or last lines credit, in lower case.

    >>> wire("The shelling went on. With Reuters"), wire("BERLIN (Reuters) - Talks began."), wire("Reuters wrote.")
    (None, 'reuters', None)
    """
    for part in (text[:CREDIT], text[-CREDIT:].rstrip()):
        found = _credits().search(part)
        if found:
            return (found.group(1) or found.group(2)).casefold()
    return None
