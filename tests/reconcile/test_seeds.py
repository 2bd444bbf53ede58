"""What must follow from the five seed articles: offsets and values only, on the annotated records.

BINARY_CONTRADICTION (the bridge of seed 001) is in test_seeds_told: it is read from the text, since no figure is in it.
"""

import functools
import json
from pathlib import Path

import pytest

from counterclaim.model import Entry
from counterclaim.reconcile.checks import check
from counterclaim.reconcile.compare import compare
from counterclaim.reconcile.units import readings
from tests.reconcile.makers import from_gold, row

SHARED = Path(__file__).parents[2] / "../shared"
SEEDS = SHARED / "gold/seeds.jsonl"
MEASURE_WORDS = {2318: (2313, 2317)}  # seed 000: the words that carry the measure of the figure at 2318

pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason="the seed articles (../shared) are not here")

# seed | code | outcome | offsets of the figures, in the order of the formula | derived
FINDINGS = [
    ("000", "NO_CLAIMANT", "undecidable", (2318,), None),
    ("000", "PCT_RANGE", "holds", (2797, 2848), 3),
    ("001", "PART_LE_WHOLE", "holds", (1479, 1407), None),
    ("001", "DUPLICATE", "holds", (201, 1120), None),
    ("001", "DUPLICATE", "holds", (102, 254, 1407), None),
    ("001", "NO_CLAIMANT", "undecidable", (2225,), None),
    ("001", "NO_CLAIMANT", "undecidable", (2305,), None),
    ("001", "NUM_JOINED", "holds", (2893,), None),
    ("001", "NUM_JOINED", "holds", (2927,), None),
    ("002", "UNIT_MISMATCH", "undecidable", (109, 502), None),
    ("002", "RATIO_PARTIES", "undecidable", (109, 502), None),
    ("002", "DUPLICATE", "holds", (109, 399), None),
    ("003", "TOTAL_MINUS_INC", "holds", (407, 342), 132_160),
    ("003", "RANK_CLAIM", "undecidable", (342,), None),
    ("003", "UNIT_MISMATCH", "undecidable", (525,), None),
    ("004", "SUM_PARTS", "holds", (1668, 1763, 255), None),
    ("004", "POPULATION_MISMATCH", "undecidable", (1668, 1763, 255), None),
    ("004", "NO_CLAIMANT", "undecidable", (814,), None),
    ("004", "DUPLICATE", "holds", (5, 255, 1439), None),
]
FORMULAS = [
    ("SUM_PARTS", "575 + more than 480 = at least 1,056; given: more than 1,000"),
    ("TOTAL_MINUS_INC", "133,190 - 1,030 = 132,160"),
    ("RATIO_PARTIES", "16,000 / 1,351 = 11.8"),
    ("PCT_RANGE", "77 % - 74 % = 3"),
    ("RATE_JUMP", "6,500 / 31 = 210 a day; 575 / 210 = 2.7"),
]


@functools.cache
def documents() -> list[dict]:
    return [json.loads(line) for line in SEEDS.read_text(encoding="utf-8").splitlines()]


@functools.cache
def entries() -> tuple[Entry, ...]:
    return tuple(entry for document in documents() for entry in from_gold(document, MEASURE_WORDS))


@functools.cache
def findings():
    texts = {from_gold(document)[0].text_sha256: document["text"] for document in documents()}
    return check(entries(), texts)


def offsets(finding) -> tuple[int, ...]:
    at = {entry.claim.id: entry.claim.figure.start for entry in entries()}
    return tuple(at[claim] for claim in finding.claims)


@pytest.mark.parametrize(("seed", "code", "outcome", "figures", "derived"), FINDINGS)
def test_the_finding_is_made(seed, code, outcome, figures, derived):
    made = [f for f in findings() if f.code == code and f.documents[0].startswith(seed) and offsets(f) == figures]
    assert [(f.outcome, f.derived) for f in made] == [(outcome, derived)]


@pytest.mark.parametrize(("code", "formula"), FORMULAS)
def test_the_formula_shows_the_figures_as_in_print(code, formula):
    assert formula in [f.formula for f in findings() if f.code == code]


def test_nothing_is_called_violated():
    assert [f for f in findings() if f.outcome == "violated"] == []


def test_the_headline_of_004_agrees_with_its_text():
    assert not [f for f in findings() if f.code == "HEADLINE_BODY"]


def test_derived_figures_are_findings_not_claims():
    assert 132_160 not in [entry.claim.figure.value for entry in entries()]


def test_a_hundred_and_thirty_thousand_meets_the_tally_of_the_day_before():
    before = row("132,160", says="Ukraine", end="2023-02-06", document="bulletin")
    made = [f for f in check((*entries(), before), {}) if f.code == "TOTAL_MINUS_INC"]
    assert [(f.outcome, len(f.claims)) for f in made] == [("holds", 3)]
    assert "matches" in made[0].text


def test_002_is_the_most_contested_and_its_units_are_noted():
    first = compare(entries())[0]
    assert [(side.side, side.role, side.latest) for side in first.sides] == [
        ("russia", "self", 1351),
        ("ukraine", "opponent", 16000),
    ]
    assert first.factor_guaranteed == pytest.approx(16000 / 1351)
    assert first.contested == pytest.approx(0.92, abs=0.005)
    assert [note.partition(":")[0] for note in first.notes] == ["UNIT", "DATES", "READINGS"]


def test_001s_ukrainian_tallies_are_one_sided():
    made = {c.object: c for c in compare(entries()) if c.measure == "destroyed"}
    values = {name: c.sides[0].latest for name, c in made.items()}
    assert values == {"tanks": 1432, "armoured_vehicles": 3492, "helicopters": 178, "drones": 585}
    assert all(c.contested is None and any(n.startswith("ONE-SIDED") for n in c.notes) for c in made.values())


def test_requests_are_compared_with_nothing():
    made = [c for c in compare(entries()) if c.measure == "requested"]
    assert len(made) == 5
    assert all(len(c.sides) == 1 and c.time_kind == "planned" for c in made)


def test_003_is_marked_as_unverified_where_the_article_says_so():
    notes = [c.notes for c in compare(entries()) if c.end in ("2023-02-07", "2023-01-31") and c.sides[0].side]
    unverified = [any(note.startswith("UNVERIFIED") for note in each) for each in notes]
    assert unverified.count(True) == 2


def test_lost_keeps_its_readings():
    entry = next(e for e in entries() if e.claim.figure.start == 2318)
    assert set(readings(entry.claim)) >= {"killed", "irrecoverable"}
