"""What each coding policy makes of the same words, of sources that differ, and of what it does not count."""

import itertools
from dataclasses import dataclass

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import UsageError
from counterclaim.model import Place
from counterclaim.reconcile import policies as coding_of
from counterclaim.reconcile.origins import origins
from counterclaim.reconcile.policies import differences, policies, policy
from counterclaim.reconcile.policies.difference import numbers
from counterclaim.reconcile.policies.policy import settings
from tests.reconcile.makers import row

DAY = {"kind": "period", "start": "2031-05-01", "end": "2031-05-01", "place": "Harbourtown"}
SIDES = {"party": "ukraine", "conflict": "russia-ukraine"}


@dataclass(frozen=True)
class Attack:
    """An incident, as far as coding needs one."""

    id: str
    claims: tuple
    documents: tuple
    place: str | None = "Harbourtown"
    start: str | None = "2031-05-01"
    end: str | None = "2031-05-01"
    conflict: str | None = "russia-ukraine"


def code(entries, events, under, set_to=None):
    return coding_of.code(origins(entries), events, under, set_to)


def attack(entries):
    return Attack("i_1", tuple(e.claim.id for e in entries), tuple(e.document for e in entries))


def said(words, by="A monitor", side="independent", object="civilians", **more):
    known = {**DAY, **SIDES, "document": f"{by} {words} {object}", **more}
    return row(words, says=by, side=side, object=object, **known)


def coded(entries, id, what="killed", **set_to):
    under = policy(id)
    made = code(entries, [attack(entries)], under, settings(under, set_to))
    return ", ".join(f"{r.said_by}: {numbers(r)}" if r.said_by else numbers(r) for r in made.rows if r.what == what)


# One source, one figure: words | as_written | acled | ucdp | gtd | ibc, with one source enough | airwars
WORDS = [
    ("12", "12", "12", "12", "12", "12", "12"),
    ("about 500", "450 to 550, best 500", "500", "500", "500", "500", "500"),
    ("more than 30", "at least 31", "30", "at least 30, best 30", "30", "at least 30", "at least 30"),
    ("at least 30", "at least 30", "30", "at least 30, best 30", "30", "at least 30", "at least 30"),
    ("up to 20", "up to 20", "blank", "up to 20", "blank", "up to 20", "up to 20"),
    ("fewer than 20", "up to 19", "blank", "up to 19", "blank", "up to 19", "up to 19"),
    ("30 to 40", "30 to 40", "30", "30 to 40", "blank", "30 to 40", "30 to 40"),
    ("dozens", "24 to 99", "12", "at least 24", "blank", "at least 24", "at least 24"),
    ("scores", "40 to 99", "20", "at least 40", "blank", "at least 40", "at least 40"),
    ("hundreds", "200 to 999", "100", "at least 200", "blank", "at least 200", "at least 200"),
    ("several hundred", "200 to 999", "100", "at least 200", "blank", "at least 200", "at least 200"),
    ("thousands", "2,000 to 9,999", "1,000", "at least 2,000", "blank", "at least 2,000", "at least 2,000"),
]


@pytest.mark.parametrize(
    ("words", "written", "acled", "ucdp", "gtd", "ibc", "airwars"), WORDS, ids=[w for w, *_ in WORDS]
)
def test_one_figure_under_each_policy(words, written, acled, ucdp, gtd, ibc, airwars):
    one = [said(words)]
    assert coded(one, "as_written") == f"independent: {written}"
    assert coded(one, "acled") == acled
    assert coded(one, "ucdp") == ucdp
    assert coded(one, "gtd") == gtd
    assert coded(one, "ibc", "killed civilians", sources_needed="1") == ibc
    assert coded(one, "airwars", "killed civilians") == airwars


DISPLACED = [
    ("12", "12"),
    ("more than 300", "at least 300, best 300"),
    ("dozens", "55"),
    ("hundreds", "550"),
    ("thousands", "5,500"),
]


@pytest.mark.parametrize(("words", "idmc"), DISPLACED)
def test_displacement_under_idmc(words, idmc):
    assert coded([said(words, measure="displaced")], "idmc", "displaced") == f"independent: {idmc}"


# Sources that differ: who gave what | policy | setting | what comes out
NORTH = {"by": "Ministry in Kyiv", "side": "ukraine"}
SOUTH = {"by": "Ministry in Moscow", "side": "russia"}
DIFFER = [
    ("acled", {}, "10"),
    ("ucdp", {}, "10 to 30"),
    ("ucdp", {"lower_is_best": "on"}, "10 to 30"),
    ("gtd", {}, "30"),
    ("as_written", {}, "independent: 22, russia: 10, ukraine: 30"),
]


