"""The loader of vocabulary data files: TOML tables and CSV lists that stand beside this package."""

import csv
import functools
import tomllib
from importlib import resources
from typing import Any

from counterclaim.errors import VocabularyError

DATA = resources.files("counterclaim.vocabulary") / "data"


@functools.cache
def toml(name: str) -> dict[str, Any]:
    """The table in `data/NAME`.

    >>> toml("numbers.toml")["vague"]["dozens"]
    24
    """
    try:
        return tomllib.loads((DATA / name).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, FileNotFoundError) as error:
        raise VocabularyError(f"vocabulary/data/{name}: {error}; mend the file") from error


@functools.cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/NAME`, a CSV with a header line; lines that start with # are notes."""
    text = (DATA / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(csv.DictReader(lines))
