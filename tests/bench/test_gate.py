"""The quality gate: what it refuses."""

from pathlib import Path
from typing import Any

import pytest

from bench import gate


def floors(core: float, *reasons: dict[str, Any]) -> dict[str, Any]:
    return {"sets": {"dev": {"sha256": "", "floors": {"core": core}}}, "lowered": list(reasons)}


REASON = {
    "set": "dev",
    "measure": "core",
    "from": 0.8,
    "to": 0.7,
    "why": "the guidelines changed",
    "date": "2026-01-01",
}


@pytest.mark.parametrize(
    ("what", "now", "refused"),
    [
        ("as before", floors(0.8), False),
        ("raised", floors(0.9), False),
        ("lowered in silence", floors(0.7), True),
        ("lowered with a reason", floors(0.7, REASON), False),
        ("lowered with an empty reason", floors(0.7, {**REASON, "why": " "}), True),
        ("lowered further than the reason says", floors(0.6, REASON), True),
        ("a reason that gives a lower start than the floor had", floors(0.7, {**REASON, "from": 0.75}), True),
        ("taken out", {"sets": {}, "lowered": []}, True),
    ],
)
def test_a_lower_floor_needs_a_reason(what: str, now: dict[str, Any], refused: bool) -> None:
    assert bool(gate.lowered_without_reason(now, [floors(0.8)])) is refused, what


def test_a_score_below_its_floor_is_named() -> None:
    assert gate.shortfalls(floors(0.8), {"dev": {"core": 0.79}}) == ["dev core: 0.79, floor 0.8"]
    assert gate.shortfalls(floors(0.8), {"dev": {"core": 0.8}}) == []
    assert gate.shortfalls(floors(0.8), {"seeds": {"core": 0.1}}) == []


def test_pinning_raises_and_refuses_to_lower(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "sha256", lambda _: "")
    monkeypatch.setattr(gate, "files", lambda: {"dev": Path("dev.jsonl")})
    now = floors(0.8)
    assert gate.pin(now, {"dev": {"core": 0.9}}, "") == []
    assert now["sets"]["dev"]["floors"] == {"core": 0.897}
    assert gate.pin(now, {"dev": {"core": 0.5}}, "") == ["dev core: 0.897 stands, 0.5 measured"]
    assert now["sets"]["dev"]["floors"] == {"core": 0.897}
    assert gate.pin(now, {"dev": {"core": 0.5}}, "because") == []
    assert gate.lowered_without_reason(now, [floors(0.897)]) == []
