"""A table and the mapping of its columns -> the table as a document, and a claim for each figure in it.

The words of a claim are the cell that its number stands in, its quotation is the row. What a row says that the mapping
does not know costs that row's figure and one line that says what would be right; the rest goes on.
"""

import gzip
from collections import Counter
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path

from counterclaim.articles.decode import decode
from counterclaim.errors import ReadError, UsageError
from counterclaim.model import Claim, Document, Record, Skipped
from counterclaim.tables.cells import Row, rows
from counterclaim.tables.mapping import Mapping, columns, mapping, shipped
from counterclaim.tables.of_rows import not_theirs, of_row

ENDINGS = (".csv", ".tsv", ".json", ".jsonl", ".ndjson")
SPARE = 1024  # rows that are looked at for columns that no mapping names


class Imported(Record, frozen=True, kw_only=True):
    """A table, its claims in the order of the text, what could not be read, and how many rows were left out and why."""

    document: Document
    claims: tuple[Claim, ...]
    skipped: tuple[Skipped, ...]
    left: tuple[str, ...]  # rows and columns that give no claims, each with the reason
    reader: str
    mapping: Mapping  # with which it was read
    is_json: bool = False
    tabs: bool = False
    notes: tuple[str, ...] = ()  # of a table that was imported before: what stands, what is gone, what is new


def import_table(path: str | Path, with_mapping: str | Path | Mapping | None = None) -> Imported:
    """The claims of a table: CSV, TSV, JSON or JSON lines, packed with gzip or not.

    `with_mapping` is the name of a mapping that comes with Counterclaim, a file, or a Mapping; without one the file
    beside the table that is named like it (estimates.toml beside estimates.csv), else the mapping that comes with
    Counterclaim whose columns the table has. ReadError: the table cannot be read; UsageError: no such mapping, or an
    error in it.
    """
    source = str(path)
    kind = ending(source)
    raw = Path(path).read_bytes()
    text = decode(gzip.decompress(raw) if source.casefold().endswith(".gz") else raw, source)
    if with_mapping is None:
        own = beside(Path(path))
        known = mapping(own) if own.is_file() else fitting(text, source)
    else:
        known = with_mapping if isinstance(with_mapping, Mapping) else mapping(with_mapping)
    return from_text(text, source, known, is_json="json" in kind, tabs=kind == ".tsv")


def beside(path: Path) -> Path:
    """Where the mapping of a table lies that its owner wrote for it: the same name with the ending .toml.

    >>> beside(Path("losses.csv.gz")).name
    'losses.toml'
    """
    plain = path.with_suffix("") if path.suffix.casefold() == ".gz" else path
    return plain.with_suffix(".toml")


def ending(source: str) -> str:
    """The kind of table by its file's ending; ReadError for one that is not read.

    >>> ending("losses.csv.gz")
    '.csv'
    """
    plain = source.casefold().removesuffix(".gz")
    for known in ENDINGS:
        if plain.endswith(known):
            return known
    raise ReadError(source, f"no table that can be read: save it as CSV, JSON or JSON lines ({', '.join(ENDINGS)})")


def from_text(text: str, source: str, known: Mapping, *, is_json: bool, tabs: bool = False) -> Imported:
    """The claims of a table that is at hand as text."""
    document = Document(id=source, text=text, outlet=known.outlet, url=known.url, language="en", source=source)
    sha = document.text_sha256
    claims, skipped = [], []
    rows_left, names = Counter[str](), dict[str, None]()
    try:
        for row in rows(text, is_json=is_json, delimiter="\t" if tabs else known.delimiter, records=known.records):
            if isinstance(row, str):
                skipped.append(complaint(source, *row.split(": ", 1)))
                continue
            names.update(dict.fromkeys(row.names))
            if why := not_theirs(row, known):
                rows_left[why] += 1
                continue
            for made in of_row(row, document, sha, known):
                if isinstance(made, Claim):
                    claims.append(made)
                else:
                    skipped.append(complaint(source, row.where, made))
    except ReadError as error:
        raise ReadError(source, f"{error.source}: {error.reason}") from error
    told = [f"{count:,} rows: {why}" for why, count in rows_left.items()]
    return Imported(
        document=document,
        claims=tuple(sorted(claims, key=lambda claim: claim.figure.start)),
        skipped=tuple(skipped),
        left=(*told, *left_out(known, names)),
        reader=known.reader,
        mapping=known,
        is_json=is_json,
        tabs=tabs,
    )


def complaint(source: str, where: str, reason: str) -> Skipped:
    """The line that tells what a row lacks.

    >>> complaint("a.csv", "line 3", "no date").source
    'a.csv line 3'
    """
    return Skipped(source=f"{source} {where}", reason=reason)


def fitting(text: str, source: str) -> Mapping:
    """The one mapping among those that come with Counterclaim whose columns a table has; UsageError where none or
    several do."""
    there = _names(text, source, is_json="json" in ending(source))
    found = [one for one in map(mapping, shipped()) if _needed(one) <= there]
    most = max((_fit(one, there) for one in found), default=(0, 0))
    best = [one for one in found if _fit(one, there) == most]
    if len(best) != 1:
        which = "no mapping fits" if not best else f"{', '.join(one.name for one in best)} fit alike"
        raise UsageError(f"{source}: {which} the columns of this table: say which with --mapping, or write one")
    return best[0]


def _names(text: str, source: str, *, is_json: bool) -> frozenset[str]:
    found: set[str] = set()
    try:
        told = list(islice(rows(text, is_json=is_json), SPARE + 1 if is_json else 1))
    except ReadError as error:
        raise ReadError(source, f"{error.source}: {error.reason}") from error
    for row in told:
        if isinstance(row, Row):
            found |= row.names.keys()
    return frozenset(found)


def _fit(one: Mapping, there: frozenset[str]) -> tuple[int, int]:
    """How many of the table's columns a mapping reads, and how few it lacks."""
    return len(columns(one) & there), -len(columns(one) - there)


def _needed(one: Mapping) -> set[str]:
    """Columns without which a mapping says nothing of a table: its day, and its first figure."""
    first = one.figures[0]
    return {one.day.column, *filter(None, (first.column or first.low,))}


def left_out(known: Mapping, names: Iterable[str]) -> Iterator[str]:
    """The columns that give no claims, by the reason; those whose reason is empty are not told of."""
    read = columns(known)
    because: dict[str, list[str]] = {}
    for name in names:
        reasons = [why for pattern, why in known.left.items() if fnmatchcase(name, pattern)]
        if name not in read and "" not in reasons:
            because.setdefault(reasons[0] if reasons else "the mapping does not say what it holds", []).append(name)
    for why, columns_ in because.items():
        yield f"{', '.join(columns_)}: {why}"
