"""Laws of reading: spans are what the text has, reading is pure, and work grows with the length of the text."""

import sys
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.claims import find_claims
from counterclaim.claims.figures import find_figures
from counterclaim.claims.quotes import find_quotes
from counterclaim.claims.sentences import split_sentences
from counterclaim.model import Claim, Document
from tests.claims.tables import case

STORIES = (
    "Over 1,200 soldiers were killed in the battle for Goma, the Congolese army said on Monday. M23 said it lost 40.",
    "“We lost 32, 300 men,” a spokesman for the Taliban said. The claim could not be verified. Dozens fled.",
    "Losses were about:\n- tanks: 1,195 (+8)\n- ships: 12\nUkraine's General Staff said 300-400 Russians died.",
    "Between 300 and 400 rebels died near Nyala, Reuters reported, citing Sudanese officials; 12 were taken prisoner.",
)
DAMAGE: tuple[Callable[[str], str], ...] = (
    lambda text: text.replace(",", ", "),
    lambda text: text.replace(",", " "),
    lambda text: text.replace("“", "").replace("”", ""),
    lambda text: text.replace(".", ""),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace(" ", "\n"),
    lambda text: text.replace("e", "é").replace("s", "ſ"),
    lambda text: text.replace("a", "\U0001f4a5a"),
    str.upper,
    str.lower,
    str.swapcase,
)
parsed = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def spans_of(claim: Claim) -> list[tuple[int | None, int | None, str | None]]:
    """Every stretch of text that a claim names."""
    parts: list[Any] = [claim.quote, claim.figure, *claim.spans, *claim.via]
    parts += [claim.claimant] if claim.claimant else []
    return [(part.start, part.end, part.text) for part in parts]


def hold(document: Document) -> None:
    """Every claim's spans are the text's words; a span without a start is of a claimant that the outlet names."""
    for claim in find_claims(document):
        for start, end, words in spans_of(claim):
            assert (start is None) == (words is None)
            if start is not None:
                assert document.text[start:end] == words
        assert claim.quote.start <= claim.figure.start < claim.figure.end <= claim.quote.end
        low, high = claim.figure.low, claim.figure.high
        assert low is None or high is None or low <= high


@parsed
@given(st.sampled_from(STORIES), st.lists(st.sampled_from(DAMAGE), min_size=1, max_size=3), st.data())
def test_spans_of_damaged_stories(story: str, damages: list[Callable[[str], str]], data: st.DataObject) -> None:
    for damage in damages:
        story = damage(story)
    at = data.draw(st.integers(0, len(story)))
    hold(Document(id="law", text=story[:at] + data.draw(st.text(max_size=6)) + story[at:], published="2024-05-06"))


@parsed
@given(st.text(max_size=200))
def test_spans_of_any_text(noise: str) -> None:
    hold(Document(id="law", text=f"{noise}\nThe army said 12 soldiers were killed in the war. {noise}"))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789,. -–()“”\"'\n\u00a0toaAdozenhundred%$£€+"), max_size=120))
def test_pieces_of_any_text(text: str) -> None:
    figures = find_figures(text)
    assert all(text[f.start : f.end] == f.text for f in figures)
    assert all(one.end <= after.start for one, after in pairwise(figures))
    sentences = split_sentences(text)
    assert all(one.end <= after.start for one, after in pairwise(sentences))
    assert "".join("".join(text[s.start : s.end].split()) for s in sentences) == "".join(text.split())
    assert all(0 <= quote.start <= quote.end <= len(text) for quote in find_quotes(text))


def test_reading_is_pure() -> None:
    """The same document gives the same claims, whatever was read before it."""
    documents = [Document(id=str(n), text=text, published="2024-05-06") for n, text in enumerate(STORIES)]
    first = {d.id: find_claims(d) for d in documents}
    again = {d.id: find_claims(d) for d in reversed(documents)}
    assert first == again
    assert all(first.values())


def test_other_fields_do_not_change_what_stands_in_the_text() -> None:
    bare = find_claims(Document(id="a", text=STORIES[0]))
    full = find_claims(
        Document(id="b", text=STORIES[0], title="A title", outlet="The Harbour Gazette", url="https://x")
    )
    assert [(c.id, c.figure, c.measure) for c in bare] == [(c.id, c.figure, c.measure) for c in full]


def test_a_language_that_is_not_read_gives_nothing() -> None:
    assert find_claims(Document(id="a", text=STORIES[0], language="fr")) == ()
    assert find_claims(Document(id="a", text="")) == ()


# ---------------------------------------------------------------- long hostile texts
def work(run: Callable[[], object]) -> int:
    """How many functions a call calls: a measure of work that no clock disturbs."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(before)
    return calls


UNITS = [
    "1",
    "1 ",
    "1, ",
    "1,000 ",
    "(",
    '"',
    "“",
    "two hundred ",
    "between 3 and 4 ",
    "- ",
    "May 3 ",
    "\n",
    "A. ",
    "$1",
]
PIECES: list[Callable[[str], object]] = [find_figures, split_sentences, find_quotes]


@pytest.mark.parametrize("unit", UNITS, ids=repr)
@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.__name__)
def test_work_grows_with_the_text(piece: Callable[[str], object], unit: str) -> None:
    """Twice the text, at most about twice the work: 5 kB against 10 kB."""
    small, large = (unit * (n // len(unit)) for n in (5_000, 10_000))
    assert work(lambda: piece(large)) <= 3 * work(lambda: piece(small)) + 1000


SENTENCES = [
    case("between 3 and 4 ", id="ranges"),
    case("(", id="brackets"),
    case("killed ", id="cues"),
    case("he said ", id="sources"),
]


@pytest.mark.parametrize("unit", SENTENCES)
def test_work_grows_with_the_sentence(unit: str) -> None:
    """One sentence without an end, 1 kB against 2 kB: nothing in it may be compared with everything."""
    story = "The war killed 12 soldiers in the attack, the army said.\n"
    small, large = (Document(id="long", text=story + unit * (n // len(unit))) for n in (1_000, 2_000))
    find_claims(small)  # warm: tables of words are made once
    assert work(lambda: find_claims(large)) <= 3 * work(lambda: find_claims(small))


@pytest.mark.parametrize("published", ["2-APR-1987 11:20:50.47", "yesterday", "2024-13-01", "0000-00-00"])
def test_a_day_of_publication_that_is_none_is_as_good_as_none(published: str) -> None:
    def found(day: str | None) -> tuple[Claim, ...]:
        return find_claims(Document(id="a", text=STORIES[0], published=day))

    assert found(published) == found(None)
