"""Numbers beside a claim that are none: every one is listed, with the reader's own reason."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.claims import find_claims, find_leftovers, reader
from counterclaim.claims.binding import MEASURE_THRESHOLD
from counterclaim.claims.decisions import recorded
from counterclaim.claims.figures import find_figures
from counterclaim.claims.leftovers import with_leftovers
from counterclaim.model import Claim, Document, Leftover
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


WORDS = ["a third of the convoy", "two thirds", "dozens", "a third swap", "three to one", "half a million refugees"]


def hold(document: Document) -> tuple[tuple[Claim, ...], tuple[Leftover, ...]]:
    """Each number of a sentence with a claim is a claim or left, once; recording changes no claim."""
    text = document.text
    claims, left = with_leftovers(document, find_claims)
    assert claims == find_claims(document), "recording changes nothing"
    for x in left:
        assert text[x.figure.start : x.figure.end] == x.figure.text
        assert text[x.quote.start : x.quote.end] == x.quote.text
    told = sorted({*((c.figure.start, c.figure.end) for c in claims), *((x.figure.start, x.figure.end) for x in left)})
    assert len(told) == len({c.figure.start for c in claims}) + len(left), "none is both, none is told twice"
    assert all(one[1] <= after[0] for one, after in pairwise(told))
    numbers = [m.span() for m in re.finditer(r"\S*\d\S*", text)]
    numbers += [(f.start, f.end) for f in find_figures(text) if f.hint != "article"]
    for claim in claims:
        for start, end in numbers:
            if claim.quote.start <= start and end <= claim.quote.end:
                assert any(first < end and start < last for first, last in told), text[start:end]
    return claims, left


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(PARTS + WORDS), min_size=1, max_size=5))
def test_every_number_of_a_sentence_with_a_claim_is_a_claim_or_left(parts: list[str]) -> None:
    hold(document(f"Rebels killed 17 soldiers, {', '.join(parts)} in the attack on the town, the army said."))


ARTICLES = sorted((Path(__file__).parents[2] / "examples" / "articles").glob("*.md"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_number_of_an_example_is_a_claim_or_left(path: Path) -> None:
    hold(document(path.read_text(encoding="utf-8")))


def test_a_sentence_with_a_word_of_a_measure_is_told_of_where_nothing_is_claimed() -> None:
    told = "Nobody was killed when rebels shelled the base on 3 May."
    claims, left = hold(document(f"{told} The library opens at 9 a.m. today."))
    assert claims == ()
    assert [(x.figure.text, x.reason, x.quote.text) for x in left] == [("3", "date", told)]


def test_a_text_in_another_language_or_of_another_matter_has_nothing_left() -> None:
    text = "Nobody was killed when rebels shelled the base on 3 May."
    assert find_leftovers(Document(id="a", text=text, language="fr")) == ()
    text = "The champions won the match 3-1 in front of 40,000 people at home last night and killed the game."
    assert find_leftovers(document(text)) == ()


def test_what_is_too_unlikely_in_a_text_with_few_words_of_conflict_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Rebels killed 12 soldiers. " + "The council met in the old hall and spoke of roads, schools and bread. " * 5
    assert find_claims(document(text))
    monkeypatch.setattr(reader, "SURE", 1.1)
    assert [(x.figure.text, x.reason, x.measure) for x in hold(document(text))[1]] == [("12", "faint", "killed")]


def test_more_numbers_than_prose_has_are_not_read_and_told_once() -> None:
    story = "Rebels killed 17 soldiers in the attack on the town, the army said.\n"
    claims, left = hold(document(f"{story}{'7 4 2 ' * 60}killed"))
    assert [claim.figure.text for claim in claims] == ["17"]
    assert [(x.reason, x.figure.text[:5], len(x.figure.text)) for x in left] == [("crowded", "7 4 2", 359)]


def test_nothing_is_recorded_while_nobody_asks() -> None:
    with recorded() as decisions:
        pass
    find_figures("The 43-year-old left on 3 May.")
    assert decisions == []
