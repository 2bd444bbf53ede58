"""A conflict that is gone on with by the claims that were added is the conflict reckoned with as a whole."""

import random
from pathlib import Path
from typing import Any

import pytest

from counterclaim.ledger import Ledger
from counterclaim.ledger.copies import remove
from counterclaim.model import Claim, Document
from counterclaim.reconcile.checks import rates
from counterclaim.reconcile.copy import Copy, grow, nearby
from tests.ledger.build import WHEN
from tests.pipeline.test_growth import everything
from tests.pipeline.untidy import edited, untidy

REPORTS = 420
BEGUN = 400


def add(ledger: Ledger, reports: list[tuple[Document, list[Claim]]]) -> None:
    for document, claims in reports:
        ledger.add(document, claims, reader="rules 1", read_at=WHEN)


@pytest.mark.parametrize("seed", range(3))
def test_what_was_added_makes_the_difference_that_it_makes(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[float] = []
    near = nearby.near

    def watched(*words: object) -> nearby.Mask:
        found = near(*words)  # type: ignore[arg-type]
        looked_at.append(float(found.mean()))
        return found

    whole: list[str] = []
    going_on = grow.grown

    def went_on(*given: Any) -> grow.Grown:
        try:
            return going_on(*given)
        except grow.Unsure as why:
            whole.append(str(why))
            raise

    monkeypatch.setattr(grow, "LEAST", 1)
    monkeypatch.setattr(grow, "SHARE", 1)
    monkeypatch.setattr(grow, "grown", went_on)
    monkeypatch.setattr(rates, "RANKED", 3)  # few days are known here, of which one is called a record
    monkeypatch.setattr(nearby, "near", watched)
    chance, made = random.Random(seed), list(untidy(seed, REPORTS))
    with Ledger(tmp_path / "war.db", create=True) as ledger:
        add(ledger, made[:BEGUN])
        with Copy(ledger) as copy:
            copy.refresh()
            copy.reckon()
            rest = made[BEGUN:]
            while rest:
                step = chance.choice((1, 2, 9))
                add(ledger, rest[:step])
                rest = rest[step:]
                copy.refresh()
                copy.reckon()
            grown = everything(copy)
        remove(ledger.path)
        with Copy(ledger) as copy:
            copy.refresh()
            copy.reckon()
            assert everything(copy) == grown
    assert looked_at
    assert min(looked_at) < 0.9
    assert whole == []
    assert any(b'"RANK_CLAIM"' in found and b'"undecidable"' not in found for found in grown["finding"][0])


def test_a_number_told_again_under_another_word_moves_the_sentence_that_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grow, "LEAST", 1)
    monkeypatch.setattr(grow, "SHARE", 1)
    chance, made = random.Random(5), list(untidy(5, REPORTS))
    with Ledger(tmp_path / "war.db", create=True) as ledger:
        add(ledger, made)
        with Copy(ledger) as copy:
            copy.refresh()
            copy.reckon()
            before = named_besides(copy)
            for number, one in enumerate(chance.sample(made, 60)):
                add(ledger, [edited(one, f"again{number}", f"Outlet {number}", chance)])
            copy.refresh()
            copy.reckon()
            grown, after = everything(copy), named_besides(copy)
        remove(ledger.path)
        with Copy(ledger) as copy:
            copy.refresh()
            copy.reckon()
            assert everything(copy) == grown
    assert before < after


def named_besides(copy: Copy) -> int:
    """How many comparisons tell that a number is given elsewhere under another word."""
    return sum(b"elsewhere as" in record for record in copy.reckoned("comparison"))
