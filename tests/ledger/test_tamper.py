"""Whatever is changed behind the ledger's back, `verify` names it: the table, the row, what should stand there."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from counterclaim.errors import LedgerError
from counterclaim.ledger import Broken, Ledger
from tests.ledger.build import HERALD, HERALD_CLAIMS, POST, POST_CLAIMS, WHEN, report


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed ledger with a row in every table and a column of every kind."""
    path = tmp_path_factory.mktemp("original") / "war.db"
    with Ledger(path, create=True) as ledger:
        ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
        ledger.add(POST, POST_CLAIMS, reader="rules 1", read_at=WHEN)
        ledger.add(HERALD, HERALD_CLAIMS[:2], reader="rules 2", read_at=WHEN)
        ledger.add(*report(1), reader="rules 1", read_at=WHEN)
        ledger.withdraw(report(1)[0].text_sha256, reason="asked for", at=WHEN)
        ledger.add(*report(2), reader="rules 1", read_at=WHEN)
    return path


@pytest.fixture
def copy(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(original, tmp_path / "war.db"))


def tamper(path: Path, change: Callable[[sqlite3.Connection], object]) -> None:
    """Change a closed ledger with the triggers out of the way, and put them back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        change(connection)
        for _, sql in triggers:
            connection.execute(sql)


def broken(path: Path, head: str | None = None) -> list[Broken]:
    with Ledger(path) as ledger:
        return list(ledger.verify(head))


def flipped(value: str | bytes | int) -> str | bytes | int:
    """The value with its last bit flipped."""
    if isinstance(value, int):
        return value ^ 1
    if isinstance(value, bytes):
        return value[:-1] + bytes([value[-1] ^ 1])
    return value[:-1] + chr(ord(value[-1]) ^ 1)


CELLS = {  # every column but the numbers of the rows, whose exchange is tried below
    "text": "sha256 salt body digest hash",
    "document": "text key id outlet record digest hash",
    "reading": "document reader read_at claims hash",
    "superseded": "record reading hash",
    "claim": "reading document id start measure object party conflict side claimant place day record digest hash",
    "withdrawal": "text sha256 reason at hash",
}
every_cell = pytest.mark.parametrize(
    "table, column", [(table, column) for table, columns in CELLS.items() for column in columns.split()]
)


def test_an_untouched_ledger_is_whole(original: Path) -> None:
    assert broken(original) == []


@every_cell
def test_one_bit_of_any_cell(copy: Path, table: str, column: str) -> None:
    with closing(sqlite3.connect(copy)) as raw:
        row, value = raw.execute(
            f"SELECT seq, {column} FROM {table} WHERE {column} IS NOT NULL AND {column} <> '' ORDER BY seq DESC LIMIT 1"
        ).fetchone()
    tamper(copy, lambda raw: raw.execute(f"UPDATE {table} SET {column} = ? WHERE seq = ?", (flipped(value), row)))
    found = broken(copy)
    assert (table, row) in {(one.table, one.row) for one in found}
    first = found[0]
    assert (first.table, first.row) == (table, row) or (first.table == "text" and table == "withdrawal"), found
    assert first.expected != first.found


@every_cell
def test_any_cell_emptied(copy: Path, table: str, column: str) -> None:
    def empty(raw: sqlite3.Connection) -> None:
        row = raw.execute(f"SELECT max(seq) FROM {table} WHERE {column} IS NOT NULL").fetchone()[0]
        raw.execute(f"UPDATE OR IGNORE {table} SET {column} = NULL WHERE seq = ?", (row,))

    with closing(sqlite3.connect(copy)) as raw:
        required = {row[1] for row in raw.execute(f"PRAGMA table_info({table})") if row[3]}
    tamper(copy, empty)
    assert bool(broken(copy)) != (column in required)  # the table itself refuses to lose what is required


def exchange(column: str) -> Callable[[sqlite3.Connection], object]:
    """Exchange a cell of the first two claims."""

    def change(raw: sqlite3.Connection) -> None:
        (one, first), (two, second) = raw.execute(f"SELECT seq, {column} FROM claim ORDER BY seq LIMIT 2").fetchall()
        raw.execute(f"UPDATE claim SET {column} = ? WHERE seq = ?", (second, one))
        raw.execute(f"UPDATE claim SET {column} = ? WHERE seq = ?", (first, two))

    return change


@pytest.mark.parametrize("column", ["record", "digest", "hash", "id", "start"])
def test_cells_of_two_rows_exchanged(copy: Path, column: str) -> None:
    tamper(copy, exchange(column))
    first = broken(copy)[0]
    assert (first.table, first.row) == ("claim", 4)


def test_two_whole_rows_exchanged(copy: Path) -> None:
    def change(raw: sqlite3.Connection) -> None:
        for old, new in ((4, 999), (5, 4), (999, 5)):
            raw.execute("UPDATE claim SET seq = ? WHERE seq = ?", (new, old))

    tamper(copy, change)
    assert (broken(copy)[0].table, broken(copy)[0].row) == ("claim", 4)


def test_a_row_taken_out_of_the_middle(copy: Path) -> None:
    tamper(copy, lambda raw: raw.execute("DELETE FROM claim WHERE seq = 5"))
    assert str(broken(copy)[0]) == "claim 6: expected row 5, found row 6 of table claim after row 4"


def test_a_claim_added_from_outside(copy: Path) -> None:
    insert = """INSERT INTO claim SELECT (SELECT max(seq) FROM claim) + 1, reading, document, id, start, measure,
                object, party, conflict, side, claimant, kind, place, day, record, digest, hash
                FROM claim WHERE seq = 4"""
    with closing(sqlite3.connect(copy, isolation_level=None)) as raw:
        raw.execute(insert)
    assert broken(copy)[0].table == "claim"
    assert {one.table for one in broken(copy)} == {"claim", "reading"}


# ---------------------------------------------------------------- the end cut off
def cut_last_claim(raw: sqlite3.Connection) -> None:
    raw.execute("DELETE FROM claim WHERE seq = (SELECT max(seq) FROM claim)")


def cut_last_document(raw: sqlite3.Connection) -> None:
    for table in ("claim", "reading", "document", "text"):
        first = raw.execute("SELECT max(seq) FROM text").fetchone()[0]
        raw.execute(f"DELETE FROM {table} WHERE seq >= ?", (first,))


def test_the_last_claim_cut_off_is_missed_by_its_reading(copy: Path) -> None:
    tamper(copy, cut_last_claim)
    (only,) = broken(copy)
    assert (only.table, only.expected, only.found) == ("reading", "3 claims", "2")


def test_a_whole_reading_cut_off_the_end_is_seen_by_a_head_noted_before(copy: Path) -> None:
    with Ledger(copy) as ledger:
        head = ledger.head()
    tamper(copy, cut_last_document)
    assert broken(copy) == []  # a chain alone cannot know how long it was
    (only,) = broken(copy, head)
    assert only.expected == f"a row with the hash {head}"


def test_an_older_head_is_still_in_a_ledger_that_grew(copy: Path) -> None:
    with Ledger(copy) as ledger:
        head = ledger.head()
        ledger.add(*report(3), reader="rules 1", read_at=WHEN)
        assert ledger.head() != head
        assert list(ledger.verify(head)) == []
        assert list(ledger.verify(ledger.head())) == []


# ---------------------------------------------------------------- tables, triggers, the file
SCHEMA = [
    ("DROP TRIGGER claim_delete", "expected trigger claim_delete, found none"),
    ("DROP INDEX claim_party", "expected index claim_party, found none"),
    ("CREATE TABLE secret (note)", "expected no table secret"),
    ("CREATE VIEW everything AS SELECT * FROM claim", "expected no view everything"),
    (
        "CREATE TRIGGER later AFTER INSERT ON claim BEGIN UPDATE text SET body = '' WHERE seq = 1; END",
        "expected no trigger later",
    ),
    ("ALTER TABLE claim ADD COLUMN note", "expected table claim as in schema.sql"),
    ("ANALYZE", "expected no table sqlite_stat1"),
]


@pytest.mark.parametrize("statement, says", SCHEMA, ids=[statement[:24] for statement, _ in SCHEMA])
def test_a_change_of_the_tables_is_named_and_nothing_is_written_into_them(copy: Path, statement, says) -> None:
    with closing(sqlite3.connect(copy, isolation_level=None)) as raw:
        raw.execute(statement)
    assert str(broken(copy)[0]).removeprefix("schema: ").startswith(says)
    with Ledger(copy) as ledger:
        assert ledger.counts()["claims"] == 7  # it can still be read
        with pytest.raises(LedgerError, match=r"tables or triggers were changed: run `counterclaim verify`"):
            ledger.add(*report(3), reader="rules 1", read_at=WHEN)


def test_bytes_behind_the_last_page(copy: Path) -> None:
    with copy.open("ab") as file:
        file.write(b"a note")
    assert str(broken(copy)[0]).startswith("file: expected")


@pytest.mark.parametrize("occurrence", [0, 1, 2])
def test_a_changed_byte_in_the_file_itself(copy: Path, occurrence: int) -> None:
    """Without SQL: in the text, and in the quotes of the two claims of its sentence."""
    words, data = b"Moscow gave a toll of 1,351", bytearray(copy.read_bytes())
    at = [n for n in range(len(data)) if data.startswith(words, n)]
    assert len(at) == 3
    data[at[occurrence] + len(words) - 2] ^= 1
    copy.write_bytes(data)
    assert broken(copy)[0].table in ("text", "claim")


def test_an_index_that_hides_a_claim(copy: Path) -> None:
    """A listing that filters goes by the index: one that lost an entry would lose the claim."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as raw:
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute("UPDATE sqlite_master SET sql = replace(sql, '(measure', '(object') WHERE name = 'claim_measure'")
    assert broken(copy)
