"""The file of decisions: one a line, as JSON, replayable into any ledger that has the same texts."""

from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path

import msgspec

from counterclaim.errors import UsageError
from counterclaim.ledger import Decision
from counterclaim.ledger.deciding import decision_of
from counterclaim.ledger.records import canonical, utf8


def write_decisions(decisions: Iterable[Decision], path: str | PathLike[str]) -> None:
    """Write decisions to a file, one a line."""
    with Path(path).open("wb") as out:
        for one in decisions:
            out.write(utf8(canonical(one)) + b"\n")


def read_decisions(path: str | PathLike[str]) -> Iterator[Decision]:
    """The decisions of a file; UsageError names the first line that holds none."""
    with Path(path).open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield decision_of(line)
                except (msgspec.DecodeError, ValueError) as error:
                    what = f"{path}, line {number}: no decision ({error})"
                    raise UsageError(f"{what}: give a file of `counterclaim decisions --export`") from error
