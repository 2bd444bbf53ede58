"""The five annotated articles of the data folder: scores by their own scorer, and the figures that must be right.

Only offsets and values stand here, never the articles' words.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bench.data import SCORER, SHARED, document, lines
from counterclaim.claims import find_claims
from counterclaim.model import Claim

SEEDS = SHARED / "gold" / "seeds.jsonl"

pytestmark = pytest.mark.skipif(
    not (SEEDS.is_file() and SCORER.is_file()), reason="../shared/gold with the annotated articles is not here"
)

REACH = {"detect": 0.97, "core": 0.92, "full": 0.80}


@pytest.fixture(scope="module")
def read() -> dict[str, list[Claim]]:
    """The claims of each article, by the first three letters of its id."""
    return {record["id"][:3]: list(find_claims(document(record))) for record in lines(SEEDS)}


@pytest.fixture(scope="module")
def scores(read: dict[str, list[Claim]], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path: Path = tmp_path_factory.mktemp("seeds") / "claims.jsonl"
    path.write_bytes(b"".join(msgspec.json.encode(claim) + b"\n" for claims in read.values() for claim in claims))
    command = [sys.executable, str(SCORER), str(SEEDS), str(path), "--json"]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def at(read: dict[str, list[Claim]], article: str, start: int) -> Claim:
    """The claim whose figure stands at an offset."""
    found = [claim for claim in read[article] if claim.figure.start == start]
    assert len(found) == 1, f"no claim at {start} of article {article}"
    return found[0]


@pytest.mark.parametrize("name", REACH)
def test_scores(scores: dict[str, Any], name: str) -> None:
    assert scores[name]["f1"] >= REACH[name]


def test_every_span_is_in_the_text(scores: dict[str, Any], read: dict[str, list[Claim]]) -> None:
    assert scores["spans_not_in_text"] == 0
    for record in lines(SEEDS):
        for claim in read[record["id"][:3]]:
            for span in (claim.quote, *claim.spans):
                assert record["text"][span.start : span.end] == span.text


@pytest.mark.parametrize("start, value", [(2893, 32_300), (2927, 1_432)])
def test_torn_numbers_are_mended(read: dict[str, list[Claim]], start: int, value: int) -> None:
    figure = at(read, "001", start).figure
    assert (figure.value, figure.repaired) == (value, True)


@pytest.mark.parametrize("article, start, value", [("000", 2318, 31_000), ("001", 2225, 288), ("001", 2305, 527)])
def test_nobody_is_named(read: dict[str, list[Claim]], article: str, start: int, value: int) -> None:
    claim = at(read, article, start)
    assert claim.figure.value == value
    assert claim.claimant is None


def test_the_kremlins_count_is_the_kremlins(read: dict[str, list[Claim]]) -> None:
    claim = at(read, "002", 502)
    assert claim.figure.value == 1_351
    assert claim.party == "russia"
    assert claim.claimant is not None
    assert claim.claimant.side == "russia"
    assert "Kremlin" in (claim.claimant.text or "")


@pytest.mark.parametrize("start, value, low", [(255, 1_000, 1_001), (1668, 575, 575), (1763, 480, 481)])
def test_the_ministrys_count_is_the_ministrys(read: dict[str, list[Claim]], start: int, value: int, low: int) -> None:
    claim = at(read, "004", start)
    assert (claim.figure.value, claim.figure.low, claim.measure, claim.party) == (value, low, "killed", "ukraine")
    assert claim.claimant is not None
    assert claim.claimant.side == "russia"
    names = " ".join([claim.claimant.name, claim.claimant.text or "", *claim.claimant.aliases])
    assert "Defen" in names or "Konashenkov" in names


@pytest.mark.parametrize("start, value", [(109, 16_000), (399, 16_000)])
def test_a_presidents_count_is_his_sides(read: dict[str, list[Claim]], start: int, value: int) -> None:
    claim = at(read, "002", start)
    assert (claim.figure.value, claim.party) == (value, "russia")
    assert claim.claimant is not None
    assert claim.claimant.side == "ukraine"
