"""What the columns of a table mean: a small file that a person writes, checked before anything is read with it.

A word that is the same in every row stands as it is (`measure = "killed"`); one that differs is told by a column:
`measure = { column = "type", values = { deaths = "killed" } }`.
"""

import functools
import hashlib
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import msgspec

from counterclaim.errors import UsageError
from counterclaim.model import TimeKind, Unit
from counterclaim.vocabulary import actors

SHIPPED = resources.files("counterclaim.vocabulary") / "data" / "tables"
TABLE = "table:"  # how the rule of a claim begins that was made of a table
COLLECTED = " (collected)"
Bound = Literal["exact", "approx", "more_than", "at_least", "less_than", "at_most", "almost"]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part of a mapping; a word that no mapping knows is an error."""


class Told(Part, frozen=True):
    """A word that a column tells; `values` says what its cells mean, `other` what all else means ("" for unknown)."""

    column: str
    values: dict[str, str] = {}
    other: str | None = None


Word = str | Told


class Who(Part, frozen=True):
    """A claimant: an id of the vocabulary, or a name with its side."""

    id: str | None = None
    name: str | None = None
    side: str | None = None
    kind: Literal["body", "official", "media", "monitor", "private"] = "body"
    via: str | None = None
    nobody: bool = False


class Claimants(Who, frozen=True):
    """Who says so: one for the whole table, or one for each value of a column."""

    column: str | None = None
    values: dict[str, Who] = {}
    other: Who | None = None


class Day(Part, frozen=True):
    """The column with the day that a row is about, as dates in one of these forms or as days counted after a date."""

    column: str
    forms: tuple[str, ...] = ("%Y-%m-%d",)
    counted_from: str | None = None


class When(Part, frozen=True):
    """The kind of time; a total's start, or where a period begins: a column, or so many days or hours long."""

    kind: TimeKind | Told = "total"
    start: str | None = None  # first day of a running total
    first: Day | None = None  # column with the first day
    days: int | None = None  # length of the period; its last day is the row's
    days_column: str | None = None
    hours_column: str | None = None  # a report of the last 24 hours counts from the day before
    shift: int = 0  # the last day, so many days after the row's


class FigureColumn(Part, frozen=True):
    """One column with figures; what is not said here is said for the whole table."""

    measure: Word
    object: Word
    column: str | None = None  # the number itself
    low: str | None = None  # columns with the ends of a range
    high: str | None = None
    unit: Unit | Told = "persons"
    bound: Bound | Told = "exact"
    flags: dict[str, Bound] = {}  # a column that holds 1 makes the figure so
    unless: dict[str, str] = {}  # cells beside it that say that the column holds no figure
    corrects: bool = False  # a number below nought is what the claimant took off its own total
    detail: bool | Told = False  # the column's name, or a cell, tells more finely what is counted: "submarines"
    party: Word | None = None
    claimant: Claimants | None = None
    when: When | None = None
    verification: Literal["unverified", "verified"] | None = None


class Rows(Part, frozen=True):
    """Which rows hold what the claimant gave, and why the others do not."""

    column: str
    values: tuple[str, ...]
    why: str


class Mapping(Part, frozen=True):
    """What the columns of one kind of table mean."""

    about: str
    conflict: Word | None
    day: Day
    claimant: Claimants
    figures: tuple[FigureColumn, ...]
    when: When = When()
    party: Word | None = None
    place: str | None = None  # column with the name of the place
    collected: bool = False  # others wrote down what claimants said; else the table is the claimants' own publication
    outlet: str | None = None  # who publishes the table
    url: str | None = None
    records: str = ""  # in JSON: the path to the list of rows
    delimiter: str = ","
    only: tuple[Rows, ...] = ()
    left: dict[str, str] = {}  # columns that give no claims (a trailing * for many), and why
    name: str = ""
    sha256: str = ""

    @property
    def rule(self) -> str:
        """What the claims of the table say made them."""
        return f"{TABLE}{self.name}{COLLECTED if self.collected else ''}"

    @property
    def reader(self) -> str:
        """The name and version under which a ledger keeps what was imported."""
        return f"table:{self.name} {self.sha256[:8]}"


