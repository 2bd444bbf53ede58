"""How far two readers agree: alpha against published and hand-worked values, and what is to be settled."""

import msgspec
import pytest

from counterclaim.ledger import Decision
from counterclaim.model import Entry
from counterclaim.reconcile.agreement import agreement, alpha
from tests.ledger.build import HERALD, HERALD_CLAIMS, KYIV

ALPHA = [  # values that readers gave each unit, alpha
    ([["a", "a"], ["b", "b"]], 1.0),
    ([["a", "b"], ["b", "a"]], -0.5),  # observed 4 of 4, expected 8/3
    ([["a", "a"], ["a", "a"]], None),
    ([["a"], ["b"]], None),
    ([], None),
    # Krippendorff 2011, section C: twelve units, four observers, nominal data, missing values: 0.743
    (
        [
            list(unit)
            for unit in ("111", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", "555", "11", "3")
        ],
        0.743,
    ),
]


@pytest.mark.parametrize("units, value", ALPHA)
def test_alpha(units: list[list[str]], value: float | None) -> None:
    assert alpha(units) == (None if value is None else pytest.approx(value, abs=0.0005))


ENTRIES = [Entry(claim=claim, document=HERALD.id, text_sha256=HERALD.text_sha256) for claim in HERALD_CLAIMS]


def by(actor: str, action: str, number: int, field: str | None = None, after: object = None) -> Decision:
    told = {"actor": actor, "at": f"{actor}{number}", "action": action, "claims": (HERALD_CLAIMS[number].id,)}
    return msgspec.convert({**told, "field": field, "after": msgspec.to_builtins(after)}, Decision)


def test_two_readers_who_differ_on_one_field_and_on_one_claim() -> None:
    found = agreement(
        ENTRIES,
        [
            by("one", "accept", 0), by("two", "accept", 0),
            by("one", "accept", 1), by("two", "correct", 1, "claimant", KYIV),
            by("one", "accept", 2), by("two", "reject", 2),
        ],
    )  # fmt: skip
    assert found is not None
    assert (found.readers, found.claims) == (("one", "two"), 3)
    assert found.span_f1 == pytest.approx(2 * 2 / 5)
    assert found.alpha["measure"] is None  # nothing varies: all that both hold were killed
    assert set(found.differing) == {(HERALD_CLAIMS[1].id, "claimant"), (HERALD_CLAIMS[2].id, "a claim or not")}


def test_one_reader_agrees_with_nobody() -> None:
    assert agreement(ENTRIES, [by("one", "accept", 0), by("one", "reject", 1)]) is None
