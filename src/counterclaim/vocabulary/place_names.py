"""Other spellings of a place, and other places of its name, for people who look a place up."""

from difflib import SequenceMatcher
from functools import lru_cache
from math import cos, hypot, radians

from counterclaim.vocabulary.gazetteer import GazetteerPlace, fold, gazetteer

REMEMBERED = 4_096  # places whose names are kept at hand
MOST = 4  # of each that are told: a capital is written in thirty ways
LIKE = 0.5  # of letters in common, from which a name is a spelling (Kiev, Kyiv) and no other name (Lutece, Paris)
FAR = 100.0  # km from which a place of the same name is another one: a city and its province are nearer
DEGREE = 111.2  # km


@lru_cache(REMEMBERED)
def also_written(name: str, lat: float | None, lon: float | None) -> tuple[str, ...]:
    """Other spellings of the place of that name at a point: our own lists first, then the most alike.

    >>> also_written("Kyiv", 50.45, 30.52)[0]
    'Kiev'
    """
    own, key = _there(name, lat, lon), fold(name)
    lines = gazetteer().lines
    numbers = {number for number in gazetteer().names.get(key, "").split(",") if number}
    same = {number for number in numbers if any(lines[int(number)].split("\t", 1)[0] == one.id for one in own)}
    ours = [one for one, places in gazetteer().extra.items() if one != key and any(place in own for place in places)]
    told = [one for one, known in gazetteer().names.items() if known in same and one != key and one not in ours]
    alike = {one: SequenceMatcher(None, one, key).ratio() for one in told if len(one) > 2}
    best = sorted((one for one in alike if alike[one] >= LIKE), key=lambda one: (-alike[one], one))
    return tuple(one.title() for one in [*sorted(ours), *best][:MOST])


@lru_cache(REMEMBERED)
def namesakes(name: str, lat: float | None, lon: float | None) -> tuple[GazetteerPlace, ...]:
    """Places of that name far from a point, the likeliest first.

    >>> namesakes("Donetsk", 48.0, 37.8)[0].country
    'russia'
    """
    own, key = _there(name, lat, lon), fold(name)
    others = [one for one in _places(name) if one not in own and one.folded == key]
    return tuple({(one.country, one.division): one for one in others}.values())[:MOST] if own else ()


def _places(name: str) -> tuple[GazetteerPlace, ...]:
    key = fold(name)
    return gazetteer().places(key) if key in gazetteer() else ()


def _there(name: str, lat: float | None, lon: float | None) -> list[GazetteerPlace]:
    """The places of a name that are near a point; none where either is not known."""
    if lat is None or lon is None:
        return []
    found = [(one, one.lat, one.lon) for one in _places(name) if one.lat is not None and one.lon is not None]
    return [one for one, there, along in found if _km(lat, lon, float(there or 0), float(along or 0)) < FAR]


def _km(lat: float, lon: float, there: float, along: float) -> float:
    """Kilometres between two points as on a plane: near enough for towns apart or not."""
    return DEGREE * hypot(there - lat, (along - lon) * cos(radians(lat)))
