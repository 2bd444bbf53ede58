"""What is written of a publication so far: a run that is stopped is gone on with by the next one that asks the same.

Beside the folder OUT stands `.OUT.unfinished` until all is done: the pages that have a folder of their own, and an
SQLite file with the things that wait for their shelves and the name of everything that is written. SQLite keeps two
runs apart, and what a killed run had not committed is as if it had not been.
"""

import json
import shutil
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from counterclaim.errors import UsageError
from counterclaim.views.exports.files import put_in_place, refuse_another

KEPT_EACH = 500  # things between two commits: about two seconds of work
TABLES = """
CREATE TABLE IF NOT EXISTS asked (what TEXT NOT NULL, made TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS thing (folder TEXT PRIMARY KEY, shelf TEXT, html BLOB, told BLOB);
CREATE INDEX IF NOT EXISTS by_shelf ON thing (shelf);
"""


class Work:
    """The folder that is being filled, and what is in it already."""

    def __init__(self, home: Path, kept: sqlite3.Connection, made: str) -> None:
        """Take up what `unfinished` found."""
        self.folder = home / "new"
        self.made = made  # when the first run began: pages that were written say so
        self._kept = kept
        self._open = 0
        (self.found,) = kept.execute("SELECT count(*) FROM thing").fetchone()

    def has(self, folder: str) -> bool:
        """Whether the thing of a folder is written."""
        return self._kept.execute("SELECT 1 FROM thing WHERE folder = ?", (folder,)).fetchone() is not None

    def keep(self, folder: str, html: str, told: bytes) -> None:
        """Write a page and its JSON, or put a thing by for its shelf."""
        shelf, _, anchor = folder.partition("#")
        page = html.encode("utf-8", "replace")
        if anchor:
            row: tuple[Any, ...] = (folder, shelf, zlib.compress(page, 1), zlib.compress(told.strip(), 1))
        else:
            here = self.folder / shelf
            here.mkdir(parents=True, exist_ok=True)
            (here / "index.html").write_bytes(page)
            (here / "index.json").write_bytes(told)
            row = (folder, None, None, None)
        self._kept.execute("INSERT OR REPLACE INTO thing VALUES (?, ?, ?, ?)", row)
        self._open += 1
        if self._open >= KEPT_EACH:
            self._kept.execute("COMMIT")
            self._kept.execute("BEGIN IMMEDIATE")
            self._open = 0

    def own_pages(self) -> int:
        """How many things have a page of their own."""
        (count,) = self._kept.execute("SELECT count(*) FROM thing WHERE shelf IS NULL").fetchone()
        return int(count)

    def shelves(self) -> list[str]:
        """The folder of each shelf, by the alphabet."""
        found = self._kept.execute("SELECT DISTINCT shelf FROM thing WHERE shelf IS NOT NULL ORDER BY shelf")
        return [shelf for (shelf,) in found]

    def on(self, shelf: str) -> tuple[str, bytes]:
        """The things of a shelf by the alphabet of their ids, as HTML, and as JSON between commas."""
        found = self._kept.execute("SELECT html, told FROM thing WHERE shelf = ? ORDER BY folder", (shelf,)).fetchall()
        html = b"".join(zlib.decompress(page) for page, _ in found).decode("utf-8")
        return html, b",\n".join(zlib.decompress(told) for _, told in found)


@contextmanager
def unfinished(out: Path, mark: str, asked: object, now: Callable[[], str]) -> Iterator[Work]:
    """The work on a folder: that of a run that was stopped and asked the same, or a new one.

    Afterwards the folder stands at `out`. UsageError: `out` holds something else than a folder with the file `mark`, or
    another run is writing it.
    """
    refuse_another(out, mark)
    home = out.parent / f".{out.name}.unfinished"
    home.mkdir(parents=True, exist_ok=True)
    kept = _opened(home, out)
    try:
        work = Work(home, kept, _begun(home, kept, json.dumps(asked, sort_keys=True), now))
        yield work
    finally:
        if kept.in_transaction:
            kept.execute("COMMIT")
        kept.close()
    put_in_place(work.folder, out, home / "before", mark)
    shutil.rmtree(home, ignore_errors=True)


def _opened(home: Path, out: Path) -> sqlite3.Connection:
    kept = sqlite3.connect(home / "work.db", timeout=0.5, isolation_level=None)
    try:
        kept.execute("PRAGMA locking_mode = EXCLUSIVE")
        kept.execute("PRAGMA synchronous = OFF")
        kept.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        kept.close()
        raise UsageError(f"{out} is being written by another run: wait for it, or name another folder") from error
    except sqlite3.DatabaseError:  # a file that a fault of the disk or the power has spoilt
        kept.close()
        (home / "work.db").unlink()
        return _opened(home, out)
    return kept


def _begun(home: Path, kept: sqlite3.Connection, asked: str, now: Callable[[], str]) -> str:
    """When the work began; what another question left is cleared away."""
    for statement in TABLES.split(";"):
        kept.execute(statement)
    before = kept.execute("SELECT made FROM asked WHERE what = ?", (asked,)).fetchone()
    made = before[0] if before else now()
    if before is None:
        shutil.rmtree(home / "new", ignore_errors=True)
        kept.execute("DELETE FROM thing")
        kept.execute("DELETE FROM asked")
        kept.execute("INSERT INTO asked VALUES (?, ?)", (asked, made))
    (home / "new").mkdir(exist_ok=True)
    kept.execute("COMMIT")
    kept.execute("BEGIN IMMEDIATE")
    return str(made)
