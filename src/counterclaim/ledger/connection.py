"""Opening the file: made if asked for, refused in one line if it is no ledger, and never trusted."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from pathlib import Path

import msgspec

from counterclaim.errors import LedgerError
from counterclaim.ledger.schema import (
    APPLICATION_ID,
    VERSION,
    build,
    expected_objects,
    objects,
    stand_in,
    upgrade,
    version_of,
)

SAFE = (
    "PRAGMA trusted_schema = OFF",  # a file from elsewhere cannot make its own triggers call functions
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA secure_delete = ON",  # what is withdrawn is overwritten
    "PRAGMA temp_store = MEMORY",  # no text of the ledger in a temporary file
    "PRAGMA synchronous = NORMAL",  # a kill loses nothing; a power cut may lose the last documents, never half of one
    "PRAGMA cache_size = -65536",  # 64 MB
    "PRAGMA wal_autocheckpoint = 2048",  # pages, 16 MB: fewer waits for the disk than with the usual 4
)
DAMAGED = "is damaged: go back to a copy of it that `counterclaim verify` finds sound"


def refusal(path: Path, error: sqlite3.Error) -> LedgerError:
    """What SQLite said of a ledger, in a line that a user can act on.

    >>> str(refusal(Path("a.db"), sqlite3.ProgrammingError("Cannot operate on a closed database.")))
    "ledger 'a.db': Cannot operate on a closed database."
    """
    code = getattr(error, "sqlite_errorname", "") or ""
    says = {
        "SQLITE_BUSY": "another process is writing to it: wait until it has finished, then try again",
        "SQLITE_READONLY": "the file or its folder is read-only: copy it to a folder that you may write to",
        "SQLITE_CANTOPEN": "cannot be opened: check that you may read the file and write to its folder",
        "SQLITE_NOTADB": "is not a ledger: give a file that `counterclaim read --into` wrote",
        "SQLITE_CORRUPT": DAMAGED,
        "SQLITE_FULL": "the disk is full: what was read before is kept; make room and run the command again",
        "SQLITE_IOERR": "the disk could not be read or written: check it, then run `counterclaim verify`",
    }
    for name, text in says.items():
        if code.startswith(name):
            return LedgerError(f"ledger {str(path)!r}: {text}")
    return LedgerError(f"ledger {str(path)!r}: {error}")


@contextmanager
def in_one_line(path: Path) -> Iterator[None]:
    """Turn whatever SQLite raises, or a record that cannot be read, into a LedgerError."""
    try:
        yield
    except sqlite3.Error as error:
        raise refusal(path, error) from error
    except (msgspec.DecodeError, JSONDecodeError, UnicodeDecodeError) as error:
        raise LedgerError(f"ledger {str(path)!r}: {DAMAGED}") from error


def connect(path: Path, *, create: bool, wait: float) -> sqlite3.Connection:
    """Open a ledger, make it if it is missing and `create` is set; LedgerError where it cannot be used."""
    _check_place(path, create)
    with in_one_line(path):
        connection = _open(path, wait)
        try:
            _check_ledger(connection, path, create)
        except BaseException:
            connection.close()
            raise
    return connection


def prepare_to_write(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse to write into tables that are not those of a ledger: a trigger that somebody added would run."""
    if objects(connection) != expected_objects(version_of(connection)):
        raise LedgerError(f"ledger {str(path)!r}: its tables or triggers were changed: run `counterclaim verify` on it")
    upgrade(connection)
    connection.execute("PRAGMA journal_mode = WAL")  # stays in the file; others may read while one writes


def _check_place(path: Path, create: bool) -> None:
    if path.is_dir():
        raise LedgerError(f"ledger {str(path)!r}: is a folder: give the name of a file in it")
    if path.exists():
        return
    if not create:
        raise LedgerError(f"ledger {str(path)!r}: there is no such file: `counterclaim read ... --into` makes one")
    if not path.parent.is_dir():
        raise LedgerError(f"ledger {str(path)!r}: its folder does not exist: make {str(path.parent)!r} first")


def _open(path: Path, wait: float) -> sqlite3.Connection:
    """A connection that has read the file once.

    A file that is write-protected or on a medium that cannot be written is read as it stands, if nothing in a log
    beside it is missing from it: SQLite would make a log that it then cannot take away, or fail to make one.
    """
    log = path.with_name(path.name + "-wal")
    if not path.exists() or os.access(path, os.W_OK) or log.exists():
        try:
            return _settled(str(path.absolute()), wait, uri=False)
        except sqlite3.OperationalError as error:
            name = getattr(error, "sqlite_errorname", "") or ""
            if not name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) or (log.exists() and log.stat().st_size):
                raise
    return _settled(path.absolute().as_uri() + "?mode=ro&immutable=1", wait, uri=True)


def _settled(name: str, wait: float, *, uri: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(name, timeout=wait, isolation_level=None, uri=uri)
    try:
        if sys.version_info >= (3, 12):
            connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        for pragma in SAFE:
            connection.execute(pragma)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _check_ledger(connection: sqlite3.Connection, path: Path, create: bool) -> None:
    application, version = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    )
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not tables and not application:
        if not create:
            raise LedgerError(f"ledger {str(path)!r}: is empty: `counterclaim read ... --into` fills it")
        build(connection)
        prepare_to_write(connection, path)
        return
    if application != APPLICATION_ID:
        raise LedgerError(f"ledger {str(path)!r}: is a database of another program: give a ledger")
    if version > VERSION:
        raise LedgerError(
            f"ledger {str(path)!r}: has format {version}, this Counterclaim reads up to {VERSION}: install a newer one"
        )
    missing = {name for name in expected_objects(version) if name.startswith("table")} - objects(connection).keys()
    if missing:
        raise LedgerError(f"ledger {str(path)!r}: is damaged, {sorted(missing)[0]} is missing: go back to a copy")
    stand_in(connection)
