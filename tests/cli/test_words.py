"""`vocabulary`: what matches a sentence, what the lists hold, and whether they are in order."""

import json

import pytest

from tests.cli.conftest import Run, one_line

SENTENCE = "The army in Kyiv said that about 40 tanks were destroyed on Friday."

MATCHES = [
    # kind      words         entry
    ("actor", "Kyiv", "ukraine"),
    ("figure", "40", "40"),
    ("object", "tanks", "tanks"),
    ("measure", "destroyed", "destroy"),
    ("speech", "said", "said"),
    ("time", "on Friday", "2023-02-10"),
    ("place", "Kyiv", "Kyiv"),
]


@pytest.mark.parametrize("kind, words, entry", MATCHES)
def test_try_tells_what_matches(run: Run, kind: str, words: str, entry: str) -> None:
    told = json.loads(run("vocabulary", "try", SENTENCE, "--published", "2023-02-10").stdout)
    found = {match["kind"]: match for match in told["matches"] if match["kind"] == kind and match["entry"] == entry}
    assert found, [match for match in told["matches"] if match["kind"] == kind]
    match = found[kind]
    assert SENTENCE[match["start"] : match["end"]] == match["text"]
    assert match["text"] in words
    assert match["why"]


def test_try_tells_the_claims(run: Run) -> None:
    told = json.loads(run("vocabulary", "try", SENTENCE, "--published", "2023-02-10").stdout)
    assert [claim["figure"]["value"] for claim in told["claims"]] == [40]
    shown = run("vocabulary", "try", SENTENCE, "--published", "2023-02-10", "--table").stdout
    assert "^^" in shown
    assert "40 · a claim" in shown
    assert "also considered" in shown
    assert "no claim is found in it" in run("vocabulary", "try", "The library opens at nine.", "--table").stdout


FIELDS = [
    # field      read as        words        by                                                  considered
    ("measure", "destroyed", "destroyed", "measures.toml [destroy] 'destroy'", None),
    ("object", "tanks", "tanks", "objects.toml [tanks]", "soldiers (army)"),
    ("party", "ukraine", "Kyiv", "countries.csv: metonym of Ukraine", None),
    ("time", "period 2023-02-10", "on Friday", "time_words.toml: period", None),
    ("stance", "asserts", "", "", None),
    ("conflict", "russia-ukraine", "", "conflicts.toml [russia-ukraine]", None),
]


@pytest.mark.parametrize("name, value, words, entry, considered", FIELDS)
def test_try_tells_why_each_field_was_read_so(
    run: Run, name: str, value: str, words: str, entry: str, considered: str | None
) -> None:
    told = json.loads(run("vocabulary", "try", SENTENCE, "--published", "2023-02-10").stdout)
    fields = {field["name"]: field for field in told["figures"][0]["fields"]}
    assert fields[name]["value"] == value
    assert fields[name]["words"] == words
    assert fields[name]["entry"].startswith(entry)
    assert considered is None or considered in fields[name]["considered"]


NO_CLAIMS = [
    # sentence, the figure, why it is no claim
    ("The library bought 30 chairs.", "30", "too few words of conflict"),
    ("Rebels fled in 1989 after the army had come.", "1989", "a year"),
    ("The rebels and the army met 9 envoys.", "9", "too unlikely (strength"),
]


@pytest.mark.parametrize("sentence, figure, reason", NO_CLAIMS)
def test_try_tells_why_there_is_no_claim(run: Run, sentence: str, figure: str, reason: str) -> None:
    told = json.loads(run("vocabulary", "try", sentence).stdout)
    assert [(one["text"], one["reason"][: len(reason)]) for one in told["figures"]] == [(figure, reason)]


def test_lists(run: Run) -> None:
    files = {json.loads(line)["name"] for line in run("vocabulary", "list").stdout.splitlines()}
    assert {"measures", "objects", "countries"} <= files
    countries = [json.loads(line) for line in run("vocabulary", "list", "countries").stdout.splitlines()]
    assert "ukraine" in {country["id"] for country in countries}
    result = run("vocabulary", "list", "countrys")
    assert result.exit_code == 2
    assert "did you mean countries" in result.stderr
    assert one_line(result.stderr)


def test_the_lists_are_in_order(run: Run) -> None:
    result = run("vocabulary", "check")
    assert result.exit_code == 0, result.output
