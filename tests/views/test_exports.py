"""Exports parse back to what was put in, name nobody private, and are safe to open."""

import csv
import io
import json
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import UsageError
from counterclaim.model import Claim, Filter
from counterclaim.views.exports import FORMATS, Release, format_of, formats, write_file, write_stream
from counterclaim.views.exports.dictionary import dictionary
from counterclaim.views.exports.fields import FIELDS, NAMES, row
from counterclaim.views.exports.spreadsheet import OBEYED, exact, safe
from counterclaim.views.people import Withheld
from counterclaim.views.privacy import without_names
from tests.views.making import entries

PUBLIC = list(without_names(entries(), Withheld(entries())))


ADDED = ("title", "published", "outlet", "url", "text_sha256", "status", "seen", "review")


def as_csv(*, raw: bool = False) -> list[dict[str, str]]:
    out = io.BytesIO()
    assert write_stream(Release(entries=PUBLIC, raw=raw), out, "csv").claims == len(PUBLIC)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8"), newline="")))


# ---------------------------------------------------------------- csv
CELLS = [
    # claim  column           cell
    (0, "claimant", "President of Norland"),
    (0, "unit", "persons"),
    (0, "period_kind", "total"),
    (0, "period_start", "2024-04-01"),
    (0, "period_end", "2024-05-03"),
    (0, "document", "herald.txt"),
    (0, "outlet", "The Herald"),
    (0, "url", "https://herald.example/may-3"),
    (0, "value", "16000"),
    (0, "quote", "Norland's president said that 16,000 Westland soldiers had been killed since 1 April."),
    (2, "value", "480"),
    (2, "low", "481"),
    (2, "high", ""),
    (2, "claimant", "a nurse"),
    (2, "longitude", "-2.25"),  # a negative number is no formula
    (2, "latitude", "1.5"),
    (4, "figure", "16,\u00a0900"),
    (4, "repaired", "true"),
    (4, "via", "Alder Agency"),
    (4, "outlet", "'@Courier"),
    (4, "title", "'=Numbers of the week"),
    (5, "value", ""),
    (5, "low", "200"),
    (5, "claimant", ""),
]


@pytest.mark.parametrize("claim, column, cell", CELLS)
def test_csv_says(claim: int, column: str, cell: str) -> None:
    assert as_csv()[claim][column] == cell


def test_csv_has_every_claim_and_every_column() -> None:
    rows = as_csv()
    assert [r["claim"] for r in rows] == [e.claim.id for e in entries()]
    assert tuple(rows[0]) == NAMES


def test_raw_csv_is_exact() -> None:
    raw, guarded = as_csv(raw=True), as_csv()
    assert raw[4]["title"] == "=Numbers of the week"
    assert [{k: exact(v) for k, v in r.items()} for r in guarded] == raw


@given(st.text())
def test_the_guard_is_taken_away_again(text: str) -> None:
    assert exact(safe(text)) == text


