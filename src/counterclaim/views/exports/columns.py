"""Parquet, written by DuckDB: typed columns, and the data dictionary inside the file."""

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.errors import CounterclaimError
from counterclaim.model import Entry
from counterclaim.views.exports.fields import FIELDS, NAMES, Kind, row

TYPES: dict[Kind, str] = {"text": "VARCHAR", "number": "DOUBLE", "whole number": "BIGINT", "yes or no": "BOOLEAN"}

# Longest line of the passing file, in bytes: a quotation is a sentence, and 64 MiB is more than any document has.
LONGEST_LINE = 64 * 2**20


def write_parquet(entries: Iterable[Entry], path: Path, about: Mapping[str, Any]) -> int:
    """Write one row for each claim, and `about` under the key `counterclaim` of the file; how many claims.

    The rows pass through a file of JSON lines beside the target, so that memory does not grow with their number.
    """
    count = 0
    with tempfile.TemporaryDirectory(prefix=".counterclaim-", dir=path.parent, ignore_cleanup_errors=True) as folder:
        lines = Path(folder) / "rows.jsonl"
        with lines.open("wb") as out:
            for count, entry in enumerate(entries, start=1):  # noqa: B007
                out.write(msgspec.json.encode(dict(zip(NAMES, row(entry), strict=True))) + b"\n")
        _copy(lines, path, about)
    return count


def _copy(lines: Path, path: Path, about: Mapping[str, Any]) -> None:
    import duckdb

    columns = ", ".join(f"{field.name}: '{TYPES[field.kind]}'" for field in FIELDS)
    options = f"format = 'newline_delimited', maximum_object_size = {LONGEST_LINE}, columns = {{{columns}}}"
    note = _quoted(msgspec.json.encode(about).decode())
    with duckdb.connect(config={"autoinstall_known_extensions": False}) as connection:
        try:
            connection.execute(
                f"COPY (SELECT * FROM read_json({_quoted(str(lines))}, {options})) TO {_quoted(str(path))} "
                f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{counterclaim: {note}}})"
            )
        except duckdb.Error as error:
            raise CounterclaimError(f"{path}: the Parquet file could not be written: {error}") from error


def _quoted(words: str) -> str:
    """Words as an SQL string."""
    return "'" + words.replace("'", "''") + "'"
