"""Nothing is asked of any network: the whole main job runs where every connection is refused."""

import shutil
import socket
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner

from counterclaim.cli.app import cli

ROOT = Path(__file__).resolve().parents[1]
JOB = """
read articles --into war.db
list --ledger war.db
compare --ledger war.db
series --ledger war.db
check --ledger war.db
report --ledger war.db -o report.html
export --ledger war.db -o claims.csv
verify --ledger war.db
"""


def refuse(*_: object, **__: object) -> NoReturn:
    raise AssertionError("something asked for a network connection")


def test_the_main_job_opens_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "articles").mkdir()
    shutil.copy(ROOT / "examples" / "articles" / "2022-03-26-video-address.md", tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    for line in JOB.strip().splitlines():
        result = CliRunner().invoke(cli, line.split(), prog_name="counterclaim")
        assert result.exit_code == 0, f"{line}: {result.output}"
