"""The scorer for the examples: what it counts as found, as right, and as neither."""

from typing import Any

import pytest

from bench.scoring import score

GOLD: dict[str, Any] = {
    "start": 0,
    "end": 6,
    "value": 16000,
    "low": None,
    "high": None,
    "qualifier": "exact",
    "measure": "killed",
    "object": "soldiers",
    "party": "russia",
    "claimant": ["Volodymyr Zelensky", "Ukraine"],
    "time_kind": "total",
    "time_start": None,
    "time_end": "2022-03-26",
    "place": None,
}
CLAIM: dict[str, Any] = {
    "document": "d",
    "figure": {"start": 0, "end": 6, "value": 16000, "low": 16000, "high": 16000, "qualifier": "exact"},
    "measure": "killed",
    "object": "soldiers",
    "party": "russia",
    "claimant": {"name": "Volodymyr Zelensky", "text": "Mr Zelensky", "aliases": []},
    "time": {"kind": "total", "start": None, "end": "2022-03-26"},
    "place": None,
}


def with_figure(**changes: object) -> dict[str, Any]:
    return {**CLAIM, "figure": {**CLAIM["figure"], **changes}}


@pytest.mark.parametrize(
    ("what", "gold", "claim", "detect", "core", "full"),
    [
        ("all right", GOLD, CLAIM, 1.0, 1.0, 1.0),
        ("another value", GOLD, with_figure(value=1600), 0.0, 0.0, 0.0),
        ("elsewhere in the text", GOLD, with_figure(start=20, end=26), 0.0, 0.0, 0.0),
        ("another measure", GOLD, {**CLAIM, "measure": "wounded"}, 1.0, 0.0, 0.0),
        ("no claimant", GOLD, {**CLAIM, "claimant": None}, 1.0, 0.0, 0.0),
        ("a claimant where none is named", {**GOLD, "claimant": []}, CLAIM, 1.0, 0.0, 0.0),
        ("another object", GOLD, {**CLAIM, "object": "people"}, 1.0, 1.0, 0.0),
        ("as the second annotator has it", {**GOLD, "alt": {"measure": "lost"}}, {**CLAIM, "measure": "lost"}, 1, 1, 1),
        ("a date that is not annotated", {**GOLD, "time_end": None}, CLAIM, 1.0, 1.0, 1.0),
        ("a place that is not annotated", GOLD, {**CLAIM, "place": {"name": "Kyiv", "text": "Kyiv"}}, 1.0, 1.0, 1.0),
        ("no place", {**GOLD, "place": "Kyiv"}, CLAIM, 1.0, 1.0, 0.0),
    ],
)
def test_one_record_and_one_claim(
    what: str, gold: dict[str, Any], claim: dict[str, Any], detect: float, core: float, full: float
) -> None:
    got = score([{"id": "d", "claims": [gold]}], [claim])
    assert (got["detect"], got["core"], got["full"]) == (detect, core, full), what


def test_two_claims_of_one_figure_count_once() -> None:
    got = score([{"id": "d", "claims": [GOLD]}], [CLAIM, CLAIM])
    assert (got["detect"], got["claims"]) == (0.6667, 2)


def test_records_set_aside_count_neither_way() -> None:
    aside = {**GOLD, "measure": "other"}
    assert score([{"id": "d", "claims": [aside]}], [CLAIM])["claims"] == 0


def test_a_claim_where_nothing_is_claimed_is_a_false_document() -> None:
    assert score([{"id": "d", "claims": []}], [CLAIM])["false_documents"] == 1
