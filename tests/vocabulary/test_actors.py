"""What is found in sentences, and laws that hold on any text."""

import csv
import random
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.vocabulary import actor_matching as matching
from counterclaim.vocabulary.actor_text import fold
from counterclaim.vocabulary.actors import find_actors, get, holder, party_ids, side_of_country, speaks_for

CASES = Path(__file__).with_name("actor_cases.csv")
NOISE = [
    "",
    " ",
    "-",
    "'s ",
    "\n",
    "\n\n",
    ". ",
    " of the ",
    " of ",
    " and ",
    "Xa",
    "é",
    "İ",
    "’s ",
    " - ",
    ", ",
    "12 ",
]


def cases():
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [pytest.param(r["sentence"], r["actors"], id=r["sentence"][:50]) for r in csv.DictReader(lines)]


@pytest.mark.parametrize(("sentence", "expected"), cases())
def test_sentence(sentence, expected):
    found = [f"{mention.text} = {mention.actor.id}" for mention in find_actors(sentence)]
    assert found == [part.strip() for part in expected.split(";") if part.strip()]


KEYS = sorted(matching.by_key())
WRITTEN = sorted({entry.written for group in matching.by_key().values() for entry in group})


@st.composite
def texts(draw):
    """Names of the vocabulary, in three cases, with and without things between them."""
    parts = draw(st.lists(st.sampled_from(WRITTEN), max_size=5))
    cases = [draw(st.sampled_from([str, str.upper, str.lower])) for _ in parts]
    return "".join(draw(st.sampled_from(NOISE)) + case(part) for case, part in zip(cases, parts, strict=True))


def slow_matches(text: str) -> list[tuple[int, int, str]]:
    """Every name at every place, the longest of the leftmost first, by the plainest of loops."""
    folded = fold(text)
    shadow, found, start = folded.shadow, [], 0
    while start < len(shadow):
        best = None
        for key in KEYS:
            end = start + len(key)
            inside = (start and shadow[start - 1].isalnum()) or shadow[end : end + 1].isalnum()
            if not shadow.startswith(key, start) or inside or (best and best[1] >= end):
                continue
            for entry in matching.by_key()[key]:
                known = not entry.rule.only_with or any(word in shadow for word in entry.rule.only_with)
                if known and matching.allowed(entry, folded, start, end):
                    best = (start, end, entry.written)
                    break
        found += [best] if best else []
        start = best[1] if best else start + 1
    return found


@settings(max_examples=30, deadline=None)
@given(texts())
def test_the_automaton_agrees_with_a_plain_loop(text):
    folded = fold(text)
    fast = [(m.start, m.end, m.entry.written) for m in matching.matches(folded, folded.shadow)]
    assert fast == slow_matches(text)


@settings(deadline=None)
@given(st.one_of(texts(), st.text(max_size=50)))
def test_words_stand_where_the_mention_says_and_none_overlap(text):
    last = 0
    for mention in find_actors(text, bare=True):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= last
        assert mention.text == mention.text.strip()
        last = mention.end


@settings(deadline=None)
@given(st.sampled_from(WRITTEN), st.sampled_from("xéЖ7"), st.booleans())
def test_no_name_is_found_inside_a_word(written, letter, before):
    text = f"12 men {letter + written if before else written + letter} 12"
    start = text.index(written)
    for mention in find_actors(text, bare=True):
        glued = mention.start == start if before else mention.end == start + len(written)
        assert not glued


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_folding_keeps_offsets(text):
    folded = fold(text)
    for place, char in enumerate(folded.shadow):
        original = folded.text[folded.original(place)]
        assert char in (" ", "\n", "-", "'") or fold(original).shadow == char


def test_composed_actors_can_be_asked_for():
    rng = random.Random(1)  # a fixed sample
    for side in rng.sample(sorted(party_ids()), 60):
        actor = holder(side, "/officials")
        assert actor is not None
        assert get(actor.id) == actor
        assert (actor.side, actor.kind) == (side, "official")


def test_bare_offices_have_no_side():
    (mention,) = find_actors("The army lost 12.", bare=True)
    assert (mention.actor.id, mention.actor.side, mention.form) == ("/military", None, "bare")
    assert holder("mali", mention.actor.id).id == "mali/military"
    assert find_actors("The army lost 12.") == []


def test_context_decides_acronyms():
    assert find_actors("The RSF lost 12.") == []
    (mention,) = find_actors("The RSF lost 12.", context="Fighting in Sudan. The RSF lost 12.")
    assert mention.actor.id == "rsf"


@pytest.mark.parametrize(
    ("id_", "body"),
    [("person/hagari", "israel/military"), ("russia/mod", "russia"), ("un/unhcr", "un"), ("mali/officials", "mali")],
)
def test_who_speaks_for_whom(id_, body):
    assert speaks_for(id_).id == body


def test_unknown_ids():
    assert get("atlantis") is None
    assert get("atlantis/officials") is None
    assert get("mali/atlantis") is None
    assert speaks_for("atlantis") is None
    assert side_of_country("??") is None


LOCAL = [
    # sentence, place, its country, words found, id
    ("Kharkiv authorities counted 12.", "Kharkiv", "ukraine", "Kharkiv authorities", "ukraine/kharkiv/authorities"),
    ("The mayor of Melitopol left.", "Melitopol", "ukraine", "mayor of Melitopol", "ukraine/melitopol/mayor"),
    ("Kaduna state police held 9.", "Kaduna", "nigeria", "Kaduna state police", "nigeria/kaduna/police"),
    ("Officials in\n  Idlib said 9.", "Idlib", "syria", "Officials in\n  Idlib", "syria/idlib/officials"),
    ("Kyiv region's governor said 9.", "Kyiv region", "ukraine", "Kyiv region's governor",
     "ukraine/kyiv_region/governor"),
    ("Bucha residents counted 9.", "Bucha", "ukraine", "Bucha residents", "ukraine/bucha/residents"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "place", "country", "words", "id_"), LOCAL)
def test_offices_of_places(sentence, place, country, words, id_):
    start = sentence.index(place)
    where = SimpleNamespace(start=start, end=start + len(place), text=place, country=country, precision="city")
    (mention,) = find_actors(sentence, places=[where])
    assert (mention.text, mention.actor.id) == (words, id_)
    assert mention.actor.side == ("independent" if "residents" in words else country)


@given(st.text(alphabet=" \n-'sab\u2019A", max_size=40))
def test_places_in_folded_text_are_found_again(text):
    folded = fold(text)
    for shadow in range(len(folded.shadow)):
        assert folded.place(folded.original(shadow)) == shadow
