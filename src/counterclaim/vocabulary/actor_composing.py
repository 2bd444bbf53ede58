"""Actors that a text composes: a country, group or body and an office ("Ukraine's General Staff").

Three patterns, in this order, over the matches of one text:
  1. actor, office       "Ukrainian defence ministry spokesman", "Kremlin-installed officials", "Iraqi insurgents"
  2. office, of, actor   "General Staff of the Armed Forces of Ukraine", "the health ministry in Gaza"
  3. title, person       "Ukrainian President Volodymyr Zelensky"
"""

import functools
import re
from dataclasses import dataclass, replace

from counterclaim.vocabulary import words
from counterclaim.vocabulary.actor_entries import Actor, Form, Kind, Office, actors, cell, table
from counterclaim.vocabulary.actor_matching import Match
from counterclaim.vocabulary.actor_text import fold_key


@dataclass(frozen=True, slots=True)
class Piece:
    """An actor, or an office without one, at [start, end) of the shadow."""

    start: int
    end: int
    form: Form
    actor: Actor | None
    office: Office | None = None


_OF = re.compile(r" (of|in|for) (?:the )?")
_BEFORE = re.compile(r"([a-z]+)-$")
_AFTER = re.compile(r"-([a-z]+)")
_WAR = re.compile(r" (?:civil )?(w[a-z]+|c[a-z]+)(?: ([a-z]+))?")


@functools.cache
def _list(name: str) -> frozenset[str]:
    """A list of `actor_words.toml`; "describing" is every relation after a hyphen."""
    if name == "describing":
        return _list("installed") | _list("backed") | _list("run") | _list("described")
    return frozenset(map(fold_key, words.toml("actor_words.toml")[name]))


def _alternatives(name: str) -> str:
    return "|".join(map(re.escape, sorted(_list(name), key=len, reverse=True)))


@functools.cache
def _gap() -> re.Pattern[str]:
    """What may stand between an actor and its office: a possessive, and words such as senior and local."""
    return re.compile(rf"(?P<own>'s?)? (?:(?:{_alternatives('modifiers')}) )*")


@functools.cache
def _relation() -> re.Pattern[str]:
    """As `_gap`, with a relation in front: "-installed", "-backed"."""
    return re.compile(rf"-(?P<how>[a-z]+)(?: (?:(?:{_alternatives('modifiers')}) )*)?")


def in_gap(between: str) -> bool:
    """Whether no more than a possessive and words such as "regional" stand between a name and its office."""
    return bool(_gap().fullmatch(between))


def in_of(shadow: str, piece: Piece, start: int, end: int) -> bool:
    """Whether "of", "in" or "for" joins an office to the name at [start, end): "authorities in Lviv"."""
    link, office = _OF.fullmatch(shadow, piece.end, start), piece.office
    if link is None or office is None or office.kind == "group" or shadow.startswith("'s", end):
        return False
    located = office.id in _list("located")
    return located if link[1] == "in" else (link[1] == "of" and (located or not office.joins))


def compose(shadow: str, found: list[Match]) -> list[Piece]:
    """The actors and offices of a text, composed where they stand together; those that only look so left out."""
    pieces = [_piece(match) for match in found if match.entry.meaning is not None]
    pieces = _offices_behind(shadow, pieces)
    pieces = _without_passing(shadow, pieces)
    pieces = _offices_before(shadow, pieces)
    return _titles_before(shadow, pieces)


def _piece(match: Match) -> Piece:
    meaning = match.entry.meaning
    if isinstance(meaning, Office):
        return Piece(match.start, match.end, "bare", None, meaning)
    return Piece(match.start, match.end, match.entry.form, meaning)


# ---------------------------------------------------------------- 1. actor, office
def _offices_behind(shadow: str, pieces: list[Piece]) -> list[Piece]:
    done: list[Piece] = []
    for piece in pieces:
        joined = _join(shadow, done[-1], piece) if done and piece.office else None
        if joined:
            done[-1] = joined
        else:
            done.append(piece)
    return done


def _join(shadow: str, before: Piece, after: Piece) -> Piece | None:
    """The actor that `before` and the office `after` make together, None where they do not."""
    between = shadow[before.end : after.start]
    if before.office and before.actor is None and after.office and after.office.joins and between == " ":
        return Piece(before.start, after.end, "bare", None, before.office)  # "army spokesman"
    if before.actor is None or after.office is None or before.form == "people":
        return None
    if after.office.kind == "group" and "'" in between:
        return None  # "Moscow's opposition" to something
    if how := _relation().fullmatch(between):
        actor = _related(before.actor, how["how"], after.office)
    elif _gap().fullmatch(between):
        actor = with_office(before.actor, after.office)
    else:
        return None
    return Piece(before.start, after.end, "composed", actor, after.office) if actor else None


def with_office(base: Actor, office: Office) -> Actor | None:
    """The actor that holds an office of a country, group or body; None where the words do not go together.

    >>> from counterclaim.vocabulary.actor_entries import offices
    >>> with_office(actors()["ukraine"], offices()["general_staff"]).id
    'ukraine/general_staff'
    """
    if base.side not in actors() or base.kind == "media":
        return base if office.joins else None
    if office.kind in ("media", "monitor") and actors()[base.side].kind == "state":
        return _outsiders(actors()[base.side], office)
    if office.kind == "group":
        return _nameless_group(base, office.id, office.label) if base.kind == "state" else None
    if office.joins and base.kind != "state" and base.id != base.side:
        return base
    side = actors().get(base.side)
    return _composed(side, office) if side and office.kind != "part" else None