def shipped() -> tuple[str, ...]:
    """The names of the mappings that come with Counterclaim.

    >>> "ukraine_personnel" in shipped()
    True
    """
    return tuple(sorted(f.name.removesuffix(".toml") for f in SHIPPED.iterdir() if f.name.endswith(".toml")))


def mapping(name: str | Path) -> Mapping:
    """The mapping of that name, or in that file. UsageError in one line: not there, or what is wrong in it.

    >>> mapping("ukraine_personnel").figures[0].measure
    'lost'
    """
    if isinstance(name, str) and name in shipped():
        return parsed((SHIPPED / f"{name}.toml").read_text(encoding="utf-8"), name)
    path = Path(name)
    if not path.is_file():
        raise UsageError(f"no mapping {str(name)!r}: give a file, or one of {', '.join(shipped())}")
    try:
        return parsed(path.read_text(encoding="utf-8"), path.stem)
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8 at byte {error.start:,}; save it as UTF-8") from error


@functools.lru_cache(maxsize=64)
def parsed(text: str, name: str) -> Mapping:
    """A mapping from the text of its file; UsageError where it is wrong, with the place.

    >>> parsed("conflict = 1", "mine")
    Traceback (most recent call last):
    counterclaim.errors.UsageError: mapping mine: Expected `str | object | null`, got `int` - at `$.conflict`
    """
    try:
        found = msgspec.convert({**tomllib.loads(text), "name": name}, Mapping)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"mapping {name}: {error}") from error
    for problem in problems(found):
        raise UsageError(f"mapping {name}: {problem}")
    return msgspec.structs.replace(found, sha256=hashlib.sha256(text.encode("utf-8")).hexdigest())


def problems(found: Mapping) -> list[str]:
    """What is wrong in a mapping beyond its form, each in one line."""
    wrong = [] if found.figures else ["no [[figures]]: say which columns hold figures"]
    for number, figure in enumerate(found.figures, start=1):
        if figure.column is None and figure.low is None and figure.high is None:
            wrong.append(f"figure {number} names no column: give `column`, or `low` and `high`")
    claimants = [found.claimant, *(figure.claimant for figure in found.figures if figure.claimant)]
    for each in claimants:
        everyone = [*each.values.values(), *([each.other] if each.other else [])] if each.column else [each]
        wrong += [said for who in everyone if (said := _unknown(who))]
    return wrong


def _unknown(who: Who) -> str | None:
    if who.nobody:
        return None
    if who.id is not None and who.name is None and actors.get(who.id) is None:
        return f"no claimant has the id {who.id!r}: `counterclaim vocabulary list bodies` shows them, or give `name`"
    if who.id is None and who.name is None:
        return "a claimant needs `id`, or `name` with `side`, or `nobody = true`"
    return None


def columns(found: Mapping) -> frozenset[str]:
    """Every column that a mapping reads.

    >>> sorted(columns(mapping("ukraine_personnel")))
    ['POW', 'date', 'personnel', 'personnel*']
    """
    return frozenset(_columns(msgspec.to_builtins(found)))


_NAMED = ("column", "low", "high", "days_column", "hours_column", "place")


def _columns(part: Any) -> list[str]:
    if isinstance(part, list | tuple):
        return [name for each in part for name in _columns(each)]
    if not isinstance(part, dict):
        return []
    found = [part[key] for key in _NAMED if isinstance(part.get(key), str)]
    found += [name for key in ("flags", "unless") for name in part.get(key) or ()]
    return found + [
        name
        for key, each in part.items()
        if key not in ("left", "flags", "unless", "values")
        for name in _columns(each)
    ]
