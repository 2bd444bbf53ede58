"""Each format is read back with its reference tool: the same claims, and every value of every column that it holds."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml.etree import XMLParser, fromstring
from msgspec.structs import replace

from counterclaim.cli.giving import FORMATS as ON_THE_COMMAND_LINE
from counterclaim.errors import UsageError
from counterclaim.ledger import Decision
from counterclaim.model import Entry
from counterclaim.views import words
from counterclaim.views.exports import FORMATS, Release, formats, report_lines
from counterclaim.views.exports.fields import NAMES, row
from counterclaim.views.exports.linked import web_address
from counterclaim.views.exports.release import _grouped as grouped
from counterclaim.views.people import Withheld
from counterclaim.views.privacy import without_names
from tests.views import ledger_of_examples
from tests.views.export_readers import BASE, READERS, exported, from_csvw, from_wikitext, printed
from tests.views.making import entries

MADE = "2024-06-01T10:00:00Z"
HOSTILE = [
    "=cmd|' /C calc'!A0", "<script>alert(1)</script></script>", "a,b;c\"d'e", "{{x}}|[[y]]", "Ünïcødé 字 \u202e",
    "50 % of #1_a & ~b^c", "-->\n''bold''", "@SUM(1+1)",
]  # fmt: skip


def public() -> list[Entry]:
    """Claims of invented articles and of the examples of the report, hostile words among them."""
    made = [*entries(), *ledger_of_examples.ledger().entries]
    shown = list(without_names(made, Withheld(made)))
    hostile = [
        replace(one, title=text, outlet=f"{text} News", document=f"{place}.txt", text_sha256=f"{place:064}",
                review=("agreed", "waits", "differ", None)[place % 4],
                claim=replace(one.claim, id=f"c_hostile{place}", document=f"{place}.txt"))
        for place, (one, text) in enumerate(zip(shown, HOSTILE, strict=False))
    ]  # fmt: skip
    return shown + hostile


PUBLIC = public()
TEXTS = {**{e.text_sha256: e.claim.quote.text for e in PUBLIC}, **ledger_of_examples.ledger().texts}


def release(**more: Any) -> Release:
    told = {"entries": PUBLIC, "texts": TEXTS, "base": BASE, "made": MADE, "version": "0.1.0", "chain_head": "ab" * 32}
    return Release(**(told | more))


LINKING = {"jsonld", "annotations", "prov", "ftm", "bibtex", "csl", "ris", "wikitext"}  # only addresses of the web


def expected(entry: Entry, columns: tuple[str, ...], to: str = "csv") -> dict[str, Any]:
    cells = dict(zip(NAMES, row(entry, BASE), strict=True))
    if to in LINKING:
        cells["url"] = web_address(entry.url)
    if to == "ris":  # a value is one line
        cells |= {name: " ".join(cells[name].split()) for name in ("title", "outlet") if cells[name]}
    return {name: cells[name] for name in columns if cells[name] is not None}


# What a format tells in its own way, and how we come to the same.
IN_ITS_WAY = {
    "annotations": {"document"},  # named by its text
    "csl": {"claimant"}, "bibtex": {"claimant"}, "ris": {"claimant"},  # "Claimant not named"
    "ftm": {"claimant_kind"},  # in words
}  # fmt: skip


def test_the_command_line_knows_the_formats() -> None:
    assert ON_THE_COMMAND_LINE == FORMATS


@pytest.mark.parametrize("to", READERS)
def test_every_value_that_a_format_holds_comes_back(to: str, tmp_path: Path) -> None:
    path, report = exported(release(), to, tmp_path)
    left = sum(one.count for one in report.left_out)
    back = {found["claim"]: found for found in READERS[to](path)}
    assert report.claims + left == len(PUBLIC)
    columns = tuple(name for name in formats()[to].holds if name not in IN_ITS_WAY.get(to, ()))
    assert len(back) == report.claims
    for entry in PUBLIC:
        if entry.claim.id in back:
            wanted, got = expected(entry, columns, to), back[entry.claim.id]
            assert clean_all({name: got.get(name) for name in wanted}) == clean_all(wanted)
            assert {name for name in columns if name not in wanted and got.get(name) is not None} == set()


def clean(value: Any) -> Any:
    return words.clean(value) if isinstance(value, str) else value


def clean_all(values: dict[str, Any]) -> dict[str, Any]:
    return {name: clean(value) for name, value in values.items()}


def test_csv_on_the_web_reads_the_same_folder(tmp_path: Path) -> None:
    path, report = exported(release(), "datapackage", tmp_path)
    back = list(from_csvw(path))
    assert len(back) == report.claims == len(PUBLIC)
    for entry, found in zip(PUBLIC, back, strict=True):
        assert clean_all(found) == clean_all(expected(entry, NAMES))


def test_a_wiki_table_has_a_row_for_each_claimant_and_category(tmp_path: Path) -> None:
    path, report = exported(release(entries=ledger_of_examples.ledger().entries), "wikitext", tmp_path)
    rows = list(from_wikitext(path))
    assert len(rows) == report.claims
    [staff] = [r for r in rows if r["figure"] == "more than 32,950"]
    assert staff["claimant"].startswith("General Staff")
    assert staff["outlet"] == "General Staff of Ukraine"
    assert not [r for r in rows if r["figure"] in ("31,900", "32,050")]  # older figures of the same
    assert {one.reason for one in report.left_out} >= {"an older figure of the same claimant and category"}


# ---------------------------------------------------------------- what a format cannot hold
def test_what_has_no_place_is_told_of_every_format() -> None:
    page = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
    for one in formats().values():
        assert f"| `{one.name}` | {one.title} | {one.about} |" in page
        lost = ", ".join(grouped(one.dropped())) or "nothing: every field has its place"
        assert f"| `{one.name}` | {lost} |" in page, f"docs/exports.md is behind for {one.name}: {lost}"


def test_a_claim_without_a_point_is_counted() -> None:
    text, report = printed(release(), "geojson")
    [left] = report.left_out
    assert left.count == sum(1 for e in PUBLIC if e.claim.place is None or e.claim.place.lat is None)
    assert left.claims[0] not in text
    assert report_lines(report)[0] == f"left out: {left.count} claims: no place with a point on the map"


@pytest.mark.parametrize("to", [one.name for one in formats().values() if one.made == "stream"])
def test_no_whole_article_unless_asked_for(to: str) -> None:
    whole = {sha: "Before it all. " * 9 + text + " After it all." * 9 for sha, text in TEXTS.items()}
    text, _ = printed(release(texts=whole), to)
    assert "Before it all. Before it all. Before it all." not in text
    if to in ("csv", "jsonl"):
        text, _ = printed(release(texts=whole, with_text=True), to)
        assert "Before it all. Before it all. Before it all." in text


def test_a_workbook_has_no_formula_whatever_its_cells_say(tmp_path: Path) -> None:
    import openpyxl

    path, _ = exported(release(), "xlsx", tmp_path)
    cells = [cell for sheet in openpyxl.load_workbook(path) for line in sheet.iter_rows() for cell in line]
    assert any(str(cell.value).startswith("=cmd") for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}


def test_a_folder_of_others_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="holds other things"):
        exported(release(), "datapackage", tmp_path)
    assert [p.name for p in (tmp_path / "export").iterdir()] == ["thesis.txt"]


def test_a_data_package_is_replaced_whole(tmp_path: Path) -> None:
    path, _ = exported(release(), "datapackage", tmp_path)
    (path / "stale.csv").write_text("x", encoding="utf-8")
    exported(release(), "datapackage", tmp_path)
    assert sorted(p.name for p in path.iterdir()) == [
        "README.md", "claims.csv", "csv-metadata.json", "datapackage.json", "documents.csv",
    ]  # fmt: skip
    assert [p.name for p in tmp_path.iterdir()] == ["export"]


# ---------------------------------------------------------------- what people decided, and other tellings
def graph_of(**more: Any) -> Any:
    import rdflib

    return rdflib.Graph().parse(data=printed(release(**more), "prov")[0], format="json-ld")


def test_provenance_tells_decisions_as_activities_and_corrections_as_revisions() -> None:
    from rdflib import DCTERMS, PROV, RDFS, URIRef

    first, second = PUBLIC[0].claim, PUBLIC[1].claim
    told = {"actor": "reader-1", "at": "2026-01-02T03:04:05Z"}
    party = Decision(action="correct", claims=(first.id,), field="party", before="norland", after="westland", **told)
    named = Decision(action="correct", claims=(first.id,), field="claimant", before={"name": "Olena Koval"}, **told)
    accept = Decision(action="accept", claims=(second.id,), reason="read twice", **told)
    reject = Decision(action="reject", claims=("c_gone",), reason="not a toll", **told)
    graph = graph_of(decisions=(party, named, accept, reject))
    here = URIRef(f"{BASE}c/{first.id}/")
    before = graph.value(here, PROV.wasRevisionOf)
    as_read = graph.value(before, PROV.wasRevisionOf)
    assert [str(one).rpartition("#")[2] for one in (before, as_read)] == ["1", "read"]
    assert graph.value(as_read, PROV.wasRevisionOf) is None
    assert graph.value(graph.value(as_read, PROV.wasGeneratedBy), PROV.used)  # the reading
    made = [graph.value(one, PROV.wasGeneratedBy) for one in (before, here)]
    assert [str(one).rpartition("/")[2] for one in made] == [party.id, named.id]
    assert str(graph.value(made[0], DCTERMS.description)) == 'field: party, from "norland" to "westland"'
    assert str(graph.value(made[1], DCTERMS.description)) == "field: claimant"  # whose value may name somebody
    assert {str(graph.value(one, PROV.endedAtTime)) for one in made} == {"2026-01-02T03:04:05+00:00"}
    [activity] = graph.subjects(PROV.used, URIRef(f"{BASE}c/{second.id}/"))
    assert str(graph.value(graph.value(activity, PROV.wasAssociatedWith), RDFS.label)) == "reader-1"
    gone = graph.value(predicate=DCTERMS.identifier, object=rdflib_text("c_gone"))
    assert str(graph.value(graph.value(gone, PROV.wasInvalidatedBy), RDFS.label)) == "reject"
    assert "Koval" not in graph.serialize(format="turtle")
    assert all(graph.value(one, PROV.wasGeneratedBy) for one in graph.subjects(PROV.wasRevisionOf))


def rdflib_text(words: str) -> Any:
    import rdflib

    return rdflib.Literal(words)


def test_a_claim_as_linked_data_names_the_other_outlets_that_told_it() -> None:
    early, own, late = (
        replace(PUBLIC[0], document=f"{day}.txt", text_sha256=f"{day:064}", outlet=f"Outlet {day}",
                published=f"2022-03-{day:02}", claim=replace(PUBLIC[0].claim, id=f"c_{day}"))
        for day in (3, 5, 9)
    )  # fmt: skip
    alone = PUBLIC[1]
    text, _ = printed(release(entries=[own, early, late, alone], trace=lambda entries: [[early, own, late]]), "jsonld")
    nodes = {node["identifier"]: node for node in json.loads(text)["@graph"] if node["type"] == "Claim"}
    for claim in ("c_3", "c_5", "c_9"):
        node = nodes[claim]
        assert node["firstAppearance"]["publisher"]["name"] == "Outlet 3"
        assert {one["publisher"]["name"] for one in node["appearance"]} == {"Outlet 5", "Outlet 9"}
        assert node["isPartOf"]["id"] in {node["firstAppearance"]["id"], *(one["id"] for one in node["appearance"])}
    assert "appearance" not in nodes[alone.claim.id]


# ---------------------------------------------------------------- spreadsheets
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("to", ["csv", "xlsx"])
def test_libreoffice_opens_a_table_without_formulas(to: str, tmp_path: Path) -> None:
    path, _ = exported(release(), to, tmp_path)
    options = ["--infilter=CSV:44,34,76,1,,0,false,true,false"] if to == "csv" else []
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless", *options,
               "--convert-to", "fods", "--outdir", str(tmp_path), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    flat = fromstring((tmp_path / "export.fods").read_bytes(), XMLParser(huge_tree=True))
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    cells = list(flat.iter(f"{table}table-cell"))
    assert len(cells) > 1000
    told = {cell.get(f"{table}formula") for cell in cells} - {None}
    assert told <= {"of:=TRUE()", "of:=FALSE()"}  # how LibreOffice keeps yes and no of a workbook
    assert to != "csv" or not told
    shown = {"".join(cell.itertext()).strip() for cell in cells}
    assert {entry.claim.id for entry in PUBLIC} <= shown