@given(st.sampled_from(OBEYED), st.text(), st.sampled_from(["", " ", "'", "''", "\n "]))
def test_no_cell_starts_like_a_formula(first: str, rest: str, before: str) -> None:
    guarded = safe(before + first + rest)
    assert not guarded.startswith(OBEYED)
    assert not guarded.lstrip().startswith(OBEYED)


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_cells_of_any_text_come_back(texts: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerow([safe(text) for text in texts])
    [cells] = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert [exact(cell) for cell in cells] == texts


# ---------------------------------------------------------------- json lines and parquet
def test_json_lines_hold_whole_claims() -> None:
    out = io.BytesIO()
    assert write_stream(Release(entries=PUBLIC), out, "jsonl").claims == len(PUBLIC)
    for line, entry in zip(out.getvalue().splitlines(), PUBLIC, strict=True):
        record = json.loads(line)
        added = {key: record.pop(key) for key in ADDED}
        assert added["outlet"] == entry.outlet
        assert __import__("msgspec").convert(record, Claim) == entry.claim


def test_parquet_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "it's claims.parquet"
    release = Release(entries=PUBLIC, where=Filter(party="westland"), chain_head="ab")
    assert write_file(release, path, "parquet").claims == 6
    read = duckdb.connect()
    assert read.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall() == [row(e) for e in PUBLIC]
    kinds = dict(
        read.execute("SELECT column_name, column_type FROM (DESCRIBE FROM read_parquet(?))", [str(path)]).fetchall()
    )
    assert kinds["value"] == "DOUBLE"
    assert kinds["figure_start"] == "BIGINT"
    assert kinds["repaired"] == "BOOLEAN"
    [(note,)] = read.execute("SELECT value FROM parquet_kv_metadata(?)", [str(path)]).fetchall()
    assert json.loads(note)["chain_head"] == "ab"


def test_an_empty_export_has_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "none.parquet"
    assert write_file(Release(entries=[]), path, "parquet").claims == 0
    names = duckdb.execute("SELECT column_name FROM (DESCRIBE FROM read_parquet(?))", [str(path)]).fetchall()
    assert tuple(name for (name,) in names) == NAMES
    out = io.BytesIO()
    assert write_stream(Release(entries=[]), out, "csv").claims == 0
    assert out.getvalue().decode().strip() == ",".join(NAMES)


def test_parquet_needs_a_file() -> None:
    with pytest.raises(UsageError, match="-o FILE"):
        write_stream(Release(entries=[]), io.BytesIO(), "parquet")


# ---------------------------------------------------------------- the data dictionary
def test_a_file_gets_its_dictionary(tmp_path: Path) -> None:
    release = Release(entries=PUBLIC, where=Filter(measure="killed"), chain_head="ab")
    write_file(release, tmp_path / "c.csv", "csv")
    told = json.loads((tmp_path / "c.csv.fields.json").read_text(encoding="utf-8"))
    assert told["claims"] == 6
    assert told["filter"] == {"measure": "killed"}
    assert told["chain_head"] == "ab"
    assert [column["name"] for column in told["fields"]] == list(NAMES)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["c.csv", "c.csv.fields.json"]


def test_every_column_is_explained_and_closed_lists_are_those_of_the_record() -> None:
    columns = {column["name"]: column for column in dictionary()["fields"]}
    assert all(column["meaning"] for column in columns.values())
    assert columns["qualifier"]["values"][:2] == ["exact", "approx"]
    assert columns["per"]["values"] == ["day", "week", "month"]
    assert columns["claimant_kind"]["values"] == ["body", "official", "media", "monitor", "private"]
    assert columns["place_precision"]["values"] == ["site", "city", "region", "country"]
    for entry in entries():
        for field in FIELDS:
            assert not field.values or field.of(entry) in (None, *field.values), field.name


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("old", encoding="utf-8")

    def broken():
        yield PUBLIC[0]
        raise RuntimeError("the ledger went away")

    with pytest.raises(RuntimeError):
        write_file(Release(entries=broken()), path, "csv")
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["c.csv"]


@pytest.mark.parametrize(
    "name, to", [("a.csv", "csv"), ("A.CSV", "csv"), ("a.jsonl", "jsonl"), ("a.parquet", "parquet"), ("a", None)]
)
def test_the_name_tells_the_format(name: str, to: str | None) -> None:
    assert format_of(Path(name)) == to


# ---------------------------------------------------------------- private persons
STREAMS = [one.name for one in formats().values() if one.made == "stream"]


@pytest.mark.parametrize("to", STREAMS)
def test_no_export_names_a_private_person(to: str) -> None:
    out = io.BytesIO()
    write_stream(Release(entries=PUBLIC), out, to)
    text = out.getvalue().decode()
    assert "Lindqvist" not in text
    assert "private/ana" not in text
    assert "a nurse" in text or to in ("ftm", "ged", "acled")  # no entity there; nothing of it is an event


def test_names_are_blanked_letter_for_letter() -> None:
    for before, after in zip(entries(), PUBLIC, strict=True):
        assert len(after.claim.quote.text) == len(before.claim.quote.text)
        figure, quote = after.claim.figure, after.claim.quote
        assert quote.text[figure.start - quote.start : figure.end - quote.start] == figure.text


def test_an_address_or_a_path_that_names_somebody_is_left_out() -> None:
    from msgspec.structs import replace

    named = replace(entries()[2], document="talks/ana-lindqvist.txt", url="https://herald.example/Ana-Lindqvist/1")
    [public] = without_names([named], Withheld([named]))
    assert public.url is None
    assert public.document == public.claim.document == f"text:{named.text_sha256[:16]}"


@pytest.mark.parametrize("to", FORMATS)
def test_every_format_has_its_dictionary_beside_it(to: str, tmp_path: Path) -> None:
    path = tmp_path / f"out{formats()[to].suffix}"
    report = write_file(Release(entries=PUBLIC, chain_head="ab"), path, to)
    if formats()[to].made == "folder":
        told = json.loads((path / "datapackage.json").read_text(encoding="utf-8"))
        described = [field for resource in told["resources"] for field in resource["schema"]["fields"]]
        said = told["counterclaim"]["report"]
    else:
        told = json.loads(path.with_name(f"{path.name}.fields.json").read_text(encoding="utf-8"))
        described, said = told["fields"], told["report"]["title"]
        assert told["report"]["claims"] == report.claims
        assert told["limits"]
    assert described
    assert all(field.get("meaning") or field.get("description") for field in described)
    assert said
