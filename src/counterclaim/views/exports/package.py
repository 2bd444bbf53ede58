"""A folder that describes itself: two tables, Frictionless `datapackage.json` and CSV on the Web metadata."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counterclaim.model import Entry
from counterclaim.views.exports.dictionary import GUARD_NOTE, LIMITS, dictionary
from counterclaim.views.exports.fields import FIELDS, MANY, NAMES, Cell, Field, Kind, row
from counterclaim.views.exports.release import UNPUBLISHED, Release, Tally, report_lines
from counterclaim.views.exports.spreadsheet import with_text, write_rows

DOCUMENT = ("document", "text_sha256", "title", "published", "outlet", "url")
DOCUMENT_KEY = DOCUMENT[:2]
CLAIM = tuple(name for name in NAMES if name not in DOCUMENT[2:])
CLAIM_KEY = ("claim", *DOCUMENT_KEY)
TYPES: dict[Kind, str] = {"text": "string", "number": "number", "whole number": "integer", "yes or no": "boolean"}
TEXT = Field(name="text", kind="text", meaning="the whole text of the article", path="text", of=lambda entry: None)


def write_package(release: Release, folder: Path, tally: Tally) -> None:
    """Write the tables and their descriptions into a folder that is there and empty."""
    documents: dict[tuple[str, str], Entry] = {}
    with (folder / "claims.csv").open("w", encoding="utf-8", newline="") as out:
        write_rows(out, [CLAIM], _claims(release, documents, tally), raw=release.raw)
    with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as out:
        columns = with_text(release, DOCUMENT)
        write_rows(out, [columns], _documents(release, documents), raw=release.raw)
    _json(folder / "datapackage.json", package(release, tally, columns))
    _json(folder / "csv-metadata.json", on_the_web(release, columns))
    (folder / "README.md").write_text("\n".join(_readme(release, tally)), encoding="utf-8", newline="\n")


def _json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _claims(release: Release, documents: dict[tuple[str, str], Entry], tally: Tally) -> Iterator[list[Cell]]:
    told: set[tuple[str, str, str]] = set()
    for entry in release.entries:
        key = entry.claim.id, entry.document, entry.text_sha256
        if key in told:
            tally.leave("duplicate", entry.claim.id)
            continue
        told.add(key)
        documents.setdefault((entry.document, entry.text_sha256), entry)
        tally.keep()
        cells = dict(zip(NAMES, row(entry, release.base), strict=True))
        yield [cells[name] for name in CLAIM]


def _documents(release: Release, documents: dict[tuple[str, str], Entry]) -> Iterator[list[Cell]]:
    for entry in documents.values():
        cells = [getattr(entry, name) for name in DOCUMENT]
        yield [*cells, release.texts.get(entry.text_sha256)] if release.with_text else cells


# ---------------------------------------------------------------- the descriptions
def _fields(names: tuple[str, ...]) -> list[Field]:
    by_name = {field.name: field for field in (*FIELDS, TEXT)}
    return [by_name[name] for name in names]


def package(release: Release, tally: Tally, documents: tuple[str, ...]) -> dict[str, Any]:
    """The descriptor of the package: https://specs.frictionlessdata.io/data-package/"""
    about = dictionary(release.where, release.about())
    del about["fields"]
    return {
        "profile": "tabular-data-package",
        "name": "counterclaim-claims",
        "title": "Claims as documents report them",
        "description": " ".join(LIMITS),
        "version": release.version or "0",
        **({"homepage": release.base} if release.base else {}),
        "counterclaim": about | {"report": report_lines(tally.report())},
        "resources": [
            _resource("claims", CLAIM, CLAIM_KEY, [
                {"fields": list(DOCUMENT_KEY), "reference": {"resource": "documents", "fields": list(DOCUMENT_KEY)}},
            ]),
            _resource("documents", documents, DOCUMENT_KEY, []),
        ],
    }  # fmt: skip


def _resource(name: str, columns: tuple[str, ...], key: tuple[str, ...], foreign: list[Any]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_described(field, field.name in key) for field in _fields(columns)],
        "missingValues": [""],
        "primaryKey": list(key),
    }
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema | ({"foreignKeys": foreign} if foreign else {}),
    }


def _described(field: Field, needed: bool) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if needed else {}
    if field.values and field.many:
        one = f"({'|'.join(field.values)})"
        constraints |= {"pattern": f"{one}({MANY}{one})*"}
    elif field.values:
        constraints |= {"enum": list(field.values)}
    told = {"name": field.name, "type": TYPES[field.kind], "title": field.meaning, "description": field.meaning}
    return told | ({"constraints": constraints} if constraints else {})


def on_the_web(release: Release, documents: tuple[str, ...]) -> dict[str, Any]:
    """Metadata of the two tables: https://www.w3.org/TR/tabular-metadata/"""
    base = release.base or UNPUBLISHED
    tables = [
        _table("claims.csv", CLAIM, CLAIM_KEY, base + "c/{claim}/"),
        _table("documents.csv", documents, DOCUMENT_KEY, base + "d/{text_sha256}/"),
    ]
    tables[0]["tableSchema"]["foreignKeys"] = [
        {"columnReference": list(DOCUMENT_KEY),
         "reference": {"resource": "documents.csv", "columnReference": list(DOCUMENT_KEY)}}
    ]  # fmt: skip
    return {"@context": "http://www.w3.org/ns/csvw", "tables": tables}


def _table(url: str, columns: tuple[str, ...], key: tuple[str, ...], about: str) -> dict[str, Any]:
    described = [
        {"name": field.name, "titles": field.name, "dc:description": field.meaning, "datatype": TYPES[field.kind],
         "required": field.name in key}
        for field in _fields(columns)
    ]  # fmt: skip
    return {"url": url, "tableSchema": {"columns": described, "primaryKey": list(key), "aboutUrl": about}}


def _readme(release: Release, tally: Tally) -> Iterator[str]:
    yield from ("# Claims as documents report them", "")
    yield from (f"- {key}: {value}" for key, value in release.about().items())
    yield from ("", *(f"- {limit}" for limit in (*LIMITS, *([] if release.raw else [GUARD_NOTE]))), "")
    yield from (f"- {line}" for line in report_lines(tally.report()))
    yield ""
