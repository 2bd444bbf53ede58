"""How the command line is called in these tests: in this process, or as a user would."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.cli.app import cli
from tests.views.making import make_ledger

Run = Callable[..., Result]
Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with no ledger named by the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COUNTERCLAIM_LEDGER", raising=False)
    return tmp_path


@pytest.fixture
def war(home: Path) -> Path:
    """The ledger of two invented articles, under its default name."""
    return make_ledger(home / "counterclaim.db")


@pytest.fixture
def run(home: Path) -> Run:
    """Call a verb in this process: `run("list", "--table")`."""

    def call(*words: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli, words, input=stdin, prog_name="counterclaim")

    return call


@pytest.fixture
def command(home: Path) -> Command:
    """Call the command as a user does, in a process of its own."""

    def call(*words: str, stdin: str | None = None, **env: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "counterclaim", *words],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            cwd=home,
            env={**os.environ, **env},
            timeout=120,
        )

    return call


def one_line(text: str) -> bool:
    """Whether a message is one line and no traceback."""
    return text.count("\n") == 1 and "Traceback" not in text
