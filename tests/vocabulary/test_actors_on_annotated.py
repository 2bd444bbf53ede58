"""Coverage on the annotated documents beside the project, where they are present: every party and side is known,
and the names of claimants are read as the side that two readers gave them."""

import json
from pathlib import Path

import pytest

from counterclaim.vocabulary.actors import find_actors, party_ids, sides

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
SAME = {"palestine": "gaza", "hamas": "gaza", "west_bank": "gaza"}  # whose claims one health ministry's count as
FLOOR = 0.95  # of the 301 names that hold a country, group, body or known official; measured 0.977

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="the annotated documents are not beside the project")


def records():
    for name in ("train.jsonl", "seeds.jsonl"):
        for line in (GOLD / name).read_text(encoding="utf-8").splitlines():
            yield from json.loads(line)["claims"]


def test_every_party_is_known():
    unknown = {record["party"] for record in records()} - party_ids() - {None, "both"}
    assert not unknown


def test_every_side_is_known():
    unknown = {record["claimant_side"] for record in records()} - sides() - {None, "both"}
    assert not unknown


def test_claimants_are_read_as_their_side():
    names = {(name, record["claimant_side"]) for record in records() for name in record["claimant"]}
    told = [(SAME.get(side, side), [m.actor.side for m in find_actors(name)]) for name, side in names]
    told = [(side, found) for side, found in told if found]
    right = sum(side in {SAME.get(one, one) for one in found} for side, found in told)
    assert right / len(told) >= FLOOR
