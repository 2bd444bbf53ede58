"""An SQLite file for Datasette (https://datasette.io): readable tables with labels, facets, links and full-text search.

Derived from the ledger and made anew at each export; the ledger itself stays as it is.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from counterclaim.errors import UsageError
from counterclaim.model import Entry, Record
from counterclaim.views import words
from counterclaim.views.exports.dictionary import GUARD_NOTE, LIMITS
from counterclaim.views.exports.fields import FIELDS, NAMES, Cell, Kind, row
from counterclaim.views.exports.release import Reckoned, Release, Tally

TYPES: dict[Kind, str] = {"text": "TEXT", "number": "REAL", "whole number": "INTEGER", "yes or no": "INTEGER"}
DOCUMENT = ("document", "title", "published", "outlet", "url", "text_sha256")
CLAIM = tuple(field for field in FIELDS if field.name not in (*DOCUMENT, "claim"))
TABLES = f"""
CREATE TABLE documents (id INTEGER PRIMARY KEY, label TEXT,
  {", ".join(f"{name} TEXT" for name in DOCUMENT)}, text TEXT);
CREATE TABLE origins (id TEXT PRIMARY KEY, label TEXT, claims INTEGER, documents INTEGER);
CREATE TABLE claims (claim TEXT PRIMARY KEY, label TEXT,
  {", ".join(f"{field.name} {TYPES[field.kind]}" for field in CLAIM)},
  document INTEGER REFERENCES documents (id), origin TEXT REFERENCES origins (id));
CREATE TABLE comparisons (id INTEGER PRIMARY KEY, title TEXT, measure TEXT, object TEXT, party TEXT, conflict TEXT,
  period_kind TEXT, period_start TEXT, period_end TEXT, unit TEXT, low REAL, high REAL, factor_guaranteed REAL,
  gap_points REAL, text TEXT);
CREATE TABLE comparison_sides (comparison INTEGER REFERENCES comparisons (id), side TEXT, role TEXT, low REAL,
  high REAL, first REAL, latest REAL, origins INTEGER);
CREATE TABLE comparison_claims (comparison INTEGER REFERENCES comparisons (id), side TEXT, role TEXT,
  claim TEXT REFERENCES claims (claim));
CREATE TABLE series (id INTEGER PRIMARY KEY, label TEXT, claimant TEXT, side TEXT, measure TEXT, object TEXT,
  party TEXT, conflict TEXT, period_kind TEXT, unit TEXT);
CREATE TABLE points (series INTEGER REFERENCES series (id), date TEXT, value REAL, low REAL, high REAL, mark TEXT,
  claim TEXT REFERENCES claims (claim));
CREATE TABLE findings (id INTEGER PRIMARY KEY, code TEXT, severity TEXT, outcome TEXT, formula TEXT, text TEXT,
  next_step TEXT);
CREATE TABLE finding_claims (finding INTEGER REFERENCES findings (id), claim TEXT REFERENCES claims (claim));
CREATE TABLE about (what TEXT PRIMARY KEY, "is" TEXT);
"""
SEARCH = """
CREATE VIRTUAL TABLE claims_fts USING fts5 (label, claimant, quote, place, content = 'claims');
INSERT INTO claims_fts (claims_fts) VALUES ('rebuild');
"""


def write_database(release: Release, path: Path, tally: Tally) -> None:
    """Write the tables: claims, documents, origins, comparisons, series, findings, and what links them."""
    entries = _once(release.entries, tally)
    reckoned = release.reckon(tuple(entries.values()))
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = OFF")  # the file is thrown away if this fails
        database.executescript("PRAGMA synchronous = OFF;" + TABLES)
        database.execute("BEGIN")
        _claims(database, release, entries, reckoned)
        _reckoned(database, reckoned, entries)
        limits = ((f"limit {number}", limit) for number, limit in enumerate(LIMITS, 1))
        _rows(database, "about", [*release.about().items(), *limits])
        database.execute("COMMIT")
        database.executescript(SEARCH)


def refuse_another(path: Path) -> None:
    """UsageError where a file stands that is no export for Datasette: it may be somebody's ledger."""
    if not path.exists() or path.stat().st_size == 0:
        return
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            found = database.execute("SELECT 1 FROM sqlite_master WHERE name = 'comparison_claims'").fetchone()
    except sqlite3.Error:
        found = None
    if found is None:
        raise UsageError(f"{path} is no export for Datasette and is left as it is: name a file that is not there yet")


