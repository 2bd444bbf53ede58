"""The documentation is true: its blocks run, its commands and files exist, and nothing that users meet is left out.

A page's blocks run in the order of the page, in a folder that holds the examples and nothing else. In blocks marked
`console` a line that begins with `$ ` is a command, and what follows it must be its output (`...` stands for anything);
in `sh` blocks every line is a command. `counterclaim` commands run, `make` targets must exist, a few others are known
and not run. A comment `# exit 1` says that a command ends with that code. `python` blocks run too, as doctests where
they hold `>>>`.
"""

import doctest
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import click
import msgspec
import pytest
from click.testing import CliRunner

import counterclaim
from counterclaim.cli.app import cli
from counterclaim.model import Claim

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "src" / "counterclaim" / "vocabulary" / "data"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
OTHER_PAGES = [ROOT / name for name in ("ARCHITECTURE.md", "CONTRIBUTING.md", "ATTRIBUTION.md", "bench/RESULTS.md")]
REFERENCE = ROOT / "docs" / "reference.md"
BLOCK = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NOT_RUN = ("git clone", "cd ", "python3 -m venv", "py -3.12 -m venv", "sha256sum", "zip ")
INSTALLED = re.compile(r"^(?:\.venv/bin/|counterclaim/bin/)?(?=counterclaim )")
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE

page_by_page = pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def commands(language: str, body: str) -> Iterator[tuple[str, str]]:
    """Each command of a block, with the output that the page shows for it."""
    body = body.replace("\\\n", " ")
    if language == "console":
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output
    else:
        yield from ((line, "") for line in body.splitlines() if line.strip() and not line.startswith("#"))


