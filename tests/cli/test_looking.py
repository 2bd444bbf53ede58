"""`list`, `explain`, `verify`, `export` on a ledger made by hand."""

import csv
import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import pytest

from counterclaim.ledger import Decision, Ledger
from counterclaim.views.reviewing import deeds
from tests.cli.conftest import Run, one_line
from tests.views.making import entries


def ids(output: str) -> list[str]:
    return [json.loads(line)["id"] for line in output.splitlines()]


ALL = [entry.claim.id for entry in entries()]

FILTERS = [
    # words                                         claims found, by place
    ([], [0, 1, 2, 3, 4, 5]),
    (["--measure", "killed"], [0, 1, 4]),
    (["--measure", "killed", "--side", "norland"], [0, 4]),
    (["--object", "people"], [2, 5]),
    (["--party", "Westland"], [0, 1, 4]),
    (["--claimant", "DEFENCE"], [1]),
    (["--side", "independent"], []),
    (["--place", "alder"], [2, 5]),
    (["--conflict", "norland-westland", "--outlet", "courier"], [4, 5]),
    (["--since", "2024-05-04"], [4, 5]),
    (["--until", "2024-05-03"], [0, 1, 2, 3]),
    (["--since", "2024-05", "--until", "2024-05"], [0, 1, 2, 3, 4, 5]),
    (["--until", "2023"], []),
    (["--limit", "2"], [0, 1]),
    (["--limit", "0"], [0, 1, 2, 3, 4, 5]),
]


@pytest.mark.parametrize("words, found", FILTERS, ids=lambda v: " ".join(map(str, v)))
def test_list(war: Path, run: Run, words: list[str], found: list[int]) -> None:
    result = run("list", *words)
    assert result.exit_code == 0, result.output
    assert ids(result.stdout) == [ALL[place] for place in found]
    assert found or "no claim in counterclaim.db meets this" in result.stderr


def test_list_as_a_table(war: Path, run: Run) -> None:
    shown = run("list", "--table").stdout
    assert "16,000" in shown
    assert "6 claims" in shown
    assert all(claim[:10] in shown for claim in ALL)


UNKNOWN = [
    ("--measure", "kiled", "unknown measure 'kiled': did you mean killed"),
    ("--party", "wetsland", "unknown party 'wetsland': did you mean westland"),
    ("--object", "soldjers", "unknown object 'soldjers': did you mean soldiers"),
    ("--side", "norlnd", "unknown side 'norlnd': did you mean norland"),
    ("--conflict", "nor-west", "unknown conflict 'nor-west': did you mean norland-westland?"),
    ("--since", "yesterday", "'yesterday' is no date: write it as 2022-03-26, or 2022-03, or 2022"),
    ("--until", "2024-13", "'2024-13' is no date"),
    ("--limit", "-1", "-1 is not in the range"),
    ("--nonsense", "x", "No such option"),
]


@pytest.mark.parametrize("option, value, told", UNKNOWN)
def test_a_slip_is_answered_with_what_was_meant(war: Path, run: Run, option: str, value: str, told: str) -> None:
    result = run("list", option, value)
    assert result.exit_code == 2
    assert told in result.stderr
    assert one_line(result.stderr), result.stderr
    assert not result.stdout


def test_a_name_that_is_known_but_not_held_is_no_slip(war: Path, run: Run) -> None:
    result = run("list", "--party", "russia")
    assert (result.exit_code, result.stdout) == (0, "")


# ---------------------------------------------------------------- explain
def test_explain_by_the_beginning_of_an_id(war: Path, run: Run) -> None:
    result = run("explain", ALL[0][:6], "--table")
    assert result.exit_code == 0
    for words in (ALL[0], "Norland's president said", "^^^^^^", "claimant", "by hand", "The Herald", "chain head"):
        assert words in result.stdout


def test_explain_as_json(war: Path, run: Run) -> None:
    told = json.loads(run("explain", ALL[4]).stdout)
    assert told["figure"]["repaired"] is True
    assert told["ledger"]["read by"] == "by hand 1"
    assert told["ledger"]["read at"] == "2026-01-02T03:04:05Z"


@pytest.mark.parametrize(
    "beginning, told", [("c_", "6 claims begin with"), ("c_zzzz", "no claim begins"), ("", "no claim")]
)
def test_explain_needs_one_claim(war: Path, run: Run, beginning: str, told: str) -> None:
    result = run("explain", beginning)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert one_line(result.stderr)


