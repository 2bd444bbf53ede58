"""Annotated documents from files of JSON lines, those too whose annotation stands off from a text that is not ours.

A record of `annotations/news.jsonl` has no text but says where it is, and names of claimants and places are offsets
into it; `records` gives them back with the text, checked by its digest.
"""

import functools
import gzip
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.data import SHARED

Record = dict[str, Any]
_IDS = ("id", "date")  # how a line of a source is named: the days of current events by their date


@functools.cache
def _texts(source: str) -> dict[str, Record]:
    """The documents of a source by id; empty where it is not on this machine."""
    path = SHARED / source
    if not path.is_file():
        print(f"{source} is not on this machine: what is annotated of it is left out", file=sys.stderr)
        return {}
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").splitlines()
    return {next(row[k] for k in _IDS if k in row): row for row in map(json.loads, filter(str.strip, lines))}


def with_text(record: Record) -> Record | None:
    """A standoff record with the text it is about; None where that text is not at hand."""
    found = _texts(record["source"]).get(record["id"])
    if found is None:
        return None
    text = found["text"][: record["characters"]]
    if hashlib.sha256(text.encode()).hexdigest() != record["sha256"]:
        print(f"{record['source']} {record['id']}: another text than was annotated; left out", file=sys.stderr)
        return None
    claims = [_with_names(claim, text) for claim in record["claims"]]
    return {
        "title": found.get("title"),
        **record,
        "id": f"{record['source']}:{record['id']}",
        "text": text,
        "claims": claims,
    }


def _with_names(claim: Record, text: str) -> Record:
    def words(name: Any) -> Any:
        return " ".join(text[name[0] : name[1]].split()) if isinstance(name, list) else name

    return {**claim, "claimant": [words(name) for name in claim["claimant"]], "place": words(claim["place"])}


def records(path: Path) -> Iterator[Record]:
    """The annotated documents of a file; those whose text is not at hand are left out."""
    if not path.is_file():
        raise SystemExit(f"{path}: no such file; name JSON lines of annotated documents")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        record = json.loads(line)
        if "source" in record and "text" not in record and (record := with_text(record)) is None:
            continue
        if not {"id", "text", "claims"} <= record.keys():
            raise SystemExit(f"{path}:{number}: no annotated document; it needs id, text and claims")
        yield record
