"""Who is named in a text: countries and the words for them, armed groups, bodies, officials, and what they compose.

    find_actors("Ukraine's General Staff said 900 Russians died") ->
        "Ukraine's General Staff" (ukraine/general_staff), "Russians" (russia)

The names are data (`data/countries.csv`, `groups.csv`, `bodies.csv`, `officials.csv`, `offices.csv`); each row carries
a sentence that proves it.
"""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.vocabulary import actor_entries
from counterclaim.vocabulary.actor_composing import Piece, compose, with_office
from counterclaim.vocabulary.actor_entries import Actor, Form, Kind, offices, table
from counterclaim.vocabulary.actor_local import Located, with_places
from counterclaim.vocabulary.actor_matching import matches
from counterclaim.vocabulary.actor_text import Folded, fold

__all__ = [
    "Actor",
    "ActorMention",
    "find_actors",
    "get",
    "holder",
    "party_ids",
    "side_of_country",
    "sides",
    "speaks_for",
    "unnamed_group",
]


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor named at [start, end) of a text; a possessive 's and the article stay outside."""

    start: int
    end: int
    text: str
    actor: Actor
    form: Form  # name, adjective, people, metonym (a capital or seat, also a place), acronym, composed, bare


def find_actors(
    text: str, *, context: str | None = None, bare: bool = False, places: Iterable[Located] = ()
) -> list[ActorMention]:
    """Every actor that a text names, in its order, none overlapping another; the longest reading wins.

    `context` is the text that decides acronyms with several meanings, the text itself if it is not given. With
    `bare`, offices without a country ("the army", "officials") are given too, as `form="bare"`, `side=None`: the
    reader of the whole article knows whose they are, and `holder` then gives the actor. With `places`, as
    `find_places` gives them, offices of regions and towns are found too ("the mayor of Melitopol").

    >>> [(m.text, m.actor.id, m.form) for m in find_actors("Kyiv and the Belarusian Defense Ministry differ.")]
    [('Kyiv', 'ukraine', 'metonym'), ('Belarusian Defense Ministry', 'belarus/mod', 'composed')]
    """
    folded = _folded(text)
    around = folded.shadow if context is None else fold(context).shadow
    found: Sequence[Piece] = _composed(folded, around)
    if places:
        found = with_places(folded, found, places)
    return [_mention(folded, piece) for piece in found if bare or piece.form != "bare"]


@functools.lru_cache(maxsize=2)  # a text is read twice, before and after its places are known
def _folded(text: str) -> Folded:
    return fold(text)


@functools.lru_cache(maxsize=2)
def _composed(folded: Folded, around: str) -> tuple[Piece, ...]:
    return tuple(compose(folded.shadow, matches(folded, around)))


def _mention(folded: Folded, piece: Piece) -> ActorMention:
    start, end = folded.span(piece.start, piece.end)
    return ActorMention(start, end, folded.text[start:end], piece.actor or _nobodys(piece), piece.form)


def _nobodys(piece: Piece) -> Actor:
    """An office of nobody in particular: `/military`."""
    office = piece.office
    assert office is not None
    return _bare(office.id)


@functools.cache
def _bare(office_id: str) -> Actor:
    office = offices()[office_id]
    kind: Kind = {"state_media": "media", "part": "body"}.get(office.kind, office.kind)  # type: ignore[assignment]
    side = "independent" if kind in ("media", "monitor") and office.kind != "state_media" else None
    return Actor(f"/{office.id}", office.label, kind, side, None)


def holder(side: str, office: str) -> Actor | None:
    """The actor that holds an office of a side, None where there is no such side or office.

    >>> holder("mali", "/military").name
    'Malian military'
    """
    base, known = get(side), offices().get(office.rpartition("/")[2])
    return with_office(base, known) if base and known else None


def get(id: str) -> Actor | None:
    """The actor of an id, composed ones too; None where nobody has it.

    >>> get("ukraine/officials").side
    'ukraine'
    """
    known = actor_entries.actors().get(id)
    if known or "/" not in id:
        return known
    side, _, office = id.partition("/")
    return holder(side, office) if side and office in offices() else None


def speaks_for(id: str) -> Actor | None:
    """The body, group or state for which a spokesman or body speaks; None where the files tell none.

    >>> speaks_for("person/konashenkov").id, speaks_for("un/unhcr").id
    ('russia/mod', 'un')
    """
    actor = get(id)
    if actor is None:
        return None
    parent = _bodies().get(id) or (actor.role if actor.kind != "official" else id.partition("/")[0])
    return get(parent) if parent else None


@functools.cache
def _bodies() -> dict[str, str]:
    return {row["id"]: row["body"] for row in table("officials.csv")}


@functools.cache
def party_ids() -> frozenset[str]:
    """Ids of those whose people and things are counted: states, territories, groups, and bodies with forces.

    >>> {"russia", "gaza", "hamas", "un"} <= party_ids()
    True
    """
    return frozenset(a.id for a in actor_entries.actors().values() if a.party == a.id)


@functools.cache
def sides() -> frozenset[str]:
    """Ids of those for whom a claimant may speak: the parties, and "independent".

    >>> "independent" in sides()
    True
    """
    return party_ids() | {"independent"}


@functools.cache
def _by_iso() -> dict[str, str]:
    return {row["iso2"]: row["id"] for row in table("countries.csv") if row["iso2"]}


def side_of_country(code: str) -> str | None:
    """Party id of a country given by its ISO 3166 code of two letters or by its id; None where it is unknown.

    >>> side_of_country("CD"), side_of_country("drc")
    ('drc', 'drc')
    """
    if code.upper() in _by_iso():
        return _by_iso()[code.upper()]
    known = get(code)
    return known.id if known and known.kind == "state" else None


def is_country(party: str) -> bool:
    """Whether a party is a country with a code of ISO 3166, not a group nor a territory that declared itself one.

    >>> is_country("russia"), is_country("dpr"), is_country("hamas")
    (True, False, False)
    """
    return party in set(_by_iso().values())


@functools.cache
def _demonyms() -> dict[str, str]:
    return {row["id"]: row["adjectives"].split(";")[0] for row in table("countries.csv") if row["adjectives"]}


@functools.cache
def adjectives() -> frozenset[str]:
    """The adjectives of all countries, in small letters.

    >>> "israeli" in adjectives(), "military" in adjectives()
    (True, False)
    """
    rows = (row["adjectives"] for row in table("countries.csv"))
    return frozenset(word.lower() for words in rows for word in words.split(";") if word)


@functools.cache
def peoples() -> frozenset[str]:
    """The names of the peoples of all countries, in small letters.

    >>> "israelis" in peoples(), "soldiers" in peoples()
    (True, False)
    """
    rows = (row["peoples"] for row in table("countries.csv"))
    return frozenset(word.lower() for words in rows for word in words.split(";") if word)


def unnamed_group(country: str, noun: str) -> str | None:
    """Party id of an armed group that a text gives no name: the country's adjective and the text's word in plural.

    None where the country has no adjective. The form is that of the claim record.

    >>> unnamed_group("iraq", "insurgents"), unnamed_group("el_salvador", "guerrillas"), unnamed_group("hamas", "men")
    ('iraqi_insurgents', 'salvadoran_guerrillas', None)
    """
    adjective = _demonyms().get(country)
    return "_".join(f"{adjective} {noun}".lower().replace("-", " ").split()) if adjective else None