JUDGED = {"status": {"status": "attributed"},
          "likelihood": {"words": "likely", "yardstick": "uk_di", "quote": "likely"}}  # fmt: skip
HISTORY = [  # an action, and what the history says of the claim
    ("status", "set the rung of checking of it"),
    ("likelihood", "judged the likelihood of it"),
    ("choose", "gave the place of best of its side to it"),
    ("split_origin", "ended the shared origin of it"),
    ("hold", "put a hold on it"),
    ("let_in", "ended the hold on it"),
]


@pytest.mark.parametrize("action, told", HISTORY)
def test_a_history_reads_as_a_sentence(action: Any, told: str) -> None:
    made = Decision(action=action, claims=("c_1",), actor="ann", after=JUDGED.get(action), at="2026-01-02T03:04:05Z")
    assert next(deeds("c_1", [made], str)).startswith(f"2026-01-02T03:04 ann {told}")


NAMING = ["list", "list --table", f"explain {ALL[2]}", f"explain {ALL[2]} --table", "export --to csv",
          "export --to jsonl", "compare --table", "compare", "series", "series --table"]  # fmt: skip


@pytest.mark.parametrize("words", NAMING)
def test_no_verb_names_a_private_person(war: Path, run: Run, words: str) -> None:
    result = run(*words.split())
    assert result.exit_code == 0, result.output
    assert "Lindqvist" not in result.output
    assert "a nurse" in result.output or "private person" in result.output or "series" in words


# ---------------------------------------------------------------- verify
def test_a_sound_ledger(war: Path, run: Run) -> None:
    result = run("verify", "--table")
    assert result.exit_code == 0
    assert "2 documents, 6 claims, 2 readings" in result.stdout
    told = json.loads(run("verify").stdout)
    assert told["sound"] is True
    assert told["head"] in result.stdout
    assert json.loads(run("verify", "--head", told["head"]).stdout)["sound"] is True


def test_a_head_that_is_not_there(war: Path, run: Run) -> None:
    result = run("verify", "--head", "00" * 32)
    assert result.exit_code == 1
    assert json.loads(result.stdout)["sound"] is False


def test_a_row_that_was_changed_is_named(war: Path, run: Run) -> None:
    connection = sqlite3.connect(war)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE text SET body = replace(body, '16,000', '61,000')")
    connection.commit()
    connection.close()
    result = run("verify", "--table")
    assert result.exit_code == 1
    assert "broken: text 1" in result.stdout
    assert json.loads(run("verify").stdout)["broken"]


# ---------------------------------------------------------------- ledgers that are none
def broken_ledgers() -> dict[str, bytes | None]:
    other = sqlite3.connect(":memory:")
    other.execute("CREATE TABLE recipes (name)")
    other.commit()
    return {
        "missing": None,
        "text": b"not a database at all, but a text of some length" * 50,
        "empty": b"",
        "another database": other.serialize(),
        "header only": b"SQLite format 3\0" + b"\0" * 84,
    }


VERBS = [
    ["list"],
    ["explain", "c_1"],
    ["compare"],
    ["check"],
    ["series"],
    ["verify"],
    ["export", "--to", "csv"],
    ["report"],
]


@pytest.mark.parametrize("verb", VERBS, ids=lambda v: v[0])
@pytest.mark.parametrize("kind", broken_ledgers())
def test_what_is_no_ledger_is_refused_in_one_line(home: Path, run: Run, kind: str, verb: list[str]) -> None:
    content = broken_ledgers()[kind]
    if content is not None:
        (home / "x.db").write_bytes(content)
    result = run(*verb, "--ledger", "x.db")
    assert result.exit_code == 2, result.output
    assert "x.db" in result.stderr
    assert one_line(result.stderr), result.stderr
    assert not result.stdout
    assert content is None or (home / "x.db").read_bytes() == content
    assert not (home / "report.html").exists()


def test_a_folder_is_no_ledger(home: Path, run: Run) -> None:
    result = run("list", "--ledger", str(home))
    assert result.exit_code == 2
    assert one_line(result.stderr), result.stderr


