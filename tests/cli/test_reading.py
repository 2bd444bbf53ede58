"""`read`: what is printed, what is kept, what is skipped, and going on after a stop."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from counterclaim.ledger import Ledger
from counterclaim.model import Claim
from tests.cli.conftest import Command, Run, one_line

RUSSIA = "Russia's defence ministry said on Friday that 575 Ukrainian soldiers were killed near Donetsk."
UKRAINE = "Ukraine's General Staff said 1,200 Russian soldiers had been killed since Monday."
DULL = "The library opens at nine. Its new roof cost less than planned."
FRENCH = (
    "Le ministère de la défense a déclaré que 12 soldats ont été tués vendredi dans la région, "
    "selon un communiqué publié samedi matin par les autorités."
)


def write(folder: Path, **texts: str | bytes) -> Path:
    """A folder of files: `write(home / "news", a_txt="...")` makes news/a.txt."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        path = folder / ".".join(name.rsplit("_", 1))
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return folder


def values(lines: str) -> list[float]:
    return [json.loads(line)["figure"]["value"] for line in lines.splitlines()]


# ---------------------------------------------------------------- printing
def test_json_lines_are_claims_in_the_order_of_the_text(home: Path, run: Run) -> None:
    write(home, a_txt=f"{RUSSIA} {UKRAINE}")
    result = run("read", "a.txt", "--published", "2023-02-10", "--outlet", "The Example")
    assert result.exit_code == 0, result.output
    assert values(result.stdout) == [575, 1200]
    text = (home / "a.txt").read_text(encoding="utf-8")
    import msgspec

    for line in result.stdout.splitlines():
        claim = msgspec.json.decode(line, type=Claim)
        assert claim.document == "a.txt"
        for span in (claim.quote, claim.figure, *claim.spans):
            assert text[span.start : span.end] == span.text


def test_nothing_is_kept_without_into(war: Path, run: Run) -> None:
    before = war.read_bytes()
    write(war.parent, a_txt=RUSSIA)
    assert run("read", "a.txt").exit_code == 0
    assert war.read_bytes() == before
    assert sorted(p.name for p in war.parent.iterdir()) == ["a.txt", "counterclaim.db"]


def test_a_table_shows_what_was_found(home: Path, run: Run) -> None:
    write(home, a_txt=RUSSIA, b_txt=DULL)
    shown = run("read", ".", "--table").output
    assert "575" in shown
    assert "no figure is claimed in it" in shown
    assert "2 documents read, 1 claim, 1 without a claim; nothing is kept without --into FILE" in shown


def test_standard_input(home: Path, run: Run) -> None:
    assert values(run("read", "-", stdin=RUSSIA).stdout) == [575]
    lines = "\n".join(json.dumps({"id": name, "text": text}) for name, text in (("r", RUSSIA), ("u", UKRAINE)))
    result = run("read", "-", "--json", stdin=lines)
    assert [json.loads(line)["document"] for line in result.stdout.splitlines()] == ["r", "u"]


def test_a_document_without_claims_gives_no_lines_and_is_no_failure(home: Path, run: Run) -> None:
    result = run("read", "-", stdin=DULL)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


