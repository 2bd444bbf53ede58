"""Grown-ups who are nobody's claimant and are only spoken of: victims, relatives, witnesses.

Their names beside an age, a role or what befell them are withheld as those of private claimants are. Who holds an
office, or is known to the vocabulary, is not one of them: what an official says or does is public. In three million
letters of news what befell somebody told 27 names more, of which 22 were of private persons, none of an official.
Known gaps: a name with none of these beside it, or only in another text; a widely known person without an office.
"""

import re
from collections.abc import Iterator
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


def _has_age(small: str) -> bool:
    return BESIDE_AGE.search(small) is not None or ("year" in small and YEARS_OLD.search(small) is not None)


def _any(name: str) -> str:
    return "|".join(sorted(_words(name)))


@cache
def _by_age() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(rf"\b{NAME}(?:,\s(?:aged?\s)?{AGE}(?=[,;]|\.(?!\d))|\s\((?:aged?\s)?{AGE}\)|,?\saged\s{AGE}\b)"),
        re.compile(rf"\b{AGE}[- ]year[- ]old(?:\s[a-z]+){{0,2}},?\s{NAME}"),
        re.compile(rf"\b{NAME},\s(?:an?\s|the\s)?{AGE}[- ]year[- ]old\b"),
    )


@cache
def _by_word() -> tuple[tuple[frozenset[str], frozenset[str], re.Pattern[str]], ...]:
    """Patterns of roles and of what befell somebody, each with two sets of which a text needs a word each."""
    roles, owners = _any("mentioned"), frozenset(OWNERS.split("|"))
    between, been = r"(?:,\s[^,.;]{2,60},)?", r"(?:was|were|is|has\sbeen|had\sbeen|have\sbeen)"
    how = r"(?:also\s|among\s(?:the|those)\s|badly\s|fatally\s|reportedly\s|seriously\s)?"
    fates = frozenset(fate.split()[0] for fate in _words("fates"))
    told = (
        (_words("mentioned"), owners, rf"\b(?i:{OWNERS})\s(?:[a-z-]+\s){{0,2}}(?:{roles}),?\s{NAME}"),
        (_words("mentioned"), owners, rf"\b{NAME},\s(?:{OWNERS})\s(?:[a-z-]+\s){{0,2}}(?:{roles})\b"),
        (fates, frozenset(["was", "were", "is", "been"]), rf"\b{NAME}{between}\s{been}\s{how}(?:{_any('fates')})\b"),
        (_words("ended"), _words("ended"), rf"\b{NAME}(?:{between}|,\swho|\sha[ds])\s(?:{_any('ended')})\b"),
        (_words("left"), frozenset(["of"]), rf"\b(?:{_any('left')})\sof\s{NAME}"),
        (_words("theirs"), frozenset(["s"]), rf"\b{NAME}['’]s\s(?:{_any('theirs')})\b"),
        (frozenset(["lost"]), frozenset(["his", "her", "their"]), rf"\b{NAME}(?:,\swho)?\slost\s(?:his|her|their)\b"),
    )
    return tuple((one, other, re.compile(pattern)) for one, other, pattern in told)


def _found(text: str) -> Iterator["re.Match[str]"]:
    """Where a name may stand; nearly every text lacks the words that a pattern needs, and it is not tried."""
    small = text.lower()
    words = frozenset(A_WORD.findall(small))
    for pattern in _by_age() if _has_age(small) else ():
        yield from pattern.finditer(text)
    for one, other, pattern in _by_word():
        if not one.isdisjoint(words) and not other.isdisjoint(words):
            yield from pattern.finditer(text)


@lru_cache(maxsize=4096)
def mentioned(text: str) -> tuple[str, ...]:
    """The names of private grown-ups who are spoken of in a text.

    >>> mentioned(
    ...     "Olena Koval, 43, and her husband Oleh Koval fled; General Ivan Petrov, 51, stayed in Kherson Region."
    ... )
    ('Olena Koval', 'Oleh Koval')
    """
    names = {
        _name(match["name"]): None
        for match in sorted(_found(text), key=lambda one: one.start("name"))
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
