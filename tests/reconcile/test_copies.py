"""Copies: told again, altered, flooding, in a circle; and the fast way against the slow one."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.ledger.decision import Decision
from counterclaim.model import Claimant
from counterclaim.reconcile.checks import check
from counterclaim.reconcile.checks.copies import cycle
from counterclaim.reconcile.compare import compare
from counterclaim.reconcile.items import items
from counterclaim.reconcile.origins import bucket, of_items, origins
from tests.reconcile.makers import row
from tests.reconcile.slow_origins import slow_origins

TOLD = "Shells that hit the harbour market of Brenmouth before dawn on Friday killed {} soldiers of the coast guard"
SHORT = "Shells that hit the harbour market of Brenmouth before dawn on Friday killed {} soldiers"
OTHER_TOWN = "Shells that hit the harbour market of Callow before dawn on Friday killed {} soldiers of the coast guard"
TWO = "Shells that hit the market of Brenmouth on Friday killed {} soldiers and wounded 31 others near the old bridge"
THREE = "Shells that hit the market of Brenmouth on Friday killed {} soldiers and wounded 40 others near the old bridge"


def told(figure, outlet, *, sentence=TOLD, says=None, day=5, on=None, **more):
    """A telling; `day` is when it was printed, `on` too, but of what happened on 5 May."""
    if on:
        day, more = on, {**more, "start": "2023-05-05", "end": "2023-05-05"}
    entry = row(
        figure, says=says, quote=sentence.format(figure), kind="period", published=f"2023-05-0{day}",
        document=f"{outlet} {figure} {day}", place="Brenmouth", **more,
    )  # fmt: skip
    return msgspec.structs.replace(entry, outlet=outlet)


def media(entry, name):
    who = Claimant(id=None, name=name, side=None, kind="media", start=None, end=None, text=None)
    return msgspec.structs.replace(entry, claim=msgspec.structs.replace(entry.claim, claimant=who))


# name | two tellings | origins that count | what the finding says
CASES = [
    ("the same sentence", [told("35", "Gazette"), told("35", "Herald")], 1, None),
    ("cut and a day later", [told("35", "Gazette"), told("35", "Herald", sentence=SHORT, day=6)], 1, None),
    ("a week later", [told("35", "Gazette", day=1), told("35", "Herald", day=8)], 2, None),
    ("another town", [told("35", "Gazette"), told("35", "Herald", sentence=OTHER_TOWN)], 2, None),
    ("other digits", [told("35", "Gazette"), told("85", "Herald")], 1, "85 where Gazette gives 35"),
    ("a dropped hedge", [told("more than 35", "Gazette"), told("35", "Herald", day=6)], 1, "35 where Gazette gives mo"),
    ("a lost source", [told("35", "Gazette", says="Ukraine"), told("35", "Herald")], 1, "35 without a source; Gaz"),
    ("another claimant", [told("35", "Gazette", says="Ukraine"), told("35", "Herald", says="Russia")], 1, "after Rus"),
    ("only these digits", [told("35", "Gazette", sentence=TWO), told("85", "Herald", sentence=TWO, day=6)],
     1, "85 where Gazette gives 35"),
    ("the next day's figures", [told("35", "Gazette"), told("85", "Herald", day=6)], 2, None),
    ("all numbers moved", [told("35", "Gazette", sentence=TWO), told("85", "Herald", sentence=THREE)], 2, None),
    ("the outlet brings itself up to date", [told("35", "Gazette"), told("85", "The Gazette")], 2, None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "entries", "count", "says"), CASES, ids=[case[0] for case in CASES])
def test_two_tellings(name, entries, count, says):
    made = origins(entries)
    assert sum(not origin.altered for origin in made) == count
    texts = [finding.text for finding in check(entries, {}) if finding.code == "ALTERED_COPY"]
    assert [says in text for text in texts] == ([True] if says else [])


# name | tellings, in the order of their documents' names | what the finding says
ORDERS = [
    ("printed first is told first", [told("90", "A", on=7), told("50", "Z", on=5)], "A gives 90 where Z gives 50"),
    ("who repeats the first altered nothing",
     [told("50", "A", on=5), told("90", "B", on=6), told("50", "C", sentence=SHORT, on=7)],
     "B gives 90 where A gives 50"),
    ("nor where its name comes first",
     [told("50", "A", sentence=SHORT, on=7), told("50", "B", on=5), told("90", "C", on=6)],
     "C gives 90 where B gives 50"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "entries", "says"), ORDERS, ids=[case[0] for case in ORDERS])
def test_copies_of_one_event_go_by_the_day_of_publication(name, entries, says):
    texts = [finding.text for finding in check(entries, {}) if finding.code == "ALTERED_COPY"]
    assert [text.split(",")[0] for text in texts] == [says]


def test_an_altered_copy_stands_beside_the_range_of_its_side_and_is_flagged():
    entries = [told("50", "A", says="Ukraine", on=5), told("90", "B", says="Ukraine", on=6)]
    (made,) = compare(entries)
    ((side,),) = [made.sides]
    assert (side.low, side.high, side.latest, side.origins, len(side.claims)) == (50, 50, 50, 1, 2)
    assert "ALTERED: 90 of Ukraine: told in another's sentence, so outside the range." in made.notes
    assert "other figure" not in made.text


def test_a_number_that_lost_its_hedge_is_no_figure_of_its_side():
    entries = [told("more than 50", "A", says="Ukraine", on=5), told("50", "B", says="Ukraine", on=6)]
    ((side,),) = [one.sides for one in compare(entries)]
    assert (side.low, side.high, side.latest) == (51, None, None)


def test_which_telling_comes_first_is_not_asked_of_the_names_of_files():
    """Of one day the earlier published one is first, wherever the files lie."""
    for early, late in (("z", "a"), ("a", "z")):
        entries = [told("50", "A", on=7), told("50", "B", on=6)]
        named = [
            msgspec.structs.replace(e, document=name, claim=msgspec.structs.replace(e.claim, document=name))
            for e, name in zip(entries, (late, early), strict=True)
        ]
        (one,) = origins(named)
        assert [m.entry.outlet for m in one.members] == ["B", "A"]


def test_a_sentence_of_two_claimants_does_not_join_them_through_a_third_copy():
    entries = [told("35", "Gazette", says="Ukraine"), told("35", "Herald", says="Russia"), told("35", "Post")]
    assert len(origins(entries)) == 3


def test_outlets_that_cite_each_other_are_one_origin_and_it_is_said():
    entries = [media(told("900", "Gazette"), "Herald"), media(told("900", "Herald", sentence=SHORT), "The Gazette")]
    (made,) = origins(entries)
    assert "cited" in made.evidence
    (finding,) = [f for f in check(entries, {}) if f.code == "CIRCULAR"]
    assert finding.text == (
        "Gazette names Herald and Herald names Gazette as the source of 900: 2 reports, one origin."
    )


def test_an_outlet_cites_one_that_cites_a_ministry():
    entries = [told("900", "Gazette", says="Ukraine"), media(told("900", "Herald", sentence=SHORT), "Gazette")]
    (made,) = origins(entries)
    assert made.evidence == ("cited",)
    assert not [f for f in check(entries, {}) if f.code == "CIRCULAR"]


@given(st.dictionaries(st.sampled_from("abcdef"), st.sets(st.sampled_from("abcdef"))))
def test_a_circle_is_one(cites):
    found = cycle(cites)
    assert all(b in cites[a] for a, b in zip(found, [*found[1:], *found[:1]], strict=True))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("Harbour Gazette", "Harbоur Gazette", True), ("Gazette", "Gázette", True), ("Gazette", "gazette", False),
     ("Gazette", "Gazettes", False)],
)  # fmt: skip
def test_outlets_whose_names_look_the_same(one, other, alike):
    entries = [told("35", one), told("40", other, sentence=OTHER_TOWN)]
    found = [f for f in check(entries, {}) if f.code == "LOOKALIKE"]
    assert [f.outcome for f in found] == (["undecidable"] if alike else [])


def test_addresses_that_look_the_same():
    entries = [msgspec.structs.replace(told("35", name), url=f"https://{url}/x", outlet=None)
               for name, url in (("a", "gazette.example"), ("b", "www.xn--gzette-pta.example"))]  # fmt: skip
    (found,) = [f for f in check(entries, {}) if f.code == "LOOKALIKE"]
    assert "gazette.example" in found.text


# ---------------------------------------------------------------- flooding
def shown(entries):
    """What a comparison shows, without how often it was told."""
    return {
        (c.title, c.factor_guaranteed, c.factor_point, c.contested, c.text,
         tuple((s.side, s.role, s.low, s.high, s.latest, s.origins) for s in c.sides))
        for c in compare(entries)
    }  # fmt: skip


SIDES = [
    told("900", "Kyiv Post", says="Ukraine"),
    told("1,200", "Herald", says="Russia", sentence=SHORT),
    told("1,000", "Monitor", says="Observatory", side="independent", sentence=TWO),
]


@pytest.mark.parametrize("which", range(3))
def test_five_hundred_copies_change_nothing(which):
    original = SIDES[which]
    copies = [
        msgspec.structs.replace(original, document=f"site {n}", outlet=f"site{n}", text_sha256=f"{n:064x}",
            claim=msgspec.structs.replace(original.claim, document=f"site {n}", id=f"c_{n:016}"))
        for n in range(500)
    ]  # fmt: skip
    assert shown([*SIDES, *copies]) == shown(SIDES)
    assert len(origins([*SIDES, *copies])) == len(origins(SIDES)) == 3


@pytest.mark.parametrize("which", range(2))
@pytest.mark.parametrize("figure", ["9,000", "90", "more than 900", "up to 7,000"])
def test_altered_copies_move_no_range_no_factor_and_no_width(which, figure):
    """The same sentence with other words for its figure, a day later in other outlets."""
    said = (
        ("Ukraine", TOLD),
        ("Russia", "A spokesman put the dead of the garrison beside the river at {} on Friday night"),
    )
    sides = [told(number, who, says=who, sentence=of, on=5)
             for number, (who, of) in zip(("900", "1,200"), said, strict=True)]  # fmt: skip
    says, sentence = said[which]
    copies = [told(figure, f"site{n}", says=says, sentence=sentence, on=6) for n in range(5)]
    assert shown([*sides, *copies]) == shown(sides)


claims = st.builds(
    lambda value, says, outlet, day, sentence: told(value, outlet, says=says, day=day, sentence=sentence),
    st.sampled_from(["900", "1,200", "more than 900", "35"]),
    st.sampled_from(["Ukraine", "Russia", None]),
    st.sampled_from(["Gazette", "Herald", "Post"]),
    st.integers(1, 9),
    st.sampled_from([TOLD, SHORT, TWO]),
)
some = st.lists(claims, min_size=1, max_size=7, unique_by=lambda entry: entry.document)


@given(some, st.data())
@settings(max_examples=60, deadline=None)
def test_copies_of_any_claim_move_no_range_factor_or_count(entries, data):
    original = data.draw(st.sampled_from(entries))
    copies = [
        msgspec.structs.replace(original, document=f"{original.document} {n}",
            claim=msgspec.structs.replace(original.claim, document=f"{original.document} {n}"))
        for n in range(data.draw(st.integers(1, 5)))
    ]  # fmt: skip
    assert shown([*entries, *copies]) == shown(entries)


# ---------------------------------------------------------------- the slow oracle, and working bucket by bucket
def sets(made):
    return {frozenset((m.entry.document, m.claim.id) for m in origin.members) for origin in made}


@given(some)
@settings(max_examples=150, deadline=None)
def test_the_fast_way_gives_what_asking_every_pair_gives(entries):
    assert sets(origins(entries)) == slow_origins(entries, sentences=True)


@given(some)
@settings(max_examples=60, deadline=None)
def test_origins_bucket_by_bucket_are_those_of_all(entries):
    found = items(entries)
    parts = [[item for item in found if bucket(item) == at] for at in {bucket(item) for item in found}]
    assert set().union(*(sets(of_items(part, {})) for part in parts)) == sets(of_items(found, {}))


# ---------------------------------------------------------------- people
def decision(action, *entries):
    return Decision(actor="a", at="1", action=action, claims=tuple(entry.claim.id for entry in entries))


def test_people_merge_and_split():
    one, other = told("900", "Gazette"), told("1,200", "Herald", sentence=SHORT)
    assert len(origins([one, other], {}, [decision("merge_origin", one, other)])) == 1
    same = told("900", "Herald")
    assert len(origins([one, same])) == 1
    assert len(origins([one, same], {}, [decision("split_origin", same)])) == 2
    both = [decision("split_origin", same), decision("merge_origin", one, same)]
    assert [origin.evidence for origin in origins([one, same], {}, both)] == [("person",)]