def _once(entries: Iterable[Entry], tally: Tally) -> dict[str, Entry]:
    """The claims by id; byte-identical texts give the same claim, which stands once."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.claim.id in found:
            tally.leave("duplicate", entry.claim.id)
        else:
            found[entry.claim.id] = entry
            tally.keep()
    return found


def _rows(database: sqlite3.Connection, table: str, rows: Iterable[Sequence[Cell]]) -> None:
    """Insert rows whose cells are those of all columns, in order."""
    for cells in rows:
        held = [words.clean(cell) if isinstance(cell, str) else cell for cell in cells]
        database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(held))})", held)


def _claims(database: sqlite3.Connection, release: Release, entries: dict[str, Entry], reckoned: Reckoned) -> None:
    documents: dict[tuple[str, str], int] = {}
    for entry in entries.values():
        key = entry.document, entry.text_sha256
        if key not in documents:
            documents[key] = len(documents) + 1
            label = f"{entry.outlet or entry.document}, {words.day(entry.published)}"
            text = release.texts.get(entry.text_sha256) if release.with_text else None
            about = [getattr(entry, name) for name in DOCUMENT]
            _rows(database, "documents", [(documents[key], label, *about, text)])
    _rows(database, "origins", ((origin[0], f"{label_of(entries[origin[0]])}", len(origin),
                                 len({entries[claim].document for claim in origin}))
                                for origin in reckoned.origins))  # fmt: skip
    first = {claim: origin[0] for origin in reckoned.origins for claim in origin}
    for claim, entry in entries.items():
        cells = dict(zip(NAMES, row(entry, release.base), strict=True))
        place = documents[entry.document, entry.text_sha256]
        told = [cells[field.name] for field in CLAIM]
        _rows(database, "claims", [(claim, label_of(entry), *told, place, first.get(claim))])


def label_of(entry: Entry) -> str:
    """A claim in a few words: what a link to it says."""
    claim = entry.claim
    return f"{words.figure(claim.figure)} · {words.what(claim.measure, claim.object, claim.party)}"


COMPARED = (
    "title",
    "measure",
    "object",
    "party",
    "conflict",
    "time_kind",
    "start",
    "end",
    "unit",
    "low",
    "high",
    "factor_guaranteed",
    "gap_points",
    "text",
)
SIDE = ("side", "role", "low", "high", "first", "latest", "origins")  # fmt: skip
LINE = ("claimant", "side", "measure", "object", "party", "conflict", "time_kind", "unit")
FOUND = ("code", "severity", "outcome", "formula", "text", "next_step")


def _reckoned(database: sqlite3.Connection, reckoned: Reckoned, entries: dict[str, Entry]) -> None:
    for number, one in enumerate(reckoned.comparisons, 1):
        _rows(database, "comparisons", [(number, *_told(one, COMPARED))])
        _rows(database, "comparison_sides", ((number, *_told(side, SIDE)) for side in one.sides))
        links = ((number, side.side, side.role, claim) for side in one.sides for claim in side.claims)
        _rows(database, "comparison_claims", (link for link in links if link[-1] in entries))
    for number, line in enumerate(reckoned.series, 1):
        label = f"{line.claimant or 'Nobody named'} · {words.quantity(line)}"
        _rows(database, "series", [(number, label, *_told(line, LINE))])
        points = ((number, p.date, p.value, p.low, p.high, p.mark, p.claim) for p in line.points)
        _rows(database, "points", (point for point in points if point[-1] in entries))
    for number, found in enumerate(reckoned.findings, 1):
        _rows(database, "findings", [(number, *_told(found, FOUND))])
        _rows(database, "finding_claims", ((number, claim) for claim in found.claims if claim in entries))


def _told(record: Record, names: Sequence[str]) -> list[Cell]:
    return [getattr(record, name) for name in names]


def metadata(release: Release, path: Path) -> dict[str, Any]:
    """What Datasette is told: titles, descriptions of the columns, labels and facets.

    >>> told = metadata(Release(entries=[]), Path("war.db"))
    >>> told["databases"]["war"]["tables"]["findings"]["facets"]
    ['outcome', 'code', 'severity']
    """
    described = {field.name: field.meaning for field in FIELDS}
    of_claims = {field.name: field.meaning for field in CLAIM}
    tables = {
        "claims": {
            "label_column": "label",
            "facets": ["measure", "conflict", "party", "claimant_side", "period_kind", "status", "review"],
            "fts_table": "claims_fts",
            "columns": {"claim": described["claim"], "label": "the figure and what it counts", **of_claims},
        },
        "documents": {"label_column": "label", "facets": ["outlet"],
                      "columns": {name: described[name] for name in DOCUMENT}},
        "origins": {"label_column": "label", "sort_desc": "claims",
                    "description": "Claims that count once, whoever repeats them; named by their first claim."},
        "comparisons": {"label_column": "title", "facets": ["measure", "conflict", "party"],
                        "sort_desc": "factor_guaranteed",
                        "columns": {"low": "the lowest end of all sides' claims: a range of claims, not a confidence "
                                           "interval", "high": "the highest end; empty where it is open"}},
        "comparison_sides": {"facets": ["side", "role"],
                             "columns": {"first": "the oldest number", "latest": "the newest number",
                                         "high": "empty where the side gave no upper end"}},
        "series": {"label_column": "label", "facets": ["measure", "side"]},
        "findings": {"label_column": "text", "facets": ["outcome", "code", "severity"]},
        "about": {"description": "Where this comes from, and what it is not."},
    }  # fmt: skip
    return {
        "title": "Claims side by side",
        "description": " ".join(limit for limit in LIMITS if limit != GUARD_NOTE),
        "source": release.ledger or None,
        "source_url": release.base or None,
        "databases": {path.stem: {"tables": tables}},
    }
