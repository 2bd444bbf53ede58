"""Numbers beside a claim that are none: every one is listed, with the reader's own reason."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.claims import find_claims, find_leftovers
from counterclaim.claims.binding import MEASURE_THRESHOLD
from counterclaim.claims.decisions import recorded
from counterclaim.claims.figures import find_figures
from counterclaim.claims.leftovers import with_leftovers
from counterclaim.model import Document
from tests.claims.tables import rows


def document(text: str) -> Document:
    return Document(id="a", text=text, published="2024-05-03", language="en")


@pytest.mark.parametrize("row", rows("leftovers.csv"), ids=lambda r: r["number"] + " " + r["reason"])
def test_reasons(row: dict[str, str]) -> None:
    found = {left.figure.text: (left.reason, left.words or "") for left in find_leftovers(document(row["sentence"]))}
    assert found.get(row["number"]) == (row["reason"], row["words"])


def test_a_figure_that_is_too_unlikely_names_its_best_measure() -> None:
    text = "Rebels killed 12 soldiers in the town and spoke to 300 students, the army said. The 40 guests saw 5 killed."
    weighed = [left for left in find_leftovers(document(text)) if left.reason == "below"]
    assert all(left.measure and left.probability and left.probability < MEASURE_THRESHOLD for left in weighed)
    listed = {left.figure.text for left in find_leftovers(document(text))}
    claimed = {claim.figure.text for claim in find_claims(document(text))}
    assert {"300", "40"} <= listed | claimed


def test_sentences_without_a_claim_are_left_out() -> None:
    text = "Rebels killed 12 soldiers in the town, the army said.\n\nThe library opens at 9 a.m. today."
    assert [left.figure.text for left in find_leftovers(document(text))] == []


def test_nothing_is_claimed_and_nothing_is_left() -> None:
    assert with_leftovers(document("The library has 40,000 books."), find_claims) == ((), ())


PARTS = [
    "12 soldiers",
    "43-year-old men",
    "3 May",
    "155 mm shells",
    "T-72 tanks",
    "1,200 people",
    "B2B",
    "9:30",
    "2019",
]


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=5))
def test_every_number_of_a_sentence_with_a_claim_is_a_claim_or_left(parts: list[str]) -> None:
    text = f"Rebels killed 17 soldiers, {', '.join(parts)} in the attack on the town, the army said."
    claims, left = with_leftovers(document(text), find_claims)
    assert claims == find_claims(document(text)), "recording changes nothing"
    told = [(c.figure.start, c.figure.end) for c in claims] + [(x.figure.start, x.figure.end) for x in left]
    for x in left:
        assert text[x.figure.start : x.figure.end] == x.figure.text
        assert text[x.quote.start : x.quote.end] == x.quote.text
    if claims:
        for word in re.finditer(r"\S*\d\S*", text):
            assert any(a < word.end() and word.start() < b for a, b in told), word.group()


def test_nothing_is_recorded_while_nobody_asks() -> None:
    with recorded() as decisions:
        pass
    find_figures("The 43-year-old left on 3 May.")
    assert decisions == []
