"""Claims for other programs, each format with a report of what it cannot hold.

    fields.py  dictionary.py   the columns and what they mean, from the record itself
    formats.toml  release.py   the formats; what goes into an export; the report
    spreadsheet.py columns.py  CSV and Excel; Parquet
    lines.py  places.py        JSON lines; GeoJSON
    hxl.py  package.py         HXL; Frictionless data package with CSV on the Web metadata
    linked.py  annotations.py  schema.org; Web Annotation
    provenance.py  ftm.py      PROV; FollowTheMoney statements
    datasette.py               an SQLite file for Datasette
    events.py  events.toml     one event a row, shaped like UCDP GED and ACLED
    wikitext.py  citations.py  a wiki table; BibTeX, CSL-JSON, RIS
    utf8.py                    half a character is no text that a file can hold
    files.py                   a file or folder appears when it is whole

Every row carries the claimant, the unit, the period, the claim's id and the document with its outlet, address
and sentence, as far as the format has a place for them. A file gets a data dictionary and the report beside it,
`NAME.fields.json`. Names of private persons are taken out before, by `views.privacy`.
"""

import importlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec

from counterclaim.errors import UsageError
from counterclaim.views.exports.datasette import metadata, refuse_another
from counterclaim.views.exports.dictionary import dictionary
from counterclaim.views.exports.files import swapped_file, swapped_folder
from counterclaim.views.exports.release import Release, Report, Tally, formats, known, report_lines
from counterclaim.views.exports.utf8 import whole

__all__ = ["FORMATS", "Release", "Report", "format_of", "formats", "report_lines", "write_file", "write_stream"]

FORMATS = tuple(formats())

_TEXT = {
    "csv": ("spreadsheet", "write_csv"),
    "geojson": ("places", "write_geojson"),
    "ged": ("events", "write_ged"),
    "acled": ("events", "write_acled"),
    "hxl": ("hxl", "write_hxl"),
    "jsonld": ("linked", "write_jsonld"),
    "annotations": ("annotations", "write_annotations"),
    "prov": ("provenance", "write_prov"),
    "ftm": ("ftm", "write_ftm"),
    "wikitext": ("wikitext", "write_wikitext"),
    "bibtex": ("citations", "write_bibtex"),
    "csl": ("citations", "write_csl"),
    "ris": ("citations", "write_ris"),
}
_BYTES = {"jsonl": ("lines", "write_lines")}
_FILES = {"parquet": ("columns", "write_parquet"), "xlsx": ("spreadsheet", "write_workbook"),
          "datasette": ("datasette", "write_database")}  # fmt: skip
_FOLDERS = {"datapackage": ("package", "write_package")}

Writer = Callable[[Release, Any, Tally], None]


def _writer(home: tuple[str, str]) -> Writer:
    module, name = home
    return cast(Writer, getattr(importlib.import_module(f"counterclaim.views.exports.{module}"), name))


def write_stream(release: Release, out: BinaryIO, to: str) -> Report:
    """Write claims to an open binary file or a pipe; what the format holds and what not.

    UsageError: no such format, or one that needs a file or a folder.

    >>> out = io.BytesIO()
    >>> write_stream(Release(entries=[]), out, "ris").claims
    0
    """
    made, tally = known(to).made, Tally(to, release.notes)
    if made != "stream":
        raise UsageError(f"{to} is written to a {made} only: say which with -o {made.upper()}{known(to).suffix}")
    release = whole(release, tally)
    if to in _BYTES:
        _writer(_BYTES[to])(release, out, tally)
        return tally.report()
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        _writer(_TEXT[to])(release, text, tally)
    finally:
        text.detach()
    return tally.report()


def write_file(release: Release, path: Path, to: str) -> Report:
    """Write claims to a file or folder, with their data dictionary; what the format holds and what not.

    The file appears when it is whole: a run that is stopped leaves the earlier one as it was. UsageError: no such
    format, or a folder that no export made.
    """
    tally = Tally(to, release.notes)
    if known(to).made == "folder":
        with swapped_folder(path, "datapackage.json") as folder:
            _writer(_FOLDERS[to])(whole(release, tally), folder, tally)
        return tally.report()
    if to == "datasette":
        refuse_another(path)
    with swapped_file(path) as made:
        if to in _FILES:
            _writer(_FILES[to])(whole(release, tally), made, tally)
            report = tally.report()
        else:
            with made.open("wb") as out:
                report = write_stream(release, out, to)
    about = whole(release, Tally(to))
    _beside(path, about, report)
    if to == "datasette":
        _write_json(path.with_name(path.name + ".metadata.json"), metadata(about, path))
    return report


def _beside(path: Path, release: Release, report: Report) -> None:
    """The data dictionary and the report, beside the file."""
    told = dictionary(release.where, release.about(), report.format) | {"claims": report.claims, "report": report}
    _write_json(path.with_name(path.name + ".fields.json"), told)


def _write_json(path: Path, told: Any) -> None:
    path.write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n")


def format_of(path: Path) -> str | None:
    """The format that a file's name asks for; of formats with one suffix the first of the list.

    >>> format_of(Path("claims.parquet")), format_of(Path("claims.csl.json")), format_of(Path("claims.txt"))
    ('parquet', 'csl', None)
    """
    name = path.name.lower()
    return next((one.name for one in formats().values() if one.suffix and name.endswith(one.suffix)), None)
