"""The faults of the bench, one of each kind in each made conflict, are found, and clean ledgers are left alone."""

import pytest

from bench.faults_told import texts_of
from bench.made import CONFLICTS, ledger
from bench.reckoning import MAKERS, found, quiet
from counterclaim.reconcile.checks import ORDER, check

# How a figure was read; against an imported table; a whole series against another; outlets whose names look alike.
SEEN_ELSEWHERE = {"NUM_JOINED", "OWN_SERIES", "DEPENDENT", "LOOKALIKE", "SUSPICIOUS_TEXT"}


@pytest.mark.parametrize("name", MAKERS)
def test_the_fault_is_found(name):
    assert [conflict for conflict, hit, _ in found(name, 0) if not hit] == []


def test_every_code_has_its_fault():
    assert set(ORDER) - {name.partition(" ")[0] for name in MAKERS} == SEEN_ELSEWHERE


def test_nothing_is_said_of_a_ledger_without_a_fault():
    assert quiet(1)[0] == 0


def test_a_fault_is_not_found_before_it_is_put_in():
    """RATIO_PARTIES, HEAPING and the like are in the made ledgers by design: the sides differ."""
    said = {f.code for conflict in CONFLICTS for f in check(ledger(conflict, 0).entries, {})}
    assert said == {"MONO_CUM", "RATIO_PARTIES", "TOTAL_MINUS_INC"}


def test_the_same_seed_gives_the_same_ledger():
    made = [MAKERS["DIGIT_SLIP"](ledger(CONFLICTS[0], 7))[0] for _ in range(2)]
    assert made[0] == made[1]
    assert texts_of(made[0]) == {}
