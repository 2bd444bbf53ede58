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
from counterclaim.vocabulary.actor_entries import Actor, Form, Kind, Office, actors, table
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


@functools.cache
def _list(name: str) -> frozenset[str]:
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


@functools.cache
def _of() -> re.Pattern[str]:
    return re.compile(r" (?:of|in|for|at) (?:the )?")


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
    if base.side is None or base.kind == "media" or base.side == "independent":
        return base if office.joins else None
    if office.kind in ("media", "monitor"):
        return _outsiders(actors()[base.side], office) if base.side in actors() else None
    if office.kind == "group":
        return _nameless_group(base, office.id, office.label) if base.kind == "state" else None
    if office.joins and base.kind != "state" and base.id != base.side:
        return base
    side = actors().get(base.side)
    return _composed(side, office) if side else None


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
    return Actor(f"{side.id}/{office.id}", name, office.kind, "independent", None)  # type: ignore[arg-type]


@functools.lru_cache(maxsize=4096)
def _nameless_group(base: Actor, word: str, label: str, link: str = "") -> Actor:
    """A group that a text names only by country and word: `iraqi_insurgents`."""
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
    if office.kind == "group":
        return _nameless_group(base, office.id, office.label, how)
    name = f"{adjective(actors()[base.side])}-{how} {office.label}"
    return Actor(f"{base.side}/installed_{office.id}", name, "official", base.side, base.side, base.side)


@functools.cache
def _adjectives() -> dict[str, str]:
    return {row["id"]: row["adjectives"].split(";")[0].strip() for row in table("countries.csv") if row["adjectives"]}


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
    if piece.form in ("composed", "bare", "people"):
        return False
    before = re.search(r"([a-z]+)-$", shadow[max(0, piece.start - 12) : piece.start])
    if before and before[1] in _list("prefixes"):
        return True
    after = re.match(r"-([a-z]+)", shadow[piece.end : piece.end + 24])
    if after and after[1] in _list("installed") | _list("backed") | _list("run") | _list("described"):
        return True
    war = re.match(r" (?:civil )?([a-z]+)(?: ([a-z]+))?", shadow[piece.end : piece.end + 40])
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
    fits = after.actor and after.form in ("name", "acronym", "metonym", "composed") and after.actor.kind != "official"
    if not fits or not before.office or before.office.kind == "group":
        return None
    if not _of().fullmatch(shadow, before.end, after.start):
        return None
    actor = with_office(after.actor, before.office) if after.actor else None
    return Piece(before.start, after.end, "composed", actor, before.office) if actor else None


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
