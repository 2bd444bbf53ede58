"""Reads the tables of this folder: CSV files with a header; cases marked as known failures are strict xfails."""

import csv
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """The rows of a table, in order."""
    with (HERE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def grouped(name: str, key: str) -> list[tuple[str, list[Row]]]:
    """The rows of a table by the text they are about, in order."""
    found: dict[str, list[Row]] = {}
    for row in rows(name):
        found.setdefault(row[key], []).append(row)
    return list(found.items())


def case(*values: Any, known: str = "", id: str | None = None) -> Any:
    """One case of a parametrised test; `known` tells why it is known to fail."""
    marks = [pytest.mark.xfail(strict=True, reason=known)] if known else []
    return pytest.param(*values, id=id, marks=marks)


def number(cell: str) -> float | None:
    """A cell as a number; an empty one is None."""
    return float(cell) if cell else None
