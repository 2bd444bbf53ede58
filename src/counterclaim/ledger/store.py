"""The door of the ledger. Open it, add readings, list what stands; nothing that is in it is ever changed.

One connection to one SQLite file, with a write-ahead log while it is open and one file once all have closed it.
Each document with its claims is one transaction (or part of one, in `batch`), so a run that is killed leaves whole
documents, and `has_read` tells the next run where to go on. The ledger has no clock: callers say when.
"""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from counterclaim.errors import UsageError
from counterclaim.ledger import standing
from counterclaim.ledger.append import Added, append_reading, is_read
from counterclaim.ledger.chain import SALT_BYTES, tail
from counterclaim.ledger.connection import connect, in_one_line, prepare_to_write
from counterclaim.ledger.deciding import append_decision, as_written, check_decision, decisions, last_decision
from counterclaim.ledger.decision import Decision
from counterclaim.ledger.records import claim_of, facts, facts_of, plain, read_back, whole
from counterclaim.ledger.spans import check_claims
from counterclaim.ledger.standing import COUNTS, DOCUMENTS, Decided, as_decided, as_read, touched_by
from counterclaim.ledger.verify import Broken, verify
from counterclaim.ledger.withdraw import Withdrawal, withdraw, withdrawals
from counterclaim.model import Claim, Document, Entry, Filter, Record

WAIT = 10.0  # seconds that a second writer waits; a batch of a hundred documents commits well within one


class Reading(Record, frozen=True, kw_only=True):
    """One reader's reading of one document."""

    document: str
    text_sha256: str
    reader: str
    read_at: str
    claims: int  # claims found


