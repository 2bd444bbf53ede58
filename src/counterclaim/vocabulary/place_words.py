"""The words around names of places, from places_words.toml and countries.csv."""

import functools
import re
from collections.abc import Collection
from typing import Any

from counterclaim.vocabulary.gazetteer import Precision, fold
from counterclaim.vocabulary.words import rows, toml


@functools.cache
def words() -> dict[str, Any]:
    """The words around places."""
    return toml("places_words.toml")


@functools.cache
def word_set(*path: str) -> frozenset[str]:
    """One list of them, folded."""
    found: Any = words()
    for key in path:
        found = found[key]
    return frozenset(fold(word) for word in found)


@functools.cache
def peoples() -> dict[str, str]:
    """Folded adjectives, peoples and names of countries, and the country of each."""
    found: dict[str, str] = {}
    for row in rows("countries.csv"):
        for column in ("name", "names", "acronyms", "adjectives", "peoples"):
            for form in filter(None, row[column].split(";")):
                found.setdefault(fold(form), row["id"])
    return found


@functools.cache
def adjectives() -> frozenset[str]:
    """Adjectives and peoples that are no names of countries: "Thai" is no place, though a town is called so."""
    names = {fold(f) for row in rows("countries.csv") for f in (row["name"], *row["names"].split(";"))}
    return frozenset(peoples()) - names


# ---------------------------------------------------------------- kinds of places
def either(choices: Collection[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s{1,3}") for w in sorted(choices, key=len, reverse=True))


@functools.cache
def kinds() -> dict[str, Precision]:
    """Words for kinds of places that stand behind a name, and how exact such a place is."""
    return {w: p for p in ("region", "city", "site") for w in words()["behind"][p]}


@functools.cache
def behind() -> re.Pattern[str]:
    """The kind of place behind a name."""
    return re.compile(rf"\s{{1,3}}({either(kinds())})\b", re.IGNORECASE)


def kind_behind(text: str, end: int) -> re.Match[str] | None:
    """The kind of place behind a name that ends there."""
    return behind().match(text, end) if text[end : end + 1].isspace() else None
