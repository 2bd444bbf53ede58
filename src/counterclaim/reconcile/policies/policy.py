"""A coding policy: a file of `vocabulary/data/policies`, in which each rule stands with its source."""

import functools
from importlib import resources
from typing import Literal

import msgspec

from counterclaim.errors import UsageError, VocabularyError
from counterclaim.vocabulary.words import toml

FOLDER = resources.files("counterclaim.vocabulary") / "data" / "policies"
Give = Literal["number", "low", "high", "zero", "none"]
Known = Literal["read", "recalled", "inferred", "own"]
Choice = Literal["lowest", "range", "latest", "two_sources", "each"]
Setting = bool | int


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part of a policy; a word that no policy knows is an error."""


class Rule(Part, frozen=True):
    """What a project does, where that is written, and how well it is known."""

    text: str
    source: str
    known: Known  # read in the source, recalled and not read again, inferred from other rules, our own


class Words(Part, frozen=True):
    """What a figure's words give for lowest, best and highest, by its qualifier; and the number of each vague word."""

    exact: tuple[Give, Give, Give]
    approx: tuple[Give, Give, Give]
    almost: tuple[Give, Give, Give]
    range: tuple[Give, Give, Give]
    more_than: tuple[Give, Give, Give]
    less_than: tuple[Give, Give, Give]
    vague: tuple[Give, Give, Give]  # of a vague word that `points` and `reaches` do not have
    points: dict[str, int] = {}  # one number for a vague word
    reaches: dict[str, tuple[int, int]] = {}  # from, to


class Field(Part, frozen=True):
    """One column: which claims go into it."""

    name: str
    what: str  # what it counts, in words that policies share
    measures: tuple[str, ...]
    kinds: tuple[str, ...] = ()  # of people; none: all
    camp: int | None = None  # of the parties to the conflict: 0 for the first, 1 for the second
    by_whom: Literal["anybody", "attacker", "others"] = "anybody"
    maybe: tuple[str, ...] = ()  # kinds that go in only if the policy's setting says so
    maybe_if: str = ""
    contested: bool = False  # begins at nought where who did it is contested


class Parameter(Part, frozen=True):
    """What a secondary source does not tell; off unless somebody who knows sets it."""

    off: Setting
    text: str


class Policy(Part, frozen=True):
    """What a project counts and how it chooses among sources."""

    id: str
    name: str
    about: str
    choice: Choice
    words: Words
    fields: tuple[Field, ...]
    rules: dict[str, Rule]
    longest_days: int = 31  # a figure for more days is no incident
    open_end: bool = True  # an open upper end stays open
    keeps_claimant: bool = False
    levels: bool = False  # also figures of a level or a running total, one row each
    clarity: bool = False  # says whether an event is told by itself or is a sum
    grades: bool = False  # proposes a grade of each allegation
    date_codes: tuple[int, ...] = ()  # days up to which code 1, 2, 3 ... holds
    place_codes: dict[str, int] = {}
    parameters: dict[str, Parameter] = {}
    unknown: tuple[str, ...] = ()  # columns of the project that no article tells, said with every coding


@functools.cache
def policies() -> tuple[str, ...]:
    """The ids of the policies, the default first.

    >>> policies()
    ('as_written', 'acled', 'airwars', 'gtd', 'ibc', 'idmc', 'ucdp')
    """
    found = sorted(f.name.removesuffix(".toml") for f in FOLDER.iterdir() if f.name.endswith(".toml"))
    return ("as_written", *(id for id in found if id != "as_written"))


@functools.cache
def policy(id: str) -> Policy:
    """The policy of that id. UsageError where there is none.

    >>> policy("acled").words.points["hundreds"]
    100
    """
    if id not in policies():
        raise UsageError(f"no coding policy is called {id!r}: known are {', '.join(policies())}")
    try:
        return msgspec.convert({**toml(f"policies/{id}.toml"), "id": id}, Policy)
    except msgspec.ValidationError as error:
        raise VocabularyError(f"vocabulary/data/policies/{id}.toml: {error}; mend the file") from error


def settings(of: Policy, given: dict[str, str]) -> dict[str, Setting]:
    """What is set, in words, with all else off. UsageError for a setting that the policy has not, or a wrong value.

    >>> settings(policy("acled"), {"several": "10"})["several"]
    10
    """
    found: dict[str, Setting] = {name: parameter.off for name, parameter in of.parameters.items()}
    for name, value in given.items():
        if name not in found:
            known = ", ".join(found) or "none"
            raise UsageError(f"{of.id} has no setting {name!r}: known are {known}")
        found[name] = _value(name, value, found[name])
    return found


def _value(name: str, value: str, off: Setting) -> Setting:
    if isinstance(off, bool):
        if value not in ("on", "off"):
            raise UsageError(f"{name} is on or off, not {value!r}")
        return value == "on"
    if not value.isdecimal():
        raise UsageError(f"{name} is a whole number, not {value!r}")
    return int(value)
