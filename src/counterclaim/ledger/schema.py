"""Building the tables of a ledger, and comparing those of a file with what they should be."""

import sqlite3
from functools import cache
from importlib.resources import files

APPLICATION_ID = 0x43434C4D  # "CCLM": what `file` and SQLite see in the header
PAGE_BYTES = 8192  # a claim takes about 1 KB: 4,096 leaves more of each page empty (100,000 claims: 178 MB, so 158)
VERSION = 1  # of tables and records: raise it when either changes; an older Counterclaim then says that it is too old


def script() -> str:
    """The statements that make the tables.

    >>> script().count("CREATE TABLE")
    6
    """
    return files("counterclaim.ledger").joinpath("schema.sql").read_text(encoding="utf-8")


def objects(connection: sqlite3.Connection) -> dict[str, str]:
    """Every table, index and trigger of a database with the statement that made it."""
    rows = connection.execute("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master ORDER BY 1")
    return dict(rows.fetchall())


@cache
def expected_objects() -> dict[str, str]:
    """Every table, index and trigger that a ledger has, and no other.

    >>> sorted(name for name in expected_objects() if name.startswith("table"))
    ['table claim', 'table document', 'table reading', 'table superseded', 'table text', 'table withdrawal']
    """
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(script())
        return objects(connection)
    finally:
        connection.close()


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
