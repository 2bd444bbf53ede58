"""Names of persons: which part of a phrase is one, and the full name of which a text uses the last part."""

import bisect
import functools
import re
from collections.abc import Sequence

from counterclaim.claims.sources import role_words
from counterclaim.claims.wordlists import any_of, word_set
from counterclaim.vocabulary.actors import ActorMention

_SPEECH = "speech.toml"
_CAPITAL = "A-ZÀ-ÞŁŚŽČ"


@functools.cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{any_of(_SPEECH, 'titles')})\.?[\s-]+){{1,20}}")


@functools.cache
def _name() -> re.Pattern[str]:
    word = rf"[{_CAPITAL}İÖÜ][\w'’ʼ-]+|al-\w+|(?:{any_of(_SPEECH, 'particles')})"
    return re.compile(rf"(?:{word})(?:\s+(?:{word}|[A-Z]\.)){{0,4}}")


@functools.cache
def _titled() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(_SPEECH, 'pronoun_titles')})\.?\s+({_name().pattern})")


@functools.cache
def _before_name() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(_SPEECH, 'name_titles')})\.?\s+$")


@functools.cache
def _works_for() -> re.Pattern[str]:
    """For whom somebody works, behind the word for their work: `spokesman for President Putin`."""
    return re.compile(r"\b(?:to|for|with|under)\s[^,]*")


_FAR = 80  # characters before a surname in which the first name begins
_FIRST_NAME = re.compile(rf"\b([{_CAPITAL}][\w'’ʼ-]+)\s+(?:[A-Z]\.\s+|al-)?\Z")
_GOES_ON = re.compile(r"(?<=\w)\w|(?<!\w)(?!\w)")  # no word ends here


class Names:
    """The persons that one text names, with each look-up made once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._full: dict[str, str | None] = {}
        self._titled: tuple[list[int], list[str]] | None = None

    def of_phrase(self, words: str, inside: Sequence[ActorMention]) -> str | None:
        """The name of a person in a phrase, without titles; `inside` are the actors that it names."""
        best = None
        for part in words.split(", "):
            head = _works_for().split(part, maxsplit=1)[0]
            official = next((m for m in inside if is_official(m) and m.text.split(", ")[-1] in head), None)
            if official is not None:
                return official.actor.name
            name = self._in_part(words, _works_for().split(_without(part, inside), maxsplit=1)[0])
            if name and " " in name:
                return name
            best = best or name
        return best

    def _in_part(self, words: str, bare: str) -> str | None:
        """The last full name in a part of a phrase whose actors are blotted out, else a surname with a title."""
        best = None
        for match in _name().finditer(bare):
            name = _titles().sub("", match.group()).strip()
            parts = name.split()
            if not parts or any(p.lower() in role_words() for p in parts) or not parts[-1][0].isupper():
                continue
            if parts[0].lower() in word_set(_SPEECH, "no_names"):  # "Two Western diplomats"
                continue
            if not word_set(_SPEECH, "within_no_name").isdisjoint(p.lower() for p in parts):  # "JUDGE OF THE"
                continue
            if len(parts) >= 2 or (best is None and (self.full(name) or _is_titled(words, name))):
                best = name
        return best

    def full(self, surname: str) -> str | None:
        """The full name that the text gives somebody called by the last part."""
        if surname not in self._full:
            self._full[surname] = self._find_full(surname)
        return self._full[surname]

    def _find_full(self, surname: str) -> str | None:
        if " " in surname or len(surname) < 3:
            return None
        at = self.text.find(surname)
        while at >= 0:
            end = at + len(surname)
            before = _FIRST_NAME.search(self.text, max(0, at - _FAR), at)
            if before and not _GOES_ON.match(self.text, end):
                first = before.group(1)
                unfit = first.lower() in role_words() or first.lower() in word_set(_SPEECH, "not_first_names")
                unfit = unfit or first.endswith(("'s", "’s"))  # "Ukraine's Kharkiv" is no person
                if not unfit and not _titles().match(first + " "):
                    return self.text[before.start() : end]
            at = self.text.find(surname, end)
        return None

    def last_titled(self, before: int) -> str | None:
        """The last name with a title before an offset: whom `he` or `she` may mean."""
        if self._titled is None:
            found = list(_titled().finditer(self.text))
            self._titled = [m.end() for m in found], [m.group(1) for m in found]
        ends, names = self._titled
        last = bisect.bisect_right(ends, before)
        return names[last - 1] if last else None


def bare_name(words: str) -> str:
    """A name without the titles before it.

    >>> bare_name("President Obama")
    'Obama'
    """
    return _titles().sub("", words)


def is_official(mention: ActorMention) -> bool:
    """Whether a mention is of a public person."""
    return mention.actor.kind == "official" and mention.actor.id.startswith("person/")


def _without(words: str, inside: Sequence[ActorMention]) -> str:
    """A phrase with its actors blotted out, letter for letter, from the last."""
    for m in sorted(inside, key=lambda m: -m.start):
        at = words.find(m.text)
        if at >= 0:
            words = words[:at] + "#" * len(m.text) + words[at + len(m.text) :]
    return words


def _is_titled(words: str, name: str) -> bool:
    """Whether a phrase has a name behind a title."""
    return any(_before_name().search(words[: m.start()]) for m in re.finditer(re.escape(name), words))


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The words next to the name at [start, end): the phrase before it back to a mark, the apposition behind it.

    >>> text = "It ended. The mayor, Ann Lee, of Goma: he left"
    >>> text[slice(*clause_around(text, 21, 28))]
    ' The mayor, Ann Lee, of Goma'
    """
    before = re.search(r"[^.;:\n“”\"]{0,70}$", text[max(0, start - 71) : start])
    after = re.match(r"(?:,[^.;:\n“”\"]{0,70})?", text[end : end + 72])
    return start - (len(before.group()) if before else 0), end + (after.end() if after else 0)
