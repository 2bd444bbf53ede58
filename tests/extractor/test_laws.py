"""Whatever a model says: what becomes a claim rests on words of the text, and everything else is refused."""

import functools

from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.claims.prepare import prepare
from counterclaim.errors import AnswerError
from counterclaim.extractor.answer import Proposal, proposals
from counterclaim.extractor.grounding import Ground, ground
from counterclaim.extractor.quotes import Found, Refused
from counterclaim.ledger.spans import check_claims
from tests.extractor.making import FIRST, SECOND, STORY, TEXT, THIRD
from tests.extractor.server import envelope


@functools.cache
def grounds() -> Ground:
    return ground(prepare(STORY), "small")


def pieces(text: str) -> st.SearchStrategy[str]:
    """Stretches of words of a text."""
    words = text.split()
    ends = st.tuples(st.integers(0, len(words) - 1), st.integers(1, 4))
    return ends.map(lambda at: " ".join(words[at[0] : at[0] + at[1]]))


WORDS = pieces(TEXT) | st.text(min_size=1, max_size=20)
SOME = st.none() | WORDS
PROPOSALS = st.builds(
    Proposal,
    sentence=st.sampled_from([FIRST, SECOND, THIRD, TEXT]) | WORDS,
    figure=st.sampled_from(["575", "12", "43", "3", "29", "A"]) | WORDS,
    measure=st.sampled_from(["killed", "shot down", "dead"]) | WORDS,
    party=SOME,
    claimant=SOME,
    time=SOME,
    place=SOME,
)


@settings(max_examples=300, deadline=None)
@given(PROPOSALS)
def test_a_claim_rests_on_the_text(proposal: Proposal) -> None:
    try:
        claim, refused = grounds().claim(proposal, Found(0, len(TEXT)))
    except Refused as one:
        told = one.why
    else:
        told = "taken"
    assert told
    assert "\n" not in told
    if told != "taken":
        return
    check_claims(STORY, STORY.text_sha256, [claim])
    assert claim.figure.text in " ".join(proposal.figure.split())
    assert claim.figure.text in ("575", "12", "A")
    assert {one.reason for one in refused} <= {"party", "claimant", "time", "place"}


def outcome(body: bytes) -> str:
    """How many proposals, or why none."""
    try:
        return str(len(proposals(body)))
    except AnswerError as error:
        return str(error)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda b: b.decode("latin-1")))
def test_any_words_of_a_model_are_proposals_or_one_line(content: str) -> None:
    assert "\n" not in outcome(envelope(content))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_proposals_or_one_line(body: bytes) -> None:
    assert "\n" not in outcome(body)
