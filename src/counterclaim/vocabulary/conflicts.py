"""Which conflict parties, places and a day belong to, and who opposes whom in it: `data/conflicts.toml`."""

import functools
from collections.abc import Collection
from dataclasses import dataclass

from counterclaim.errors import VocabularyError
from counterclaim.vocabulary import words
from counterclaim.vocabulary.actors import is_country, side_of_country

_KEYS = {"id", "name", "sides", "beside", "others", "countries", "start", "end", "names"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """One armed conflict; dates are ISO dates, months or years."""

    id: str
    name: str
    sides: tuple[frozenset[str], ...]  # main parties, side against side
    others: frozenset[str]  # parties that take part or help
    countries: frozenset[str]
    start: str
    end: str | None
    names: tuple[str, ...] = ()
    beside: tuple[frozenset[str], ...] = ()  # for each side who speaks for its people, but is a main party elsewhere

    @property
    def camps(self) -> tuple[frozenset[str], ...]:
        """Each side with those who stand beside it."""
        return tuple(side.union(*self.beside[at : at + 1]) for at, side in enumerate(self.sides))

    @property
    def parties(self) -> frozenset[str]:
        """Everybody who takes part."""
        return self.others.union(*self.sides)

    def begun(self, published: str | None) -> bool:
        """Whether a report of that day can be about it."""
        return published is None or published[: len(self.start)] >= self.start[: len(published)]

    def runs(self, published: str | None) -> bool:
        """Whether it went on at that day, as far as is known."""
        return self.begun(published) and (self.end is None or published is None or published <= self.end + "~")


@functools.cache
def conflicts() -> dict[str, Conflict]:
    """Every conflict of the vocabulary by id.

    >>> conflicts()["el-salvador"].start
    '1980-01'
    """
    found: dict[str, Conflict] = {}
    for row in words.toml("conflicts.toml")["conflict"]:
        if unknown := set(row) - _KEYS:
            raise VocabularyError(f"vocabulary/data/conflicts.toml: {row.get('id')!r} has the unknown key "
                                  f"{min(unknown)!r}; known keys are {', '.join(sorted(_KEYS))}")  # fmt: skip
        found[row["id"]] = Conflict(
            row["id"], row["name"], tuple(map(frozenset, row["sides"])), frozenset(row.get("others", ())),
            frozenset(row["countries"]), row["start"], row.get("end"), tuple(row.get("names", ())),
            tuple(map(frozenset, row.get("beside", ()))),
        )  # fmt: skip
    return found


@functools.cache
def opponents(party: str) -> frozenset[str]:
    """Everybody whom a party opposes in some conflict.

    >>> sorted(opponents("m23"))[:1], "hamas" in opponents("israel"), "fmln" in opponents("israel")
    (['drc'], True, False)
    """
    found: set[str] = set()
    for conflict in conflicts().values():
        for own in conflict.sides:
            if party in own:
                found |= {p for other in conflict.sides if other is not own for p in other}
    return frozenset(found)


@functools.cache
def opponents_at_home(party: str) -> frozenset[str]:
    """Of the opponents of an armed group the states in whose own country they fight: first of all its enemy.

    >>> sorted(opponents_at_home("fmln")), sorted(opponents_at_home("russia"))
    (['el_salvador'], [])
    """
    if side_of_country(party):
        return frozenset()
    found: set[str] = set()
    for conflict in conflicts().values():
        lands = {side_of_country(c) or c for c in conflict.countries}
        for own in conflict.sides:
            if party in own:
                found |= {p for other in conflict.sides if other is not own for p in other if p in lands}
    return frozenset(p for p in found if side_of_country(p))


@functools.cache
def fights_at_home(party: str) -> bool:
    """Whether a state is a side of a war in its own country: there its rebels are.

    >>> fights_at_home("syria"), fights_at_home("jordan"), fights_at_home("us")
    (True, False, False)
    """
    for conflict in conflicts().values():
        at_home = party in {side_of_country(c) or c for c in conflict.countries}
        if at_home and any(party in side for side in conflict.sides):
            return True
    return False


@functools.cache
def allies(party: str) -> frozenset[str]:
    """Everybody who stands on the same side as a party in some conflict, itself too.

    >>> sorted(allies("hamas") & {"gaza", "israel"})
    ['gaza']
    """
    camps = (camp for conflict in conflicts().values() for camp in conflict.camps if party in camp)
    return frozenset({party}.union(*camps))


@functools.cache
def enemy_in(conflict_id: str, party: str) -> str | None:
    """The one main party that another fights in a conflict of two sides; None where there are several.

    >>> enemy_in("russia-ukraine", "ukraine"), enemy_in("russia-ukraine", "us")
    ('russia', None)
    """
    sides = conflicts()[conflict_id].sides
    facing = [other for side in sides if party in side for other in sides if other is not side]
    states = [p for side in facing for p in side if is_country(p)]
    all_of_them = [p for side in facing for p in side]
    return states[0] if len(states) == 1 else all_of_them[0] if len(all_of_them) == 1 else None


def conflict_of(parties: Collection[str], countries: Collection[str] = (), published: str | None = None) -> str | None:
    """Id of the one conflict that parties, countries and the day of the report point to; None where it is unclear.

    `countries` are party ids or ISO 3166 codes of two letters. Opposing parties tell most, then a main party with the
    country where it fights, then a main party or a country that has one conflict only. A report may be about a
    conflict that is over, if none that still runs fits as well.

    >>> conflict_of(["israel", "hezbollah"]), conflict_of(["ukraine"], (), "2023-05-01"), conflict_of(["us"])
    ('israel-lebanon', 'russia-ukraine', None)
    """
    places = {side_of_country(c) or c for c in countries}
    near = {c.id: c for word in {*parties, *places} for c in _touched().get(word, ())}
    named = {word.replace("_", "-") for word in {*parties, *places}}
    told = [(_strength(c, set(parties), places, named, published), c.id) for c in near.values()]
    best = max(told, default=((0,), ""))[0]
    first = [id_ for strength, id_ in told if strength == best]
    return first[0] if best[0] and len(first) == 1 else None


@functools.cache
def _touched() -> dict[str, tuple[Conflict, ...]]:
    """The conflicts that each party or country has a part in: those that neither names are not pointed to."""
    found: dict[str, list[Conflict]] = {}
    for conflict in conflicts().values():
        for word in {*conflict.parties, *conflict.others, *conflict.countries}.union(*conflict.sides):
            found.setdefault(word, []).append(conflict)
    return {word: tuple(some) for word, some in found.items()}


def _strength(
    conflict: Conflict, parties: set[str], places: set[str], named: set[str], published: str | None
) -> tuple[int, ...]:
    """How strongly these point to a conflict, compared item by item; the first is 0 where they do not.

    `named` are the parties and places as ids of conflicts are written.
    """
    if not conflict.begun(published):
        return (0,)
    sides = sum(bool(side & parties) for side in conflict.sides)
    here = bool(conflict.countries & places) or bool(conflict.countries & parties and not places)
    helped = bool(conflict.others & parties)
    runs = conflict.runs(published)
    if sides > 1:
        level = 4
    elif sides and (helped or conflict.countries & places):
        level = 3
    elif sides:
        level = 2
    else:
        level = 1 if conflict.countries & places and runs else 0
    spread = 0 if level < 4 else -len(conflict.countries - places) if places else len(conflict.parties)
    return (level, runs, here, sides, len(parties & conflict.parties), conflict.id in named, spread) if level else (0,)


def opposed(conflict_id: str, one: str, other: str) -> bool:
    """Whether two parties stand on different sides of a conflict.

    >>> opposed("russia-ukraine", "dpr", "ukraine"), opposed("russia-ukraine", "dpr", "russia")
    (True, False)
    """
    sides = conflicts()[conflict_id].camps
    where_one = {i for i, side in enumerate(sides) if one in side}
    where_other = {i for i, side in enumerate(sides) if other in side}
    return bool(where_one and where_other and not where_one & where_other)
