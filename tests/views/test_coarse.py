"""Where a position could endanger people: with `--coarse` no export and no page has a point finer than a district."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from counterclaim.ledger import Ledger
from counterclaim.model import Place
from counterclaim.pipeline.exporting import export
from counterclaim.pipeline.publishing import publish
from counterclaim.views.points import coarsened
from tests.views.making import entries, make_ledger

POINTS = [  # a point and its precision, and what is left of both
    ((48.5912, 38.0034), "site", (48.6, 38.0), "region"),
    ((48.59, 38.0), "city", (48.6, 38.0), "region"),
    ((48.1, 37.8), "region", (48.1, 37.8), "region"),
    ((49.04, 31.46), "country", (49.0, 31.5), "country"),
    ((0.04, -0.04), None, (0.0, 0.0), "region"),
]


@pytest.mark.parametrize("point, precision, left, told", POINTS)
def test_a_point_is_no_finer_than_a_district(
    point: tuple[float, float], precision: str | None, left: tuple[float, float], told: str
) -> None:
    place = Place(name="Bakhmut", text="Bakhmut", lat=point[0], lon=point[1], precision=precision)  # type: ignore[arg-type]
    entry = entries()[0]
    found = coarsened(replace(entry, claim=replace(entry.claim, place=place))).claim.place
    assert found is not None
    assert ((found.lat, found.lon), found.precision, found.name) == (left, told, "Bakhmut")


def test_what_has_no_point_stays_as_it_is() -> None:
    for entry in entries():
        if entry.claim.place is None or entry.claim.place.lat is None:
            assert coarsened(entry) == entry


FINE = re.compile(r"\d\.\d{2,}")


@pytest.mark.parametrize("to", ["csv", "jsonl", "geojson", "jsonld", "hxl"])
def test_no_finer_point_is_in_an_export(to: str, tmp_path: Path) -> None:
    with Ledger(make_ledger(tmp_path / "war.db")) as ledger:
        out = io.BytesIO()
        export(ledger, to, out, coarse=True)
        fine = io.BytesIO()
        export(ledger, to, fine)
    assert not FINE.search(out.getvalue().decode())
    assert "2.25" in fine.getvalue().decode()  # Port Alder lies at 1.5, -2.25


def test_nor_in_a_publication(tmp_path: Path) -> None:
    with Ledger(make_ledger(tmp_path / "war.db")) as ledger:
        publish(ledger, tmp_path / "site", coarse=True)
    rows = list(csv.DictReader((tmp_path / "site" / "data" / "claims.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["longitude"] for row in rows} == {"", "-2.2"}
    for page in (tmp_path / "site" / "c").rglob("index.json"):
        place = json.loads(page.read_text(encoding="utf-8"))["place"]
        assert place is None or place["lon"] in (None, -2.2)
