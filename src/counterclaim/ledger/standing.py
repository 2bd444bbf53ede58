"""What stands after what people decided: the claims of the newest readings, merged with those that decisions touch.

Only the claims that a decision names are looked up and changed; the others stream from the table as they were read.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge

from msgspec.structs import replace

from counterclaim.ledger.decision import LEFT_OUT, Decision, additions, by_claim, live, standing
from counterclaim.ledger.filters import conditions, passes
from counterclaim.ledger.records import claim_of, entry, facts_of, plain
from counterclaim.model import Entry, Filter

# Neither superseded nor withdrawn; `start` and `id` are in an index, so that counting need not read the records.
CLAIM_STANDS = "c.start IS NOT NULL AND NOT EXISTS (SELECT 1 FROM superseded s WHERE s.record = c.seq)"
DOCUMENT_STANDS = "d.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM superseded s WHERE s.record = d.seq)"
_ENTRIES = f"""SELECT c.document, c.start, d.record, c.record FROM claim c JOIN document d ON d.seq = c.document
    WHERE {CLAIM_STANDS}"""
_ORDER = " ORDER BY c.document, c.start, c.seq"
_NOT_THESE = " AND c.id NOT IN (SELECT value FROM json_each(?))"
THESE = " AND c.id IN (SELECT value FROM json_each(?))"
_IN_TEXT = """ AND c.document IN (SELECT d.seq FROM document d JOIN text t ON t.seq = d.text
    WHERE t.sha256 >= ? AND t.sha256 < ?)"""
# A claim that a newer reader no longer finds, though a person has confirmed it: in the newest version of its document.
_LOST = f"""SELECT n.seq, c.start, n.record, c.record FROM claim c
    JOIN document d ON d.seq = c.document JOIN document n ON n.text = d.text AND n.id = d.id
    WHERE c.id IN (SELECT value FROM json_each(?)) AND c.record IS NOT NULL
    AND {DOCUMENT_STANDS.replace("d.", "n.")} ORDER BY c.seq"""
PRIVATE = " AND c.kind = 'private'"
DOCUMENTS = f"""SELECT d.record, t.body FROM document d JOIN text t ON t.seq = d.text
    WHERE {DOCUMENT_STANDS}"""
COUNTS = {
    "documents": f"SELECT count(*) FROM document d WHERE {DOCUMENT_STANDS}",
    "claims": f"SELECT count(*) FROM claim c WHERE {CLAIM_STANDS}",
    "texts": "SELECT count(*) FROM text WHERE body IS NOT NULL",
    "readings": "SELECT count(*) FROM reading",
    "superseded": "SELECT count(*) FROM superseded",
    "withdrawn": "SELECT count(*) FROM withdrawal",
    "decisions": "SELECT count(*) FROM decision",
}

Placed = tuple[int, int, Entry]  # number of the document, start of the figure, the claim


class Decided:
    """The decisions of a ledger, sorted for looking up."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.all = list(decisions)
        self.by_id = {decision.id: decision for decision in self.all}
        self.about = by_claim(live(self.all))
        self.added = {one.claim.id: one for found in additions(self.about).values() for one in found}

    def add(self, decision: Decision) -> None:
        """Take in one more, the newest."""
        if decision.action == "undo":
            self.__init__([*self.all, decision])  # type: ignore[misc]
            return
        self.all.append(decision)
        self.by_id[decision.id] = decision
        for claim in decision.claims:
            self.about.setdefault(claim, []).append(decision)
            for found in additions({claim: self.about[claim]}).values():
                self.added[claim] = found[0]

    def confirmed(self) -> list[str]:
        """The ids of claims that a person accepted or corrected, and did not add."""
        return [
            claim
            for claim, found in self.about.items()
            if claim not in self.added and any(one.action in ("accept", "correct") for one in found)
        ]


