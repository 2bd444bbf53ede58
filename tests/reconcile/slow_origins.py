"""Origins the slow and obvious way: every pair of claims is asked whether it is one, and sets are joined by hand.

Without texts and people's decisions; what the rules say is written out anew from the docstring of `origins`.
"""

from counterclaim.reconcile.credits import outlet
from counterclaim.reconcile.items import items
from counterclaim.reconcile.leads import leads, one_claimant, retellings, telling
from counterclaim.reconcile.passages import around
from counterclaim.reconcile.retold import LOOKED_BACK, one_sentence

NEAR = 3


def near(a, b):
    if a.day is None or b.day is None:
        return a.day is None and b.day is None
    return abs((a.day - b.day).days) <= NEAR


def same_time(a, b):
    def key(i):
        first = i.days.first if i.claim.time.kind == "period" else None
        return (i.claim.time.kind, first, "" if telling(i) else i.area, i.claim.stance == "denies")

    return key(a) == key(b)


def one(a, b, led):
    """Whether two claims of one figure are one by text, by repeat or by outlet."""
    if a.claim.id == b.claim.id:
        return True
    if (a.quantity, a.hard) != (b.quantity, b.hard) or not near(a, b) or not same_time(a, b):
        return False
    if a.voice and a.voice == b.voice:
        return True
    alone = not a.who and not b.who and id(a) not in led and id(b) not in led
    return bool(alone and a.entry.outlet and b.entry.outlet and outlet(a.entry.outlet) == outlet(b.entry.outlet))


def cited(a, b):
    """Whether one names the other's outlet as its source."""
    if (a.quantity, a.hard) != (b.quantity, b.hard) or not near(a, b):
        return False
    return any(
        x.claim.claimant and x.claim.claimant.kind == "media" and y.entry.outlet
        and outlet(x.claim.claimant.name) == outlet(y.entry.outlet)
        for x, y in ((a, b), (b, a))
    )  # fmt: skip


def sentence_of(a, b, found):
    """Whether two claims are one sentence told again, and no two claimants were given it."""
    if (a.quantity, a.hard) != (b.quantity, b.hard) or (a.who and b.who) or not near(a, b):
        return False
    if a.entry.document == b.entry.document or not one_sentence(a, b):
        return False
    for side in (0, 1):
        words = around(a.claim)[side]
        if words and words == around(b.claim)[side]:
            alike = [
                i for i in found if around(i.claim)[side] == words and (i.quantity, i.hard) == (a.quantity, a.hard)
            ]
            if len({i.voice for i in of_one_time(a, alike) if i.who}) <= 1 or not (a.who or b.who):
                return True
    return False


def of_one_time(a, alike):
    """The tellings to which a chain of near ones leads from one."""
    found, left = [a], [i for i in alike if i is not a]
    while more := [i for i in left if any(near(i, other) for other in found)]:
        found += more
        left = [i for i in left if all(i is not other for other in more)]
    return found


def slow_origins(entries, *, sentences=False):
    """The sets of claims, each as a set of (document, claim); with `sentences`, sentences told again join too."""
    found = list(items(entries))
    led = {id(lead) for lead, _ in leads(one_claimant(found))}
    pairs = [(a, b) for n, a in enumerate(found) for b in found[:n] if one(a, b, led)]
    pairs += [*leads(one_claimant(found)), *retellings(one_claimant(found))]
    if sentences:
        assert len(found) <= LOOKED_BACK
        pairs += [(a, b) for n, a in enumerate(found) for b in found[:n] if sentence_of(a, b, found)]
    sets = [{id(item)} for item in found]
    for a, b in pairs:
        joined = next(s for s in sets if id(a) in s) | next(s for s in sets if id(b) in s)
        sets = [s for s in sets if not s & joined] + [joined]
    names = {id(item): (item.entry.document, item.claim.id) for item in found}
    return {frozenset(names[number] for number in s) for s in sets}
