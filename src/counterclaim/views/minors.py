"""Children who are named beside their age: their names are never for display, whether they speak or are spoken of.

Known gap: a child whose age or kind is told in another text, or far from the name.
"""

import re
from functools import cache, lru_cache

from counterclaim.vocabulary import words as vocabulary
from counterclaim.vocabulary.actors import find_actors
from counterclaim.vocabulary.places import find_places

_YOUNG = (
    r"(?:[1-9]|1[0-7])"  # years; a child is a person below eighteen (Convention on the Rights of the Child, article 1)
)
# What every pattern below needs: a quick look, for nearly every text has none.
AN_AGE = re.compile(r"year[- ]old|\bage[ds]?\s", re.IGNORECASE)
A_NUMBER = re.compile(r"(?:,\s|\s\()(?:[1-9]|1[0-7])(?:[,;)]|\.(?!\d))")
_NAME = r"[^\W\d_a-z][\w'’-]{1,30}"
_FULL = rf"{_NAME}(?:\s{_NAME}){{1,3}}"


@cache
def _aged() -> str:
    """An age below eighteen before a name: `9-year-old`, `nine-year-old`."""
    told = "|".join(vocabulary.toml("private_roles.toml")["young"])
    return rf"(?:\b{_YOUNG}|\b(?:{told}))[- ]year[- ]old"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Where a name stands beside an age; in the last one beside a bare number."""
    kinds = "|".join(vocabulary.toml("private_roles.toml")["young_kinds"])
    told = "|".join(vocabulary.toml("private_roles.toml")["young"])
    return (
        re.compile(rf"(?i:{_aged()})(?:\s(?:{kinds}))?,?\s(?P<name>{_NAME}(?:\s{_NAME}){{0,3}})"),
        re.compile(rf"\b(?P<name>{_NAME}(?:\s{_NAME}){{0,3}}),?\s(?:a\s|an\s|the\s)?(?:{_aged()})"),
        re.compile(rf"\b(?P<name>{_NAME}(?:\s{_NAME}){{0,3}}),?\s\(?aged?\s(?:{_YOUNG}|{told})\b(?!\s\d)"),
        re.compile(rf"\b(?P<name>{_FULL})(?:,\s{_YOUNG}(?=,|\.(?!\d)|;)|\s\({_YOUNG}\))"),
    )


def minors(text: str) -> tuple[str, ...]:
    """The names of children in a text, as they stand beside their ages.

    >>> minors(
    ...     "Nine-year-old Sofia Koval was hit; Ivan Koval, 12, was not. Oleh Koval, 43, lives in Kharkiv, 5 km off."
    ... )
    ('Sofia Koval', 'Ivan Koval')
    """
    small = text.lower()
    if not (A_NUMBER.search(text) or (("year" in small or "age" in small) and AN_AGE.search(text))):
        return ()
    *told, bare = ([_without_openers(match["name"]) for match in one.finditer(text)] for one in _patterns())
    found = [*(name for names in told for name in names), *(name for name in bare if not _is_of_another_kind(name))]
    return tuple(name for name in dict.fromkeys(found) if name)


def _without_openers(name: str) -> str:
    """A name without the words of grammar before it: `The`, `When`."""
    kept = [part for part in name.split() if part.casefold() not in _openers()]
    return " ".join(kept)


@cache
def _openers() -> frozenset[str]:
    known = vocabulary.toml("private_roles.toml")
    return frozenset([*known["openers"], *known["young_openers"]])


@lru_cache(maxsize=1024)
def _is_of_another_kind(name: str) -> bool:
    """Whether it is the name of a place or a party, beside which a small number is no age: `Kherson Region, 9,`."""
    return bool(find_places(name) or find_actors(name))
