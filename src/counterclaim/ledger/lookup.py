"""Smaller questions to a ledger, for pages about it: which documents have a text, who has read."""

import json
from collections.abc import Callable, Iterable
from typing import NamedTuple

from counterclaim.ledger.connection import in_one_line
from counterclaim.ledger.records import facts_of, plain
from counterclaim.ledger.standing import DOCUMENT_STANDS, THESE, as_read
from counterclaim.ledger.store import Ledger
from counterclaim.model import Document, Entry


def documents_with(ledger: Ledger, text_sha256: str) -> tuple[Document, ...]:
    """The documents whose text has a sha256 that begins so, without their texts, in the order of reading.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, Ledger(folder + "/war.db", create=True) as ledger:
    ...     documents_with(ledger, "ab12")
    ()
    """
    query = f"""SELECT d.record FROM document d JOIN text t ON t.seq = d.text
        WHERE t.sha256 >= ? AND t.sha256 < ? AND {DOCUMENT_STANDS} ORDER BY d.seq"""
    begins = plain(text_sha256) or ""
    with in_one_line(ledger.path):
        rows = ledger._connection.execute(query, (begins, f"{begins}~")).fetchall()
    return tuple(facts_of(record).document for (record,) in rows)


def text_beginning(ledger: Ledger, text_sha256: str) -> str | None:
    """The whole sha256 of the text whose sha256 begins so; None where there is none, or more than one."""
    query = "SELECT sha256 FROM text WHERE sha256 >= ? AND sha256 < ? LIMIT 2"
    begins = plain(text_sha256) or ""
    with in_one_line(ledger.path):
        found = ledger._connection.execute(query, (begins, f"{begins}~")).fetchall()
    return found[0][0] if len(found) == 1 else None


def readers(ledger: Ledger) -> dict[str, int]:
    """Who has read, and how many readings each made, the latest reader first."""
    query = "SELECT reader, count(*) FROM reading GROUP BY reader ORDER BY max(seq) DESC"
    with in_one_line(ledger.path):
        return dict(ledger._connection.execute(query).fetchall())


class Run(NamedTuple):
    """What one reader read on one day."""

    day: str
    reader: str
    readings: int
    claims: int  # found, those that stood already included


def runs(ledger: Ledger) -> list[Run]:
    """What was read on each day by each reader, the newest first.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, Ledger(folder + "/war.db", create=True) as ledger:
    ...     runs(ledger)
    []
    """
    query = """SELECT substr(read_at, 1, 10) AS day, reader, count(*), sum(claims) FROM reading GROUP BY day, reader
        ORDER BY day DESC, max(seq) DESC"""
    with in_one_line(ledger.path):
        return [Run(*row) for row in ledger._connection.execute(query).fetchall()]


def documents_standing(ledger: Ledger) -> tuple[tuple[int, ...], Callable[[], int]]:
    """How many documents stand, to be counted when it is wanted, and before it what changes when that does.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, Ledger(folder + "/war.db", create=True) as ledger:
    ...     documents_standing(ledger)[1]()
    0
    """
    tables = ("document", "superseded", "withdrawal")
    with in_one_line(ledger.path):
        mark = tuple(_last(ledger, f"SELECT max(seq) FROM {table}") for table in tables)

    def counted() -> int:
        with in_one_line(ledger.path):
            query = f"SELECT count(*) FROM document d WHERE {DOCUMENT_STANDS}"
            return int(ledger._connection.execute(query).fetchone()[0])

    return mark, counted


def private_persons(ledger: Ledger) -> tuple[int, ...]:
    """What changes whenever the claims of private persons may have: rows, and decisions that can name a person."""
    named = sum(one.action not in ("accept", "reject", "flag", "skip", "dismiss") for one in ledger.decisions())
    with in_one_line(ledger.path):
        private = _last(ledger, "SELECT max(seq + 0) FROM claim WHERE kind = 'private'")
        return private, _last(ledger, "SELECT max(seq) FROM withdrawal"), named


def numbers_of(ledger: Ledger, claims: Iterable[str]) -> dict[str, list[int]]:
    """The numbers of the rows of claims, by id; superseded ones too."""
    found: dict[str, list[int]] = {}
    query = "SELECT id, seq FROM claim WHERE id IN (SELECT value FROM json_each(?)) ORDER BY seq"
    with in_one_line(ledger.path):
        for claim, seq in ledger._connection.execute(query, (json.dumps([plain(one) for one in claims]),)):
            found.setdefault(claim, []).append(seq)
    return found


def _last(ledger: Ledger, query: str) -> int:
    return int(ledger._connection.execute(query).fetchone()[0] or 0)


def as_read_of(ledger: Ledger, claims: Iterable[str]) -> tuple[Entry, ...]:
    """The claims with these ids as they were read, whatever people decided since."""
    ids = json.dumps([plain(claim) for claim in claims])
    with in_one_line(ledger.path):
        return tuple(one for _, _, one in as_read(ledger._connection, THESE, [ids]))
