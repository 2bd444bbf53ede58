"""Which words of the lists of small words the reader really consults when it reads a text.

Such words ("of", "while", "captured") stand everywhere; that one stands in a sentence proves nothing. So the text is
read by the reader itself with its lists made of words that notice when they are found: by looking a word up in a list,
or by a pattern made of one. While a text is read so the lists are others than usual, and then they are as before.
"""

import contextlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from counterclaim.claims import reader
from counterclaim.claims.sentences import split_sentences
from counterclaim.claims.wordlists import alternatives
from counterclaim.model import Document
from counterclaim.views.people import name_parts
from counterclaim.vocabulary import actor_composing, actor_matching, place_words
from counterclaim.vocabulary.actors import find_actors
from counterclaim.vocabulary.place_words import either
from counterclaim.vocabulary.places import find_places
from counterclaim.vocabulary.words import toml

Word = tuple[str, str]  # the dotted name of a list, and one of its words
OWN = (("speech.toml", "verbs"), ("speech.toml", "nouns"))  # proved through the parse: `provers`
ALONE = ("time.total", "time.event", "time.fresh")  # a pattern for each word
NEGATED = ("place.clause",)  # words that a pattern forbids
ANY_CASE = ("dates.months",)  # lists whose words are found in any case
FOLDING = ((place_words, "fold"), (actor_matching, "fold_key"), (actor_composing, "fold_key"))
_ALONE = re.compile(r"\\b(.+?)(?:\(\?:s\|es\)\?|s\?)?\\b")
KEPT = ("claims.parse", "claims.weights", "vocabulary.gazetteer", "vocabulary.words")  # what they hold has no words
UNREACHED: dict[str, dict[str, set[str]]] = {
    "binding_words.toml": {
        "counted.vague_objects": {"none"},
        "counted.civil": {"civilian"},
        "counted.counts": {"dead"},
        "counted.remains": {"dead"},
        "counted.others": {"other"},
        "counted.elliptic": {"more"},
        "counted.square": {"km²", "square-k"},
        "level.counts": {"toll"},
        "level.destroy": {"hit"},
        "level.gives": {
            "send",
            "sends",
            "sent",
            "sending",
            "contribute",
            "contributed",
            "contributes",
            "ship",
            "shipped",
        },
        "carried.heads": {"haul", "total", "cache", "equipment", "weapons"},
        "attribution.marks": {";"},
        "time.now": {"now", "already"},
    },
    "party_words.toml": {
        "hostages": {"captive"},
        "others": {"more"},
        "nouns.rebel": {"jihadists"},
    },
    "speech.toml": {
        "titles": {"the", "an", "ex"},
        "local": {"local"},
        "singling": {"its", "his", "her", "their"},
        "small": {"this", "that", "a", "an", "also"},
    },
}
"""Words of which another rule spoke first in every sentence that we tried: not proved, for all that we know unused."""
_found: set[tuple[str, Word]] = set()


class _Noticing(str):
    """A word of a list that notices when a word of a text is found to be it."""

    __slots__ = ("also", "at")
    at: tuple[str, Word]
    also: list["_Noticing"]
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        if not str.__eq__(self, other):
            return False
        if isinstance(other, _Noticing):
            self.also.append(other)
            other.also.append(self)
        else:
            _found.update(word.at for word in (self, *self.also))
        return True


def _noticing(word: str, at: tuple[str, Word]) -> _Noticing:
    noticing = _Noticing(word)
    noticing.at, noticing.also = at, []
    return noticing


def _negated(word: _Noticing) -> bool:
    return word.at[1][0] in NEGATED


def _begins_in(word: str, low: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(str(word).lower())}", low) is not None


class _Pattern:
    """A pattern made of lists of words, which notices those that it matches."""

    def __init__(self, made: re.Pattern[str], lists: list[list[_Noticing]]) -> None:
        self.made, self.lists = made, lists

    def __getattr__(self, name: str) -> Any:
        return getattr(self.made, name)

    def _seen(self, match: re.Match[str] | None) -> re.Match[str] | None:
        if match:
            low = match.group().lower()
            for words in self.lists:
                _found.update(w.at for w in words if not _negated(w) and _begins_in(w, low))
        return match

    def _missed(self, text: str) -> None:
        """Notice the words but for which the pattern would match: those that must not stand there."""
        for word in (w for words in self.lists for w in words if _negated(w)):
            for at in re.finditer(rf"\b{re.escape(str(word))}\b", text):
                if self.made.search(text[: at.start()] + "x" * len(word) + text[at.end() :]):
                    _found.add(word.at)

    def fullmatch(self, *args: Any) -> re.Match[str] | None:
        return self._seen(self.made.fullmatch(*args))

    def search(self, text: str, *args: Any) -> re.Match[str] | None:
        match = self._seen(self.made.search(text, *args))
        if match is None and not args:
            self._missed(text)
        return match

    def findall(self, text: str, *args: Any) -> list[Any]:
        list(self.finditer(text, *args))
        return self.made.findall(text, *args)

    def sub(self, by: Any, text: str, *args: Any) -> str:
        self._seen(self.made.search(text))
        return self.made.sub(by, text, *args)

    def match(self, *args: Any) -> re.Match[str] | None:
        return self._seen(self.made.match(*args))

    def finditer(self, *args: Any) -> Iterator[re.Match[str] | None]:
        return (self._seen(match) for match in self.made.finditer(*args))


