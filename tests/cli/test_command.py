"""The command as a whole: help with examples that run, pipes and terminals, errors, exit codes, quick start."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

import counterclaim
from counterclaim.cli.app import cli
from counterclaim.errors import LedgerError
from counterclaim.ledger import Decision
from counterclaim.pipeline.aside import finding_key
from tests.cli.conftest import Command, Run, one_line
from tests.views.making import entries

EXAMPLES = Path(__file__).parents[2] / "examples"


def verbs(group: click.Group = cli, before: str = "counterclaim") -> Iterator[tuple[str, click.Command]]:
    for name, verb in group.commands.items():
        yield f"{before} {name}", verb
        if isinstance(verb, click.Group):
            yield from verbs(verb, f"{before} {name}")


VERBS = dict(verbs())
LEAVES = {name: verb for name, verb in VERBS.items() if not isinstance(verb, click.Group)}


def examples(verb: click.Command) -> list[str]:
    """The lines under "Examples:" in a help text."""
    _, _, after = (verb.help or "").partition("Examples:\n")
    return [line.strip() for line in after.split("\n\n")[0].splitlines() if "counterclaim" in line]


def test_the_verbs_are_those_of_the_design() -> None:
    assert list(cli.commands) == [
        "read", "import", "list", "explain", "compare", "series", "check", "origins", "incidents", "code", "draw",
        "report", "publish", "export", "verify", "release", "changes", "vocabulary", "review", "judge",
        "held", "decisions", "serve",
    ]  # fmt: skip


@pytest.mark.parametrize("name", VERBS)
def test_help_fits_and_says_what_for(run: Run, name: str) -> None:
    result = run(*name.split()[1:], "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: {name}")
    assert all(len(line) <= 110 for line in result.stdout.splitlines())
    assert (VERBS[name].help or "").split("\n")[0].endswith(".")


def test_the_first_page_tells_each_verb_in_full(run: Run) -> None:
    page = run("--help").stdout
    assert "..." not in page.partition("Commands:")[2]
    assert "Exit codes:" in page


@pytest.mark.parametrize("name", LEAVES)
def test_every_example_runs(war: Path, run: Run, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: None)  # what `serve` serves: tests/serve
    monkeypatch.setattr("webbrowser.open", lambda *_: True)
    shown = examples(LEAVES[name])
    assert shown, f"{name} --help has no example"
    text = "Ukraine said 16,000 Russian soldiers were killed."
    for place in ("articles/a.txt", "archive/b.txt", "report.txt"):
        Path(place).parent.mkdir(exist_ok=True)
        Path(place).write_text(text, encoding="utf-8")
    for name in ("general-staff.csv", "estimates.csv", "estimates.toml"):
        Path(name).write_bytes((EXAMPLES / "tables" / name).read_bytes())
    Path("general-staff.csv").rename("losses.csv")
    (war.parent / "war.db").write_bytes(war.read_bytes())
    for line in shown:
        words = shlex.split(line.partition("counterclaim ")[2].replace("c_7k2m", entries()[0].claim.id[:8]))
        result = run(*words, stdin=text if line.startswith("cat ") else None)
        unknown_here = result.exit_code == 2 and "unknown conflict" in result.stderr
        no_server = "--model-url" in words and "is the server running?" in result.stderr  # with one: tests/extractor
        violated = result.exit_code == 1 and "--fail" in words
        assert result.exit_code == 0 or unknown_here or no_server or violated, f"{line}: {result.output}"


# ---------------------------------------------------------------- pipes and terminals
def test_piped_output_is_json_lines(war: Path, command: Command) -> None:
    for verb in ("list", "compare", "series", "check", "verify"):
        result = command(verb)
        assert result.returncode == 0, result.stderr
        assert all(isinstance(json.loads(line), dict) for line in result.stdout.splitlines()), verb


def test_a_record_is_written_as_it_is_in_python(war: Path, run: Run) -> None:
    with counterclaim.Ledger(war) as ledger:
        compared = counterclaim.compare(ledger, measure="killed")
    assert [json.loads(line)["key"] for line in run("compare", "killed").stdout.splitlines()] == [
        c.key for c in compared
    ]


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminal on Windows")
def test_a_terminal_gets_a_table(war: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "counterclaim", "list"],
        stdout=theirs,
        cwd=war.parent,
        env={**os.environ, "COLUMNS": "140"},
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(ours)
    assert process.wait(timeout=60) == 0
    text = shown.decode()
    assert "16,000" in text
    assert "{" not in text


@pytest.mark.skipif(os.name == "nt", reason="needs a shell with pipes")
@pytest.mark.parametrize("verb", ["list", "list --table", "export --to csv", "export --to jsonl", "compare", "read -"])
def test_a_reader_who_leaves_is_no_error(war: Path, verb: str) -> None:
    many = "\n".join(json.dumps({"text": f"Russia said {n} soldiers died."}) for n in range(100, 140))
    process = subprocess.Popen(
        [sys.executable, "-m", "counterclaim", *verb.split()],
        cwd=war.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    process.stdout.close()
    _, told = process.communicate(many.encode() if verb == "read -" else None, timeout=60)
    assert process.returncode == 0
    assert b"Traceback" not in told
    assert b"rror" not in told


def test_any_character_reaches_a_pipe(war: Path, command: Command) -> None:
    assert "16,\u00a0900" in command("export", "--to", "csv", PYTHONIOENCODING="ascii").stdout


# ---------------------------------------------------------------- errors
@pytest.mark.parametrize(
    "words, told",
    [
        ("lst", "No such command 'lst'"),
        ("list --ledger", "requires an argument"),
        ("compare killed --measure wounded", "two measures were asked for"),
        ("compare kiled", "did you mean killed"),
        ("compare --on soon", "'soon' is no date"),
        ("explain", "Missing argument 'ID'"),
        ("report -o no/such/folder/report.html", "no/such/folder/report.html: No such file or directory"),
        ("export -o no/a.csv", "no: there is no such folder: make it first, or name another for a.csv"),
        ("export -o no/a.parquet", "no: there is no such folder: make it first, or name another for a.parquet"),
        ("list --since soon", "or 2022. `counterclaim list --help` tells more."),
        ("list --nonsense", "'--nonsense'. `counterclaim list --help` tells more."),
        ("changes --since 2024-13-01", "'2024-13-01' is no date: write it as 2022-03-26"),
        ("serve --port 0 --keys nosuch", "keys 'nosuch': cannot be read"),
    ],
)
def test_wrong_use_is_one_line(war: Path, run: Run, words: str, told: str) -> None:
    result = run(*words.split())
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert told in result.stderr
    assert one_line(result.stderr), result.stderr


def test_a_fault_of_the_program_says_so(war: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("counterclaim.ledger.store.Ledger.entries", fault)
    result = run("list")
    assert result.exit_code == 3
    assert "a fault of the program" in result.stderr
    assert one_line(result.stderr)


def test_fail_is_for_what_is_violated(war: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from counterclaim.model import Finding

    finding = Finding(code="X", severity="error", outcome="violated", claims=(), documents=(), formula="", text="No.")
    for outcome, code in (("violated", 1), ("holds", 0), ("undecidable", 0)):
        told = counterclaim.model.msgspec.structs.replace(finding, outcome=outcome)
        monkeypatch.setattr("counterclaim.pipeline.answers.check", lambda *_, told=told: (told,))
        assert run("check").exit_code == 0
        assert run("check", "--fail").exit_code == code


def test_what_is_set_aside_says_so_and_fails_no_longer(war: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, Any] = {"severity": "error", "outcome": "violated", "documents": (), "formula": "", "text": "No."}
    found = tuple(counterclaim.Finding(code="X", claims=(claim,), **made) for claim in ("c_a", "c_b"))
    monkeypatch.setattr("counterclaim.pipeline.answers.check", lambda *_: found)
    for number, one in enumerate(found):
        assert run("check", "--fail").exit_code == 1
        decision = Decision(actor="reader-1", at=f"2026-01-0{number + 1}", action="dismiss", target=finding_key(one),
                            reason="two wards")  # fmt: skip
        with counterclaim.Ledger(war) as ledger:
            ledger.decide(decision)
    assert run("check", "--fail").exit_code == 0
    told = run("check", "--table").stdout
    assert "does not hold · X · set aside by reader-1, 1 January 2026: two wards" in told
    assert "2 findings: 0 does not hold, 0 cannot be decided, 0 holds, 2 set aside" in told


# ---------------------------------------------------------------- report
def test_the_report_is_one_page(war: Path, run: Run) -> None:
    result = run("report", "--title", "Figures <of> May")
    assert result.exit_code == 0, result.output
    page = (war.parent / "report.html").read_text(encoding="utf-8")
    assert "Figures &lt;of&gt; May" in page
    assert "16,000" in page
    assert "Lindqvist" not in page
    assert run("report", "-o", "-").stdout.startswith("<!")


# ---------------------------------------------------------------- start-up and names
HEAVY = ("spacy", "duckdb", "trafilatura", "numpy", "rich", "jinja2", "py3langid", "sqlite3")


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["read", "--help"], ["export", "--help"]])
def test_help_needs_no_heavy_library(home: Path, words: list[str]) -> None:
    code = (
        "import sys\nfrom counterclaim.cli.app import cli\n"
        f"cli({words!r}, standalone_mode=False)\n"
        f"print([n for n in {HEAVY!r} if n in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60)
    assert result.stderr.strip() == "[]"


def test_a_stop_while_the_command_loads_is_one_line(home: Path) -> None:
    code = (
        "import sys\n"
        "class Pressed:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'counterclaim.cli.app':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Pressed())\n"
        "from counterclaim.cli import main\n"
        "main()"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60)
    assert (result.returncode, result.stdout, result.stderr) == (130, "", "counterclaim: stopped\n")


def test_public_names() -> None:
    assert counterclaim.__all__ == sorted(counterclaim.__all__)
    for name in counterclaim.__all__:
        assert getattr(counterclaim, name).__doc__, name
    assert set(counterclaim.__all__) <= set(dir(counterclaim))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        counterclaim.nothing  # noqa: B018


def test_the_names_of_python_are_the_verbs() -> None:
    assert {"read", "compare", "series", "check", "draw", "report", "export"} <= set(counterclaim.__all__) & set(
        cli.commands
    )


def test_python_and_module_are_the_command(home: Path, command: Command) -> None:
    version = command("--version").stdout
    assert re.fullmatch(rf"counterclaim, version {re.escape(counterclaim.__version__)}\n", version)


def test_reading_in_python(home: Path) -> None:
    (home / "a.txt").write_text("Ukraine said 16,000 Russian soldiers were killed.", encoding="utf-8")
    [document] = counterclaim.read("a.txt", outlet="The Example", published="2022-03-26")
    assert (document.id, document.outlet, document.published) == ("a.txt", "The Example", "2022-03-26")
    skipped: list[counterclaim.Skipped] = []
    assert len(counterclaim.read("a.txt", "b.txt", skipped=skipped.append)) == 1
    assert [item.source for item in skipped] == ["b.txt"]
    with pytest.raises(counterclaim.ReadError, match=r"b\.txt: no such file"):
        counterclaim.read("a.txt", "b.txt")
    with pytest.raises(LedgerError):
        counterclaim.Ledger(home / "none.db")


@pytest.mark.parametrize("published", ["2024-13-01", "2024-02-30", "yesterday"])
def test_a_day_of_publication_that_is_none_is_said_in_python(published: str) -> None:
    with pytest.raises(counterclaim.ReadError, match="is not a date: write 2022-03-26, 2022-03 or 2022"):
        counterclaim.read(text="Two soldiers died.", published=published)


def test_claims_are_found_in_documents_alone() -> None:
    given: Any = "Two soldiers died."
    with pytest.raises(counterclaim.UsageError, match=r"in a Document, not in str: read\(text=\.\.\.\) makes one"):
        counterclaim.find_claims(given)


@pytest.mark.parametrize(
    "verb, asked, told",
    [
        ("compare", {"measure": "kild"}, "unknown measure 'kild': did you mean killed"),
        ("list_claims", {"party": "rusia"}, "unknown party 'rusia': did you mean russia"),
        ("series", {"since": "2025-99"}, "since '2025-99' is no date: write it as 2022-03-26"),
        ("check", {"until": "2025-02-30"}, "until '2025-02-30' is no date"),
        ("compare", {"on": "2025-02-30"}, "on '2025-02-30' is no date"),
    ],
)
def test_a_filter_that_can_find_nothing_is_said_in_python(war: Path, verb: str, asked: Any, told: str) -> None:
    with counterclaim.Ledger(war) as ledger, pytest.raises(counterclaim.UsageError, match=told):
        getattr(counterclaim, verb)(ledger, **asked)


def test_a_filter_in_python_is_spelled_as_on_the_command_line(war: Path) -> None:
    with counterclaim.Ledger(war) as ledger:
        found = counterclaim.list_claims(ledger, measure="Killed", party="Westland")
        assert found == counterclaim.list_claims(ledger, measure="killed", party="westland")
        assert found


# ---------------------------------------------------------------- what a filter does to reckoning
@pytest.mark.parametrize("words", ["killed", "--claimant defence", "--side norland", "--outlet herald"])
def test_a_filter_shows_a_comparison_whole(war: Path, run: Run, words: str) -> None:
    told = [json.loads(line) for line in run("compare", *words.split()).stdout.splitlines()]
    [killed] = [one for one in told if one["measure"] == "killed"]
    assert {side["side"] for side in killed["sides"]} == {"norland", "westland"}


def test_a_filter_shows_the_findings_about_what_passes(war: Path, run: Run) -> None:
    everything = run("check").stdout.splitlines()
    some = run("check", "--claimant", "defence ministry").stdout.splitlines()
    assert 0 < len(some) < len(everything)
    assert [line for line in everything if entries()[1].claim.id in json.loads(line)["claims"]] == some


def test_a_filtered_report_holds_every_claim_that_it_speaks_of(war: Path, run: Run) -> None:
    assert run("report", "--claimant", "defence ministry", "-o", "one.html").exit_code == 0
    page = (war.parent / "one.html").read_text(encoding="utf-8")
    assert "1,351" in page
    assert "16,900" in page  # what is set against it
    assert entries()[5].claim.id not in page