@pytest.mark.parametrize(("id", "set_to", "expected"), DIFFER)
def test_three_sources_that_differ(id, set_to, expected):
    three = [
        said("22", published="2031-05-01"),
        said("30", **NORTH, published="2031-05-02"),
        said("10", **SOUTH, published="2031-05-03"),
    ]
    assert coded(three, id, **set_to) == expected


@pytest.mark.parametrize(("set_to", "best"), [({}, None), ({"lower_is_best": "on"}, 10)])
def test_ucdp_has_a_best_number_only_if_sources_agree_or_a_person_says_so(set_to, best):
    two = [said("30", **NORTH), said("10", **SOUTH)]
    under = policy("ucdp")
    [row_] = [r for r in code(two, [attack(two)], under, settings(under, set_to)).rows if r.field == "deaths"]
    assert row_.best == best
    agreed = [said("30", **NORTH), said("30", "A monitor", "independent")]
    [row_] = [r for r in code(agreed, [attack(agreed)], under).rows if r.field == "deaths"]
    assert row_.best == 30


def test_gtd_takes_the_majority_and_without_one_the_lowest():
    same_day = {"published": "2031-05-02"}
    four = [said("8", "A", **same_day), said("9", "B", **same_day), said("9", "C", "un", **same_day)]
    assert coded(four, "gtd") == "9"
    assert coded(four[:2], "gtd") == "8"


def test_what_the_attacker_concedes_stands_apart_at_airwars():
    both = [said("22"), said("4", **SOUTH)]
    assert coded(both, "airwars", "killed civilians") == "22"
    assert coded(both, "airwars", "killed civilians, conceded by the attacker") == "4"
    assert coded(both, "airwars", "killed civilians", contested="on") == "up to 22"


def test_ibc_waits_for_a_second_source_and_copies_are_none():
    copies = [said("22"), said("22", document="another outlet")]
    assert coded(copies, "ibc", "killed civilians") == "blank"
    assert coded([*copies, said("25", "A doctor", "independent")], "ibc", "killed civilians") == "22 to 25"


def test_parts_of_a_kind_and_kinds_of_people_are_not_counted_twice():
    parts = [said("22"), said("5", object="children"), said("3", object="soldiers")]
    assert coded(parts, "acled") == "25"
    assert coded([*parts, said("26", object="people")], "acled") == "26"
    assert coded(parts, "ucdp", "killed civilians") == "22"
    assert coded(parts, "ucdp", "killed fighters of the other side") == "3"


def test_sources_that_do_not_say_whose_people_speak_of_the_same():
    assert coded([said("22"), said("30", "A doctor", party=None)], "acled") == "22"
    assert coded([said("22"), said("30", "A doctor", party=None)], "ucdp", "killed civilians") == "22 to 30"


def test_a_count_of_a_part_above_all_counts_of_the_whole_is_a_rival_count():
    whole_and_more = [said("50", object="people"), said("131", "A doctor"), said("4", "A nurse", object="children")]
    assert coded(whole_and_more, "ucdp") == "50 to 131"
    assert coded(whole_and_more, "acled") == "50"


def test_single_victims_beside_a_toll_are_no_rival_count():
    assert coded([said("51"), said("52", "A doctor"), said("1", "A nurse")], "acled") == "51"
    assert coded([said("5"), said("1", "A nurse")], "acled") == "1"


def test_a_share_is_no_number_of_people_and_a_word_without_number_is_in_no_sum():
    share = said("20", object="people", unit="percent")
    assert coded([said("51"), share], "acled") == "51"
    assert coded([said("51"), said("several", object="soldiers")], "acled") == "51"
    assert coded([said("51"), said("several", object="soldiers")], "ucdp") == "at least 53"


def test_settings_are_off_and_named():
    several = [said("several")]
    assert coded(several, "acled") == "blank"
    assert coded(several, "acled", several="10") == "10"
    people = [said("9", object="people")]
    assert coded(people, "ibc", "killed civilians", sources_needed="1") == ""
    assert coded(people, "ibc", "killed civilians", sources_needed="1", people_are_civilians="on") == "9"
    with pytest.raises(UsageError, match="acled has no setting 'best': known are several"):
        settings(policy("acled"), {"best": "on"})
    with pytest.raises(UsageError, match="lower_is_best is on or off, not 'yes'"):
        settings(policy("ucdp"), {"lower_is_best": "yes"})
    with pytest.raises(UsageError, match="no coding policy is called 'acle'"):
        policy("acle")


HOUSES = {"measure": "displaced", "unit": "other", "quote": "300 families"}


def test_households_count_only_with_a_size():
    houses = [said("300", object="people", **HOUSES)]
    assert coded(houses, "idmc", "displaced") == "independent: blank"
    assert coded(houses, "idmc", "displaced", household_size="5") == "independent: 1,500"


