"""Building the tables of a ledger, and comparing those of a file with what they should be."""

import re
import sqlite3
from functools import cache
from importlib.resources import files

APPLICATION_ID = 0x43434C4D  # "CCLM": what `file` and SQLite see in the header
PAGE_BYTES = 8192  # a claim takes about 1 KB: 4,096 leaves more of each page empty (100,000 claims: 178 MB, so 158)
VERSION = 3  # of tables and records: raise it when either changes; an older Counterclaim then says that it is too old
ADDED = {2: "decision"}  # the table that came with a version; a ledger of an older one gets it when it next grows


def script() -> str:
    """The statements that make the tables.

    >>> script().count("CREATE TABLE")
    7
    """
    return files("counterclaim.ledger").joinpath("schema.sql").read_text(encoding="utf-8")


def objects(connection: sqlite3.Connection) -> dict[str, str]:
    """Every table, index and trigger of a database with the statement that made it."""
    rows = connection.execute("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master ORDER BY 1")
    return dict(rows.fetchall())


@cache
def expected_objects(version: int = VERSION) -> dict[str, str]:
    """Every table, index and trigger that a ledger of that version has, and no other.

    >>> sorted(name for name in expected_objects() if name.startswith("table"))
    ['table claim', 'table decision', 'table document', 'table reading', 'table superseded', 'table text', \
'table withdrawal']
    >>> [name for name in expected_objects() if name not in expected_objects(1)][-1]
    'trigger decision_update'
    """
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(script())
        later = [table for since, table in ADDED.items() if since > version]
        return {name: sql for name, sql in objects(connection).items() if not _of_any(name, later)}
    finally:
        connection.close()


def _of_any(name: str, tables: list[str]) -> bool:
    """Whether an object is one of these tables, or an index or trigger of one."""
    return any(re.search(rf"\b{table}(_|$)", name.replace("sqlite_autoindex_", "")) for table in tables)


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the tables in a file."""
    return int(connection.execute("PRAGMA main.user_version").fetchone()[0])


def stand_in(connection: sqlite3.Connection) -> None:
    """Give the connection, and not the file, the tables that an older ledger lacks, so that it can be read as it is."""
    for since, table in ADDED.items():
        if version_of(connection) < since:
            (statement,) = (one for one in statements(script()) if f"CREATE TABLE {table} " in one)
            connection.execute(statement[statement.index("CREATE TABLE") :].replace("CREATE", "CREATE TEMP", 1))


def upgrade(connection: sqlite3.Connection) -> None:
    """Add what an older ledger lacks to the file, whole or not at all; what stands in it is left as it is."""
    old = version_of(connection)
    if old == VERSION:
        return
    tables = [table for since, table in ADDED.items() if since > old]
    connection.execute("BEGIN IMMEDIATE")
    try:
        for table in tables:
            connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
        if version_of(connection) == old:  # another process may have been faster
            for statement in statements(script()):
                named = re.search(r"CREATE (?:TABLE|TRIGGER|INDEX) (\w+)", statement)
                if named and _of_any(named[1], tables):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def build(connection: sqlite3.Connection) -> None:
    """Make an empty ledger in an empty database, whole or not at all."""
    connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
    connection.execute("PRAGMA auto_vacuum = FULL")  # no page of the file is ever unused, so none can hide anything
    connection.execute("PRAGMA encoding = 'UTF-8'")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not objects(connection):  # another process may have been faster
            for statement in statements(script()):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def statements(text: str) -> list[str]:
    """The single statements of a script; a trigger is one statement.

    >>> statements("CREATE TABLE a (b); CREATE TABLE c (d);")
    ['CREATE TABLE a (b);', 'CREATE TABLE c (d);']
    """
    found, rest = [], ""
    for piece in text.split(";")[:-1]:
        rest += piece + ";"
        if sqlite3.complete_statement(rest):
            found.append(rest.strip())
            rest = ""
    return found
