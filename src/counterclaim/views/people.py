"""Private persons: shown by role, their names withheld wherever they stand.

A whole name is blanked wherever it stands, and each of its parts in the documents where the person speaks.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from urllib.parse import unquote

from counterclaim.model import Claimant, Entry
from counterclaim.views.mentioned import forms
from counterclaim.vocabulary import words as vocabulary

WITHHELD = "[name withheld]"
WORD = re.compile(r"\w+")
PARTICLE = re.compile(r"^[a-z]{1,3}[-'’](?=[^\W\d_a-z])")  # al-Masri, d'Arc
HALF = 3  # letters of half a double name that stands for the person alone: "al", "el" and "de" do not
SLUG = 4  # letters of such a half in an address: shorter ones are words of many addresses
SHORT, SHORT_KEPT = 400, 4096  # characters of a name or a sentence, which come again and again; as many are kept
INITIALS_BEFORE = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?){1,3}\Z")
INITIAL_AFTER = re.compile(r"\s[^\W\d_]\.(?=\s[^\W\dA-Z_]|,|\s\(|$)")


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
    token = PARTICLE.sub("", token)
    lower_latin = token[0].isascii() and token[0].islower()
    return not lower_latin and token.casefold() not in _openers() and token.casefold() not in _roles()


class Withheld:
    """The names of private persons in a ledger, and where they stand in any text."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Take the names from the claims of private persons; other claims are passed over."""
        whole: set[tuple[str, ...]] = set()
        parts: dict[str, set[str]] = defaultdict(set)
        slugs: set[str] = set()
        for entry in entries:
            claimant = entry.claim.claimant
            if claimant is None or claimant.kind != "private":
                continue
            place = entry.claim.place
            spared = frozenset(re.findall(r"\w+", f"{place.name} {place.text}".casefold())) if place else frozenset()
            for words in (claimant.name, claimant.text or "", *claimant.aliases):
                names = name_parts(words, spared)
                own = [half for name in names for half in (name, *halves(name)) if half.casefold() not in spared]
                parts[entry.document].update(own)
                slugs.update(re.sub(r"\W", "", name).casefold() for name in own if name in names or len(name) >= SLUG)
                whole.update(_whole_forms(names))
        self._whole = _by_first_word((names[0], r"\W{1,3}".join(map(re.escape, names))) for names in whole)
        self._parts = {document: _by_first_word(_forms(names)) for document, names in parts.items()}
        self._slugs = frozenset(slugs)
        self._where: dict[str, set[str]] = defaultdict(set)
        for document, found in parts.items():
            for name in found:
                for word in WORD.findall(name.casefold()):
                    self._where[word].add(document)
        self.anyone = bool(parts)
        self._of_short = lru_cache(maxsize=SHORT_KEPT)(self._ranges)
        self.in_address = lru_cache(maxsize=SHORT_KEPT)(self._in_address)

    def named_by(self, words: str) -> dict[str, set[str]]:
        """Those of some words that are part of a private person's name, with the documents in which that one speaks.

        >>> Withheld([]).named_by("Olena Koval")
        {}
        """
        asked = dict.fromkeys(WORD.findall(words.casefold()))
        return {word: self._where[word] for word in asked if word in self._where}

    def ranges(self, text: str, *documents: str) -> list[tuple[int, int]]:
        """Return where names stand in a text of these documents, in order, neighbours and initials joined.

        A child's name is withheld wherever its age stands beside it, whoever speaks; so is that of a private grown-up
        who is only spoken of, beside an age or a role.
        """
        own = tuple(document for document in documents if document in self._parts)
        return self._ranges(text, own) if own or len(text) > SHORT else list(self._of_short(text))

    def _ranges(self, text: str, documents: Sequence[str] = ()) -> list[tuple[int, int]]:
        tables = [self._whole, *(self._parts[document] for document in documents)]
        spoken_of = forms(text)
        tables.append(_by_first_word(_forms(spoken_of)) if spoken_of else {})
        joined: list[tuple[int, int]] = []
        for start, end in _named(text, [table for table in tables if table]):
            start, end = _with_initials(text, start, end)
            if joined and not text[joined[-1][1] : start].strip(" .'’-\n"):
                start = joined.pop()[0]
            joined.append((start, max(start, end)))
        return joined

    def blank(self, text: str, *documents: str) -> str:
        """Return a text with every name in it withheld."""
        for start, end in reversed(self.ranges(text, *documents)):
            text = text[:start] + WITHHELD + text[end:]
        return text

    def _in_address(self, address: str) -> bool:
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
    """A name, in capitals, and of a family (`the Kovals`)."""
    return ((form, re.escape(form)) for name in names for form in (name, name.upper(), f"{name}s"))


def halves(name: str) -> list[str]:
    """The halves of a name with a hyphen that stand for the person alone; not a particle such as `al`.

    >>> halves("Marchuk-Haddad"), halves("al-Masri"), halves("Koval")
    (['Marchuk', 'Haddad'], ['Masri'], [])
    """
    found = re.split(r"[-‐‑]", name)
    return [half for half in found if len(half) >= HALF and _is_name(half)] if len(found) > 1 else []


def _whole_forms(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """A whole name, with either half of a double one, and with the first name as an initial."""
    if len(names) < 2:
        return
    for last in (names[-1], *halves(names[-1])):
        yield (*names[:-1], last)
        yield (names[0][0], last)


def _with_initials(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a name stands with the initials around it: `O. K. Koval`, `Olena K.`."""
    before, after = INITIALS_BEFORE.search(text, max(0, start - 12), start), INITIAL_AFTER.match(text, end)
    return (before.start() if before else start), (after.end() if after else end)


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
