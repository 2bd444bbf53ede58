"""`counterclaim origins` and `counterclaim incidents`, from articles to the lists."""

import json

import pytest
from click.testing import CliRunner

from counterclaim.cli.app import cli

GAZETTE = "A drone strike on the market of Kharkiv killed 14 civilians on 3 May 2024, the Ukrainian military said."
HERALD = "In the capital talks went on. " + GAZETTE
LATER = "The drone strike on the market of Kharkiv on 3 May 2024 killed 17 civilians, Ukraine's government said."


@pytest.fixture
def ledger(tmp_path):
    rows = [
        {"id": name, "text": text, "published": "2024-05-04", "outlet": outlet, "language": "en"}
        for name, text, outlet in (("a", GAZETTE, "Gazette"), ("b", HERALD, "Herald"), ("c", LATER, "Post"))
    ]
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    path = str(tmp_path / "war.db")
    done = CliRunner().invoke(cli, ["read", str(tmp_path / "news.jsonl"), "--into", path])
    assert done.exit_code == 0, done.output
    return path


def run(*words):
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_one_origin_lists_its_outlets(ledger):
    found = [json.loads(line) for line in run("origins", "killed", "--ledger", ledger, "--json").splitlines()]
    first = found[0]
    assert (first["outlets"], first["figure"]["value"], first["altered"]) == (["Gazette", "Herald"], 14, False)
    assert "repeat" in first["evidence"]
    assert 0 < first["confidence"] <= 1


def test_one_attack_lists_its_claims_and_reasons(ledger):
    (found,) = [json.loads(line) for line in run("incidents", "--ledger", ledger, "--json").splitlines()]
    assert len(found["claims"]) == 3
    assert [(told["low"], told["high"]) for told in found["told"]] != []
    assert any("Kharkiv" in reason for reason in found["reasons"])


def test_tables_for_the_eye(ledger):
    told = run("origins", "--ledger", ledger, "--table")
    assert "Gazette, Herald" in " ".join(told.split())
    assert "of 2 origins" in told
    told = run("incidents", "--ledger", ledger, "--table", "--place", "kharkiv")
    assert "1 incident, proposed" in told


def test_a_filter_that_nothing_passes_says_so(ledger):
    done = CliRunner().invoke(cli, ["incidents", "--ledger", ledger, "--place", "Lviv", "--json"])
    assert (done.exit_code, done.stdout) == (0, "")
    assert "nothing to tell of the claims in" in done.stderr
