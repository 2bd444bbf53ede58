"""Claims for other programs: CSV, JSON lines and Parquet.

Every row carries the claimant, the unit, the period, the claim's id and the document with its outlet, address
and sentence. A file gets a data dictionary beside it, `NAME.fields.json`. Names of private persons are taken out
before, by `views.privacy`.
"""

import io
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Literal

import msgspec

from counterclaim.errors import UsageError
from counterclaim.model import Entry, Filter
from counterclaim.views.exports.dictionary import dictionary

Format = Literal["csv", "jsonl", "parquet"]
FORMATS: tuple[Format, ...] = ("csv", "jsonl", "parquet")


def write_stream(entries: Iterable[Entry], out: BinaryIO, to: Format, *, raw: bool = False) -> int:
    """Write claims to an open binary file or a pipe; how many there were. Parquet needs a file."""
    from counterclaim.views.exports.lines import write_lines
    from counterclaim.views.exports.spreadsheet import write_csv

    if to == "jsonl":
        return write_lines(entries, out)
    if to == "csv":
        text = io.TextIOWrapper(out, encoding="utf-8", errors="surrogatepass", newline="", write_through=True)
        try:
            return write_csv(entries, text, raw=raw)
        finally:
            text.detach()
    raise UsageError("parquet is written to a file only: say which with -o FILE.parquet")


def write_file(
    entries: Iterable[Entry],
    path: Path,
    to: Format,
    *,
    raw: bool = False,
    where: Filter | None = None,
    source: Mapping[str, Any] | None = None,
) -> int:
    """Write claims to a file and their data dictionary beside it; how many claims there were.

    The file appears when it is whole: a run that is stopped leaves the earlier one as it was.
    """
    from counterclaim.views.exports.columns import write_parquet

    about = dictionary(where, source)
    with tempfile.TemporaryDirectory(prefix=".counterclaim-", dir=path.parent, ignore_cleanup_errors=True) as folder:
        made = Path(folder) / "export"
        if to == "parquet":
            count = write_parquet(entries, made, about)
        else:
            with made.open("wb") as out:
                count = write_stream(entries, out, to, raw=raw)
        os.replace(made, path)
    sidecar = path.with_name(path.name + ".fields.json")
    sidecar.write_bytes(msgspec.json.format(msgspec.json.encode(about | {"claims": count}), indent=2) + b"\n")
    return count


def format_of(path: Path) -> Format | None:
    """The format that a file's name asks for.

    >>> format_of(Path("claims.parquet")), format_of(Path("claims.txt"))
    ('parquet', None)
    """
    suffix = path.suffix.lower().lstrip(".")
    return next((to for to in FORMATS if to == suffix), None)
