"""The actor files of the vocabulary as records: who there is, and under which names.

Files: `countries.csv`, `groups.csv`, `bodies.csv`, `officials.csv` (who), `offices.csv` (words that make an actor of a
country: "army", "defence ministry"), `ambiguous.csv` (names that are other things too), `not_actors.csv` (phrases that
hold a name and mean something else), `actor_words.toml` (small words of composition).
"""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from counterclaim.errors import VocabularyError
from counterclaim.vocabulary import words
from counterclaim.vocabulary.actor_text import fold_key

Kind = Literal["state", "group", "body", "official", "media", "monitor"]
Form = Literal["name", "adjective", "people", "metonym", "acronym", "composed", "bare"]

COLUMNS = {
    "countries.csv": "id iso2 name names acronyms adjectives peoples seats example not_in",
    "groups.csv": "id name names acronyms adjectives peoples seats countries only_with example not_in",
    "bodies.csv": "id kind side name names acronyms only_with example not_in",
    "officials.csv": "id name names surnames titled body side role example not_in",
    "offices.csv": "id label words kind counted joins example not_in",
    "ambiguous.csv": "form not_before not_after before_name all_caps lower capitals only_with example not_in",
    "not_actors.csv": "phrase example",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who makes claims, or of whom claims are made."""

    id: str  # "russia", "russia/mod", "un/unhcr", "person/zelensky", "hamas"
    name: str  # "Russian Ministry of Defence"
    kind: Kind
    side: str | None  # party id it speaks for; "independent" for monitors, aid groups, media, researchers
    party: str | None  # party id under which its people and things are counted; None for media
    role: str | None = None  # of officials: their office, of bodies: the body they belong to


@dataclass(frozen=True, slots=True)
class Office:
    """Words that name a body or official once a country, group or body stands with them."""

    id: str
    label: str
    kind: Literal["body", "official", "group", "media", "state_media", "monitor", "part"]
    counted: bool  # its people are counted under the party: armies, police
    joins: bool  # speaks for the body that stands before it: "ministry spokesman"


@dataclass(frozen=True, slots=True)
class Rule:
    """When a form that is also something else is not read as the actor."""

    not_before: tuple[str, ...] = ()  # words that may not follow
    not_after: tuple[str, ...] = ()  # words that may not stand before
    before_name: bool = True  # may stand before a capitalised word ("Jordan Peterson")
    all_caps: bool = True  # may be read where everything around is in capitals ("TOLD US")
    lower: bool = False  # may be written in small letters
    capitals: bool = False  # every capital must be one
    after_title: bool = False  # only behind a title ("President Bush")
    surname: bool = False  # not behind another first name ("Hugo Gramajo")
    exact: bool = False  # only in exactly these letters
    only_with: tuple[str, ...] = ()  # one of these must occur somewhere in the text


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of one actor or office; `meaning` is None for a phrase that only looks like a name."""

    key: str
    written: str
    form: Form
    meaning: Actor | Office | None
    rule: Rule = Rule()


def cell(row: dict[str, str], column: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list."""
    return tuple(part.strip() for part in row[column].split(";") if part.strip())


@functools.cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one actor file, its columns checked.

    >>> table("offices.csv")[0]["id"]
    'mod'
    """
    wanted = COLUMNS[name].split()
    for number, row in enumerate(found := words.rows(name), 1):
        if list(row) != wanted or None in row.values():
            raise VocabularyError(f"vocabulary/data/{name}: row {number} ({next(iter(row.values()))!r}) has not the "
                                  f"columns {', '.join(wanted)}; quote cells that hold commas")  # fmt: skip
    return found


def _rules() -> dict[str, Rule]:
    return {
        fold_key(row["form"]): Rule(
            not_before=tuple(map(fold_key, cell(row, "not_before"))),
            not_after=tuple(map(fold_key, cell(row, "not_after"))),
            before_name=row["before_name"] != "no",
            all_caps=row["all_caps"] != "no",
            lower=row["lower"] != "no",
            capitals=row["capitals"] == "all",
            only_with=tuple(map(fold_key, cell(row, "only_with"))),
        )
        for row in table("ambiguous.csv")
    }


@functools.cache
def actors() -> dict[str, Actor]:
    """Every actor that the files name, by id; composed ones ("ukraine/officials") are made as they are met.

    >>> actors()["russia"].name
    'Russia'
    """
    found: dict[str, Actor] = {}
    for actor in _actors():
        if actor.id in found:
            raise VocabularyError(f"vocabulary/data: the id {actor.id!r} stands twice; give the second another id")
        found[actor.id] = actor
    return found


def _actors() -> Iterator[Actor]:
    for row in table("countries.csv"):
        yield Actor(row["id"], row["name"], "state", row["id"], row["id"])
    for row in table("groups.csv"):
        yield Actor(row["id"], row["name"], "group", row["id"], row["id"])
    counted = {row["id"] for row in table("offices.csv") if row["counted"] == "yes"}
    for row in table("bodies.csv"):
        yield _body(row, counted)
    for row in table("officials.csv"):
        party = None if row["side"] == "independent" else row["side"]
        yield Actor(row["id"], row["name"], "official", row["side"], party, row["role"])


def _body(row: dict[str, str], counted: set[str]) -> Actor:
    """A body; its people are counted under its side if it is an army or police, a UN agency, or a party itself."""
    if row["kind"] not in get_args(Kind):
        raise VocabularyError(f"vocabulary/data/bodies.csv: {row['id']!r} is of the unknown kind {row['kind']!r}")
    kind: Kind = row["kind"]  # type: ignore[assignment]
    parent, _, office = row["id"].partition("/")
    counts = row["id"] == row["side"] or office in counted or (kind == "body" and row["side"] == "un")
    return Actor(row["id"], row["name"], kind, row["side"], row["side"] if counts else None, parent if office else None)


def entries() -> list[Entry]:
    """Every form under which an actor, an office or a phrase that is neither is found."""
    rules = _rules()
    found = [*_country_entries(), *_group_entries(), *_body_entries(), *_official_entries(), *_office_entries()]
    found += [Entry(fold_key(row["phrase"]), row["phrase"], "name", None) for row in table("not_actors.csv")]
    return [_with_rule(entry, rules.get(entry.key)) for entry in found]


def _with_rule(entry: Entry, extra: Rule | None) -> Entry:
    """The entry with the restrictions of `ambiguous.csv` added to its own."""
    if extra is None or entry.meaning is None:
        return entry
    rule = replace(
        entry.rule,
        not_before=extra.not_before,
        not_after=extra.not_after,
        before_name=extra.before_name,
        all_caps=extra.all_caps,
        lower=entry.rule.lower and extra.lower,
        capitals=extra.capitals,
        only_with=entry.rule.only_with or extra.only_with,
    )
    return Entry(entry.key, entry.written, entry.form, entry.meaning, rule)


def _forms(actor: Actor, form: Form, names: Iterable[str], rule: Rule) -> Iterator[Entry]:
    for name in dict.fromkeys(names):
        yield Entry(fold_key(name), name, form, actor, rule)


def _country_entries() -> Iterator[Entry]:
    for row in table("countries.csv"):
        actor, small = actors()[row["id"]], Rule(lower=True)
        yield from _forms(actor, "name", (row["name"], *cell(row, "names")), small)
        acronyms = cell(row, "acronyms")
        yield from _forms(actor, "acronym", acronyms, Rule(exact=True))
        yield from _forms(actor, "adjective", (a for a in cell(row, "adjectives") if a not in acronyms), small)
        yield from _forms(actor, "people", cell(row, "peoples"), small)
        yield from _forms(actor, "metonym", cell(row, "seats"), Rule())


def _group_entries() -> Iterator[Entry]:
    for row in table("groups.csv"):
        actor, context = actors()[row["id"]], tuple(map(fold_key, cell(row, "only_with")))
        yield from _forms(actor, "name", (row["name"], *cell(row, "names")), Rule(only_with=context))
        yield from _forms(actor, "acronym", cell(row, "acronyms"), Rule(exact=True, only_with=context))
        yield from _forms(actor, "adjective", cell(row, "adjectives"), Rule(only_with=context))
        yield from _forms(actor, "people", cell(row, "peoples"), Rule(only_with=context))
        yield from _forms(actor, "metonym", cell(row, "seats"), Rule(only_with=context))


def _body_entries() -> Iterator[Entry]:
    for row in table("bodies.csv"):
        actor, context = actors()[row["id"]], tuple(map(fold_key, cell(row, "only_with")))
        written = (row["name"], *cell(row, "names"))
        names = [name for name in (*written, *_told_otherwise(written)) if not _composes(name, row["id"])]
        yield from _forms(actor, "name", names, Rule(only_with=context))
        yield from _forms(actor, "acronym", cell(row, "acronyms"), Rule(exact=True, only_with=context))


def _composes(name: str, id_: str) -> bool:
    """Whether the grammar makes this actor of the name anyway, with its own rules: "Israeli army"."""
    first, _, rest = name.partition(" ")
    office = id_.partition("/")[2]
    return first in _starts() and bool(office) and fold_key(rest) in _office_words().get(office, ())


@functools.cache
def _office_words() -> dict[str, frozenset[str]]:
    return {row["id"]: frozenset(map(fold_key, cell(row, "words"))) for row in table("offices.csv")}


def _told_otherwise(names: Iterable[str]) -> Iterator[str]:
    """The same names with another form of the country in front: "US", "U.S.", "America's Central Command"."""
    for name in names:
        first, _, rest = name.partition(" ")
        for start in _starts().get(first, ()) if rest else ():
            yield f"{start} {rest}"


@functools.cache
def _starts() -> dict[str, tuple[str, ...]]:
    """For each adjective or acronym of one word, the other forms that stand before the name of a body."""
    found: dict[str, tuple[str, ...]] = {}
    rows = [row for row in table("bodies.csv") if row["id"] == row["side"]]
    for row in (*table("countries.csv"), *rows):
        names = (row["name"], *cell(row, "acronyms"))
        adjectives = cell(row, "adjectives") if "adjectives" in row else names
        starts = (*adjectives, *(f"{name}'s" for name in names), *cell(row, "acronyms"))
        for first in (*adjectives, *cell(row, "acronyms"), f"{row['name']}'s"):
            found[first] = tuple(start for start in dict.fromkeys(starts) if start != first)
    return found


def _official_entries() -> Iterator[Entry]:
    for row in table("officials.csv"):
        actor = actors()[row["id"]]
        yield from _forms(actor, "name", (row["name"], *cell(row, "names")), Rule())
        yield from _forms(actor, "name", cell(row, "surnames"), Rule(surname=True))
        yield from _forms(actor, "name", cell(row, "titled"), Rule(after_title=True))


@functools.cache
def offices() -> dict[str, Office]:
    """The offices by id.

    >>> offices()["mod"].label
    'Ministry of Defence'
    """
    return {
        row["id"]: Office(row["id"], row["label"], row["kind"], row["counted"] == "yes", row["joins"] == "yes")  # type: ignore[arg-type]
        for row in table("offices.csv")
    }


def _office_entries() -> Iterator[Entry]:
    for row in table("offices.csv"):
        for word in cell(row, "words"):
            yield Entry(fold_key(word), word, "bare", offices()[row["id"]], Rule(lower=True))