def _folding(fold: Any) -> Any:
    """A function that folds names, so that words that notice stay so."""

    def folded(word: str) -> str:
        return _noticing(fold(word), word.at) if isinstance(word, _Noticing) else fold(word)

    return folded


def _by_length(word: str) -> tuple[int, str]:
    return -len(word), word


def _lists(file: str) -> Iterator[tuple[str, list[str]]]:
    """Every list of a file that holds words, with its dotted name."""

    def within(name: str, value: Any) -> Iterator[tuple[str, list[str]]]:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from within(f"{name}.{key}" if name else key, inner)
        elif isinstance(value, list) and all(isinstance(word, str) for word in value):
            yield name, value

    return within("", toml(file))


def _forget() -> None:
    """Forget what was made of the lists."""
    for name, module in list(sys.modules.items()):
        if name.startswith("counterclaim.") and not name.endswith(KEPT):
            for made in vars(module).values():
                if hasattr(made, "cache_clear") and getattr(made, "__module__", "") == name:
                    made.cache_clear()


@contextlib.contextmanager
def _noticed(file: str) -> Iterator[None]:
    """The lists of a file made of noticing words, and back again."""
    lists = [(name, words, list(words)) for name, words in _lists(file)]
    known: list[tuple[set[str], list[_Noticing]]] = []
    alone: dict[str, list[_Noticing]] = {}
    for name, words, plain in lists:
        if (file, name) in OWN:
            continue
        noticing = [_noticing(word, (file, (name, word))) for word in plain]
        words[:] = noticing
        made_of = {alternatives(plain), either(plain), "|".join(map(re.escape, sorted(plain, key=_by_length)))}
        known.append((made_of, noticing))
        if name in ALONE:
            for word in noticing:
                alone.setdefault(str(word), []).append(word)
    compile_ = re.compile

    def compiling(pattern: Any, flags: Any = 0) -> Any:
        made = compile_(pattern, flags)
        text = made.pattern if isinstance(made.pattern, str) else ""
        inside = [words for made_of, words in known if any(part in text for part in made_of)]
        if one := _ALONE.fullmatch(text):
            inside.append(alone.get(one[1], []))
        return _Pattern(made, inside) if inside else made

    folding = [(module, name, getattr(module, name)) for module, name in FOLDING]
    _forget()
    try:
        re.compile = compiling
        for module, name, fold in folding:
            setattr(module, name, _folding(fold))
        yield
    finally:
        re.compile = compile_
        for module, name, fold in folding:
            setattr(module, name, fold)
        for _, words, plain in lists:
            words[:] = plain
        _forget()


READ: dict[str, Callable[[str, str | None], object]] = {
    "abbreviations.toml": lambda text, _: split_sentences(text),
    "actor_words.toml": lambda text, _: find_actors(text),
    "places_words.toml": lambda text, _: find_places(text),
    "private_roles.toml": lambda text, _: name_parts(text),
}
"""What reads the lists of a file, where that is less than the whole reader."""


def _read(text: str, day: str | None) -> None:
    reader.read(Document(id="", text=text, published=day), any_cause=True)


def consulted(file: str, texts: Iterable[tuple[str, str | None]]) -> dict[tuple[str, str | None], frozenset[Word]]:
    """For each of some texts with its day the words of a file's lists that were consulted.

    >>> found = consulted("private_roles.toml", [("a Nyala farmer, Hassan Adam", None)])
    >>> sorted(next(iter(found.values())))
    [('openers', 'a'), ('roles', 'farmer')]
    """
    found, read, given = {}, READ.get(file, _read), list(texts)
    with _noticed(file):
        for text, day in given[:1]:  # what is made of the lists once is made now, and not noticed below
            read(text, day)
        for text, day in given:
            _found.clear()
            read(text, day)
            found[text, day] = frozenset(word for of, word in _found if of == file)
    return found


def decisive(file: str, text: str, read: Callable[[str], object]) -> Iterator[Word]:
    """The words of a file's lists but for which a text would be read otherwise: each is blotted out in turn.

    >>> from counterclaim.claims.figures import find_figures
    >>> sorted(decisive("figure_words.toml", "Highway 12 is shut.", find_figures))
    [('no_figure_before.names', 'Highway')]
    """
    as_it_is = read(text)
    for name, words in _lists(file):
        shown = text.lower() if name in ANY_CASE else text
        for word in words:
            if word not in shown:
                continue
            at = re.search(rf"(?<![^\W\d]){re.escape(word)}" if word[:1].isalnum() else re.escape(word), shown)
            if at and read(text[: at.start()] + _blot(word) + text[at.end() :]) != as_it_is:
                yield name, word


def _blot(word: str) -> str:
    """As many letters that mean nothing, with the capitals and blanks of a word; a mark for marks."""
    return (
        re.sub(r"[^\W\d_]", lambda m: "X" if m.group().isupper() else "x", word)
        if re.search(r"[^\W\d_]", word)
        else "¤"
    )