def run_counterclaim(command: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run one `counterclaim` command line in this process and answer all that it prints."""
    command, _, comment = command.partition(" #")
    code = int(found[1]) if (found := re.search(r"exit (\d+)", comment)) else 0
    words = shlex.split(INSTALLED.sub("", command))
    into, given = None, None
    if words[0] == "cat":
        given, words = Path(words[1]).read_bytes(), words[3:]
    if ">" in words:
        into, words = Path(words[-1]), words[:-2]
    monkeypatch.setattr("counterclaim.cli.output.is_terminal", lambda: into is None)
    result = CliRunner().invoke(cli, words[1:], input=given, prog_name="counterclaim")
    assert result.exit_code == code, f"{command}\nexit code {result.exit_code}, not {code}:\n{result.output}"
    if into:
        into.write_bytes(result.stdout_bytes)
    return result.stderr if into else result.output


def run_command(command: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run, or at least look at, one command of a page, and compare its output with what the page shows."""
    if re.match(r"make( |$)", command):
        target = command.split("#")[0].split()[1]
        assert re.search(rf"^{re.escape(target)}:", text_of(ROOT / "Makefile"), re.MULTILINE), f"no target {target}"
    elif INSTALLED.match(command) or re.match(r"cat \S+ \| counterclaim ", command):
        printed = run_counterclaim(command, monkeypatch)
        if shown.strip():
            right = doctest.OutputChecker().check_output(shown, printed, FLAGS)
            assert right, f"$ {command}\nthe page shows:\n{shown}\nbut it prints:\n{printed}"
    else:
        known = command.startswith(NOT_RUN) or "bin/python -m pip install " in command
        assert known, f"{command!r} is no command that this test knows: add it to NOT_RUN, or show another"


def run_python(body: str, names: dict[str, Any], page: Path) -> None:
    """Run a Python block with the names that earlier blocks of the page made."""
    if ">>>" not in body:
        exec(compile(body, page.name, "exec"), names)
        return
    case = doctest.DocTestParser().get_doctest(body, names, page.name, str(page), 0)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    runner.run(case, out=report.append, clear_globs=False)
    names.update(case.globs)
    assert not runner.failures, "".join(report)


@page_by_page
def test_every_block_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COUNTERCLAIM_LEDGER", raising=False)
    monkeypatch.setattr("counterclaim.cli.output.FILE_WIDTH", 100)
    names: dict[str, Any] = {"__name__": "__main__"}
    for language, body in BLOCK.findall(text_of(page)):
        if language in ("sh", "console"):
            for command, shown in commands(language, body):
                run_command(command, shown, monkeypatch)
        elif language == "python":
            run_python(body, names, page)
        elif language == "json":
            json.loads(body)
        else:
            assert language in ("text", "bat", "toml", "csv"), f"name the language of the block: {body[:60]!r}"


# ---------------------------------------------------------------- nothing left out
def verbs(group: click.Group, before: str = "counterclaim") -> Iterator[tuple[str, click.Command]]:
    """Every verb with its full name."""
    for name, command in group.commands.items():
        yield f"{before} {name}", command
        if isinstance(command, click.Group):
            yield from verbs(command, f"{before} {name}")


VERBS = dict(verbs(cli))


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_and_option_is_in_the_reference(verb: str) -> None:
    page = text_of(REFERENCE)
    assert f"`{verb}" in page
    options = [o for p in VERBS[verb].params if isinstance(p, click.Option) for o in (*p.opts, *p.secondary_opts)]
    missing = [o for o in options if o.startswith("--") and not re.search(rf"`[^`\n]*{o}\b[^`\n]*`", page)]
    assert not missing, f"{verb}: {missing} not in docs/reference.md"


@pytest.mark.parametrize("name", getattr(counterclaim, "__all__", []))
def test_every_public_name_is_in_the_reference(name: str) -> None:
    assert re.search(rf"`[^`\n]*\b{name}\b[^`\n]*`", text_of(REFERENCE)), f"{name} not in docs/reference.md"


def records(kind: Any) -> Iterator[type[msgspec.Struct]]:
    """A record and the records within it."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind
        for field in msgspec.structs.fields(kind):
            yield from records(field.type)
    else:
        for part in get_args(kind):
            yield from records(part)


@pytest.mark.parametrize("record", sorted(set(records(Claim)), key=lambda r: r.__name__), ids=lambda r: r.__name__)
def test_every_field_of_a_claim_is_in_the_reference(record: type[msgspec.Struct]) -> None:
    page = text_of(REFERENCE)
    missing = [field for field in record.__struct_fields__ if not re.search(rf"`[^`\n]*\b{field}\b[^`\n]*`", page)]
    assert not missing, f"{record.__name__}: {missing} not in docs/reference.md"


def about(file: Path) -> str:
    """What a data file says of itself: the comment on top, or `about` in JSON; of a packed one its attribution."""
    if file.suffix == ".json":
        return str(json.loads(text_of(file)).get("about", ""))
    if file.suffix == ".gz":
        lines = text_of(ROOT / "ATTRIBUTION.md").splitlines()
        return "".join(line for line in lines if file.name in line)
    head = re.match(r"(?:#[^\n]*\n)+", text_of(file))
    return head.group() if head else ""


DATA_FILES = sorted(p for p in DATA.rglob("*") if p.is_file() and p.suffix != ".py" and "__pycache__" not in p.parts)


@pytest.mark.parametrize("file", DATA_FILES, ids=lambda p: p.name)
def test_every_vocabulary_file_says_what_it_is_and_is_documented(file: Path) -> None:
    assert any(file.name in text_of(page) for page in PAGES), f"{file.name} is not named in the docs"
    said = about(file)
    assert said, "the file does not begin with a comment: what it is, where from, licence, known gaps"
    assert len(said) > 60, "the comment is too short to say what, where from, licence, known gaps"


@pytest.mark.parametrize("page", [*PAGES, *OTHER_PAGES], ids=lambda p: p.name)
def test_every_file_and_link_that_a_page_names_exists(page: Path) -> None:
    text = BLOCK.sub("", text_of(page))
    named = re.findall(r"`((?:src|tests|bench|docs|examples)/[\w./*-]+)`", text)
    linked = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    missing = [name for name in named if not list(ROOT.glob(name.rstrip("/")))]
    missing += [link for link in linked if link and not (page.parent / link).exists()]
    assert not missing, f"{page.name} names what is not there: {missing}"
