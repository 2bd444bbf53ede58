"""One claim told twice in a text: what one mention leaves open, the other tells."""

import pytest

from counterclaim.claims import find_claims
from counterclaim.model import Claim, Document

DAY = "2023-08-20"
MOUNTAINS = """Azerbaijan says 89 killed in strike on depot

Azerbaijan's defence ministry said on Saturday that 89 servicemen were killed when Armenian artillery hit a depot near
Fizuli.
"""
CONVOY = """At least 20 killed in drone strike, activists say

An air strike on a market in Kutum killed at least 20 civilians on Friday, Sudanese activists said. The army denied it.
"""
PEOPLE = """Three people were killed on Friday in a strike on Herat.

A doctor at Herat hospital said that three soldiers were killed on a road elsewhere in Afghanistan.
"""


def claims(text: str) -> tuple[Claim, ...]:
    return find_claims(Document(id="made", text=text, published=DAY))


@pytest.mark.parametrize(
    ("text", "objects", "parties"),
    [
        pytest.param(MOUNTAINS, ["soldiers"] * 2, ["azerbaijan"] * 2, id="the body names the kind of people"),
        pytest.param(CONVOY, ["civilians"] * 2, ["sudan"] * 2, id="a headline without a noun"),
        pytest.param(PEOPLE, ["people", "soldiers"], ["afghanistan"] * 2, id="people is no gap to be filled"),
    ],
)
def test_mentions_of_one_claim_agree(text: str, objects: list[str], parties: list[str]) -> None:
    found = claims(text)
    assert [one.object for one in found] == objects
    assert [one.party for one in found] == parties


def test_the_place_is_told_by_the_mention_that_names_it() -> None:
    text = "Rebels killed 45 soldiers, the army of Mali said.\n\nThe 45 soldiers were killed in Timbuktu, it said."
    assert [one.place.name if one.place else None for one in claims(text)] == ["Timbuktu"] * 2
