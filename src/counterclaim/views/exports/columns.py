"""Parquet, written by DuckDB: typed columns, and the data dictionary inside the file."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.errors import CounterclaimError
from counterclaim.views.exports.dictionary import dictionary
from counterclaim.views.exports.fields import FIELDS, NAMES, Kind
from counterclaim.views.exports.files import refuse_nowhere
from counterclaim.views.exports.release import Release, Tally
from counterclaim.views.exports.spreadsheet import rows_of, with_text

TYPES: dict[Kind, str] = {"text": "VARCHAR", "number": "DOUBLE", "whole number": "BIGINT", "yes or no": "BOOLEAN"}

# Longest line of the passing file, in bytes: a quotation is a sentence, and 64 MiB is more than any document has.
LONGEST_LINE = 64 * 2**20


def write_parquet(release: Release, path: Path, tally: Tally) -> None:
    """Write one row for each claim, and the data dictionary under the key `counterclaim` of the file.

    The rows pass through a file of JSON lines beside the target, so that memory does not grow with their number.
    """
    refuse_nowhere(path)
    names = with_text(release, NAMES)
    with tempfile.TemporaryDirectory(prefix=".counterclaim-", dir=path.parent, ignore_cleanup_errors=True) as folder:
        lines = Path(folder) / "rows.jsonl"
        with lines.open("wb") as out:
            for cells in rows_of(release, tally):
                out.write(msgspec.json.encode(dict(zip(names, cells, strict=True))) + b"\n")
        types = {field.name: TYPES[field.kind] for field in FIELDS}
        _copy(lines, path, {name: types.get(name, "VARCHAR") for name in names}, _about(release, tally))


def _about(release: Release, tally: Tally) -> dict[str, Any]:
    return dictionary(release.where, release.about()) | {"claims": tally.claims}


def _copy(lines: Path, path: Path, types: Mapping[str, str], about: Mapping[str, Any]) -> None:
    import duckdb

    columns = ", ".join(f"{name}: '{kind}'" for name, kind in types.items())
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