OUT = [  # a claim that no event-level policy may take | why
    ({"kind": "total", "start": "2022-02-24", "place": None}, "a running total, never part of an incident"),
    ({"kind": "state", "start": None}, "a level on a day, no incident"),
    ({"per": "day"}, "in no incident"),
]


@pytest.mark.parametrize(("change", "why"), OUT)
@pytest.mark.parametrize("id", ["acled", "ucdp", "gtd", "ibc", "airwars", "as_written"])
def test_what_is_no_incident_is_left_out_with_the_reason(id, change, why):
    inside, outside = said("12"), said("500", "Another", **change)
    made = code([inside, outside], [attack([inside])], policy(id))
    assert outside.claim.id not in {claim for r in made.rows for claim in r.claims}
    assert dict(made.left)[why if "per" not in change else "a rate, no number of people"] == 1


@pytest.mark.parametrize("id", ["acled", "ucdp", "gtd"])
def test_a_running_total_within_an_incident_by_mistake_is_no_row_of_its_own_kind(id):
    month = said("6,500", "A ministry", "russia", start="2031-04-01", end="2031-05-01")
    made = code([month], [attack([month])], policy("acled"))
    assert made.rows == ()
    assert dict(made.left) == {"a sum over more than 2 days, no incident": 1}


def test_precision_codes():
    one = [said("12")]
    [made] = [r for r in code(one, [attack(one)], policy("ucdp")).rows if r.field == "deaths"]
    assert (made.date_code, made.place_code) == (1, None)


def test_the_difference_of_two_policies():
    two = [said("hundreds")]
    a, b = (code(two, [attack(two)], policy(id)) for id in ("acled", "as_written"))
    [found] = differences(a, b)
    assert found.text == "acled: 100; as_written: independent 200 to 999"
    assert differences(a, a) == ()


# ---------------------------------------------------------------- laws
FIGURES = st.sampled_from([words for words, *_ in WORDS] + ["3", "17", "250", "40 to 90", "more than 100"])
SPEAKERS = st.sampled_from(
    [("A monitor", "independent"), ("Ministry in Kyiv", "ukraine"), ("Ministry in Moscow", "russia")]
)
CLAIMS = st.lists(st.tuples(FIGURES, SPEAKERS), min_size=1, max_size=5, unique=True)


def entries(claims):
    return [said(words, by, side) for words, (by, side) in claims]


def ends(made):
    return [(r.low, r.best, r.high) for r in made.rows]


@given(CLAIMS, st.sampled_from(policies()))
def test_no_number_is_made_that_no_source_or_word_gave(claims, id):
    """No mean: every number of a row stands in a source's words, or in the policy's own list of words."""
    under = policy(id)
    told = set(under.words.points.values()) | {end for reach in under.words.reaches.values() for end in reach} | {0}
    given_ = entries(claims)
    for entry in given_:
        figure = entry.claim.figure
        told |= {figure.value, figure.low, figure.high}
    made = code(given_, [attack(given_)], under)
    assert {n for row_ in ends(made) for n in row_ if n is not None} <= told


@given(CLAIMS, st.sampled_from(policies()))
def test_an_upper_bound_alone_is_never_a_point(claims, id):
    bounds = [claim for claim in claims if claim[0].startswith(("up to", "fewer than"))]
    given_ = entries(bounds)
    assert all(best is None and low in (None, 0) for low, best, _ in ends(code(given_, [attack(given_)], policy(id))))


@given(CLAIMS, st.sampled_from(policies()))
def test_copies_change_nothing(claims, id):
    given_ = entries(claims)
    copies = [said(words, by, side, document=f"copy of {by} {words}") for words, (by, side) in claims]
    assert ends(code(given_, [attack(given_)], policy(id))) == ends(
        code([*given_, *copies], [attack([*given_, *copies])], policy(id))
    )


@given(CLAIMS, st.sampled_from(policies()))
def test_the_order_of_the_claims_plays_no_part(claims, id):
    given_ = entries(claims)
    back = list(reversed(given_))
    assert ends(code(given_, [attack(given_)], policy(id))) == ends(code(back, [attack(back)], policy(id)))


@given(CLAIMS, st.sampled_from(policies()))
def test_low_best_and_high_are_in_order_and_coding_again_gives_the_same(claims, id):
    given_ = entries(claims)
    first, again = (code(given_, [attack(given_)], policy(id)) for _ in range(2))
    assert first == again
    for row_ in ends(first):
        known = [n for n in row_ if n is not None]
        assert all(a <= b for a, b in itertools.pairwise(known))


