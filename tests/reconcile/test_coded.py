"""Real tables with faults that are known: 4,609 hand-coded claims, and corrections that a general staff published."""

import functools
from pathlib import Path

import pytest

from counterclaim.model import Entry
from counterclaim.reconcile.checks import check
from counterclaim.tables import import_table

SHARED = Path(__file__).parents[2] / "../shared/data"
CODED = "radford_2023/replication-data-pnas.csv"
CORRECTED = "ukr_mod_losses/russia_losses_equipment_correction.json"

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the published tables (../shared) are not here")


@functools.cache
def entries(table: str) -> tuple[Entry, ...]:
    given = import_table(SHARED / table)
    about = given.document
    return tuple(Entry(claim=claim, document=about.id, text_sha256=about.text_sha256) for claim in given.claims)


@functools.cache
def findings(table: str):
    return check(entries(table), {})


def values(table: str, finding) -> set[float]:
    at = {entry.claim.id: entry.claim.figure.value for entry in entries(table)}
    return {at[claim] for claim in finding.claims}


# What the coders took it for | the number | what it is found to be
FAULTS = [
    ("January's figure as a total", 6500, "PERIOD_GUESS"),
    ("November's figure as a total", 8300, "PERIOD_GUESS"),
    ("5,937 with two digits swapped", 5397, "DIGIT_SLIP"),
    ("130,590 without its nought", 13050, "DIGIT_SLIP"),
    ("wounded as well as dead", 1697, "UNIT_MISUSE"),
    ("the other side's dead", 22800, "TARGET_SWAP"),
    ("the other side's figure", 4300, "CLAIMANT_SWAP"),
    ("a figure of four months later", 55110, "SERIES_OUTLIER"),
    ("a figure of six days before", 130590, "STALE_VALUE"),
]


@pytest.mark.parametrize(("what", "number", "code"), FAULTS)
def test_a_fault_of_the_coding_is_found_as_what_it_is(what, number, code):
    assert any(f.code == code and number in values(CODED, f) for f in findings(CODED))


def test_the_date_is_told_where_the_claimants_own_series_is_at_hand():
    both = (*entries(CODED), *entries("ukr_mod_losses/russia_losses_personnel.json"))
    told = [f.text for f in check(both, {}) if f.code == "DATE_ORDER" and "55,110" in f.text]
    assert any("21 September 2022" in text and "21 May 2022" in text for text in told)


def test_alarms_are_few_where_a_fifteenth_of_the_figures_break_their_series():
    """Without tolerance and diagnosis 299 of 4,223 totals break their series; most are rounded or of another day."""
    loud = [f for f in findings(CODED) if f.code in ("MONO_CUM", "SERIES_OUTLIER") and f.outcome == "violated"]
    assert len(loud) < 0.025 * 4223


def test_published_corrections_come_out_as_corrections():
    below = [entry for entry in entries(CORRECTED) if (entry.claim.figure.value or 0) < 0]
    told = [f for f in findings(CORRECTED) if f.code == "CORRECTION" and f.outcome == "holds"]
    assert len(told) == len(below) == 22
    assert not [f for f in findings(CORRECTED) if f.outcome == "violated"]
