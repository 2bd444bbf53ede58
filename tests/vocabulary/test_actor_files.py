"""Every row of the actor files proves itself: its sentence matches, and the sentence it must not match does not."""

import csv
from pathlib import Path

import pytest

from counterclaim.vocabulary.actor_entries import actors, cell, entries, offices, table
from counterclaim.vocabulary.actors import find_actors, get, sides
from counterclaim.vocabulary.conflicts import conflicts

COUNTRY_SENTENCES = {
    "name": "A bus from {} burned with 12 aboard.",
    "names": "A bus from {} burned with 12 aboard.",
    "acronyms": "A bus from {} burned with 12 aboard.",
    "seats": "A bus from {} burned with 12 aboard.",
    "adjectives": "Some 12 {} soldiers died.",
    "peoples": "Some 12 {} died.",
}


def rows(name: str) -> list:
    return [pytest.param(row, id=next(iter(row.values()))) for row in table(name)]


def found(sentence: str) -> set[str]:
    """Ids of all actors in a sentence, with the body a composed one belongs to."""
    return {mention.actor.id for mention in find_actors(sentence)}


@pytest.mark.parametrize("row", rows("countries.csv"))
def test_every_form_of_a_country(row):
    beside = {other["form"]: " ".join(cell(other, "only_with")) for other in table("ambiguous.csv")}
    for column, sentence in COUNTRY_SENTENCES.items():
        for form in cell(row, column):
            assert row["id"] in found(f"{sentence.format(form)} ({beside.get(form, '')})"), form


@pytest.mark.parametrize("row", rows("countries.csv") + rows("groups.csv") + rows("bodies.csv") + rows("officials.csv"))
def test_example_and_counterexample(row):
    if row["example"]:
        ids = found(row["example"])
        assert row["id"] in ids or any(id_.startswith(row["id"] + "/") for id_ in ids)
    if row["not_in"]:
        assert row["id"] not in found(row["not_in"])


@pytest.mark.parametrize("row", rows("groups.csv") + rows("bodies.csv"))
def test_every_name_of_a_group_or_body(row):
    context = " ".join(cell(row, "only_with"))
    for form in (row["name"], *cell(row, "names")):
        assert row["id"] in found(f"A man from {form} counted 12 dead there ({context})."), form


@pytest.mark.parametrize("row", rows("officials.csv"))
def test_every_spelling_of_an_official(row):
    for form in (row["name"], *cell(row, "names"), *cell(row, "surnames")):
        assert row["id"] in found(f"On that day {form} said 12 people had died."), form
    for form in cell(row, "titled"):
        assert row["id"] in found(f"On that day President {form} said 12 people had died."), form
        assert row["id"] not in found(f"On that day Roderick {form} said 12 people had died."), form


@pytest.mark.parametrize("row", rows("offices.csv"))
def test_every_word_for_an_office(row):
    if row["kind"] == "part":
        pytest.skip("only ever part of a name")
    for word in cell(row, "words"):
        mentions = find_actors(f"Some said the Ruritanian and the Bulgarian {word} had put it at 12.")
        assert any(word in mention.text for mention in mentions), word


@pytest.mark.parametrize("row", rows("offices.csv"))
def test_example_of_an_office(row):
    assert any(m.form in ("composed", "name") and " " in m.text for m in find_actors(row["example"])), row["example"]


@pytest.mark.parametrize("row", rows("ambiguous.csv"))
def test_ambiguous_form(row):
    form = row["form"].lower()
    assert any(form in m.text.lower() for m in find_actors(row["example"], bare=True)), row["example"]
    wrong = [m.text for m in find_actors(row["not_in"], bare=True) if form in m.text.lower()]
    assert not wrong, row["not_in"]


@pytest.mark.parametrize("row", rows("not_actors.csv"))
def test_phrase_that_is_no_actor(row):
    start = row["example"].index(row["phrase"])
    inside = [m.text for m in find_actors(row["example"]) if start <= m.start < start + len(row["phrase"])]
    assert not inside


AMBIGUOUS = Path(__file__).with_name("ambiguous_actors.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("row", csv.DictReader(AMBIGUOUS.splitlines()), ids=lambda row: row["sentence"][:40])
def test_names_that_are_other_things_too(row):
    ids = found(row["sentence"])
    assert set(filter(None, row["named"].split(";"))) <= ids
    assert not set(filter(None, row["not named"].split(";"))) & ids


def test_sides_parties_and_bodies_are_known():
    known = sides()
    for actor in actors().values():
        assert actor.side in known, actor
        assert actor.party is None or actor.party in known, actor
    for row in table("officials.csv"):
        assert get(row["body"]) or row["body"] == "independent", row["id"]
    for row in table("groups.csv"):
        assert set(cell(row, "countries")) <= known, row["id"]


def test_parties_of_conflicts_are_known():
    for conflict in conflicts().values():
        unknown = (conflict.parties | conflict.countries) - sides()
        assert not unknown, conflict.id
        one, other = conflict.sides
        assert not one & other, conflict.id
        assert conflict.end is None or conflict.start <= conflict.end, conflict.id


def test_one_spelling_names_one_actor():
    """Only acronyms and names that ask for further words in the text may be shared."""
    owners: dict[str, set[str]] = {}
    for entry in entries():
        if entry.meaning is not None and not entry.rule.only_with and entry.form != "bare":
            written = entry.written if entry.rule.exact else entry.key
            owners.setdefault(written, set()).add(entry.meaning.id)
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


def test_enough_is_known():
    assert len(table("countries.csv")) > 200
    assert len(conflicts()) >= 200
    assert len(table("groups.csv")) >= 600
    assert len(offices()) > 40
