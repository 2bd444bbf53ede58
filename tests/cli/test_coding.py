"""The verbs `import` and `code` as a user types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from counterclaim.cli.app import cli

EXAMPLES = Path(__file__).parents[2] / "examples"
TABLE = "date,personnel,apv\n2023-02-06,132160,6415\n2023-02-07,133190,6443\n2023-02-08,many,6458\n"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "losses.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


def run(*words, code=0):
    result = CliRunner().invoke(cli, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result


def test_a_table_is_shown_kept_and_known_again(table, tmp_path):
    shown = [json.loads(line) for line in run("import", table, "--json").stdout.splitlines()]
    assert [claim["figure"]["value"] for claim in shown] == [132160, 6415, 133190, 6443, 6458]
    ledger = tmp_path / "war.db"
    first = run("import", table, "--mapping", "ukraine_losses_csv", "--into", ledger).stderr
    assert "line 4: personnel is 'many', which is no number of people or things between 0 and" in first
    assert "5 claims, 1 figure that cannot be read" in first
    assert "already" in run("import", table, "--into", ledger).stderr
    listed = run("list", "--ledger", ledger, "--json", "--claimant", "general staff").stdout.splitlines()
    assert len(listed) == 5
    run("verify", "--ledger", ledger)


def test_what_cannot_be_done_is_one_line(table, tmp_path):
    assert "no mapping 'nothing'" in run("import", table, "--mapping", "nothing", code=2).stderr
    assert "no table was given" in run("import", "--json", code=2).stderr
    page = tmp_path / "page.html"
    page.write_text("<p>5 dead</p>", encoding="utf-8")
    assert "save it as CSV, JSON or JSON lines" in run("import", page, code=2).stderr
    other = tmp_path / "other.csv"
    other.write_text("day,rain\n2023-02-06,5\n", encoding="utf-8")
    assert "no mapping fits the columns" in run("import", other, code=2).stderr
    empty = tmp_path / "empty.csv"
    empty.write_text("date,personnel,tanks\n", encoding="utf-8")
    run("import", empty, "--mapping", "ukraine_losses_csv", code=1)
    assert "ukraine_personnel" in run("import", "--mappings").stdout


@pytest.fixture(scope="module")
def war(tmp_path_factory):
    ledger = tmp_path_factory.mktemp("ledger") / "war.db"
    run("read", EXAMPLES / "articles" / "2022-10-15-baku-losses.md", EXAMPLES / "articles" / "2023-10-06-hroza.md",
        "--into", ledger)  # fmt: skip
    return ledger


def rows(*words):
    return [json.loads(line) for line in run(*words, "--json").stdout.splitlines()]


def test_one_ledger_under_two_policies_and_their_difference(war):
    acled = rows("code", "--ledger", war, "--policy", "acled", "--place", "hroza")
    assert [(row["field"], row["best"]) for row in acled] == [("fatalities", 51)]
    written = rows("code", "--ledger", war, "--place", "hroza")
    assert ("killed", "ukraine", 51, 52) in [(r["what"], r["said_by"], r["low"], r["high"]) for r in written]
    differ = rows("code", "--ledger", war, "--policy", "acled", "--against", "as_written", "--place", "hroza")
    assert "acled: 51; as_written: ukraine 51 to 52" in [row["text"] for row in differ]
    shown = run("code", "--ledger", war, "--policy", "acled", "--table").stdout
    assert "not told by articles" in shown
    assert "setting several: off" in shown


def test_settings_and_policies_by_name(war):
    assert "write NAME=VALUE" in run("code", "--ledger", war, "--set", "best", code=2).stderr
    assert (
        "acled has no setting 'best'"
        in run("code", "--ledger", war, "--policy", "acled", "--set", "best=on", code=2).stderr
    )
    assert "known are as_written, acled" in run("code", "--ledger", war, "--policy", "usgs", code=2).stderr
    listed = run("code", "--policies", "--table").stdout
    assert "ACLED FAQ" in listed
    assert "to be verified" in listed
