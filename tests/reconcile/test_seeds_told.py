"""What else must follow from the five seed articles: who passed a figure on, what is no claim, which day is unknown."""

import functools
import json

import msgspec
import pytest

from counterclaim.model import Entry
from counterclaim.reconcile.checks import check
from counterclaim.reconcile.compare import compare
from counterclaim.reconcile.items import items
from counterclaim.reconcile.states import assertions
from counterclaim.tables import import_table
from counterclaim.vocabulary.places import find_places
from tests.reconcile.makers import row
from tests.reconcile.test_seeds import SEEDS, SHARED, documents, entries

pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason="the seed articles (../shared) are not here")

# day | column of the daily tallies | what the article gives of it
TALLIES = [
    ("2022-06-13", "personnel", 32_300),
    ("2022-06-13", "tank", 1_432),
    ("2022-06-13", "APC", 3_492),
    ("2022-06-13", "helicopter", 178),
    ("2022-06-13", "drone", 585),
    ("2023-02-06", "personnel", 132_160),
    ("2023-02-07", "personnel", 133_190),
    ("2022-03-25", "personnel", 16_100),
]


def of(seed):
    return [entry for entry in entries() if entry.document.startswith(seed)]


def at(seed, start):
    return next(entry for entry in of(seed) if entry.claim.figure.start == start)


def test_the_pollsters_claim_was_passed_on_by_a_think_tank():
    assert [(at("000", n).claim.claimant.name, at("000", n).claim.via[0].name) for n in (2797, 2848)] == [
        ("Russian pollsters", "Atlantic Council")
    ] * 2


def test_ages_are_no_claims():
    assert not {43, 20} & {entry.claim.figure.value for entry in of("000")}


def test_a_governors_share_counts_as_one_origin_wherever_it_is_told():
    made = [c for c in compare(of("001")) if c.measure == "controlled"]
    assert [[(side.origins, len(side.claims)) for side in c.sides] for c in made] == [[(1, 2)]]


def text_of(seed):
    return next(document["text"] for document in documents() if document["id"].startswith(seed))


def test_the_bridge_is_said_to_be_destroyed_and_to_stand():
    """Neither sentence has a figure, so neither is a claim: the finding names the claims nearest to them."""
    made = check(of("001"), {of("001")[0].text_sha256: text_of("001")})
    [found] = [f for f in made if f.code == "BINARY_CONTRADICTION"]
    assert found.documents[0].startswith("001")
    assert found.formula == "bridge (Sievierodonetsk): destroyed; not destroyed"
    assert "Ukraine said that it stands" in found.text


def test_the_depot_is_told_as_unverified():
    """As an assertion on its state; the record of a claim cannot hold it, since no figure is about it."""
    [depot] = [one for one in assertions(text_of("001")) if one.thing == "depot"]
    assert (depot.state, depot.who.actor.side, depot.place, depot.unverified) == ("gone", "russia", "Ternopil", True)


def test_an_article_without_a_date_is_compared_within_itself_and_says_so():
    undated = [msgspec.structs.replace(entry, published=None) for entry in of("002")]
    first = compare(undated)[0]
    assert first.end is None
    assert first.contested == pytest.approx(0.92, abs=0.005)
    assert all(item.day is None and item.days.inferred for item in items(undated))


def test_a_second_reading_where_the_wounded_are_known():
    beside = row("3,825", says="The Kremlin", side="russia", measure="wounded", end="2022-03-25", document="statement")
    formulas = [formula for c in compare((*of("002"), beside)) for *_, formula in c.readings]
    assert "16,000 / 1,351 = 11.8" in formulas
    assert "16,000 / (1,351 + 3,825 = 5,176) = 3.1" in formulas


def test_thousands_trapped_are_a_level_that_nobody_else_gives():
    (made,) = [c for c in compare(of("002")) if c.measure == "trapped"]
    assert (made.time_kind, made.factor_point, made.contested) == ("state", None, None)
    assert made.sides[0].latest is None


def test_the_casualties_of_january_are_a_flow_of_the_other_side():
    entry = at("003", 525)
    assert (entry.claim.time.kind, entry.claim.party, entry.claim.claimant.side) == ("period", "ukraine", "russia")
    compared = [c for c in compare(of("003")) if entry.claim.id in {claim for side in c.sides for claim in side.claims}]
    assert all(c.contested is None for c in compared)


def test_two_spellings_are_one_place():
    names = [
        find_places(f"They fought near {name}.", countries=["ukraine"])[0].name for name in ("Ugledar", "Vuhledar")
    ]
    assert names[0] == names[1]


@functools.cache
def tallies() -> dict[tuple[str, str], int]:
    folder = SHARED / "data/ukr_mod_losses"
    found = {}
    for kind in ("personnel", "equipment"):
        for day in json.loads((folder / f"russia_losses_{kind}.json").read_text(encoding="utf-8")):
            found |= {(day["date"], column): value for column, value in day.items() if isinstance(value, int)}
    return found


@pytest.mark.parametrize(("day", "column", "value"), TALLIES)
def test_the_figures_of_the_articles_are_those_of_the_tally(day, column, value):
    assert tallies()[day, column] == value


@functools.cache
def personnel():
    given = import_table(SHARED / "data/ukr_mod_losses/russia_losses_personnel.json")
    return [
        Entry(claim=claim, document=claim.document) for claim in given.claims if (claim.time.end or "") <= "2023-02-07"
    ]


def test_with_the_imported_tally_the_deadliest_day_has_larger_ones_before_it():
    text = next(document["text"] for document in documents() if document["id"].startswith("003"))
    texts = {of("003")[0].text_sha256: text}
    made = [f for f in check((*of("003"), *personnel()), texts) if f.code == "RANK_CLAIM"]
    assert [f.outcome for f in made] == ["violated"]
    assert "2 larger daily steps (3,160 on 3 March 2022" in made[0].text  # the third hangs on a "more than"
