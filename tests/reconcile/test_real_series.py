"""An evaluation on a real daily tally: 1,626 days of one claimant, with 13 falls in its lists of equipment."""

import functools
import json
from itertools import pairwise
from pathlib import Path

import pytest

from counterclaim.reconcile.checks import check
from counterclaim.reconcile.series import series
from tests.reconcile.makers import row

SHARED = Path(__file__).parents[2] / "../shared"
TALLIES = SHARED / "data/ukr_mod_losses"
NOT_COUNTED = {"date", "day", "greatest losses direction"}

pytestmark = pytest.mark.skipif(not TALLIES.exists(), reason="the daily tallies (../shared) are not here")


def tally(text, day, **more):
    return row(text, says="General Staff of Ukraine", side="ukraine", end=day, document=f"bulletin/{day}", **more)


@functools.cache
def personnel():
    days = json.loads((TALLIES / "russia_losses_personnel.json").read_text(encoding="utf-8"))
    return tuple(tally(f"{day['personnel']:,}", day["date"]) for day in days)


@functools.cache
def equipment_days():
    return tuple(json.loads((TALLIES / "russia_losses_equipment.json").read_text(encoding="utf-8")))


def equipment(kind, at):
    for day in equipment_days():
        if isinstance(day.get(kind), int | float) and day[kind] > 0:
            yield tally(
                f"{int(day[kind]):,}",
                day["date"],
                measure="destroyed",
                object=kind.replace(" ", "_"),
                unit="items",
                at=at,
            )


def falls(kind):
    values = [day[kind] for day in equipment_days() if isinstance(day.get(kind), int | float)]
    return sum(after < before for before, after in pairwise(values))


def test_the_personnel_tally_only_rises():
    made = check(personnel(), {})
    assert [f.outcome for f in made if f.code == "MONO_CUM"] == ["holds"]
    assert not [f for f in made if f.outcome == "violated" or f.severity in ("warn", "error")]
    assert len([f for f in made if f.code == "RATE_JUMP"]) <= len(personnel()) // 100


def test_every_fall_of_the_equipment_tallies_comes_out_as_a_correction():
    kinds = sorted({kind for day in equipment_days() for kind in day} - NOT_COUNTED)
    made = check([entry for n, kind in enumerate(kinds) for entry in equipment(kind, 100 * n)], {})
    corrections = [f for f in made if f.code == "CORRECTION"]
    assert len(corrections) == sum(falls(kind) for kind in kinds) == 13
    assert not [f for f in made if f.outcome == "violated"]


def test_the_days_of_the_series_are_the_differences_of_its_totals():
    (made,) = series(personnel())
    flows = {p.date: p.value for p in made.points if p.mark == "derived"}
    assert flows["2023-02-07"] == 1030
    assert len([p for p in made.points if p.kind == "total"]) == len(personnel())


def test_a_deadliest_day_of_february_2023_has_three_larger_before_it():
    claim = row(
        "1,030",
        says="Kyiv",
        side="ukraine",
        kind="period",
        start="2023-02-06",
        end="2023-02-07",
        quote="the deadliest day so far, with 1,030 dead",
        document="article",
    )
    made = [f for f in check([*personnel(), claim], {}) if f.code == "RANK_CLAIM"]
    assert [f.outcome for f in made] == ["violated"]
    assert "3 larger daily steps (3,160 on 3 March 2022" in made[0].text
