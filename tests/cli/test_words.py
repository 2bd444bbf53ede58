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
    assert "Destroyed: tanks" in shown
    assert "no claim is found in it" in run("vocabulary", "try", "The library opens at nine.", "--table").stdout


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
