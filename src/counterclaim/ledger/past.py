"""A ledger as it stood after an earlier row, and what happened since: every row has a number, so the past is there.

What was withdrawn since is gone from the past too: its numbers, words and claimants are nowhere any more.
"""

from collections.abc import Iterator, Sequence

from counterclaim.errors import UsageError
from counterclaim.ledger.chain import CHAINED, GENESIS
from counterclaim.ledger.connection import in_one_line
from counterclaim.ledger.deciding import decision_of
from counterclaim.ledger.decision import Decision, decided
from counterclaim.ledger.records import claim_of, entry, facts_of, plain
from counterclaim.ledger.store import Ledger
from counterclaim.model import Entry, Record

SHORTEST = 8  # letters of a head: of a million rows, two heads begin with the same eight once in ten thousand ledgers
_THEN = """SELECT d.record, c.record FROM claim c JOIN document d ON d.seq = c.document
    WHERE c.seq <= ? AND c.record IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM superseded s WHERE s.record = c.seq AND s.seq <= ?)"""
_ORDER = " ORDER BY c.document, c.start, c.seq"
_TIMES = """SELECT min(seq) FROM (
    SELECT seq FROM reading WHERE read_at >= :day UNION ALL SELECT seq FROM withdrawal WHERE at >= :day
    UNION ALL SELECT seq FROM decision
      WHERE typeof(record) = 'text' AND json_extract(record, '$.at') >= :day)"""


class Event(Record, frozen=True, kw_only=True):
    """Something that happened to a claim since: a row that is about it."""

    claim: str
    document: str
    what: str  # read, superseded, decided, withdrawn
    at: str
    by: str | None = None  # the reader, or who decided
    action: str | None = None  # of a decision
    reason: str | None = None


def row_before(ledger: Ledger, day: str) -> int:
    """The number of the last row before anything was read, decided or withdrawn on that ISO day or later.

    Times are those that callers gave with the rows. All rows count where nothing is so late.
    """
    with in_one_line(ledger.path):
        first = ledger._connection.execute(_TIMES, {"day": day}).fetchone()[0]
        if first is not None:
            return int(first) - 1
        return max(_last(ledger, table) for table in CHAINED)


def _last(ledger: Ledger, table: str) -> int:
    return int(ledger._connection.execute(f"SELECT coalesce(max(seq), 0) FROM {table}").fetchone()[0])


def row_with(ledger: Ledger, head: str) -> int:
    """The number of the row whose hash begins so. UsageError: too short, none, or more than one."""
    beginning = head.lower()
    if len(beginning) < SHORTEST or set(beginning) - set("0123456789abcdef"):
        raise UsageError(f"{head!r} is no head of a chain: give at least {SHORTEST} of its letters 0-9 and a-f")
    found = {0} if GENESIS.hex().startswith(beginning) else set()
    with in_one_line(ledger.path):
        for table in CHAINED:
            query = f"SELECT seq FROM {table} WHERE lower(hex(hash)) LIKE ?"
            found.update(seq for (seq,) in ledger._connection.execute(query, (beginning + "%",)))
    if len(found) != 1:
        many = "more than one row has" if found else "no row has"
        raise UsageError(f"{many} a hash that begins with {head!r}: `counterclaim verify` prints the head of now")
    return found.pop()


def entries_then(ledger: Ledger, row: int, conflict: str | None = None, party: str | None = None) -> Iterator[Entry]:
    """The claims as they stood after that row, those of one conflict and party, as the decisions of then leave them."""
    pair = "c.conflict IS ? AND c.party IS ?"
    with in_one_line(ledger.path):
        then = decisions_until(ledger, row)
        named = sorted({plain(claim) or "" for one in then for claim in one.claims})
        marks = ",".join("?" * len(named))
        clause = f" AND ({pair}{f' OR c.id IN ({marks})' if named else ''})"
        parameters = [row, row, plain(conflict), plain(party), *named]
        read = ledger._connection.execute(_THEN + clause + _ORDER, parameters)
        yield from decided((entry(claim_of(record), facts_of(about)) for about, record in read), then)


def these_then(ledger: Ledger, row: int, ids: Sequence[str]) -> Iterator[Entry]:
    """The claims with these ids as they stood after that row."""
    with in_one_line(ledger.path):
        then = [one for one in decisions_until(ledger, row) if not set(one.claims).isdisjoint(ids) or not one.claims]
        for start in range(0, len(ids), 500):
            some = ids[start : start + 500]
            marks = ",".join("?" * len(some))
            parameters = [row, row, *(plain(claim) for claim in some)]
            read = ledger._connection.execute(f"{_THEN} AND c.id IN ({marks}){_ORDER}", parameters)
            about = [one for one in then if not one.claims or not set(one.claims).isdisjoint(some)]
            yield from decided((entry(claim_of(record), facts_of(known)) for known, record in read), about)


def decisions_until(ledger: Ledger, row: int) -> list[Decision]:
    """The decisions up to a row, oldest first."""
    query = "SELECT record FROM decision WHERE seq <= ? AND record IS NOT NULL ORDER BY seq"
    return [decision_of(record) for (record,) in ledger._connection.execute(query, (row,))]


def events(ledger: Ledger, row: int) -> Iterator[Event]:
    """What happened to claims after that row, in the order in which it happened to them, kind by kind."""
    connection = ledger._connection
    with in_one_line(ledger.path):
        read = """SELECT c.id, coalesce(d.id, ''), r.read_at, r.reader FROM claim c
            JOIN reading r ON r.seq = c.reading JOIN document d ON d.seq = c.document WHERE c.seq > ? ORDER BY c.seq"""
        for claim, document, at, reader in connection.execute(read, (row,)):
            yield Event(claim=claim, document=document, what="read", at=at, by=reader)
        gone = """SELECT c.id, coalesce(d.id, ''), r.read_at, r.reader FROM superseded s
            JOIN claim c ON c.seq = s.record JOIN reading r ON r.seq = s.reading
            JOIN document d ON d.seq = c.document WHERE s.seq > ? ORDER BY s.seq"""
        for claim, document, at, reader in connection.execute(gone, (row,)):
            yield Event(claim=claim, document=document, what="superseded", at=at, by=reader)
        withdrawn = """SELECT DISTINCT c.id, w.at, w.reason FROM withdrawal w JOIN document d ON d.text = w.text
            JOIN claim c ON c.document = d.seq WHERE w.seq > ? ORDER BY c.id"""
        for claim, at, reason in connection.execute(withdrawn, (row,)):
            yield Event(claim=claim, document="", what="withdrawn", at=at, reason=reason)
        told = {one.id: one for one in ledger.decisions()}
        query = "SELECT record FROM decision WHERE seq > ? AND record IS NOT NULL ORDER BY seq"
        for (record,) in connection.execute(query, (row,)):
            one = about = decision_of(record)
            while about.action == "undo" and about.target in told:
                about = told[about.target]
            for claim in about.claims:
                action = one.action if one is about else f"{one.action} {about.action}"
                yield Event(claim=claim, document="", what="decided", at=one.at, by=one.actor, action=action,
                            reason=one.reason)  # fmt: skip