def test_a_ledger_damaged_within_is_no_traceback(war: Path, run: Run) -> None:
    content = bytearray(war.read_bytes())
    for place in range(len(content) // 2, len(content), 7):
        content[place] ^= 0xFF
    war.write_bytes(bytes(content))
    for verb in VERBS:
        result = run(*verb)
        assert result.exit_code in (0, 1, 2), (verb, result.output)
        assert "Traceback" not in result.output
    assert run("verify").exit_code in (1, 2)


def test_the_environment_names_the_ledger(war: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    war.rename("elsewhere.db")
    monkeypatch.setenv("COUNTERCLAIM_LEDGER", "elsewhere.db")
    assert len(ids(run("list").stdout)) == 6


# ---------------------------------------------------------------- export
def test_export_to_a_file_and_back(war: Path, run: Run) -> None:
    for to in ("csv", "jsonl", "parquet"):
        result = run("export", "-o", f"out.{to}", "--measure", "killed")
        assert result.exit_code == 0, result.output
        assert "exported 3 claims" in result.stderr
        told = json.loads(Path(f"out.{to}.fields.json").read_text(encoding="utf-8"))
        assert told["filter"] == {"measure": "killed"}
        assert len(told["chain_head"]) == 64
    with open("out.csv", encoding="utf-8", newline="") as lines:
        assert [r["claim"] for r in csv.DictReader(lines)] == [ALL[0], ALL[1], ALL[4]]
    [[claims]] = duckdb.execute("SELECT list(claim) FROM read_parquet('out.parquet')").fetchall()
    assert claims == [ALL[0], ALL[1], ALL[4]]
    assert ids(Path("out.jsonl").read_text(encoding="utf-8")) == [ALL[0], ALL[1], ALL[4]]


def test_export_prints(war: Path, run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "--to", "csv").stdout, newline="")))
    assert [r["claim"] for r in rows] == ALL
    assert rows[4]["outlet"] == "'@Courier"
    raw = list(csv.DictReader(io.StringIO(run("export", "--to", "csv", "--raw").stdout, newline="")))
    assert raw[4]["outlet"] == "@Courier"
    assert ids(run("export", "--to", "jsonl").stdout) == ALL


@pytest.mark.parametrize(
    "words, told",
    [
        ([], "give --to with one of csv, jsonl"),
        (["-o", "claims.doc"], "give --to with one of csv, jsonl"),
        (["--to", "docx"], "'docx' is not one of"),
        (["--to", "parquet"], "-o FILE.parquet"),
        (["--to", "datapackage"], "-o FOLDER"),
        (["--to", "datapackage", "-o", "."], "holds other things"),
        (["--to", "csv", "--base", "javascript:alert(1)"], "is no web address"),
        (["-o", "no/such/folder/a.csv"], "no/such/folder: there is no such folder: make it first"),
    ],
)
def test_exports_that_cannot_be(war: Path, run: Run, words: list[str], told: str) -> None:
    result = run("export", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert one_line(result.stderr), result.stderr


def test_the_dictionary_needs_no_ledger(home: Path, run: Run) -> None:
    told = json.loads(run("export", "--dictionary").stdout)
    assert told["fields"][0]["name"] == "claim"


def test_a_ledger_that_is_cut_off_is_not_sent_to_verify_again(war: Path, run: Run) -> None:
    war.write_bytes(war.read_bytes()[:9000])
    result = run("verify")
    assert result.exit_code == 2
    assert "is damaged: go back to a copy of it that `counterclaim verify` finds sound" in result.stderr
    assert one_line(result.stderr)


# ---------------------------------------------------------------- nothing to show
def test_an_empty_ledger_says_what_to_do(home: Path, run: Run) -> None:
    with Ledger(home / "counterclaim.db", create=True):
        pass
    for verb in ("list", "compare", "check", "review"):
        told = run(verb).stderr
        assert "it holds no claim yet: `counterclaim read ARTICLES --into counterclaim.db` reads some" in told, verb


def test_what_is_held_apart_is_told_where_nothing_stands(war: Path, run: Run) -> None:
    with Ledger(war) as ledger:
        texts = {entry.text_sha256 for entry in ledger.entries()}
        for number, text in enumerate(sorted(texts)):
            claims = tuple(entry.claim.id for entry in ledger.entries(text=text))
            held: Any = {"action": "hold", "claims": claims, "target": text}
            ledger.decide(Decision(actor="software", at=f"2026-01-0{number + 1}", **held))
    for verb in ("list", "compare", "review"):
        told = run(verb).stderr
        assert f"; held apart: 6 claims of {len(texts)} articles, `counterclaim held` lists them" in told, verb
