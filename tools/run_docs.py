"""Run the code blocks of a page of documentation, and write what they print back into the page.

    python -m tools.run_docs README.md docs/start.md     bring the outputs that these pages show up to date
    make docs                                            only look whether they are

A page's blocks run in its order, in a folder that holds the examples and nothing else. In blocks marked `console` a
line that begins with `$ ` is a command, and what follows it must be its output; a line `...` stands for what is left
out. In `sh` blocks every line is a command. `counterclaim` commands run, `make` targets must exist, a few others are
known and not run. A comment `# exit 1` says that a command ends with that code. `python` blocks run too, as doctests
where they hold `>>>`.
"""

import argparse
import contextlib
import doctest
import json
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from click.testing import CliRunner

from counterclaim.cli.app import cli

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NOT_RUN = ("git clone", "cd ", "python3 -m venv", "py -3.12 -m venv", "sha256sum", "zip ")
INSTALLED = re.compile(r"^(?:\.venv/bin/|counterclaim/bin/)?(?=counterclaim )")
SHOWN_ONLY = ("text", "bat", "toml", "csv")
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
WIDTH = 100  # of the tables that the pages show


class Untrue(AssertionError):
    """A block that does not do what the page says."""


def commands(language: str, body: str) -> Iterator[tuple[str, str]]:
    """Each command of a block, with the output that the page shows for it."""
    if language == "console":
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, output = re.sub(r"\\\n\s*", "", part, count=1).partition("\n")
            yield command, output
    else:
        lines = re.sub(r"\\\n\s*", "", body).splitlines()
        yield from ((line, "") for line in lines if line.strip() and not line.startswith("#"))


def run_counterclaim(command: str) -> str:
    """Run one `counterclaim` command line in this process and answer all that it prints."""
    command, _, comment = command.partition(" #")
    code = int(found[1]) if (found := re.search(r"exit (\d+)", comment)) else 0
    words = shlex.split(INSTALLED.sub("", command))
    given = into = None
    if words[0] == "cat":
        given, words = Path(words[1]).read_bytes(), words[3:]
    if ">" in words:
        into, words = Path(words[-1]), words[:-2]
    with (
        mock.patch("counterclaim.cli.output.is_terminal", return_value=into is None),
        mock.patch("counterclaim.cli.output.FILE_WIDTH", WIDTH),
    ):
        result = CliRunner().invoke(cli, words[1:], input=given, prog_name="counterclaim")
    if result.exit_code != code:
        raise Untrue(f"$ {command}\nexit code {result.exit_code}, not {code}:\n{result.output}{result.exception!r}")
    if into:
        into.write_bytes(result.stdout_bytes)
    printed = result.stderr if into else result.output
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines()).strip("\n") + "\n"


def run_command(command: str) -> str | None:
    """What a command prints; None for one that is only looked at. Untrue if it is not there, or not known."""
    if re.match(r"make( |$)", command):
        target = command.split("#")[0].split()[1]
        if not re.search(rf"^{re.escape(target)}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE):
            raise Untrue(f"the Makefile has no target {target}")
    elif INSTALLED.match(command) or re.match(r"cat \S+ \| counterclaim ", command):
        return run_counterclaim(command)
    elif not command.startswith(NOT_RUN) and "bin/python -m pip install " not in command:
        raise Untrue(f"{command!r} is no command known here: add it to NOT_RUN, or show another")
    return None


def run_python(body: str, names: dict[str, Any], name: str) -> None:
    """Run a Python block with the names that earlier blocks of the page made."""
    if ">>>" not in body:
        exec(compile(body, name, "exec"), names)
        return
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    case = doctest.DocTestParser().get_doctest(body, names, name, name, 0)
    runner.run(case, out=report.append, clear_globs=False)
    names.update(case.globs)
    if runner.failures:
        raise Untrue("".join(report))


def shortened(printed: str, shown: str) -> str:
    """What was printed, as much of it as the page shows: so many lines before `...`, so many after.

    >>> shortened("a\\nb\\nc\\nd\\n", "x\\n...\\nz\\n")
    'a\\n...\\nd\\n'
    """
    lines, wanted = printed.splitlines(), shown.rstrip("\n").splitlines()
    if "..." not in wanted:
        return printed
    before = wanted.index("...")
    after = len(wanted) - before - 1
    return "\n".join([*lines[:before], "...", *lines[len(lines) - after :]]) + "\n"


def page_as_run(text: str, name: str) -> str:
    """Run the blocks of a page in the current folder; the page with the outputs that were printed."""
    names: dict[str, Any] = {"__name__": "__main__"}
    pieces, end = [], 0
    for block in BLOCK.finditer(text):
        language, body = block.groups()
        if language in ("sh", "console"):
            for command, shown in commands(language, body):
                printed = run_command(command)
                if printed and shown.strip():
                    body = body.replace(shown, shortened(printed, shown), 1)
        elif language == "python":
            run_python(body, names, name)
        elif language == "json":
            json.loads(body)
        elif language not in SHOWN_ONLY:
            raise Untrue(f"{name}: name the language of the block that begins {body[:60]!r}")
        pieces += [text[end : block.start(2)], body]
        end = block.end(2)
    return "".join([*pieces, text[end:]])


@contextlib.contextmanager
def beside_the_examples() -> Iterator[None]:
    """Work in a new folder that holds the examples and nothing else."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        shutil.copytree(ROOT / "examples", "examples")
        with mock.patch.dict(os.environ):
            os.environ.pop("COUNTERCLAIM_LEDGER", None)
            yield


def main() -> None:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+", type=Path)
    for page in parser.parse_args().pages:
        path = page.resolve()
        before = path.read_text(encoding="utf-8")
        with beside_the_examples():
            after = page_as_run(before, page.name)
        if after != before:
            path.write_text(after, encoding="utf-8")
            print(f"{page}: outputs brought up to date; read them before you commit")


if __name__ == "__main__":
    main()
