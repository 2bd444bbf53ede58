"""One claim told many times: what joins claims, what does not, and the laws of joining."""

import json
import re
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.model import Via
from counterclaim.reconcile.credits import wire
from counterclaim.reconcile.neardup import alike, clusters, shingles
from counterclaim.reconcile.origins import NEAR, origins
from counterclaim.reconcile.ties import numbers, roots
from tests.reconcile.makers import row

NEWS = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "news_clusters_5w1h" / "articles.jsonl"
LEAD = "Shells fell on the harbour town again before dawn and the ferry stayed at its berth for a third day running"
STORY = LEAD + ", while crews cut fallen wires, families queued for water at the school and the market opened late"
OTHER = "The parliament met in the old library because the heating of the great hall had failed in the frost"

# name | entries | how many origins
T = {"end": "2023-05-05"}
RELAY = (Via(name="British intelligence", start=None, end=None, text=None),)
CASES = [
    (
        "one text kept twice",
        [row("900", text_of="x", document="a", **T), row("900", text_of="x", document="b", **T)],
        1,
    ),
    ("one claimant, two outlets, days apart", [row("900", **T), row("900", document="b", end="2023-05-08")], 1),
    ("one claimant, but a week later", [row("900", **T), row("900", document="b", end="2023-05-12")], 2),
    ("two bodies of one side", [row("900", says="Kyiv", side="ukraine", **T), row("900", document="b", **T)], 1),
    ("two sides that say the same", [row("900", **T), row("900", says="Russia", document="b", **T)], 2),
    (
        "two monitors",
        [row("900", says="A", side="independent", **T), row("900", says="B", side="independent", document="b", **T)],
        2,
    ),
    ("passed on by a third party", [row("900", **T), row("900", document="b", via=RELAY, **T)], 1),
    ("two numbers", [row("900", **T), row("901", document="b", **T)], 2),
    ("a lead without a source", [row("900", says=None, **T), row("900", at=80, **T)], 1),
    ("a lead in a word", [row("hundreds", says=None, **T), row("900", at=80, **T)], 1),
    ("a word that does not hold it", [row("dozens", says=None, **T), row("900", at=80, **T)], 2),
    ("small numbers in two places", [row("3", place="Izium", **T), row("3", place="Lyman", at=80, **T)], 2),
    ("nobody named in two articles", [row("900", says=None, **T), row("900", says=None, document="b", **T)], 2),
    ("a denial is not the claim", [row("900", **T), row("900", stance="denies", document="b", **T)], 2),
]


@pytest.mark.parametrize(("name", "entries", "count"), CASES, ids=[case[0] for case in CASES])
def test_origins(name, entries, count):
    assert len(origins(entries)) == count


def two(text_a, text_b, says="Monitor"):
    entries = [
        row("900", says=says, side="independent", text_of=text, document=text[-9:], **T) for text in (text_a, text_b)
    ]
    return entries, {entry.text_sha256: text for entry, text in zip(entries, (text_a, text_b), strict=True)}


def test_a_reprint_is_one_origin_and_says_why():
    entries, texts = two(STORY, STORY + " than usual")
    (made,) = origins(entries, texts)
    assert "reprint" in made.evidence


def test_an_agency_s_credit_joins_figures_that_name_nobody():
    a, b = LEAD + "\n(Reuters)", OTHER + "\n(Reuters)"
    entries = [row("900", says=None, text_of=text, document=text[:9], **T) for text in (a, b)]
    texts = {entry.text_sha256: text for entry, text in zip(entries, (a, b), strict=True)}
    assert [origin.evidence for origin in origins(entries, texts)] == [("wire",)]
    assert len(origins(entries, {})) == 2


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("KHARTOUM (Reuters) - Shops were shut.", "reuters"),
        ("Shops were shut.\nWith Post wires", "post wires"),
        ("Shops were shut, a reporter for Reuters saw.", None),
        (LEAD * 5 + " (Reuters) " + LEAD * 5, None),
    ],
)
def test_credits(text, agency):
    assert wire(text) == agency


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        (STORY, STORY.upper(), True),
        (STORY, LEAD, True),
        (STORY, OTHER, False),
        (LEAD, OTHER, False),
        ("", STORY, False),
    ],
)
def test_alike(a, b, one):
    assert alike(shingles(a), shingles(b)) is one


words = st.sampled_from(["shell", "harbour", "dawn", "crew", "wire", "water", "school", "market", "ferry", "frost"])


