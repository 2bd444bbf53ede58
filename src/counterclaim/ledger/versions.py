"""The versions of one claim: what it said when it was first read, and after each edit since."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from counterclaim.ledger.connection import in_one_line
from counterclaim.ledger.decision import LEFT_OUT, Decision, live, standing
from counterclaim.ledger.records import claim_of, entry, facts_of, plain
from counterclaim.ledger.store import Ledger
from counterclaim.model import Claim, Entry, Record

_READ = """SELECT c.seq, r.read_at, r.reader, d.record, c.record FROM claim c
    JOIN reading r ON r.seq = c.reading JOIN document d ON d.seq = c.document
    WHERE c.id = ? AND c.record IS NOT NULL ORDER BY c.seq"""
Row = tuple[int, str, str, Entry | Decision]  # number of the row, when, by whom, what was read or decided
_DECIDED = "SELECT seq FROM decision WHERE record IS NOT NULL ORDER BY seq"


class Version(Record, frozen=True, kw_only=True):
    """A claim as it stood after an edit."""

    number: int  # from 1: as it was first read or added
    entry: Entry
    at: str  # when that was, as the caller said
    by: str  # the reader, or who decided
    did: str  # read, or a decision's action: correct, add, reject, undo


def versions(ledger: Ledger, claim_id: str) -> tuple[Version, ...]:
    """Every version of a claim, oldest first; none where there is no such claim, or its text was withdrawn.

    An edit is whatever changes a field of the claim or takes it out or back in: a correction, an undo, a rejection, a
    newer reading with another result. To accept or to flag is none. Nothing is deleted, so numbers never change.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, Ledger(folder + "/war.db", create=True) as ledger:
    ...     versions(ledger, "c_7k2m")
    ()
    """
    found: list[Version] = []
    for at, by, did, stood in _states(claim_id, _rows(ledger, claim_id)):
        if not found or _told(found[-1].entry) != _told(stood):
            found.append(Version(number=len(found) + 1, entry=stood, at=at, by=by, did=did))
    return tuple(found)


def _rows(ledger: Ledger, claim_id: str) -> list[Row]:
    """What was read and decided of a claim, by the number of the row: when, by whom, and what."""
    every = ledger.decisions()
    mine = _about(claim_id, every)
    with in_one_line(ledger.path):
        read = ledger._connection.execute(_READ, (plain(claim_id),)).fetchall()
        numbers = [seq for (seq,) in ledger._connection.execute(_DECIDED)] if mine else []
    rows: list[Row] = [(seq, at, by, entry(claim_of(record), facts_of(about))) for seq, at, by, about, record in read]
    rows += [(seq, one.at, one.actor, one) for seq, one in zip(numbers, every, strict=False) if one.id in mine]
    return sorted(rows, key=lambda row: row[0])


def _about(claim_id: str, decisions: Iterable[Decision]) -> set[str]:
    """The ids of the decisions that name a claim, and of those that undo one of them."""
    found: set[str] = set()
    for one in decisions:
        if claim_id in one.claims or one.target in found:
            found.add(one.id)
    return found


def _states(claim_id: str, rows: Sequence[Row]) -> Iterator[tuple[str, str, str, Entry]]:
    """How a claim stood after each row: when, by whom, what was done, and the claim."""
    stood: Entry | None = None
    made: list[Decision] = []
    for _, at, by, what in rows:
        if isinstance(what, Entry):
            stood, did = what, "read"
        else:
            made.append(what)
            did = what.action
        holds = [one for one in live(made) if claim_id in one.claims]
        first = stood or next((msgspec.convert(one.after, Entry) for one in holds if one.action == "add"), None)
        if first is not None:
            yield at, by, did, standing(first, holds)


def _told(stood: Entry) -> tuple[Claim, bool]:
    """What makes a version: every field but who read it and the name of its document, and whether it stands."""
    return replace(stood.claim, document="", rule=""), stood.status in LEFT_OUT
