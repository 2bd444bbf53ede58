"""What changed in a ledger since a day or a release, and why numbers on the page moved."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from counterclaim.errors import UsageError
from counterclaim.ledger.decision import LEFT_OUT
from counterclaim.model import Comparison, Entry, Filter, Record
from counterclaim.pipeline import days
from counterclaim.reconcile.moved import Moved

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger
    from counterclaim.ledger.past import Event

Kind = Literal["added", "recoded", "no_longer_read", "corrected", "decided", "withdrawn"]
ABOUT = ("title", "published", "outlet", "url", "status")  # what of an entry is not of its claim
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_HEAD = re.compile(r"[0-9a-fA-F]+")


class Change(Record, frozen=True, kw_only=True):
    """What happened to one claim since.

    added            it stands now and did not then: a document was read, or a person marked it
    recoded          it was read again with another result, or something else is known of its document
    no_longer_read   it was read again, and the claim is not found any more
    corrected        a person corrected or rejected it, or took that back, so that it stands otherwise now
    decided          people decided something that leaves it as it was read: accepted, flagged
    withdrawn        its text was taken out; nothing is told of it but its id and the reason
    """

    kind: Kind
    claim: str
    document: str
    at: str
    by: str | None = None  # the reader, or who decided
    reason: str | None = None
    fields: tuple[tuple[str, Any, Any], ...] = ()  # each field that is another now: name, before, after
    actions: tuple[str, ...] = ()  # of people, oldest first


class Changes(Record, frozen=True, kw_only=True):
    """Everything that changed since a row of the ledger."""

    since: str  # as asked for
    row: int  # the last row of then
    changes: tuple[Change, ...]
    moved: tuple[Moved, ...]


def changes(ledger: "Ledger", since: str) -> Changes:
    """What changed since an ISO day, a release by its name, or a head of the chain by its beginning.

    A day means: as things stood before anything was read or decided on it. Numbers that a withdrawn text had a part in
    are not told: nothing is left of what it said. UsageError: `since` is none of these.
    """
    from counterclaim.ledger import past

    row = row_of(ledger, since)
    events: dict[str, list[Event]] = {}
    for event in past.events(ledger, row):
        events.setdefault(event.claim, []).append(event)
    ids = sorted(events)
    then, now = list(past.these_then(ledger, row, ids)), list(_now(ledger, ids))
    was, is_ = _by_place(ledger, then, now)
    found = tuple(_changes(was, is_, events))
    changed = {one.claim for one in found if one.kind not in ("decided", "withdrawn")}
    return Changes(since=since, row=row, changes=found, moved=_moved(ledger, row, [*then, *now], changed))


def row_of(ledger: "Ledger", since: str) -> int:
    """The last row of the state that a day, a release or a head names."""
    from counterclaim.ledger import past
    from counterclaim.ledger.releases import releases

    for one in releases(ledger):
        if one.name == since:
            return past.row_with(ledger, one.head)
    if _DAY.fullmatch(since):
        return past.row_before(ledger, _checked_day(since))
    if not _HEAD.fullmatch(since):
        raise UsageError(
            f"no release is called {since!r}, and it is no day and no head of a chain: `counterclaim release NAME` "
            "names a state, `counterclaim verify` prints the head"
        )
    return past.row_with(ledger, since)


def _checked_day(day: str) -> str:
    """A year, a month or a day as it was given, if there is such a one."""
    if days.day(day) is None:
        raise UsageError(f"{day!r} is no date: {days.RIGHT}")
    return day


def _now(ledger: "Ledger", ids: Iterable[str]) -> Iterator[Entry]:
    from counterclaim.ledger.feed import by_id

    return (one for one in by_id(ledger, ids) if one.status not in LEFT_OUT)


Key = tuple[str, str]


def _by_place(ledger: "Ledger", *states: list[Entry]) -> "list[dict[Key, Entry]]":
    """The claims of each state by document and id, as they may be shown: private persons by role."""
    from counterclaim.views.people import Withheld
    from counterclaim.views.privacy import without_names

    private = (one for own in states for one in own if one.claim.claimant and one.claim.claimant.kind == "private")
    names = Withheld([*ledger.of_private_persons(), *private])
    return [{(one.document, one.claim.id): one for one in without_names(own, names)} for own in states]


def _changes(then: dict[Key, Entry], now: dict[Key, Entry], events: "dict[str, list[Event]]") -> Iterator[Change]:
    """The changes by document and claim; withdrawn ones at the end."""
    for document, claim in sorted(then.keys() | now.keys()):
        own = events[claim]
        change = _change(then.get((document, claim)), now.get((document, claim)), own)
        if change is not None:
            yield change
    for claim, own in sorted(events.items()):
        for event in own:
            if event.what == "withdrawn":
                yield Change(kind="withdrawn", claim=claim, document="", at=event.at, reason=event.reason)


def _change(was: Entry | None, is_: Entry | None, events: "list[Event]") -> Change | None:
    one = is_ or was
    assert one is not None
    people = [event for event in events if event.what == "decided"]
    read = [event for event in events if event.what in ("read", "superseded")]
    fields = tuple(_fields(was, is_)) if was and is_ else ()
    kind: Kind
    if was is None:
        kind = "added"
    elif is_ is None:
        kind = "corrected" if people else "no_longer_read"
    elif any(name != "status" for name, _, _ in fields):
        kind = "corrected" if people else "recoded"
    elif people:
        kind = "decided"
    else:
        return None  # read again with the same result
    last = (read or people)[-1] if kind == "added" else (people or read)[-1]
    return Change(kind=kind, claim=one.claim.id, document=one.document, at=last.at, by=last.by, reason=last.reason,
                  fields=fields, actions=tuple(event.action or "" for event in people))  # fmt: skip


def _fields(was: Entry, is_: Entry) -> Iterator[tuple[str, Any, Any]]:
    """Each field that is another, as plain values; which rule read it is no field of the claim's own."""
    for record, other, names in (
        (was.claim, is_.claim, [name for name in was.claim.__struct_fields__ if name != "rule"]),
        (was, is_, ABOUT),
    ):
        for name in names:
            a, b = getattr(record, name), getattr(other, name)
            if a != b:
                yield name, msgspec.to_builtins(a), msgspec.to_builtins(b)


