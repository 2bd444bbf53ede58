"""Private persons: shown by role, their names withheld wherever they stand.

A whole name is blanked wherever it stands, and each of its parts in the documents where the person speaks.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from urllib.parse import unquote

from counterclaim.model import Claimant, Entry
from counterclaim.vocabulary import words as vocabulary

WITHHELD = "[name withheld]"
WORD = re.compile(r"\w+")


@cache
def _openers() -> frozenset[str]:
    return frozenset(vocabulary.toml("private_roles.toml")["openers"])


@cache
def _roles() -> frozenset[str]:
    return frozenset(vocabulary.toml("private_roles.toml")["roles"])


def role(words: Iterable[str | None]) -> str:
    """Return the role by which a private person may be called, from the words that name them.

    >>> role(["a Mariupol resident"]), role(["Olena Koval", "she"])
    ('a resident', 'a private person')
    """
    for text in words:
        for token in re.findall(r"[^\W\d_]+", text or ""):
            if token in _roles():
                return f"{'an' if token[0] in 'aeiou' else 'a'} {token}"
    return "a private person"


def shown_name(claimant: Claimant | None) -> str | None:
    """Return the name under which a claimant may be shown; None where nobody is named.

    >>> shown_name(Claimant(id=None, name="Olena Koval", side=None, kind="private", start=0, end=10, text="a nurse"))
    'a nurse'
    """
    if claimant is None:
        return None
    if claimant.kind != "private":
        return claimant.name
    return role([claimant.text, claimant.name, *claimant.aliases])


def name_parts(words: str, spared: frozenset[str] = frozenset()) -> list[str]:
    """Return the parts of an attribution that are somebody's name; `spared` are casefolded words that are places.

    >>> name_parts("a Mariupol resident, Olena Koval"), name_parts("He")
    (['Olena', 'Koval'], [])
    """
    parts: list[str] = []
    for segment in re.split("[,;()]", words):
        tokens = re.findall(r"[^\W\d_](?:['’\-]?[^\W_])*", segment)
        roles = [place for place, token in enumerate(tokens) if token in _roles()]
        if roles and tokens[0].casefold() in _openers():
            tokens = tokens[roles[-1] + 1 :]
        parts += [token for token in tokens if _is_name(token) and token.casefold() not in spared]
    return parts


def _is_name(token: str) -> bool:
    lower_latin = token[0].isascii() and token[0].islower()
    return not lower_latin and token.casefold() not in _openers() and token.casefold() not in _roles()


class Withheld:
    """The names of private persons in a ledger, and where they stand in any text."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Take the names from the claims of private persons; other claims are passed over."""
        whole: set[tuple[str, ...]] = set()
        parts: dict[str, set[str]] = defaultdict(set)
        for entry in entries:
            claimant = entry.claim.claimant
            if claimant is None or claimant.kind != "private":
                continue
            place = entry.claim.place
            spared = frozenset(re.findall(r"\w+", f"{place.name} {place.text}".casefold())) if place else frozenset()
            for words in (claimant.name, claimant.text or "", *claimant.aliases):
                names = name_parts(words, spared)
                parts[entry.document].update(names)
                if len(names) > 1:
                    whole.add(tuple(names))
        self._whole = _by_first_word((names[0], r"\W{1,3}".join(map(re.escape, names))) for names in whole)
        self._parts = {document: _by_first_word(_forms(names)) for document, names in parts.items()}
        self._slugs = {re.sub(r"\W", "", name).casefold() for names in parts.values() for name in names}
        self._where: dict[str, set[str]] = defaultdict(set)
        for document, found in parts.items():
            for name in found:
                for word in WORD.findall(name.casefold()):
                    self._where[word].add(document)
        self.anyone = bool(parts)

    def named_by(self, words: str) -> dict[str, set[str]]:
        """Those of some words that are part of a private person's name, with the documents in which that one speaks.

        >>> Withheld([]).named_by("Olena Koval")
        {}
        """
        asked = dict.fromkeys(WORD.findall(words.casefold()))
        return {word: self._where[word] for word in asked if word in self._where}

    def ranges(self, text: str, *documents: str) -> list[tuple[int, int]]:
        """Return where names stand in a text of these documents, in order, neighbours joined."""
        tables = [self._whole, *(self._parts[document] for document in documents if document in self._parts)]
        joined: list[tuple[int, int]] = []
        for start, end in _named(text, [table for table in tables if table]):
            if joined and not text[joined[-1][1] : start].strip(" .'’-\n"):
                start = joined.pop()[0]
            joined.append((start, end))
        return joined

    def blank(self, text: str, *documents: str) -> str:
        """Return a text with every name in it withheld."""
        for start, end in reversed(self.ranges(text, *documents)):
            text = text[:start] + WITHHELD + text[end:]
        return text

    def in_address(self, address: str) -> bool:
        """Tell whether a name stands in an address or a path, where letters are small and joined by hyphens."""
        words = set(re.findall(r"[^\W_]+", unquote(address).casefold()))
        return not self._slugs.isdisjoint(words)


Forms = Mapping[str, tuple[str, ...]]  # patterns of names by the first word of the name


def _by_first_word(forms: Iterable[tuple[str, str]]) -> Forms:
    """Patterns by the first word of the name that they match, so that a text is walked once for any number of names."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, pattern in forms:
        found[WORD.findall(name)[0]].add(pattern)
    return {word: tuple(sorted(patterns)) for word, patterns in found.items()}


def _forms(names: set[str]) -> Iterator[tuple[str, str]]:
    return ((form, re.escape(form)) for name in names for form in (name, name.upper()))


def _named(text: str, tables: Sequence[Forms]) -> Iterator[tuple[int, int]]:
    """Where names stand: of those that begin at one word the longest."""
    last = 0
    for word in WORD.finditer(text) if tables else ():
        if word.start() < last:
            continue
        patterns = (pattern for table in tables for pattern in table.get(word.group(), ()))
        ends = [found.end() for pattern in patterns if (found := _compiled(pattern).match(text, word.start()))]
        if ends:
            last = max(ends)
            yield word.start(), last


@lru_cache(maxsize=4096)
def _compiled(name: str) -> re.Pattern[str]:
    return re.compile(name + r"(?!\w)")
