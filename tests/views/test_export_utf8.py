"""Half a character in any text of a claim: every format is valid UTF-8, and its report says how often it was mended."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pytest

from counterclaim.model import Entry, Filter
from counterclaim.views.exports import FORMATS, Release, formats, report_lines, write_file, write_stream
from counterclaim.views.exports.utf8 import HALF
from tests.views.making import entries

HALVES = ("\ud83d", "\udce9")  # of an emoji; of a file name that is not UTF-8
BROKEN = "".join(HALVES)
STREAMS = [name for name, one in formats().items() if one.made == "stream"]


def broken(value: Any, path: str = "") -> Any:
    """Half a character at the end of every text that is no id, day or word of a closed list."""
    free = ("title", "outlet", "document", "name", "text", "rule", "party", "conflict", "url", "aliases")
    if isinstance(value, str):
        return value + BROKEN if path in free else value
    if isinstance(value, dict):
        return {key: broken(one, key) for key, one in value.items()}
    return [broken(one, path) for one in value] if isinstance(value, list | tuple) else value


DAMAGED = [msgspec.convert(broken(msgspec.to_builtins(entry)), Entry) for entry in entries()]
TEXTS = {entry.text_sha256: f"{entry.claim.quote.text} {BROKEN}" for entry in DAMAGED}


def release(**more: Any) -> Release:
    return Release(entries=DAMAGED, texts=TEXTS, ledger=f"war{HALVES[1]}.db", where=Filter(outlet=BROKEN), **more)


def test_the_samples_are_broken() -> None:
    assert sum(len(HALF.findall(json.dumps(msgspec.to_builtins(one), ensure_ascii=False))) for one in DAMAGED) > 100


@pytest.mark.parametrize("with_text", [False, True])
@pytest.mark.parametrize("to", STREAMS)
def test_a_stream_is_valid_utf8_and_the_report_counts_what_was_mended(to: str, with_text: bool) -> None:
    out = io.BytesIO()
    report = write_stream(release(with_text=with_text), out, to)
    text = out.getvalue().decode("utf-8")
    assert not HALF.search(text)
    assert report.replaced > 100
    assert any(f"{report.replaced:,} times half a character" in line for line in report_lines(report))


@pytest.mark.parametrize("to", FORMATS)
def test_every_file_is_written(to: str, tmp_path: Path) -> None:
    path = tmp_path / f"claims{formats()[to].suffix or ''}"
    assert write_file(release(), path, to).replaced > 100
    made = path.rglob("*") if path.is_dir() else tmp_path.iterdir()
    beside = [one for one in made if one.suffix in (".json", ".csv")]
    for one in beside:
        one.read_text(encoding="utf-8")
    assert beside


def test_the_csv_has_a_replacement_where_the_half_stood() -> None:
    out = io.BytesIO()
    write_stream(release(), out, "csv")
    (first, *_) = csv.DictReader(io.StringIO(out.getvalue().decode("utf-8"), newline=""))
    assert first["outlet"] == "The Herald��"
    assert first["quote"].endswith("since 1 April.��")


def test_parquet_too(tmp_path: Path) -> None:
    write_file(release(), tmp_path / "claims.parquet", "parquet")
    with duckdb.connect() as connection:
        found = connection.execute("SELECT outlet FROM read_parquet(?)", [str(tmp_path / "claims.parquet")]).fetchall()
    assert found[0] == ("The Herald��",)


def test_whole_text_is_not_counted() -> None:
    out = io.BytesIO()
    assert write_stream(Release(entries=entries()), out, "csv").replaced == 0
