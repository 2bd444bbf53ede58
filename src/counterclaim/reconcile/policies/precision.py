"""The codes by which projects say how well the day and the place of an incident are known, and whether it is a sum."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from counterclaim.model import Place
from counterclaim.reconcile.items import Item
from counterclaim.reconcile.mentions import is_spread
from counterclaim.reconcile.periods import Days
from counterclaim.vocabulary.words import toml

FILE = "place_words.toml"
BEFORE = 24  # characters before a place in which "near", "northern" stand
DETAILED, SUMMARY = 1, 2  # UCDP's codes for an event told by itself and for a sum of several
OVERNIGHT = 2  # days that one attack may take


def date_code(days: Days, limits: Sequence[int]) -> int | None:
    """The code of so many days: the place of the first limit that is not exceeded; None where a day is not known.

    >>> from datetime import date
    >>> date_code(Days(date(2024, 5, 1), date(2024, 5, 2), False), (1, 6, 7, 31))
    2
    """
    if not limits or days.first is None or days.last is None:
        return None
    length = (days.last - days.first).days + 1
    return next((number for number, limit in enumerate(limits, start=1) if length <= limit), len(limits) + 1)


def place_code(found: Iterable[Item], codes: Mapping[str, int]) -> int | None:
    """The code of the most exact place that the claims tell; None where they tell none.

    >>> place_code((), {"city": 1})
    """
    told = [_code(item, codes) for item in found if item.claim.place]
    return min((code for code in told if code is not None), default=None)


def _code(item: Item, codes: Mapping[str, int]) -> int | None:
    place, quote = item.claim.place, item.claim.quote.text
    assert place is not None
    at = quote.find(place.text)
    return codes.get(finer(place, quote[max(0, at - BEFORE) : at] if at > 0 else "", codes) or "")


def finer(place: Place, before: str, codes: Mapping[str, int]) -> str | None:
    """How exactly a place is told, among the kinds that a policy has a code for.

    That is `near` a town, a `district`, a `part` of a country, the `sea`, else its precision.

    >>> codes = {"city": 1, "near": 2, "district": 3, "region": 4, "part": 5, "country": 6, "sea": 7}
    >>> finer(Place(name="Bakhmut", text="Bakhmut", precision="city"), "fell near ", codes)
    'near'
    >>> finer(Place(name="Lebanon", text="Lebanon", precision="country"), "raids on southern ", codes)
    'part'
    >>> finer(Place(name="Red Sea", text="Red Sea", precision="region"), "in the ", codes)
    'sea'
    """
    fine = place.precision in ("site", "city")
    for kind in ("sea", "district", "part") if not fine else ():
        if kind in codes and _in_name(kind).search(place.name):
            return kind
    for kind in ("near",) if fine else ("part",):
        if kind in codes and _before(kind).search(before):
            return kind
    return place.precision


@cache
def _in_name(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, toml(FILE)[kind]['name']))})\b", re.IGNORECASE)


@cache
def _before(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, toml(FILE)[kind]['before']))})\s+(?:the\s+)?$", re.IGNORECASE)


def clarity(found: Iterable[Item]) -> int:
    """UCDP's code: 2 where a figure is told as the sum of several days or of many places, else 1.

    >>> clarity(())
    1
    """
    summed = (is_spread(item) or (item.days.length or 1) > OVERNIGHT for item in found)
    return SUMMARY if any(summed) else DETAILED
