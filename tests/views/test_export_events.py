"""GED-shaped and ACLED-shaped tables: what a person has accepted, people killed, single incidents; and nothing else."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from counterclaim.ledger import Decision, Ledger
from counterclaim.model import Claim, Document, Place, Time
from counterclaim.pipeline.exporting import export
from counterclaim.views.exports import Report, report_lines
from counterclaim.views.exports.areas import area, grid_cell, region_of
from counterclaim.views.exports.events import meanings
from counterclaim.vocabulary.words import rows
from tests.views.making import claim, who

GED = Path(__file__).parents[2] / "../shared/data/ucdp_ged_ukraine/conflict_data_ukr_2014_2021.csv"
NOW = "2024-06-01T10:00:00Z"
SATURDAY = Time(kind="period", start="2022-05-07", end="2022-05-07")
TOWN = Place(name="Bakhmut", text="Bakhmut", lat=48.59, lon=38.0, precision="city")


def document(name: str, outlet: str, *sentences: str) -> Document:
    return Document(
        id=f"{name}.txt", title=f"Strike; {name}", published="2022-05-08", outlet=outlet, text=" ".join(sentences),
        url=f"https://{name}.example/8",
    )  # fmt: skip


STRIKE = "A shell hit a school in Bakhmut on Saturday and killed 12 civilians, the regional governor said."
AGAIN = "At least nine civilians died when a school in Bakhmut was shelled on Saturday, a nurse said."
HURT = "Another 30 people were wounded, the governor said."
TOTAL = "The governor put the number of civilians killed since February at 480."
POST = document("post", "The Post", STRIKE, HURT, TOTAL)
WIRE = document("wire", "Wire", AGAIN)


def made() -> dict[str, tuple[Document, Claim]]:
    """Claims by what they are for."""
    about = {"measure": "killed", "object": "civilians", "party": "ukraine", "conflict": "russia-ukraine"}
    governor = who(POST, "the regional governor", "Regional governor", "ukraine", "official")
    nurse = who(WIRE, "a nurse", "Olena Koval", None, "private")
    return {
        "strike": (POST, claim(POST, "12", STRIKE, value=12, claimant=governor, time=SATURDAY, place=TOWN, **about)),
        "hurt": (POST, claim(POST, "30", HURT, value=30, claimant=governor, time=SATURDAY, place=TOWN,
                             **(about | {"measure": "wounded", "object": "people"}))),
        "total": (POST, claim(POST, "480", TOTAL, value=480, claimant=governor,
                              time=Time(kind="total", end="2022-05-08"), **about)),
        "again": (WIRE, claim(WIRE, "At least nine", AGAIN, low=9, qualifier="more_than", claimant=nurse,
                              time=SATURDAY, place=TOWN, **about)),
    }  # fmt: skip


def coded(to: str, folder: Path, *accepted: str) -> tuple[list[dict[str, str]], Report]:
    """The rows of an export of a ledger in which these claims were accepted, and its report."""
    claims = made()
    with Ledger(folder / "war.db", create=True) as ledger:
        for doc in (POST, WIRE):
            ledger.add(doc, [one for at, one in claims.values() if at is doc], reader="by hand 1", read_at=NOW)
        decided = (Decision(actor="a", at=NOW, action="accept", claims=(claims[name][1].id,)) for name in accepted)
        ledger.decide(*decided)
        out = io.BytesIO()
        report = export(ledger, to, out, now=lambda: NOW)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline=""))), report


def left(report: Report) -> dict[str, int]:
    return {one.reason: one.count for one in report.left_out}


@pytest.mark.parametrize("to", ["ged", "acled"])
def test_what_nobody_has_accepted_is_in_no_row(to: str, tmp_path: Path) -> None:
    rows, report = coded(to, tmp_path)
    assert (rows, report.claims) == ([], 0)
    assert left(report) == {"no person has accepted it": 4}
    (told,) = [line for line in report_lines(report) if line.startswith("No row was written. Next: ")]
    assert f"--policy {'ucdp' if to == 'ged' else to}" in told


@pytest.mark.parametrize("to", ["ged", "acled"])
def test_totals_and_the_wounded_are_in_no_row(to: str, tmp_path: Path) -> None:
    rows, report = coded(to, tmp_path, "strike", "hurt", "total")
    assert len(rows) == 1
    assert left(report) == {
        "no person has accepted it": 1,
        "not a count of people killed": 1,
        "a running total, a rate or a state, not an event": 1,
    }


def test_a_ged_row_adds_up_and_names_its_claim(tmp_path: Path) -> None:
    [row], report = coded("ged", tmp_path, "strike")
    assert list(row) == list(meanings("ged"))
    assert report.claims == 1
    deaths = [int(row[name]) for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")]
    assert deaths == [0, 0, 12, 0]
    assert (row["low"], row["best"], row["high"]) == ("12", "12", "12")
    assert made()["strike"][1].id in row["source_article"]
    assert row["source_original"] == "Regional governor"
    assert row["source_headline"] == "Strike, post"
    assert (row["side_a"], row["side_b"]) == ("", "Ukraine")  # whose shells they were no claim says
    assert (row["date_start"], row["date_end"], row["date_prec"]) == ("2022-05-07", "2022-05-07", "1")
    assert (row["where_coordinates"], row["where_prec"], row["geom_wkt"]) == ("Bakhmut", "1", "POINT (38.0 48.59)")
    assert (row["country"], row["adm_1"], row["adm_2"], row["priogrid_gid"]) == ("Ukraine", "Donetsk", "", "199877")
    assert row["region"] == "Europe"
    assert row["id"] == row["dyad_new_id"] == row["country_id"] == ""
    assert dict(report.lacking) == {"adm_2": 1}
    assert "not known: adm_2 of 1 row" in report_lines(report)


def test_an_acled_row_takes_the_lowest_and_tells_of_the_dispute(tmp_path: Path) -> None:
    rows, _ = coded("acled", tmp_path, "strike", "again")
    assert list(rows[0]) == list(meanings("acled"))
    assert [row["fatalities"] for row in rows] == ["9"]
    assert [(row["iso"], row["country"], row["admin1"]) for row in rows] == [("804", "Ukraine", "Donetsk")]
    assert rows[0]["region"] == "Europe"
    notes = rows[0]["notes"]
    assert "Regional governor gave 12 (The Post, " in notes
    assert "a nurse gave" in notes
    assert "Koval" not in notes
    assert "lowest" in notes.lower()


def test_where_sources_differ_ged_has_no_best_and_no_row(tmp_path: Path) -> None:
    rows, report = coded("ged", tmp_path, "strike", "again")
    assert rows == []
    assert [one for one in left(report) if one.startswith("the coding policy has no best number")]


def test_deaths_that_do_not_add_up_are_refused() -> None:
    from counterclaim.reconcile.incidents import Incident
    from counterclaim.reconcile.policies import Coded, Coding
    from counterclaim.views.exports.events import _ged_rows
    from counterclaim.views.exports.release import Tally
    from tests.views.making import entry

    doc, one = made()["strike"]
    incident = Incident(
        id="i_1", place=None, lat=None, lon=None, start="2022-05-07", end=None, conflict=None, parties=(), ways=(),
        told=(), claims=(one.id,), documents=(doc.id,), reasons=(), decided=False,
    )  # fmt: skip

    def column(field: str, best: int | None) -> Coded:
        return Coded(
            policy="ucdp", incident="i_1", conflict=None, place=None, start=None, end=None, field=field, what=field,
            low=best, best=best, high=best, origins=1, claims=(one.id,), documents=(doc.id,),
        )  # fmt: skip

    for part in (column("deaths_civilians", 7), column("deaths_b", None)):
        tally = Tally("ged")
        coding = Coding(policy="ucdp", rows=(column("deaths", 12), part), left=())
        assert list(_ged_rows({one.id: entry(doc, one)}, [incident], coding, tally)) == []
        [one_left] = tally.report().left_out
        assert (one_left.reason, one_left.count) == ("the dead of each side do not add up to the best figure", 1)


# ---------------------------------------------------------------- where it was
# place as read: name, GeoNames id, latitude, longitude, precision -> ISO code, country, divisions
PLACES = [
    ("Kharkiv", "706483", 49.98, 36.25, "city", ("UA", "Ukraine", "Kharkiv Oblast", None)),
    ("Luhansk Oblast", "702657", 48.58, 39.07, "region", ("UA", "Ukraine", "Luhansk Oblast", None)),
    ("Herat District", "9166336", 34.35, 62.2, "region", ("AF", "Afghanistan", "Herāt", "Herat District")),
    ("Ukraine", "690791", 48.86, 32.38, "country", ("UA", "Ukraine", None, None)),
    ("a bridge", None, 31.35, 34.31, "site", ("PS", "Palestine", "Gaza", None)),
    ("a stretch of the front", None, 48.1, 37.8, "region", ("UA", "Ukraine", None, None)),
    ("a ship", None, 43.0, 34.0, "site", (None, None, None, None)),
    ("nowhere known", None, None, None, None, (None, None, None, None)),
]


@pytest.mark.parametrize("name, ident, lat, lon, precision, told", PLACES)
def test_country_and_divisions_of_a_place(
    name: str, ident: str | None, lat: float | None, lon: float | None, precision: Any, told: tuple[str | None, ...]
) -> None:
    assert tuple(area(Place(name=name, text=name, id=ident, lat=lat, lon=lon, precision=precision))) == told


@pytest.mark.skipif(not GED.is_file(), reason=f"{GED}: no events of UCDP there")
def test_points_of_ucdp_have_the_cell_and_nearly_always_the_division_that_ucdp_gives() -> None:
    with GED.open(encoding="utf-8", newline="") as lines:
        events = [row for row in csv.DictReader(lines) if row["id"] and row["where_prec"] in ("1", "2", "3")]
    right = []
    for row in events:
        lat, lon = float(row["latitude"]), float(row["longitude"])
        assert str(grid_cell(lat, lon)) == row["priogrid_gid"]
        found = area(Place(name="x", text="x", lat=lat, lon=lon, precision="city"))
        right.append((found.division or "?")[:4] == row["adm_1"].replace("Kiev", "Kyiv")[:4])
    assert len(right) > 2000
    assert sum(right) / len(right) >= 0.99


REGIONS = [  # a country, and its region as UCDP and as ACLED draw it
    ("UA", "Europe", "Europe"),
    ("RU", "Europe", "Europe"),
    ("GE", "Europe", "Caucasus and Central Asia"),
    ("SY", "Middle East", "Middle East"),
    ("PS", "Middle East", "Middle East"),
    ("EG", "Middle East", "Northern Africa"),
    ("SD", "Africa", "Northern Africa"),
    ("ET", "Africa", "Eastern Africa"),
    ("ZW", "Africa", "Southern Africa"),
    ("AF", "Asia", "South Asia"),
    ("MM", "Asia", "Southeast Asia"),
    ("SV", "Americas", "Central America"),
    ("FJ", "Asia", "Oceania"),
    ("AQ", None, None),
]


@pytest.mark.parametrize("iso2, ged, acled", REGIONS)
def test_the_region_of_a_country(iso2: str, ged: str | None, acled: str | None) -> None:
    assert (region_of(iso2, "ged"), region_of(iso2, "acled")) == (ged, acled)


PARTS = {"HK", "FK"}  # UCDP has no number of their own for them


def test_every_country_of_the_vocabulary_has_a_region() -> None:
    codes = {row["iso2"] for row in rows("countries.csv") if row["iso2"]}
    assert {code for code in codes if not (region_of(code, "ged") and region_of(code, "acled"))} == PARTS