@functools.lru_cache(maxsize=4096)
def _composed(side: Actor, office: Office) -> Actor:
    """One actor per side and office, the one of the files where they name it."""
    known = actors().get(f"{side.id}/{office.id}")
    if known:
        return known
    name = f"{adjective(side)} {office.label}"
    party = side.party if office.counted else None
    kind: Kind = "official" if office.kind == "official" else "media" if office.kind == "state_media" else "body"
    return Actor(f"{side.id}/{office.id}", name, kind, side.id, party, side.id)


@functools.lru_cache(maxsize=4096)
def _outsiders(side: Actor, office: Office) -> Actor:
    """Media, researchers and residents of a country, who do not speak for its government."""
    name = f"{adjective(side)} {office.label}"
    party = side.party if office.counted else None
    return Actor(f"{side.id}/{office.id}", name, office.kind, "independent", party)  # type: ignore[arg-type]


@functools.lru_cache(maxsize=4096)
def _nameless_group(base: Actor, word: str, label: str, link: str = "") -> Actor:
    """A group that a text names only by country and word: `iraqi_insurgents`."""
    if base.id not in _adjectives():
        return base  # the militia of the DPR is the DPR
    described = adjective(base) + (f"-{link}" if link else "")
    id_ = re.sub(r"[^a-z0-9]+", "_", f"{described} {word}".lower())
    return actors().get(id_) or Actor(id_, f"{described} {label}", "group", id_, id_)


def _related(base: Actor, how: str, office: Office) -> Actor | None:
    """The actor of "Russian-installed officials", "Houthi-run ministry", "Russian-backed separatists"."""
    if base.side is None or base.side not in actors():
        return None
    if how in _list("run") and office.kind != "group":
        return _composed(actors()[base.side], office)
    if how not in _list("installed") | _list("backed"):
        return None
    if office.kind == "group" or (how in _list("backed") and office.kind == "body" and office.counted):
        return _nameless_group(base, office.id, office.label, how)
    name = f"{adjective(actors()[base.side])}-{how} {office.label}"
    return Actor(f"{base.side}/installed_{office.id}", name, "official", base.side, base.side, base.side)


@functools.cache
def _adjectives() -> dict[str, str]:
    rows = (*table("countries.csv"), *table("groups.csv"))
    return {row["id"]: cell(row, "adjectives")[0] for row in rows if row["adjectives"]}


def adjective(side: Actor) -> str:
    """The word that stands before an office: "Russian", "US", "Hamas".

    >>> adjective(actors()["south_korea"])
    'South Korean'
    """
    return _adjectives().get(side.id) or side.name


# ---------------------------------------------------------------- names in passing
def _without_passing(shadow: str, pieces: list[Piece]) -> list[Piece]:
    """Leave out names that only describe: "Iranian-made", "pro-Russian", "the Ukraine war"."""
    kept: list[Piece] = []
    gone = -1  # where the last one left out starts
    for piece in reversed(pieces):
        paired = gone >= 0 and shadow[piece.end : gone] == "-" and piece.actor is not None
        if paired or _in_passing(shadow, piece):
            gone = piece.start
        else:
            kept.append(piece)
    return kept[::-1]


def _in_passing(shadow: str, piece: Piece) -> bool:
    if shadow[piece.start - 1 : piece.start] == "-":
        before = _BEFORE.search(shadow, max(0, piece.start - 12), piece.start)
        if before and before[1] in _list("prefixes"):
            return True
    if piece.form in ("composed", "bare", "people"):
        return False
    if after := _AFTER.match(shadow, piece.end):
        return after[1] in _list("describing")
    war = _WAR.match(shadow, piece.end)
    return bool(war and war[1] in _list("wars") and war[2] not in _list("after_war"))


# ---------------------------------------------------------------- 2. office, of, actor
def _offices_before(shadow: str, pieces: list[Piece]) -> list[Piece]:
    done: list[Piece] = []  # from right to left, so that each office finds its actor made
    for piece in reversed(pieces):
        joined = _join_of(shadow, piece, done[-1]) if done and piece.form == "bare" else None
        if joined:
            done[-1] = joined
        else:
            done.append(piece)
    return done[::-1]


def _join_of(shadow: str, before: Piece, after: Piece) -> Piece | None:
    """The actor that the office `before` and the `after` behind it make together, None where they do not."""
    actor, office = after.actor, before.office
    if actor is None or office is None or after.form in ("adjective", "people") or actor.kind == "official":
        return None
    link = _OF.fullmatch(shadow, before.end, after.start)
    speaks = link and link[1] != "in" and office.joins and actor.kind != "state"
    if not speaks and not in_of(shadow, before, after.start, after.end):
        return None
    joined = with_office(actor, office)
    return Piece(before.start, after.end, "composed", joined, office) if joined else None


# ---------------------------------------------------------------- 3. title, person
def _titles_before(shadow: str, pieces: list[Piece]) -> list[Piece]:
    done: list[Piece] = []
    for piece in pieces:
        title = done[-1] if done else None
        person = piece.actor if piece.actor and piece.actor.id.startswith("person/") else None
        if title and person and _entitles(shadow, title, piece, person):
            done[-1] = replace(piece, start=title.start)
        else:
            done.append(piece)
    return done


def _entitles(shadow: str, title: Piece, piece: Piece, person: Actor) -> bool:
    adjacent = title.office and shadow[title.end : piece.start] in (" ", ", ")
    return bool(adjacent) and (title.actor is None or title.actor.side == person.side)
