"""An evaluation on real tables of published figures, each with the mapping that comes with Counterclaim."""

import functools
import json
from pathlib import Path

import pytest

from counterclaim.ledger.spans import check_claims
from counterclaim.model import Entry
from counterclaim.reconcile.checks import check
from counterclaim.reconcile.items import items
from counterclaim.reconcile.official import looked_up, own_series, series_for
from counterclaim.tables import import_table
from tests.reconcile.makers import from_gold

SHARED = Path(__file__).parents[2] / "../shared"
DATA = SHARED / "data"
pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the reference tables (../shared) are not here")

UA, GAZA, ECON = "ukr_mod_losses", "gaza_daily", "economist_estimates"
TABLES = [  # file | mapping, or None where the columns tell | claims
    (f"{UA}/russia_losses_personnel.json", None, 1626 + 62),
    (f"{UA}/russia_losses_equipment.json", None, 20_687),
    (f"{UA}/russia_losses.csv", None, 22_252),
    (f"{UA}/russia_losses-2022.csv", None, 3_888),
    (f"{UA}/russian-losses.json", None, 19_667),
    (f"{GAZA}/casualties_daily.json", None, 4_629),
    (f"{GAZA}/west_bank_daily.json", "west_bank_daily", 1_786),
    (f"{GAZA}/west_bank_daily.json", "west_bank_verified", 3_158),
    (f"{GAZA}/lebanon_casualties_daily.json", None, 672),
    (f"{ECON}/Soldier deaths_casualties in Ukraine - estimates.csv", None, 124),
    (f"{ECON}/Soldier deaths_casualties in Ukraine - uk mod month-by-month estimates.csv", None, 94),
    (f"{ECON}/meduza_2025_weekly.csv", None, 326),
    ("radford_2023/replication-data-pnas.csv", None, 4_609),
    ("missile_attacks/missile_attacks_daily.csv", None, 6_747),
]


@functools.cache
def imported(file, mapping=None):
    return import_table(DATA / file, mapping)


@pytest.mark.parametrize(("file", "mapping", "claims"), TABLES)
def test_every_figure_becomes_a_claim_that_stands_on_its_cell(file, mapping, claims):
    found = imported(file, mapping)
    assert (len(found.claims), len(found.skipped)) == (claims, 0)
    check_claims(found.document, found.document.text_sha256, found.claims)
    assert not [left for left in found.left if "does not say" in left]


def values(file, **wanted):
    """The values of the claims of a table that are so, by their last day."""
    return {
        claim.time.end: claim.figure.value
        for claim in imported(file).claims
        if all(getattr(claim, name) == value for name, value in wanted.items())
    }


def test_the_general_staffs_list_of_known_days():
    lost = values(f"{UA}/russia_losses_personnel.json", measure="lost")
    assert [lost[day] for day in ("2022-03-25", "2022-06-13", "2023-02-06", "2023-02-07")] == [
        16_100, 32_300, 132_160, 133_190,
    ]  # fmt: skip
    on = {kind: values(f"{UA}/russia_losses_equipment.json", object=kind)["2022-06-13"]
          for kind in ("tanks", "armoured_vehicles", "helicopters", "drones")}  # fmt: skip
    assert on == {"tanks": 1_432, "armoured_vehicles": 3_492, "helicopters": 178, "drones": 585}


def test_bounds_and_kinds_of_coded_claims():
    claims = imported("radford_2023/replication-data-pnas.csv").claims
    assert sum(claim.figure.qualifier == "more_than" for claim in claims) == 173
    assert sum(claim.figure.qualifier == "less_than" for claim in claims) == 51
    assert sum(claim.time.kind == "period" for claim in claims) == 162
    assert {claim.figure.value for claim in claims if "e+" in claim.figure.text} == {100_000, 200_000}


def test_a_day_without_a_report_gives_no_figure_of_that_day():
    daily = [c for c in imported(f"{GAZA}/casualties_daily.json").claims if c.time.kind == "period"]
    assert {(c.time.start < c.time.end) for c in daily} == {True}


def entries(found):
    sha = found.document.text_sha256
    return [Entry(claim=claim, document=claim.document, text_sha256=sha) for claim in found.claims]


def test_coded_claims_are_held_against_the_general_staffs_own_series():
    """Radford's claims by Ukraine about Russian dead: nine of ten stand in the series; known coding faults come out."""
    series = items(entries(imported(f"{UA}/russia_losses_personnel.json")))
    known, where = own_series(series), {}
    for item in items(entries(imported("radford_2023/replication-data-pnas.csv"))):
        there = series_for(item, known) if item.claim.measure == "killed" else None
        verdict = looked_up(item, there) if there else None
        if verdict is not None:
            where.setdefault(verdict.where, []).append((item.claim.figure.value, item.day.isoformat(), verdict.slip))
    count = {name: len(told) for name, told in where.items()}
    assert (count["same"] + count["rounded"]) / sum(count.values()) > 0.9
    assert where["later"] == [(55_110, "2022-05-21", "")]
    assert sorted(where["slip"]) == [
        (13_050, "2023-02-04", "a digit is missing"),
        (34_320, "2022-06-22", "two digits are swapped"),
    ]
    assert (130_590, "2023-02-10", "") in where["earlier"]


@functools.cache
def seeds():
    lines = (SHARED / "gold" / "seeds.jsonl").read_text(encoding="utf-8").splitlines()
    return {document["id"]: from_gold(document) for document in map(json.loads, lines)}


def test_figures_of_the_seed_articles_stand_in_the_general_staffs_own_series():
    series = [
        *entries(imported(f"{UA}/russia_losses_personnel.json")),
        *entries(imported(f"{UA}/russia_losses_equipment.json")),
    ]
    told = [entry for article in seeds().values() for entry in article]
    values = {entry.claim.id: entry.claim.figure.value for entry in told}
    same = {values[f.claims[0]] for f in check([*series, *told], {}) if f.code == "OWN_SERIES" and f.outcome == "holds"}
    assert {32_300, 1_432, 3_492, 178, 585, 133_190, 16_000} <= same
