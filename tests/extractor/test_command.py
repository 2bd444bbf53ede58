"""`read --model-url`: what users see of a model's answers, what is kept, and going on after a stop."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.cli.app import cli
from counterclaim.ledger import Ledger
from tests.extractor.making import FIRST, TEXT, THIRD, claim
from tests.extractor.server import Answer, Server, fails, gives, says, serving

BOTH = claim(), claim(sentence=THIRD, figure="12", measure="shot down", party=None)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    for name in os.environ:
        if name.startswith(("OPENAI_", "COUNTERCLAIM_")):
            monkeypatch.delenv(name)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["read", *words], prog_name="counterclaim")


def asked(server: Server, *words: str) -> Result:
    return run(*words, "--model-url", server.url, "--model", "small")


def test_claims_and_what_was_refused(home: Path) -> None:
    with serving(gives(*BOTH, claim(figure="9,000"))) as server:
        result = asked(server, "a.txt", "--reader", "model", "--json")
    assert result.exit_code == 0, result.output
    assert [json.loads(line)["figure"]["text"] for line in result.stdout.splitlines()] == ["575", "12"]
    assert result.stderr.splitlines() == [
        "refused, a.txt: '9,000' does not stand in the text",
        "the model gave 3 figures; refused: 1 not in the text",
    ]


def test_of_many_refusals_ten_are_told_and_all_are_counted(home: Path) -> None:
    with serving(gives(*[claim(figure=f"{n},000") for n in range(1, 16)])) as server:
        lines = asked(server, "a.txt", "--json").stderr.splitlines()
    assert len(lines) == 12
    assert lines[-2:] == ["and 5 more of a.txt", "the model gave 15 figures; refused: 15 not in the text"]


def test_both_is_what_is_meant_and_own_asks_nobody(home: Path) -> None:
    with serving(gives()) as server:
        own = run("a.txt", "--json")
        assert asked(server, "a.txt", "--reader", "own", "--json").stdout == own.stdout
        assert server.asked == []
        assert asked(server, "a.txt", "--json").stdout == own.stdout
        assert len(server.asked) == 1


def test_nothing_is_asked_without_an_address(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(gives(claim())) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "k")
        assert run("a.txt", "--json").exit_code == 0
        assert server.asked == []


@pytest.mark.parametrize(
    "words, told",
    [
        (["--model", "small"], "--model-url URL"),
        (["--reader", "both"], "--model-url URL"),
        (["--reader", "model"], "--model-url URL"),
        (["--model-key-env", "A_KEY"], "--model-url URL"),
        (["--model-url", "http://localhost/"], "--model NAME"),
        (["--model-url", "http://10.0.0.1/", "--model", "m"], "--text-may-leave"),
        (["--model-url", "nonsense", "--model", "m"], "no address"),
        (["--model-url", "http://localhost/", "--model", "m", "--model-key-env", "NOT_SET"], "NOT_SET"),
        (["--model-url", "http://localhost/", "--model", "m", "--leftovers"], "--leftovers"),
        (["--reader", "mine"], "mine"),
    ],
)
def test_wrong_use(home: Path, words: list[str], told: str) -> None:
    result = run("a.txt", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_text_that_leaves_is_said_to_leave(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.extractor.address.is_loopback", lambda host: False)
    with serving(gives()) as server:
        refused = asked(server, "a.txt")
        assert (refused.exit_code, server.asked) == (2, [])
        result = asked(server, "a.txt", "--text-may-leave", "--json")
    assert "text of the articles is sent to 127.0.0.1, which is not this machine, unencrypted" in result.stderr
    assert result.exit_code == 0


@pytest.mark.parametrize("answer", [fails(401), fails(404)])
def test_a_model_that_refuses_ends_the_run(home: Path, answer: Answer) -> None:
    with serving(answer) as server:
        result = asked(server, "a.txt", "--into", "war.db")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.output


def articles(home: Path, number: int) -> None:
    lines = [json.dumps({"id": f"d{n}", "text": f"{TEXT} Day {n}.", "language": "en"}) for n in range(number)]
    (home / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")


def test_a_document_without_an_answer_is_skipped_and_read_next_time(home: Path) -> None:
    articles(home, 3)
    bad = says("no")
    with serving(gives(*BOTH), bad, bad, bad, gives(*BOTH)) as server:
        first = asked(server, "news.jsonl", "--into", "war.db")
        again = asked(server, "news.jsonl", "--into", "war.db")
    assert first.exit_code == again.exit_code == 0
    assert "skipped news.jsonl:2" in first.stderr or "skipped d1" in first.stderr, first.stderr
    assert "1 skipped" in first.stderr
    assert "1 document read" in again.stderr
    assert "2 known already" in again.stderr
    with Ledger(home / "war.db") as ledger:
        assert not list(ledger.verify())
        assert ledger.counts()["documents"] == 3


def test_three_without_an_answer_end_the_run(home: Path) -> None:
    articles(home, 9)
    with serving(gives(*BOTH), says("no")) as server:
        result = asked(server, "news.jsonl", "--into", "war.db")
        assert len(server.asked) == 1 + 3 * 3
    assert result.exit_code == 2
    assert "3 documents in a row" in result.stderr.splitlines()[-1]
    with Ledger(home / "war.db") as ledger:
        assert ledger.counts()["documents"] == 1


def test_another_reader_or_model_is_another_reading(home: Path) -> None:
    with serving(gives(*BOTH)) as server:
        for _ in range(2):
            asked(server, "a.txt", "--into", "war.db")
        assert len(server.asked) == 1
        asked(server, "a.txt", "--into", "war.db", "--reader", "model")
        run("a.txt", "--into", "war.db", "--model-url", server.url, "--model", "other")
        assert len(server.asked) == 3
    with Ledger(home / "war.db") as ledger:
        assert not list(ledger.verify())


def test_workers_ask_too(home: Path) -> None:
    articles(home, 4)
    with serving(gives(*BOTH)) as server:
        alone = asked(server, "news.jsonl", "--json")
        together = asked(server, "news.jsonl", "--json", "--workers", "2")
    assert alone.stdout == together.stdout != ""
    assert FIRST in alone.stdout