@given(st.lists(st.lists(words, max_size=30).map(" ".join), max_size=6, unique=True))
@settings(max_examples=40, deadline=None)
def test_the_index_never_joins_texts_that_are_not_alike(texts):
    """The slow oracle: a cluster holds only texts that are linked through texts alike by counted shingles."""
    made = clusters({f"{n}": text for n, text in enumerate(texts)})
    for key, leader in made.items():
        linked, grown = {key}, True
        while grown:
            more = {k for k in made for m in linked if alike(shingles(texts[int(k)]), shingles(texts[int(m)]))}
            grown, linked = not more <= linked, linked | more
        assert leader in linked


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=15))
def test_ties_join_as_walking_the_pairs_does(pairs):
    root = roots(10, [(numbers([a]), numbers([b])) for a, b in pairs])
    sets = [{n} for n in range(10)]
    for a, b in pairs:
        joined = next(s for s in sets if a in s) | next(s for s in sets if b in s)
        sets = [s for s in sets if not s & joined] + [joined]
    assert all(min(s) == root[n] for s in sets for n in s)


rows = st.lists(
    st.builds(
        lambda value, says, day, document: row(f"{value}", says=says, end=f"2023-01-{day:02}", document=document),
        st.integers(100, 103),
        st.sampled_from(["Ukraine", "Russia", None]),
        st.integers(1, 20),
        st.sampled_from("abcdefgh"),
    ),
    max_size=10,
    unique_by=lambda entry: (entry.document, entry.claim.id),
)


@given(rows, st.randoms())
@settings(max_examples=60, deadline=None)
def test_every_claim_is_in_one_origin_whatever_the_order(entries, random):
    def shown(made):
        return [(tuple((m.entry.document, m.claim.id) for m in origin.members), origin.evidence) for origin in made]

    made = origins(entries)
    assert sum(len(origin.members) for origin in made) == len(entries)
    assert shown(origins(random.sample(entries, len(entries)))) == shown(made)


@given(rows)
@settings(max_examples=60, deadline=None)
def test_repeats_join_what_pairwise_comparison_joins(entries):
    """The slow oracle of rule `repeat`, where no other rule can apply: one claim a document, all attributed."""
    entries = list({entry.document: entry for entry in entries if entry.claim.claimant}.values())
    entries = [entry for n, entry in enumerate(entries) if entry.claim.id not in {e.claim.id for e in entries[:n]}]
    sets = [{n} for n in range(len(entries))]

    def one(a, b):
        days = abs(int(a.claim.time.end[-2:]) - int(b.claim.time.end[-2:]))
        return (a.claim.claimant, a.claim.figure.value) == (b.claim.claimant, b.claim.figure.value) and days <= NEAR

    for i, a in enumerate(entries):
        for j, b in enumerate(entries):
            if i < j and one(a, b):
                joined = next(s for s in sets if i in s) | next(s for s in sets if j in s)
                sets = [s for s in sets if not s & joined] + [joined]
    assert len(origins(entries)) == len(sets)


@pytest.mark.skipif(not NEWS.is_file(), reason="the clusters of news are not on this machine")
def test_every_pair_of_articles_with_the_same_words_is_found():
    texts = {str(n): json.loads(line)["text"] or "" for n, line in enumerate(NEWS.open(encoding="utf-8"))}
    words = {name: tuple(re.findall(r"\w+", text.casefold())) for name, text in texts.items()}
    pairs = [(a, b) for a, b in combinations(texts, 2) if words[a] and words[a] == words[b]]
    leader = clusters(texts)
    assert len(pairs) >= 70
    assert all(leader[a] == leader[b] for a, b in pairs)


def test_a_cut_is_found_by_its_beginning():
    whole = " ".join(f"word{n % 97}{n}" for n in range(600))
    assert set(clusters({"a": whole, "b": " ".join(whole.split()[:150])}).values()) == {"a"}


@given(st.lists(st.lists(words, max_size=30).map(" ".join), max_size=6, unique=True), st.randoms())
@settings(max_examples=30, deadline=None)
def test_clusters_are_the_same_whatever_the_names(texts, random):
    def groups(names):
        made = clusters(dict(zip(names, texts, strict=True)))
        return {frozenset(n for n, name in enumerate(names) if made[name] == leader) for leader in made.values()}

    names = [f"{n}" for n in range(len(texts))]
    assert groups(names) == groups(random.sample(names, len(names)))