class Ledger:
    """A ledger file, open. Closes itself at the end of a `with`; a method may raise LedgerError in one line.

    >>> import tempfile
    >>> from counterclaim.model import Document
    >>> with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "war.db"), create=True) as ledger:
    ...     letter = Document(id="a.txt", text="Two died.")
    ...     ledger.add(letter, [], reader="rules 1", read_at="2026-01-02T03:04:05Z")
    ...     ledger.add(letter, [], reader="rules 1", read_at="2026-01-03T03:04:05Z")
    ...     list(ledger.verify())
    Added(document=True, claims=0, withdrawn=False)
    Added(document=False, claims=0, withdrawn=False)
    []
    """

    def __init__(self, path: str | Path, *, create: bool = False, wait: float = WAIT) -> None:
        """Open the ledger at `path`, or make it if `create` is set and it is missing. `wait`: seconds for another
        process that writes. LedgerError: missing, no ledger, damaged, or of a newer version."""
        self.path = Path(path)
        self.wait = wait
        self._connection = connect(self.path, create=create, wait=wait)
        self._ready_to_write = False
        self._every = 1  # documents to a transaction
        self._uncommitted = 0
        self._sorted: tuple[tuple[int, bytes | None], Decided] | None = None

    def __enter__(self) -> "Ledger":
        """The ledger itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Close the file; where no other process has it open, one file is left. Safe to call twice."""
        with in_one_line(self.path):
            self._connection.close()

    # ---------------------------------------------------------------- growing
    def add(self, document: Document, claims: Sequence[Claim], *, reader: str, read_at: str) -> Added:
        """Append a document with the claims that `reader` (name and version) found in it at the time `read_at`.

        All or nothing. What stands already is not added again. SpanError: words are not where a claim says, or the
        claim is not of this document; LedgerError: another process writes and does not finish, or the disk is full.
        """
        text_sha256 = document.text_sha256
        check_claims(document, text_sha256, claims)
        with in_one_line(self.path), self._one_document():
            return append_reading(
                self._connection, document, text_sha256, claims, reader=reader, read_at=read_at, new_salt=self._new_salt
            )

    @contextmanager
    def batch(self, every: int = 100) -> Iterator["Ledger"]:
        """Commit once for `every` documents: faster, and a kill loses the whole documents since the last commit.
        Other writers wait meanwhile; readers do not. What is added is committed at the end, after an error too."""
        if self.in_batch:
            raise UsageError("a batch is open already: end it before beginning another")
        self._every = max(every, 2)
        try:
            yield self
        finally:
            self._every = 1
            self._commit()

    @property
    def in_batch(self) -> bool:
        """Whether a batch is open."""
        return self._every > 1

    def withdraw(self, text_sha256: str, *, reason: str, at: str) -> None:
        """Take a text out, with what is known of its documents and the claims that quote it, and say why.

        `reason` stays in the ledger for good. The chain still verifies, links to the claims can be answered, and the
        text is not taken in again. The file is rebuilt, which takes seconds for a large one. UsageError: no such text.
        """
        self._commit()
        with in_one_line(self.path):
            self._prepare_to_write()
            withdraw(self._connection, text_sha256, reason=reason, at=at)

    # ---------------------------------------------------------------- what stands
    def has_read(self, document: Document, *, reader: str) -> bool:
        """Whether adding a reading by `reader` would add nothing: it stands, the text was withdrawn, or a newer
        version of the document stands in its place."""
        with in_one_line(self.path):
            return is_read(self._connection, facts(document, document.text_sha256), reader)

    def documents(self) -> Iterator[Document]:
        """All documents in the order of reading; of versions that differ in title, date or outlet only, the newest."""
        with in_one_line(self.path):
            for record, body in self._connection.execute(DOCUMENTS + " ORDER BY d.seq"):
                yield whole(facts_of(record), read_back(body))

    def document(self, document_id: str) -> Document | None:
        """The newest document with that id; None where there is none, or it was withdrawn."""
        with in_one_line(self.path):
            found = self._connection.execute(
                DOCUMENTS + " AND d.id = ? ORDER BY d.seq DESC LIMIT 1", (plain(document_id),)
            ).fetchone()
        return None if found is None else whole(facts_of(found[0]), read_back(found[1]))

    def text(self, text_sha256: str) -> str | None:
        """A text by the hash of its UTF-8; None where there is none, or it was withdrawn."""
        with in_one_line(self.path):
            found = self._connection.execute("SELECT body FROM text WHERE sha256 = ?", (text_sha256,)).fetchone()
        return None if found is None or found[0] is None else read_back(found[0])

    def entries(
        self, where: Filter | None = None, *, as_read: bool = False, text: str | None = None
    ) -> Iterator[Entry]:
        """The claims of the newest reading of every document that pass the filter, in the order of reading, as people's
        decisions leave them; with `as_read` as if nobody had decided anything. `text`: the beginning of a sha256; only
        the claims in such a text, and then rejected ones too, marked so."""
        with in_one_line(self.path):
            now = Decided(()) if as_read else self._decided()
            yield from as_decided(self._connection, now, where or Filter(), text=text, rejected=text is not None)

    def of_private_persons(self) -> Iterator[Entry]:
        """The claims whose claimant is a private person, rejected ones too; looked up, not searched for."""
        with in_one_line(self.path):
            yield from standing.of_private_persons(self._connection, self._decided())

    def find(self, claim_id_prefix: str) -> tuple[Entry, ...]:
        """The claims whose id begins so, rejected ones too; one id may stand in several documents of one text."""
        end = claim_id_prefix + "\U0010ffff"
        with in_one_line(self.path):
            decided = self._decided()
            read = as_read(self._connection, " AND c.id >= ? AND c.id < ?", [plain(claim_id_prefix), end])
            untouched = [one for _, _, one in read if one.claim.id not in decided.about]
            ids = [claim for claim in decided.about if claim.startswith(claim_id_prefix)]
            touched = touched_by(self._connection, decided, json.dumps(ids)) if ids else ()
            return (*untouched, *(one for _, _, one in touched))

    # ---------------------------------------------------------------- what people decide
    def decide(self, *decisions: Decision) -> tuple[Decision, ...]:
        """Append decisions, all or none; those that were added. What stands already is not added again.
        UsageError: one does not fit what stands: no such claim, another value stands than it says, words that are not
        in the text. The message says which, and nothing of the call is kept. In a batch they are part of it.
        """
        made: list[Decision] = []
        try:
            with in_one_line(self.path), self._one_document():
                for decision in map(as_written, decisions):
                    known = self._decided()
                    if decision.id not in known.by_id:
                        text = check_decision(decision, known.by_id, self._claim, self.text)
                        append_decision(self._connection, decision, text, self._new_salt())
                        known.add(decision)
                        self._sorted = (last_decision(self._connection), known)
                        made.append(decision)
        except BaseException:
            self._sorted = None
            raise
        return tuple(made)

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, oldest first, undone ones and the undoing too."""
        with in_one_line(self.path):
            return tuple(self._decided().all)

    def _decided(self) -> Decided:
        """The decisions sorted, anew where they changed, by this process or another."""
        now = last_decision(self._connection)
        if self._sorted is None or self._sorted[0] != now:
            self._sorted = (now, Decided(decisions(self._connection)))
        return self._sorted[1]

    def _claim(self, claim_id: str) -> Entry | None:
        return next((one for one in self.find(claim_id) if one.claim.id == claim_id), None)

    def history(self, claim_id: str) -> tuple[tuple[Reading, Claim], ...]:
        """Every reading that gave the claim, superseded ones too, oldest first."""
        rows = self._connection.execute(
            """SELECT d.record, r.reader, r.read_at, r.claims, c.record FROM claim c
               JOIN reading r ON r.seq = c.reading JOIN document d ON d.seq = c.document
               WHERE c.id = ? AND c.record IS NOT NULL ORDER BY c.seq""",
            (claim_id,),
        )
        with in_one_line(self.path):
            return tuple((_reading(*row[:4]), claim_of(row[4])) for row in rows)

    def readings(self, document_id: str) -> tuple[Reading, ...]:
        """Who read the documents with that id, and when, oldest first."""
        with in_one_line(self.path):
            rows = self._connection.execute(
                """SELECT d.record, r.reader, r.read_at, r.claims FROM reading r
                   JOIN document d ON d.seq = r.document WHERE d.id = ? ORDER BY r.seq""",
                (plain(document_id),),
            )
            return tuple(_reading(*row) for row in rows)

    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """The tombstones of withdrawn texts, oldest first."""
        with in_one_line(self.path):
            return tuple(withdrawals(self._connection))

    def counts(self) -> dict[str, int]:
        """How many documents and claims stand, and how many texts, readings, superseded rows, withdrawals there are."""
        with in_one_line(self.path):
            return {name: self._connection.execute(query).fetchone()[0] for name, query in COUNTS.items()}

    # ---------------------------------------------------------------- proof
    def head(self) -> str:
        """Hash of the last row, hex. Published, it lets anybody see later that nothing before it was changed."""
        with in_one_line(self.path):
            return tail(self._connection)[1].hex()

    def verify(self, head: str | None = None) -> Iterator[Broken]:
        """Re-check every row, span and hash, the tables, triggers and file; gives what is broken, first row first.
        With `head`, a hash noted earlier, also that the ledger still contains the row that had it: the only way to
        see that rows were cut off the end, or that everything was rewritten."""
        self._commit()
        yield from verify(self.path, wait=self.wait, head=head)

    # ---------------------------------------------------------------- inside
    def _new_salt(self) -> bytes:
        return os.urandom(SALT_BYTES)

    def _prepare_to_write(self) -> None:
        if not self._ready_to_write:
            prepare_to_write(self._connection, self.path)
            self._ready_to_write = True

    @contextmanager
    def _one_document(self) -> Iterator[None]:
        """A transaction, or one document's part of the batch's: undone alone if it fails."""
        self._prepare_to_write()
        connection = self._connection
        if not connection.in_transaction:
            connection.execute("BEGIN IMMEDIATE")
        connection.execute("SAVEPOINT document")
        try:
            yield
        except BaseException:
            if connection.in_transaction:  # a full disk has ended it already
                connection.execute("ROLLBACK TO document")
                self._commit()
            raise
        connection.execute("RELEASE document")
        self._uncommitted += 1
        if self._uncommitted >= self._every:
            self._commit()

    def _commit(self) -> None:
        self._uncommitted = 0
        with in_one_line(self.path):
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")


def _reading(record: str | bytes, reader: str, read_at: str, claims: int) -> Reading:
    known = facts_of(record)
    return Reading(
        document=known.document.id, text_sha256=known.text_sha256, reader=reader, read_at=read_at, claims=claims
    )
