"""BINARY_CONTRADICTION without a figure: one side says that a bridge is destroyed, the other that it is in use.

Needs the texts of a realm. The finding stands by the claims nearest to the two sentences, since what they say has no
figure and is no claim itself.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations

from counterclaim.model import Finding
from counterclaim.reconcile import wording
from counterclaim.reconcile.checks.case import Case
from counterclaim.reconcile.checks.texts import told
from counterclaim.reconcile.items import Item, grouped
from counterclaim.reconcile.parties import opposed
from counterclaim.reconcile.periods import apart, day
from counterclaim.reconcile.states import Assertion, State, assertions, outline

NEAR = 7  # days between the two reports
SENTENCES = 3  # of one report, within which two assertions on one kind of thing are of one thing

Told = tuple[Assertion, Item]  # and the claim that stands nearest to it


def find(case: Case) -> Iterable[Finding]:
    """All pairs of opposite assertions, each pair of sides once for a thing and place."""
    by_thing = grouped(_all(case), lambda one: one[0].thing)
    seen: set[tuple[object, ...]] = set()
    for thing, group in by_thing.items():
        if len({one.state for one, _ in group}) == 1:
            continue
        for a, b in combinations(group, 2):
            mark = (thing, a[0].place or b[0].place, frozenset((_side(a), _side(b))))
            if mark not in seen and a[0].state != b[0].state and _one_thing(a, b) and _opposed(a, b):
                seen.add(mark)
                yield _opposite(*((a, b) if a[0].state == "gone" else (b, a)))


def _all(case: Case) -> Iterator[Told]:
    """What is asserted of the things of which some report says that they are gone, and some that they are not."""
    outlines = {sha: outline(text) for sha, text in case.texts.items()}
    told_of = frozenset[tuple[str, State]]().union(*outlines.values())
    disputed = {thing for thing, state in told_of if state == "gone" and (thing, "stands") in told_of}
    for own in case.by_document.values():
        sha = own[0].entry.text_sha256
        if any(thing in disputed for thing, _ in outlines.get(sha, ())):
            for one in assertions(case.texts[sha]):
                yield one, min(own, key=lambda item: abs(item.claim.quote.start - one.start))


def _one_thing(a: Told, b: Told) -> bool:
    x, y = a[0], b[0]
    if a[1].entry.document == b[1].entry.document:
        return abs(x.number - y.number) <= SENTENCES or (x.place is not None and x.place == y.place)
    days = apart(day(a[1].entry.published), day(b[1].entry.published))
    return x.place is not None and x.place == y.place and days is not None and days <= NEAR


def _side(told_: Told) -> str | None:
    actor = told_[0].who.actor
    return actor.side or actor.id


def _opposed(a: Told, b: Told) -> bool:
    conflict = a[1].claim.conflict or b[1].claim.conflict
    return opposed(_side(a), _side(b), conflict)


def _opposite(gone: Told, stands: Told) -> Finding:
    items = list({item.claim.id: item for _, item in (gone, stands)}.values())
    place = gone[0].place or stands[0].place
    doubted = [one.who.text for one, _ in (gone, stands) if one.unverified]
    words = {
        "doubt": f" The text says that what {wording.joined(doubted)} says is unverified." if doubted else "",
        "who": gone[0].who.text,
        "other": stands[0].who.text,
        "thing": gone[0].thing + (f" ({place})" if place else ""),
    }
    return told("BINARY_STATE", items, "undecidable", "info", words)