# ---------------------------------------------------------------- bad input: one line each, never a traceback
BAD = {
    "missing": None,
    "binary": bytes(range(256)) * 40,
    "empty": b"",
    "white space": b" \n\t \n",
    "wrong encoding": "Сообщили, что погибли 12 солдат.".encode("cp1251") * 30,
    "an image": b"\x89PNG\r\n\x1a\n" + b"\0" * 500,
    "one long line": b"Two died. " * 5_000_000,  # 50 MB
    "nul in the text": b"Two\0died in the north on Friday.",
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_one_line(home: Path, run: Run, kind: str) -> None:
    content = BAD[kind]
    if content is not None:
        (home / "bad.txt").write_bytes(content)
    result = run("read", "bad.txt", "--json")
    assert result.exit_code == 1, result.output[:500]
    assert result.stdout == ""
    assert result.stderr.startswith("skipped bad.txt: ")
    assert one_line(result.stderr), result.stderr[:500]
    assert len(result.stderr) < 300


def test_a_folder_without_articles(home: Path, run: Run) -> None:
    (home / "empty").mkdir()
    write(home / "pictures", a_png=b"\x89PNG\r\n\x1a\n")
    for folder in ("empty", "pictures"):
        result = run("read", folder)
        assert result.exit_code == 1
        assert result.stderr.startswith("skipped ")
        assert "Traceback" not in result.output


def test_one_bad_line_does_not_spoil_the_others(home: Path, run: Run) -> None:
    lines = [
        json.dumps({"id": "r", "text": RUSSIA}),
        "{not json",
        '{"id": "x"}',
        json.dumps({"id": "u", "text": UKRAINE}),
    ]
    write(home, news_jsonl="\n".join(lines))
    result = run("read", "news.jsonl")
    assert result.exit_code == 0
    assert values(result.stdout) == [575, 1200]
    assert [line.partition(": ")[0] for line in result.stderr.splitlines()[:2]] == [
        "skipped news.jsonl:2",
        "skipped news.jsonl:3",
    ]


def test_good_files_are_read_beside_bad_ones(home: Path, run: Run) -> None:
    write(home / "news", a_txt=RUSSIA, b_txt=b"\xff\xfe\x00", c_txt=UKRAINE)
    result = run("read", "news", "--into", "war.db")
    assert result.exit_code == 0
    assert "skipped news/b.txt: " in result.stderr
    assert "2 documents read, 2 claims, 1 skipped; ledger: war.db" in result.stderr


def test_a_text_that_takes_long_is_announced(home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.cli.reading.LONG", len(RUSSIA) - 1)
    write(home, a_txt=RUSSIA, b_txt="Nobody came.")
    (told,) = [line for line in run("read", "a.txt", "b.txt").stderr.splitlines() if "takes a while" in line]
    assert told.startswith(f"a.txt: {len(RUSSIA):,} characters in one text")


def test_a_table_is_sent_to_import(home: Path, run: Run) -> None:
    write(home, losses_csv="day,dead\n2024-05-01,12\n", a_txt=RUSSIA)
    told = "losses.csv: read as an article; `counterclaim import` reads tables of figures"
    assert told in run("read", "losses.csv").stderr
    assert told in run("read", "losses.csv", "--into", "war.db").stderr
    assert "import" not in run("read", "a.txt").stderr


def test_a_file_name_cannot_command_the_terminal(home: Path, run: Run) -> None:
    result = run("read", "no\x1b[31msuch\nfile.txt")
    assert result.exit_code == 1
    assert "\x1b" not in result.stderr
    assert one_line(result.stderr)


@pytest.mark.parametrize(
    "words, told",
    [
        (["a.txt", "--published", "yesterday"], "not a date"),
        (["a.txt", "--workers", "0"], "0 is not in the range"),
        (["a.txt", "--into", "no/such/folder/war.db"], "no/such/folder"),
        (["a.txt", "--into", "a.txt"], "a.txt"),
        (["a.txt", "--int", "war.db"], "No such option"),
    ],
)
def test_wrong_use(home: Path, run: Run, words: list[str], told: str) -> None:
    write(home, a_txt=RUSSIA)
    result = run("read", *words)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert told in result.stderr
    assert one_line(result.stderr), result.stderr
    assert (home / "a.txt").read_text(encoding="utf-8") == RUSSIA


def test_a_language_that_is_not_read_yet_is_kept_and_counted(home: Path, run: Run) -> None:
    write(home, fr_txt=FRENCH)
    result = run("read", "fr.txt", "--into", "war.db")
    assert result.exit_code == 0
    assert "1 document in a language that is not read yet (fr)" in result.stderr
    with Ledger(home / "war.db") as ledger:
        assert [d.text for d in ledger.documents()] == [FRENCH]
        assert ledger.counts()["claims"] == 0


# ---------------------------------------------------------------- keeping
def test_reading_twice_adds_nothing(home: Path, run: Run) -> None:
    write(home / "news", a_txt=RUSSIA, b_txt=UKRAINE)
    first = run("read", "news", "--into", "war.db")
    assert first.stdout == ""
    with Ledger(home / "war.db") as ledger:
        head = ledger.head()
    second = run("read", "news", "--into", "war.db")
    assert second.exit_code == 0
    assert "0 documents read, 0 claims, 2 known already" in second.stderr
    with Ledger(home / "war.db") as ledger:
        assert ledger.head() == head


def test_json_beside_keeping(home: Path, run: Run) -> None:
    write(home, a_txt=RUSSIA)
    result = run("read", "a.txt", "--into", "war.db", "--json")
    assert values(result.stdout) == [575]


def corpus(home: Path, number: int) -> None:
    """Documents that each claim one figure, as JSON lines; a bad line among them."""
    names = ("near Donetsk", "in Kherson", "on the coast", "at the front")
    texts = [f"Russia said {100 + n} Ukrainian soldiers were killed {names[n % 4]} on Friday." for n in range(number)]
    lines = [json.dumps({"id": f"d{n}", "text": text, "language": "en"}) for n, text in enumerate(texts)]
    (home / "news.jsonl").write_text("\n".join([*lines[:3], "{bad", *lines[3:]]), encoding="utf-8")


def test_workers_change_nothing(home: Path, command: Command) -> None:
    corpus(home, 12)
    alone, together = (
        command("read", "news.jsonl", "--into", f"{n}.db", "--json", "--workers", str(n)) for n in (1, 3)
    )
    assert alone.returncode == together.returncode == 0, together.stderr
    assert alone.stdout == together.stdout
    assert alone.stderr.replace("1.db", "3.db") == together.stderr
    one, three = Ledger(home / "1.db"), Ledger(home / "3.db")
    with one, three:
        assert [d.id for d in one.documents()] == [d.id for d in three.documents()]
        assert list(one.entries()) == list(three.entries())


def popen(home: Path, *words: str) -> "subprocess.Popen[str]":
    """Start the command. Where these tests run in the background, Ctrl-C is switched off for all that they start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "counterclaim", *words], cwd=home, stderr=subprocess.PIPE, encoding="utf-8"
        )
    finally:
        signal.signal(signal.SIGINT, before)


def wait_for_documents(home: Path, process: "subprocess.Popen[str]", number: int) -> None:
    """Wait until so many documents are in war.db, or the process has ended."""
    while process.poll() is None:
        if (home / "war.db").exists():
            try:
                with Ledger(home / "war.db") as ledger:
                    if ledger.counts()["documents"] >= number:
                        return
            except Exception:
                pass  # the ledger is being made
        time.sleep(0.02)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_killed_run_is_taken_up(home: Path, command: Command, workers: str) -> None:
    corpus(home, 60)
    process = popen(home, "read", "news.jsonl", "--into", "war.db", "--workers", workers)
    wait_for_documents(home, process, 5)
    process.kill()
    process.communicate()
    with Ledger(home / "war.db") as ledger:
        kept = ledger.counts()["documents"]
        assert not list(ledger.verify())
    again = command("read", "news.jsonl", "--into", "war.db")
    assert again.returncode == 0
    assert f"{kept:,} known already" in again.stderr
    whole = command("read", "news.jsonl", "--into", "whole.db")
    assert whole.returncode == 0
    with Ledger(home / "war.db") as ledger, Ledger(home / "whole.db") as other:
        assert not list(ledger.verify())
        assert list(ledger.entries()) == list(other.entries())


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C cannot be sent to one process on Windows")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_says_how_to_go_on(home: Path, workers: str) -> None:
    corpus(home, 120)
    process = popen(home, "read", "news.jsonl", "--into", "war.db", "--workers", workers)
    wait_for_documents(home, process, 5)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert "kept in war.db; the same command goes on from here" in told
    assert told.endswith("counterclaim: stopped\n")
    assert "Traceback" not in told
    with Ledger(home / "war.db") as ledger:
        assert not list(ledger.verify())


# ---------------------------------------------------------------- what is left
AGED = "A 43-year-old was among 12 soldiers killed near Donetsk on 3 May, Russia's defence ministry said."


def test_leftovers_as_json_lines_and_as_a_table(home: Path, run: Run) -> None:
    write(home, a_txt=AGED, b_txt=DULL)
    lines = [json.loads(line) for line in run("read", "a.txt", "--leftovers", "--json").stdout.splitlines()]
    assert [(line["figure"]["text"], line["reason"], line["words"]) for line in lines] == [
        ("43", "age", "-year-old"),
        ("3", "date", "May"),
    ]
    table = run("read", ".", "--leftovers", "--table").output
    assert "an age (-year-old)" in table
    assert "no figure is claimed in it" in table


def test_leftovers_are_not_kept(home: Path, run: Run) -> None:
    write(home, a_txt=AGED)
    result = run("read", "a.txt", "--leftovers", "--into", "war.db")
    assert (result.exit_code, one_line(result.stderr)) == (2, True)
    assert not (home / "war.db").exists()


def test_leftovers_are_the_same_with_workers(home: Path, command: Command) -> None:
    write(home, a_txt=AGED)
    alone, together = (command("read", "a.txt", "--leftovers", "--workers", n) for n in ("1", "2"))
    assert alone.stdout == together.stdout != ""


def test_any_cause_reads_floods_too_and_marks_them(home: Path, run: Run) -> None:
    write(home, a_txt="At least 14 people were killed when floods swept through the Sedi valley, the agency said.")
    assert run("read", "a.txt", "--json").stdout == ""
    (line,) = run("read", "a.txt", "--any-cause", "--json").stdout.splitlines()
    assert json.loads(line)["cause"] == "disaster"


def test_front_matter_that_is_not_understood_is_told_and_the_article_read(home: Path, run: Run) -> None:
    (home / "a.md").write_text("---\noutlet: A\npublished 2024-05-03\n---\nTwo soldiers died.\n", encoding="utf-8")
    result = run("read", "a.md", "--into", "war.db")
    assert result.exit_code == 0
    assert result.stderr.startswith("a.md: front matter, line 3: 'published 2024-05-03' has no colon")
    assert "1 document read" in result.stderr
    assert run("verify", "--ledger", "war.db").exit_code == 0
