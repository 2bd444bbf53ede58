"""Which claimants repeat which: on invented series, and on published ones."""

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reconcile.checks import check
from counterclaim.reconcile.compare import compare
from counterclaim.reconcile.dependence import LEAST, STRONG, chance, dependences, log_bayes
from counterclaim.reconcile.items import items
from tests.reconcile.makers import row

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
MONTHLY = SHARED / "economist_estimates" / "Soldier deaths_casualties in Ukraine - uk mod month-by-month estimates.csv"
WEEKLY = SHARED / "economist_estimates" / "meduza_2025_weekly.csv"
PERSONNEL = SHARED / "ukr_mod_losses" / "russia_losses_personnel.json"
EQUIPMENT = SHARED / "ukr_mod_losses" / "russia_losses_equipment.json"
ORYX = SHARED / "ukr_mod_losses" / "russia_losses_equipment_oryx.json"
needs_data = pytest.mark.skipif(not ORYX.is_file(), reason="the published series are not on this machine")


def total(says, day, value, **more):
    return row(f"{value}", says=says, end=day.isoformat(), document=f"{says} {day}", **more)


def flow(says, first, last, value, **more):
    return row(f"{value}", says=says, kind="period", start=first.isoformat(), end=last.isoformat(),
               document=f"{says} {first}", **more)  # fmt: skip


def verdicts(entries):
    return {(d.a.who, d.b.who, d.kind): d.verdict for d in dependences(items(entries))}


START = date(2023, 1, 1)
DAYS = [START + timedelta(days=n) for n in range(90)]
STEPS = [500 + (n * n * 37) % 311 for n in range(90)]
OTHER = [500 + (n * n * 53 + 7 * n) % 311 for n in range(90)]


def sums(steps, start=1000):
    return [start + sum(steps[: n + 1]) for n in range(len(steps))]


@pytest.mark.parametrize(
    ("name", "theirs", "verdict"),
    [
        ("the same totals", sums(STEPS), "dependent"),
        ("the same increments from another start", sums(STEPS, 9000), "dependent"),
        ("increments of its own", sums(OTHER, 9000), "independent"),
    ],
)
def test_totals_of_two_claimants(name, theirs, verdict):
    entries = [total("Ukraine", day, value) for day, value in zip(DAYS, sums(STEPS), strict=True)]
    entries += [total("UK", day, value, side="uk") for day, value in zip(DAYS, theirs, strict=True)]
    assert set(verdicts(entries).values()) == {verdict}


def test_sums_of_a_week_are_held_against_daily_totals():
    entries = [total("Ukraine", day, value) for day, value in zip(DAYS, sums(STEPS), strict=True)]
    weeks = range(0, 85, 5)
    entries += [flow("UK", DAYS[n + 1], DAYS[n + 5], sum(STEPS[n + 1 : n + 6]), side="uk") for n in weeks]
    assert verdicts(entries) == {("uk", "ukraine", "increments"): "dependent"}


def test_below_six_points_nothing_is_said():
    entries = [total(says, day, value, side=says) for says in ("a", "b")
               for day, value in zip(DAYS[:5], sums(STEPS), strict=False)]  # fmt: skip
    assert verdicts(entries) == {}


def test_two_bodies_of_one_side_are_one_voice():
    entries = [total(says, day, value, side="ukraine") for says in ("Kyiv", "Staff")
               for day, value in zip(DAYS, sums(STEPS), strict=True)]  # fmt: skip
    assert verdicts(entries) == {}


def test_small_counts_meet_by_chance():
    """Threes and fours agree often, and that tells nothing."""
    entries = [flow(says, day, day, 3 + (n * step) % 2, side=says) for says, step in (("a", 1), ("b", 2))
               for n, day in enumerate(DAYS[:8])]  # fmt: skip
    assert "dependent" not in verdicts(entries).values()


@given(st.lists(st.tuples(st.booleans(), st.floats(0.001, 0.5)), min_size=1, max_size=60))
def test_a_match_more_never_speaks_against_copying(chances):
    missed = [(False, p) for _, p in chances]
    assert log_bayes(missed)[0] <= log_bayes(chances)[0] <= log_bayes([*chances, (True, 0.01)])[0]


def staff():
    rows = json.loads(PERSONNEL.read_text(encoding="utf-8"))
    return [total("General Staff", date.fromisoformat(r["date"]), r["personnel"], side="ukraine") for r in rows]


def months():
    with MONTHLY.open(encoding="utf-8-sig", newline="") as lines:
        for r in csv.DictReader(lines):
            d, m, y = map(int, r["date (at beginning of next month)"].split("/"))
            last = date(y, m, d) - timedelta(days=1)
            yield flow("UK Ministry of Defence", last.replace(day=1), last, round(float(r["casualties in month"])),
                       side="uk", measure="casualties")  # fmt: skip


def weeks():
    with WEEKLY.open(encoding="utf-8-sig", newline="") as lines:
        for r in csv.DictReader(lines):
            value = r["Estimate based on probate data"]
            if value:
                d, m, y = map(int, r["Date"].split("/"))
                last = date(y, m, d) + timedelta(days=6)
                yield flow("Meduza", date(y, m, d), last, round(float(value)), side="independent")


@needs_data
def test_the_ministry_s_months_repeat_the_general_staff():
    (found,) = dependences(items([*staff(), *months()]))
    assert (found.verdict, found.kind, found.points) == ("dependent", "increments", 47)
    assert found.log_bayes > 50


@needs_data
def test_meduza_counts_on_its_own():
    (found,) = dependences(items([*staff(), *weeks()]))
    assert found.verdict == "independent"
    assert found.log_bayes < -10


KINDS = {
    "Tanks": "tank", "Armoured Personnel Carriers": "APC", "Artillery Systems": "field artillery",
    "Multiple Rocket Launchers": "MRL", "Unmanned Aerial Vehicles": "drone", "Helicopters": "helicopter",
    "Aircrafts": "aircraft", "Anti-aircraft Warfare Systems": "anti-aircraft warfare", "Warships, Boats": "naval ship",
}  # fmt: skip


@needs_data
def test_oryx_counts_on_its_own():
    """It is published as one level per kind of equipment: kinds are the points, whatever the day of the snapshot."""
    counted = {}
    for r in json.loads(ORYX.read_text(encoding="utf-8")):
        counted[r["equipment_ua"]] = counted.get(r["equipment_ua"], 0) + (r["losses_total"] or 0)
    for day in json.loads(EQUIPMENT.read_text(encoding="utf-8"))[::30]:
        pairs = [(counted[kind], day[key]) for kind, key in KINDS.items()]
        assert len(pairs) >= LEAST
        assert log_bayes([chance(a, b) for a, b in pairs])[0] < STRONG


def test_a_finding_and_a_note_say_so():
    entries = [total("Ukraine", day, value) for day, value in zip(DAYS, sums(STEPS), strict=True)]
    entries += [total("UK", day, value, side="uk") for day, value in zip(DAYS, sums(STEPS), strict=True)]
    (finding,) = [f for f in check(entries, {}) if f.code == "DEPENDENT"]
    assert (finding.outcome, finding.severity, len(finding.claims)) == ("violated", "warn", 2)
    notes = [note for comparison in compare(entries) for note in comparison.notes]
    assert any(note.startswith("DEPENDENT: the numbers of UK and Ukraine are the same") for note in notes)
