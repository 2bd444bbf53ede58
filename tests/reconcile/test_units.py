"""What the words of a figure of harm leave open: read from plain sentences."""

import pytest

import counterclaim as cc
from counterclaim.reconcile.units import readings

OPEN = ("casualties_kw", "casualties_broad", "killed")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Ukraine said 6,500 Russian soldiers had been killed and wounded in January.", ("casualties_kw",)),
        ("Russia said up to 175 Ukrainian soldiers were killed or injured.", ("casualties_kw",)),
        ("Ukraine said Russian forces had suffered 6,500 casualties in January.", OPEN),
        ("Ukraine said 870 Russian soldiers had been killed in January.", ("killed",)),
    ],
)
def test_killed_and_wounded_leaves_nothing_open(words: str, told: tuple[str, ...]) -> None:
    """So that it is no mixture of units in a sentence which says that people were killed."""
    [document] = cc.read(text=words, published="2023-02-05")
    (claim,) = cc.find_claims(document)
    assert readings(claim) == told
