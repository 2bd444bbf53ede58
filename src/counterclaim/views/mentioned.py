"""Grown-ups who are nobody's claimant and are only spoken of: victims, relatives, witnesses.

Their names beside an age or a role are withheld as those of private claimants are. Who holds an office, or is known to
the vocabulary, is not one of them: what an official says or does is public.
Known gaps: a name that stands alone; a role or an age told in another text; a widely known person without an office.
"""

import re
from functools import cache, lru_cache

from counterclaim.views.minors import minors
from counterclaim.vocabulary import words as vocabulary
from counterclaim.vocabulary.actors import find_actors
from counterclaim.vocabulary.places import find_places

AGE = r"(?:1[89]|[2-9]\d|10\d)"  # years of a grown-up: children are told in minors.py
WORD = r"[^\W\d_a-z][\w'’-]{1,30}"
NAME = rf"(?P<name>{WORD}(?:\s(?:al-|el-|bin\s|ibn\s|van\s|de\s|von\s)?{WORD}){{1,3}})"
OWNERS = "a|an|the|his|her|their|my|our|whose|one"
BESIDE = 40  # characters before and after a name and its age or role in which a word of an office is looked for


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(vocabulary.toml("private_roles.toml")[name])


# An age as it stands beside a name: behind a comma, a bracket or `aged`, or before `-year-old`.
BESIDE_AGE = re.compile(rf"(?<=[,de]\s|\s\(){AGE}(?:[,;)]|\.(?!\d))")
YEARS_OLD = re.compile(rf"{AGE}[- ]year[- ]old")
A_WORD = re.compile(r"\w+")


def _may_name(text: str) -> bool:
    """Whether a text has an age or a role, as every text with such a name: nearly every text has neither."""
    small = text.lower()
    return (
        BESIDE_AGE.search(small) is not None
        or ("year" in small and YEARS_OLD.search(small) is not None)
        or not _words("mentioned").isdisjoint(A_WORD.findall(small))
    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    roles = "|".join(sorted(_words("mentioned")))
    return (
        re.compile(rf"\b{NAME}(?:,\s(?:aged?\s)?{AGE}(?=[,;]|\.(?!\d))|\s\((?:aged?\s)?{AGE}\)|,?\saged\s{AGE}\b)"),
        re.compile(rf"\b{AGE}[- ]year[- ]old(?:\s[a-z]+){{0,2}},?\s{NAME}"),
        re.compile(rf"\b{NAME},\s(?:an?\s|the\s)?{AGE}[- ]year[- ]old\b"),
        re.compile(rf"\b(?i:{OWNERS})\s(?:[a-z-]+\s){{0,2}}(?:{roles}),?\s{NAME}"),
        re.compile(rf"\b{NAME},\s(?:{OWNERS})\s(?:[a-z-]+\s){{0,2}}(?:{roles})\b"),
    )


@lru_cache(maxsize=4096)
def mentioned(text: str) -> tuple[str, ...]:
    """The names of private grown-ups who are spoken of in a text.

    >>> mentioned(
    ...     "Olena Koval, 43, and her husband Oleh Koval fled; General Ivan Petrov, 51, stayed in Kherson Region."
    ... )
    ('Olena Koval', 'Oleh Koval')
    """
    if not _may_name(text):
        return ()
    found = [match for one in _patterns() for match in one.finditer(text)]
    names = {
        _name(match["name"]): None
        for match in sorted(found, key=lambda one: one.start("name"))
        if not _holds_office(match)
    }
    return tuple(name for name in names if name)


def forms(text: str) -> set[str]:
    """The words by which these persons are named in a text: whole names and, but in capitals, each part of them.

    >>> sorted(forms("Olena Koval, 43, was hit.")), sorted(forms("OLENA KOVAL, 43, WAS HIT."))
    (['Koval', 'Olena', 'Olena Koval'], ['OLENA KOVAL'])
    """
    names = private(text)
    return {*names, *(part for name in names if not name.isupper() for part in name.split())}


def private(text: str) -> tuple[str, ...]:
    """The names in a text that are withheld whoever speaks: of children, and of private grown-ups who are spoken of.

    >>> private("Sofia Koval, 9, and Olena Koval, 43, were hit.")
    ('Sofia Koval', 'Olena Koval')
    """
    return (*minors(text), *mentioned(text))


def _name(words: str) -> str:
    """A whole name without the words of grammar before it; nothing where it is no person's, or known in public."""
    parts = words.split()
    last = max((place for place, part in enumerate(parts) if part.casefold() in _openers()), default=-1)
    parts = parts[last + 1 :]
    if len(parts) < 2 or not _words("not_people").isdisjoint(part.casefold() for part in parts):
        return ""
    name = " ".join(parts)
    return "" if _is_known(name) else name


@cache
def _openers() -> frozenset[str]:
    return _words("openers") | _words("young_openers") | _words("between")


def _holds_office(match: "re.Match[str]") -> bool:
    """Whether a word of an office stands in the name or beside it: `Mayor X, 51`, `X, 51, the mayor of the town`."""
    text = match.string
    before = text[max(0, match.start() - BESIDE) : match.start("name")].rpartition(". ")[2].split()[-2:]
    after = re.split(r"[.;!?]\s", text[match.end() : match.end() + BESIDE], maxsplit=1)[0]
    after = after if after.startswith(",") else ""
    words = re.findall(r"[^\W\d_]+", " ".join([*before, match[0], after]))
    return any(word.casefold() in _words("offices") for word in words)


@lru_cache(maxsize=4096)
def _is_known(name: str) -> bool:
    return bool(find_places(name) or find_actors(name))