def _moved(ledger: "Ledger", row: int, touched: Iterable[Entry], changed: set[str]) -> tuple[Moved, ...]:
    """The numbers that moved, in the cells that changed claims stand or stood in."""
    from counterclaim.ledger import live
    from counterclaim.ledger.past import decisions_until, entries_then
    from counterclaim.reconcile.compare import compare, rank
    from counterclaim.reconcile.moved import moved
    from counterclaim.reconcile.realms import cell

    cells = {cell(one.claim) for one in touched if one.claim.id in changed}
    earlier, people = live(decisions_until(ledger, row)), live(ledger.decisions())
    before: list[Comparison] = []
    after: list[Comparison] = []
    for conflict, party in sorted({(conflict, party) for conflict, party, _ in cells}):
        then = [one for one in entries_then(ledger, row, conflict or None, party or None) if cell(one.claim) in cells]
        now = [one for one in _of_pair(ledger, conflict, party) if cell(one.claim) in cells]
        before += compare(_only(then, conflict, party), decisions=earlier)
        after += compare(_only(now, conflict, party), decisions=people)
    return moved(before, sorted(after, key=rank), changed)


def _only(entries: Iterable[Entry], conflict: str, party: str) -> list[Entry]:
    return [one for one in entries if (one.claim.conflict or "", one.claim.party or "") == (conflict, party)]


def _of_pair(ledger: "Ledger", conflict: str, party: str) -> Iterable[Entry]:
    """The claims of a conflict and a party now; where one is not told, the claims that do not tell it."""
    return ledger.entries(Filter(conflict=conflict or None, party=party or None))