@given(CLAIMS)
def test_as_written_keeps_each_side_for_itself(claims):
    given_ = entries(claims)
    rows = [r for r in code(given_, [attack(given_)], policy("as_written")).rows if r.what == "killed"]
    by_claim = {e.claim.id: e.claim.claimant.side for e in given_}
    assert all({by_claim[claim] for claim in r.claims} == {r.said_by} for r in rows)


@pytest.mark.parametrize("id", policies())
def test_every_rule_names_its_source(id):
    assert policy(id).rules
    assert all(rule.source and rule.known for rule in policy(id).rules.values())


def test_a_sum_of_days_is_split_over_them_at_acled_if_so_set():
    days = {"start": "2031-05-01", "end": "2031-05-04"}
    four = [said("58", **days)]
    event = Attack("i_1", (four[0].claim.id,), (four[0].document,), start="2031-05-01", end="2031-05-04")
    assert code(four, [event], policy("acled")).rows == ()
    rows = code(four, [event], policy("acled"), settings(policy("acled"), {"split_days": "on"})).rows
    assert [(row.start, row.end, row.best) for row in rows] == [
        ("2031-05-01", "2031-05-01", 15), ("2031-05-02", "2031-05-02", 15), ("2031-05-03", "2031-05-03", 14),
        ("2031-05-04", "2031-05-04", 14),
    ]  # fmt: skip
    assert "split evenly" in rows[0].reasons[-1]


def test_a_sum_over_towns_is_split_over_those_that_its_sentence_lists_at_acled_if_so_set():
    entry = said("10", quote="Shells killed 10 people in Kherson, Nikopol and Bakhmut on Friday", start="2031-05-01",
                 end="2031-05-01")  # fmt: skip
    event = Attack("i_1", (entry.claim.id,), (entry.document,), start="2031-05-01", end="2031-05-01")
    assert [row.best for row in code([entry], [event], policy("acled")).rows] == [10]
    rows = code([entry], [event], policy("acled"), settings(policy("acled"), {"split_places": "on"})).rows
    assert [(row.place, row.best) for row in rows] == [("Kherson", 4), ("Nikopol", 3), ("Bakhmut", 3)]
    assert "3 places" in rows[0].reasons[-1]


# place | the words before it | how exactly the gazetteer knows it | UCDP's code
PLACES = [
    ("Harbourtown", "in", "city", 1), ("Harbourtown", "near", "city", 2), ("Harbourtown", "five km from", "city", 2),
    ("Callow District", "in", "region", 3), ("Callow", "in", "region", 4), ("Norland", "in southern", "country", 5),
    ("Brenn River", "along the", "region", 5), ("Norland", "in", "country", 6), ("Grey Sea", "in the", "region", 7),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "known", "expected"), PLACES)
def test_places_under_ucdp(name, before, known, expected):
    entry = said("12", quote=f"A monitor said 12 civilians were killed {before} {name}")
    place = Place(name=name, text=name, precision=known)
    entry = msgspec.structs.replace(entry, claim=msgspec.structs.replace(entry.claim, place=place))
    [made] = [r for r in code([entry], [attack([entry])], policy("ucdp")).rows if r.field == "deaths"]
    assert made.place_code == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, 1),
        ({"end": "2031-05-02"}, 1),  # overnight
        ({"end": "2031-05-04"}, 2),
        ({"quote": "A monitor said 12 civilians were killed across the province"}, 2),
    ],
)
def test_clarity_under_ucdp(more, expected):
    entry = said("12", **more)
    assert {row.clarity for row in code([entry], [attack([entry])], policy("ucdp")).rows} == {expected}
    assert {row.clarity for row in code([entry], [attack([entry])], policy("acled")).rows} <= {None}


ATTACKER = {"by": "Russia", "side": "russia"}
# claims | the grade that they propose
GRADES = [
    ([said("12")], "weak"),
    ([said("12"), said("14", by="Another monitor")], "fair"),
    ([said("12"), said("12", by="A monitor", document="copy")], "weak"),
    ([said("12"), said("3", **ATTACKER)], "confirmed"),
    ([said("12"), said("12", **ATTACKER, stance="denies")], "contested"),
    ([said("12", object="soldiers")], "discounted"),
    ([said("12"), said("9", **ATTACKER, object="soldiers")], "weak"),
]


@pytest.mark.parametrize(("claims", "expected"), GRADES)
def test_grades_that_airwars_would_give_are_proposed(claims, expected):
    made = code(claims, [attack(claims)], policy("airwars"))
    assert {row.grade for row in made.rows} == {expected}
    assert all("proposed" in row.reasons[-1] for row in made.rows)


def test_who_did_it_may_be_set_to_be_contested():
    made = code(
        [said("12")], [attack([said("12")])], policy("airwars"), settings(policy("airwars"), {"contested": "on"})
    )
    assert {row.grade for row in made.rows} == {"contested"}