def as_read(connection: sqlite3.Connection, clause: str, parameters: Sequence[str | None]) -> Iterator[Placed]:
    """The claims of the newest readings, with an SQL condition on `claim` c and `document` d, in reading order."""
    last, known = None, None
    for document, start, about, record in connection.execute(_ENTRIES + clause + _ORDER, parameters):
        if known is None or document != last:
            last, known = document, facts_of(about)
        yield document, start, entry(claim_of(record), known)


def as_decided(
    connection: sqlite3.Connection,
    decided: Decided,
    where: Filter,
    *,
    extra: str = "",
    text: str | None = None,
    rejected: bool = False,
) -> Iterator[Entry]:
    """The claims as decisions leave them that pass the filter, in reading order. `extra`: a condition on `claim` c that
    narrows what is looked up, not what decisions touch; `text`: only claims in a text whose sha256 begins so; with
    `rejected` also those that were rejected, marked so."""
    clause, parameters = conditions(where)
    condition = (f" AND {clause}" if clause else "") + extra
    if text is not None:
        condition += _IN_TEXT
        parameters = [*parameters, plain(text), f"{plain(text)}~"]
    if not decided.about:
        yield from (one for _, _, one in as_read(connection, condition, parameters))
        return
    ids = json.dumps([plain(claim) for claim in decided.about])
    untouched = as_read(connection, condition + _NOT_THESE, [*parameters, ids])
    touched = [
        (document, start, one)
        for document, start, one in touched_by(connection, decided, ids)
        if (rejected or one.status not in LEFT_OUT) and passes(where, one) and one.text_sha256.startswith(text or "")
    ]
    yield from (one for _, _, one in merge(untouched, sorted(touched, key=_place), key=_place))


def touched_by(connection: sqlite3.Connection, decided: Decided, ids: str) -> Iterator[Placed]:
    """Every claim that decisions name, of a JSON list of ids, as they leave it."""
    wanted, seen = set(json.loads(ids)), set()
    for document, start, one in as_read(connection, THESE, [ids]):
        seen.add(one.claim.id)
        if one.claim.id not in decided.added:
            yield document, start, standing(one, decided.about[one.claim.id])
    lost: dict[str, Placed] = {}
    missing = [claim for claim in decided.confirmed() if claim in wanted and claim not in seen]
    for document, start, about, record in connection.execute(_LOST, [json.dumps(missing)]):
        claim = claim_of(record)
        lost[claim.id] = document, start, standing(entry(claim, facts_of(about)), decided.about[claim.id])
    yield from lost.values()
    for claim_id in wanted & decided.added.keys():
        yield from _placed(connection, decided.added[claim_id])


def of_private_persons(connection: sqlite3.Connection, decided: Decided) -> Iterator[Entry]:
    """The claims whose claimant is a private person, rejected ones too. Where somebody corrected who that is, or left
    nobody, as it was read as well: the name is no less private for that."""
    public = set()
    for one in as_decided(connection, decided, Filter(), extra=PRIVATE, rejected=True):
        if (who := one.claim.claimant) and who.kind != "private":
            public.add(one.claim.id)
        elif who:
            yield one
    if decided.about:
        read = as_decided(connection, Decided(()), Filter(), extra=PRIVATE)
        yield from (one for one in read if one.claim.id in decided.about and one.claim.id not in public)


def _placed(connection: sqlite3.Connection, added: Entry) -> Iterator[Placed]:
    """An added claim in its document, with what is known of that now; nothing where the text was withdrawn."""
    row = connection.execute(
        f"""SELECT d.seq, d.record FROM document d JOIN text t ON t.seq = d.text
            WHERE t.sha256 = ? AND d.id = ? AND {DOCUMENT_STANDS} ORDER BY d.seq DESC LIMIT 1""",
        (added.text_sha256, plain(added.document)),
    ).fetchone()
    if row is not None:
        made = entry(added.claim, facts_of(row[1]))
        about = {name: getattr(made, name) for name in ("title", "published", "outlet", "url")}
        yield row[0], added.claim.figure.start, replace(added, **about)


def _place(placed: Placed) -> tuple[int, int]:
    return placed[:2]
