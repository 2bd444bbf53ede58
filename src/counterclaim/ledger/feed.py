"""What stands in a ledger and what has changed in it since a row, for copies that follow it.

Every row of a ledger has a number (`seq`) that only grows, so whoever knows the number of the last row that it has
seen can ask for what came after: rows of claims, and claims that no longer stand.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from counterclaim.ledger.chain import CHAINED, GENESIS, tail
from counterclaim.ledger.connection import in_one_line
from counterclaim.ledger.deciding import decision_of
from counterclaim.ledger.records import claim_of, entry, facts_of, of_record, plain
from counterclaim.ledger.standing import CLAIM_STANDS, Placed, touched_by
from counterclaim.ledger.store import Ledger
from counterclaim.model import Entry, Record

_ROWS = """SELECT c.seq, c.document, c.day, c.record, d.record FROM claim c JOIN document d ON d.seq = c.document
    WHERE c.seq > ? AND c.seq <= ? ORDER BY c.seq"""
_FALLEN = """SELECT c.seq FROM superseded s JOIN claim c ON c.seq = s.record WHERE s.seq > ? AND s.seq <= ?
    ORDER BY c.seq"""
# Two questions for the claims with some ids, numbers and then records, are quicker than one: records are not sorted.
_STANDING = f"""SELECT c.id, c.seq FROM claim c WHERE {CLAIM_STANDS} AND c.id IN (SELECT value FROM json_each(?))
    ORDER BY c.document, c.start, c.seq"""
_BATCH = 500  # numbers in one question: SQLite takes at least 999


class Row(Record, frozen=True, kw_only=True):
    """One row of a claim, whether or not it still stands."""

    seq: int
    document: int  # number of the document's row: with the figure's place the order of reading
    day: str | None  # last day of the claim, else the day of publication, as filters see it
    entry: Entry | None  # None where the text was withdrawn


class Head(Record, frozen=True, kw_only=True):
    """The last row of a ledger."""

    seq: int
    hash: str


def head(ledger: Ledger) -> Head:
    """Number and hash of the last row of a ledger.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, Ledger(folder + "/war.db", create=True) as ledger:
    ...     head(ledger).seq
    0
    """
    with in_one_line(ledger.path):
        seq, digest = tail(ledger._connection)
    return Head(seq=seq, hash=digest.hex())


def hash_of(ledger: Ledger, seq: int) -> str | None:
    """The hash of the row with that number; None where there is no such row."""
    if seq == 0:
        return GENESIS.hex()
    with in_one_line(ledger.path):
        for table in CHAINED:
            found = ledger._connection.execute(f"SELECT hash FROM {table} WHERE seq = ?", (seq,)).fetchone()
            if found is not None:
                return str(found[0].hex())
    return None


def rows(ledger: Ledger, after: int, to: int) -> Iterator[Row]:
    """The rows of claims with numbers above `after`, up to `to`, in the order of their numbers."""
    with in_one_line(ledger.path):
        last, known = None, None
        for seq, document, day, record, about in ledger._connection.execute(_ROWS, (after, to)):
            if record is None:
                yield Row(seq=seq, document=document, day=None, entry=None)
                continue
            if known is None or document != last:
                last, known = document, facts_of(about)
            yield Row(seq=seq, document=document, day=day, entry=entry(claim_of(record), known))


def fallen(ledger: Ledger, after: int, to: int) -> tuple[int, ...]:
    """The numbers of the claims in whose place something newer stands since row `after`."""
    with in_one_line(ledger.path):
        return tuple(seq for (seq,) in ledger._connection.execute(_FALLEN, (after, to)))


def withdrawn_since(ledger: Ledger, after: int) -> bool:
    """Whether a text was withdrawn after that row: then no copy may keep its words."""
    with in_one_line(ledger.path):
        found = ledger._connection.execute("SELECT 1 FROM withdrawal WHERE seq > ? LIMIT 1", (after,)).fetchone()
    return found is not None


def by_number(ledger: Ledger, seqs: Sequence[int]) -> Iterator[tuple[int, Entry]]:
    """The claims with these numbers, in this order; a withdrawn one is left out."""
    return iter(_by_number(ledger, seqs).items())


def _by_number(ledger: Ledger, seqs: Sequence[int]) -> dict[int, Entry]:
    found: dict[int, Entry] = {}
    known: dict[int, dict[str, Any]] = {}  # of the documents
    with in_one_line(ledger.path):
        for start in range(0, len(seqs), _BATCH):
            some = [int(seq) for seq in seqs[start : start + _BATCH]]
            marks = ",".join("?" * len(some))
            query = f"""SELECT c.seq, c.record, c.document, d.record FROM claim c JOIN document d ON d.seq = c.document
                WHERE c.seq IN ({marks}) AND c.record IS NOT NULL"""
            for seq, record, document, about in ledger._connection.execute(query, some):
                if document not in known:
                    known[document] = of_record(about)
                found[seq] = Entry(claim=claim_of(record), **known[document])
    return {seq: found[seq] for seq in map(int, seqs) if seq in found}


def by_id(ledger: Ledger, ids: Iterable[str], *, once: bool = False) -> Iterator[Entry]:
    """The claims with these ids as they stand now, in the order of reading by document; rejected ones too.

    A claim stands in every document of its text; with `once` of those that nobody has decided on the last one alone.
    """
    with in_one_line(ledger.path):
        decided, wanted = ledger._decided(), sorted(ids)
        for start in range(0, len(wanted), _BATCH):
            some = wanted[start : start + _BATCH]
            named = [claim for claim in some if claim in decided.about]
            others = json.dumps([plain(claim) for claim in some if claim not in decided.about])
            placed = ledger._connection.execute(_STANDING, [others]).fetchall()
            chosen = dict(placed).values() if once else (seq for _, seq in placed)
            yield from _by_number(ledger, list(chosen)).values()
            if named:
                yield from (one for _, _, one in touched_by(ledger._connection, decided, json.dumps(named)))


# ---------------------------------------------------------------- what people decided
def decided_since(ledger: Ledger, after: int) -> set[str]:
    """The ids of the claims that stand otherwise than at row `after` because of what people decide: those that newer
    decisions name or undo, and those with decisions that were read anew."""
    with in_one_line(ledger.path):
        connection, decided = ledger._connection, ledger._decided()
        if not decided.all:
            return set()
        found: set[str] = set()
        newer = "SELECT record FROM decision WHERE seq > ? AND record IS NOT NULL"
        for (record,) in connection.execute(newer, (after,)):
            decision = decision_of(record)
            while decision.action == "undo" and decision.target in decided.by_id:
                decision = decided.by_id[decision.target]
            found.update(decision.claims)
        named = json.dumps([plain(claim) for claim in decided.about])
        read = """SELECT id FROM claim WHERE id IN (SELECT value FROM json_each(:named)) AND (seq > :after
            OR EXISTS (SELECT 1 FROM superseded s WHERE s.record = claim.seq AND s.seq > :after))"""
        found.update(claim for (claim,) in connection.execute(read, {"named": named, "after": after}))
    return found


def as_read_and_as_decided(ledger: Ledger, ids: Iterable[str]) -> tuple[list[tuple[int, bool]], list[Placed]]:
    """Of these claims: the number of each row with whether it stands as it was read, and what decisions put there."""
    with in_one_line(ledger.path):
        decided, wanted = ledger._decided(), sorted(ids)
        rows = ledger._connection.execute(
            f"SELECT c.seq, c.id, {CLAIM_STANDS} FROM claim c WHERE c.id IN (SELECT value FROM json_each(?))",
            (json.dumps([plain(claim) for claim in wanted]),),
        )
        about = {plain(claim) for claim in decided.about}
        read = [(seq, bool(stands) and claim not in about) for seq, claim, stands in rows]
        named = [claim for claim in wanted if claim in decided.about]
        return read, list(touched_by(ledger._connection, decided, json.dumps([plain(claim) for claim in named])))
