"""Claims of one attack, proposed as one incident: its claims, each claimant's range, and the reasons.

A proposal, for people to merge and to split. Running totals, levels, rates and plans never enter, nor do figures over
more than a week; the sum of a day over many places meets only sums. Sentences are taken in order of their days, those
that tell none last; each joins the incident with which it has most points (`matching`), if these are enough and it
does not contradict the incident.
What people decided is kept: claims they merged stay together, claims they split off stand apart.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from operator import attrgetter

from counterclaim.ledger.decision import Decision
from counterclaim.model import Entry, Record
from counterclaim.reconcile import wording
from counterclaim.reconcile.intervals import hull, plain
from counterclaim.reconcile.items import Item, grouped, items
from counterclaim.reconcile.keys import is_part
from counterclaim.reconcile.matching import ENOUGH, NEVER, Match, match
from counterclaim.reconcile.mentions import Mention, mentions

DECIDED = "a person's decision"
_points = attrgetter("points")
DOUBTED = 0.34  # share of an incident's sentences that one may contradict: some of them are read wrongly
SEARCHED = 8  # days back in which an incident is looked for where the text tells no place that was met before
CERTAIN = 5  # points of two sentences by which their groups join: one more than a sentence needs to join a group
PAIRED = 40  # sentences of the smaller of two groups, up to which they are set against each other
NAMED = 24  # characters of the digest in an incident's id: 96 bits


class Told(Record, frozen=True, kw_only=True):
    """What one claimant gives of an incident in one measure."""

    claimant: str | None  # None: nobody is named
    side: str | None
    measure: str
    object: str
    party: str | None
    low: float | int | None
    high: float | int | None
    claims: tuple[str, ...]


class Incident(Record, frozen=True, kw_only=True):
    """Claims that seem to be of one attack; dates are ISO, both ends inclusive."""

    id: str  # made of its claims
    place: str | None
    lat: float | None
    lon: float | None
    start: str | None
    end: str | None
    conflict: str | None
    parties: tuple[str, ...]  # whose people or things were hit
    ways: tuple[str, ...]  # air, drone, shooting ... as the sentences tell
    told: tuple[Told, ...]
    claims: tuple[str, ...]
    documents: tuple[str, ...]  # of each claim
    reasons: tuple[str, ...]  # why they were put together; empty where it is one sentence
    decided: bool  # whether a person merged or split it


def incidents(entries: Sequence[Entry], decisions: Iterable[Decision] = ()) -> tuple[Incident, ...]:
    """The incidents among these entries, by day; `decisions` are the live ones of a ledger, oldest first.

    >>> incidents(())
    ()
    """
    groups = proposed(mentions(items(entries)))
    for decision in decisions:
        if decision.action == "merge_incident":
            groups = merged(groups, frozenset(decision.claims))
        elif decision.action == "split_incident":
            groups = split(groups, frozenset(decision.claims))
    return tuple(sorted((_incident(group) for group in groups), key=lambda i: (i.start or "9999", i.id)))


class Group:
    """Mentions that are of one attack, and why."""

    def __init__(self, found: Sequence[Mention], reasons: Iterable[str] = ()) -> None:
        self.mentions = list(found)
        self.reasons = dict.fromkeys(reasons)


def proposed(found: Sequence[Mention]) -> list[Group]:
    """The mentions, each with the group in which it has most points; sums of a month or a year are in none."""
    groups: list[Group] = []
    index: dict[object, list[int]] = {}
    for mention in found:
        near = sorted({number for key in _near(mention) for number in index.get(key, ())})
        best, points = -1, ENOUGH - 1
        reasons: tuple[str, ...] = ()
        for number in near:
            better = _with(mention, groups[number], points)
            if better is not None:
                best, points, reasons = number, better.points, better.reasons
        if best < 0:
            best = len(groups)
            groups.append(Group([]))
        groups[best].mentions.append(mention)
        groups[best].reasons.update(dict.fromkeys(reasons))
        for key in _keys(mention):
            index.setdefault(key, []).append(best)
    whole = joined(groups)
    return [group for group in whole if any(mention.once or not mention.vague for mention in group.mentions)]


def joined(groups: Sequence[Group]) -> list[Group]:
    """The groups, those together that later mentions show to be of one attack: a sentence taken early may have found
    nothing to join, and the reports that lie between come after it. Two groups join where one pair of theirs has more
    than enough points and few pairs contradict each other."""
    found = list(groups)
    index: dict[object, list[int]] = {}
    for number, group in enumerate(found):
        for key in dict.fromkeys(key for mention in group.mentions for key in _keys(mention)):
            index.setdefault(key, []).append(number)
    home = list(range(len(found)))
    for number, group in enumerate(found):
        near = {other for mention in group.mentions for key in _near(mention) for other in index.get(key, ())}
        for other in sorted(other for other in near if other < number):
            one, two = _head(home, other), _head(home, number)
            if one != two and (reasons := _as_one(found[one], found[two])) is not None:
                first, second = sorted((one, two))
                both = [*found[first].mentions, *found[second].mentions]
                found[first] = Group(both, [*found[first].reasons, *found[second].reasons, *reasons])
                home[second] = first
    return [group for number, group in enumerate(found) if home[number] == number]


def _head(home: Sequence[int], number: int) -> int:
    while home[number] != number:
        number = home[number]
    return number


def _as_one(one: Group, two: Group) -> tuple[str, ...] | None:
    """The reasons why two groups are of one attack; None where they are not, or where each is large."""
    if min(len(one.mentions), len(two.mentions)) > PAIRED:
        return None
    matches = [match(a, b) for a in one.mentions for b in two.mentions]
    best = max(matches, key=_points)
    if best.points < CERTAIN or matches.count(NEVER) > DOUBTED * len(matches):
        return None
    return best.reasons


def _with(mention: Mention, group: Group, points: int) -> Match | None:
    """How well a mention goes with a group; None where that is no better than `points`, or is doubted: too many of the
    group contradict it, and of its own report too many or none stand there. A report names its attack by many places.
    """
    found = [match(mention, other) for other in group.mentions]
    best = max(found, key=_points)
    if best.points <= points:
        return None
    own = [one for one, other in zip(found, group.mentions, strict=True) if other.document == mention.document]
    doubted = all(every.count(NEVER) > DOUBTED * len(every) for every in (found, own or found))
    return None if doubted else best


def _keys(mention: Mention) -> Iterator[object]:
    """Where a mention is found: by its document, by its place, and by its conflict and day."""
    yield mention.document
    yield from ((told, "counted") for told in mention.counted)
    if mention.place is not None:
        yield (mention.place.name.casefold(),)
    if mention.last is not None:
        yield (mention.conflict or mention.items[0].claim.party, mention.last)


def _near(mention: Mention) -> Iterator[object]:
    """Where those are found that a mention could go with."""
    yield mention.document
    yield from ((told, "counted") for told in mention.counted)
    if mention.place is not None:
        yield (mention.place.name.casefold(),)
    if mention.last is not None:
        about = mention.conflict or mention.items[0].claim.party
        for back in range(-1, SEARCHED):
            yield (about, mention.last - timedelta(days=back))


# ---------------------------------------------------------------- what people decide
def merged(groups: Sequence[Group], claims: frozenset[str]) -> list[Group]:
    """The groups that hold one of these claims, as one."""
    chosen = [group for group in groups if claims & _ids(group)]
    if len(chosen) < 2:
        return list(groups)
    one = Group(
        [mention for group in chosen for mention in group.mentions],
        [DECIDED, *(reason for group in chosen for reason in group.reasons)],
    )
    return [group for group in groups if group not in chosen] + [one]


def split(groups: Sequence[Group], claims: frozenset[str]) -> list[Group]:
    """These claims apart from what they were with: those of one group stay together."""
    made: list[Group] = []
    for group in groups:
        inside, outside = _parted(group, claims)
        made += [Group(part, [DECIDED]) for part in (inside, outside)] if inside and outside else [group]
    return made


def _parted(group: Group, claims: frozenset[str]) -> tuple[list[Mention], list[Mention]]:
    inside, outside = [], []
    for mention in group.mentions:
        chosen = tuple(item for item in mention.items if item.claim.id in claims)
        rest = tuple(item for item in mention.items if item.claim.id not in claims)
        inside += [replace(mention, items=chosen)] if chosen else []
        outside += [replace(mention, items=rest)] if rest else []
    return inside, outside


def _ids(group: Group) -> set[str]:
    return {item.claim.id for mention in group.mentions for item in mention.items}


# ---------------------------------------------------------------- the record
def _incident(group: Group) -> Incident:
    found = sorted(
        (item for mention in group.mentions for item in mention.items),
        key=lambda item: (item.entry.document, item.claim.figure.start),
    )
    told = [mention for mention in group.mentions if mention.told] or group.mentions
    places = [mention.place for mention in group.mentions if mention.place]
    order = ("site", "city", "region", None, "country")
    place = min(places, key=lambda p: (order.index(p.precision), -places.count(p)), default=None)
    claims = tuple(item.claim.id for item in found)
    return Incident(
        id="i_" + hashlib.sha256("|".join(sorted(claims)).encode()).hexdigest()[:NAMED],
        place=place.name if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        start=_iso(min((m.first for m in told if m.first), default=None)),
        end=_iso(max((m.last for m in told if m.last), default=None)),
        conflict=next((m.conflict for m in group.mentions if m.conflict), None),
        parties=tuple(dict.fromkeys(item.claim.party for item in found if item.claim.party)),
        ways=tuple(sorted({way for mention in group.mentions for way in mention.ways})),
        told=tuple(_told(found)),
        claims=claims,
        documents=tuple(item.entry.document for item in found),
        reasons=tuple(group.reasons),
        decided=DECIDED in group.reasons,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _told(found: Sequence[Item]) -> Iterator[Told]:
    """The range of each claimant in each measure."""

    def key(item: Item) -> tuple[str, str, str, str]:
        return (item.who, item.claim.measure, item.claim.object, item.claim.party or "")

    for group in grouped(found, key).values():
        whole = [item for item in group if not is_part(item)] or group
        head, reach = group[0].claim, hull(item.hard for item in whole)
        yield Told(
            claimant=wording.claimant(head.claimant) if head.claimant else None,
            side=group[0].side,
            measure=head.measure,
            object=head.object,
            party=head.party,
            low=plain(reach.low),
            high=plain(reach.high),
            claims=tuple(item.claim.id for item in group),
        )
