"""Looking up names of places: runs of capitalised words in a text, and what the gazetteer has of them."""

import functools
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from counterclaim.vocabulary.gazetteer import Gazetteer, GazetteerPlace, Precision, fold, gazetteer
from counterclaim.vocabulary.place_shouted import shouted_places
from counterclaim.vocabulary.place_words import adjectives, either, kind_behind, kinds, peoples, word_set, words

LARGE = 500_000  # people: a place of that size, named without doubt, speaks for its country


@dataclass(slots=True)
class Token:
    """A word of a run of capitals."""

    start: int
    end: int
    key: str


@dataclass(slots=True)
class Name:
    """A name of the gazetteer in the text, not yet judged."""

    start: int
    end: int
    key: str
    options: tuple[GazetteerPlace, ...]
    before: str  # the word before, folded, "" where there is none
    left: str  # capitalised word right before that is not part of a place
    right: str  # the same behind
    shouted: bool  # in copy that is all capitals
    typo: bool = False


@dataclass(slots=True)
class Scan:
    """What one text holds."""

    names: list[Name] = field(default_factory=list)
    unknown: list[Token] = field(default_factory=list)  # capitalised words that no list has
    votes: Counter[str] = field(default_factory=Counter)  # how often each country is spoken of
    unlisted: list[tuple[int, int, Precision]] = field(default_factory=list)  # "Freedom Square"


_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĐĒĘĞĪİŁŃŌŐŘŚŞŠŪŻŽʿ]"
_WORD = rf"{_CAPITAL}[\w'’ʼ]{{0,30}}"
_SMALL_INSIDE = (
    r"(?:of\s(?:the\s)?|the\s|de\s(?:la\s)?|la\s|del\s|da\s|e\s|i\s|upon\s|and\s|"
    r"(?:al|el|as|az|ez|ad|ed|ash|ar|an|at|ul|ur)[\s-])"
)
_JOIN = rf"(?:-(?:(?:i|e|al|el|as|ad|es|ez|ul|ur|la|le|de|au|aux|en|sous|sur|and|the)-)?|\.?\s{{1,6}}{_SMALL_INSIDE}?)"
_RUN = re.compile(rf"{_WORD}(?:{_JOIN}{_WORD}){{0,30}}")
_PIECE = re.compile(r"[\w'’ʼ]+")
_BEFORE = re.compile(r"([\w'’-]+)(?:\s{1,6}(?:the\s{1,6})?|\s?[\"“(\[]\s?)$")
_ARTICLE = re.compile(r"\b(?:al|el|as|ad|ash|ar|an|at|az)-$")
_LONGEST = 5  # words of a name


def scan(text: str) -> Scan:
    """The names of places, countries and kinds of places in a text."""
    book, found = gazetteer(), Scan()
    country_words = peoples()
    for run in _RUN.finditer(text):
        word, start = run[0], run.start()
        if start and (text[start - 1].isalnum() or text[start - 1] in "'’_"):
            continue
        key = word.lower()
        if word.isalpha() and not (key in book or key in book.longest or key in country_words):  # most of them
            found.unknown.append(Token(start, run.end(), key))
            behind_article = text[start - 1] == "-" and start and _ARTICLE.search(text, max(0, start - 5), start)
            if behind_article or text[start - 3 : start - 1] == "of" or kind_behind(text, run.end()):
                _read_run(book, text, run, found)
            elif _stands_as_place(book, text, start, run.end()):
                found.unlisted.append((start, run.end(), "city"))
        else:
            _read_run(book, text, run, found)
    found.votes.pop("", None)
    found.unlisted += shouted_places(text)
    return found


def _read_run(book: Gazetteer, text: str, run: re.Match[str], found: Scan) -> None:
    tokens = _tokens(text, run)
    shouted = len(tokens) > 2 and run[0].isupper()
    taken: list[tuple[int, int, str]] = []
    country_words, i = peoples(), 0
    while i < len(tokens):
        n, key = _longest(book, text, tokens, i)
        if n and key not in adjectives():
            taken.append((i, i + n, key))
        elif tokens[i].key in country_words:
            found.votes[country_words[tokens[i].key]] += 1
        else:
            found.unknown.append(tokens[i])
        i += n or 1
    certain = {c for x, y, k in taken if book.places(k)[0].kind in ("country", "extra") for c in range(x, y)}
    for a, b, key in taken:
        name = _name(text, book, tokens, certain, a, b, key, shouted)
        found.names.append(name)
        likeliest = name.options[0]
        if likeliest.kind in ("country", "extra") or likeliest.population >= LARGE:
            found.votes[likeliest.country or ""] += 1
    if not shouted and (len(taken) < len(tokens) or text[run.start() - 3 : run.start() - 1] == "of"):
        _read_kind(book, text, run, tokens, found)
    whole = taken and taken[0][1] - taken[0][0] == len(tokens)
    if stop := _FULL_STOP.search(text, run.start(), run.end()):  # "in Qanarit. Others"
        tokens = [t for t in tokens if t.end <= stop.start()]
    while len(tokens) > 1 and (tokens[0].key == "the" or tokens[0].key in word_set("locative")):  # "In Barsalogho"
        tokens = tokens[1:]
    short = 0 < len(tokens) <= _FEW and not shouted and not whole
    short = short and word_set("no_unlisted").isdisjoint(t.key for t in tokens)
    if short and _stands_as_place(book, text, tokens[0].start, stop.start() if stop else run.end()):
        found.unlisted.append((tokens[0].start, tokens[-1].end, "city"))


_IN_A_PLACE = re.compile(r",\s{1,3}(?:in\s{1,3})?|\s{1,3}in\s{1,3}(?:the\s{1,3})?(?:[a-z]{4,12}\s{1,3})?")
_FEW = 3  # words of an unlisted name
_SHORTEST = 4  # letters of an unlisted name
_CLOSED = re.compile(
    r"[.,;)](?!\w)|\s{1,3}(?:on|after|during|when|where|and|by|as|in|overnight|yesterday|early|late|areas?|community)\b"
    r"|\s{1,3}of\s(?=[A-Z])|\s*$"
)
_FOLLOWED = re.compile(r"\s{1,3}[a-z]{3,20}\b")


def _stands_as_place(book: Gazetteer, text: str, start: int, end: int) -> bool:
    """Whether a name that no list has is a place by its neighbours: "in Garbougna, Tillaberi", "near Dagabory"."""
    if (
        fold(text[start:end]) in word_set("no_unlisted")
        or end - start < _SHORTEST
        or (not text[start + 1 : end].islower() and " " not in text[start:end] and "-" not in text[start:end])
    ):
        return False
    before = word_before(text, start)
    if text[start - 4 : start].lower() == "the " or before not in word_set("where_unlisted"):
        return False
    if before in word_set("where_unlisted_alone") and _CLOSED.match(text, end):
        return fold(text[start:end]) not in word_set("beside", "plain")
    if before in word_set("where_unlisted_followed") and _FOLLOWED.match(text, end):
        return fold(text[start:end]) not in word_set("beside", "plain")
    link = _IN_A_PLACE.match(text, end)
    behind = _RUN.match(text, link.end()) if link else None
    if behind is None:
        return False
    keys = [t.key for t in _tokens(text, behind)]
    if len(keys) > 1 and keys[-1] in _last_words():  # "Majdal Zoun, South Governorate"
        return True
    if not keys or (" ".join(keys) not in book and keys[0] not in book):
        return False
    key = " ".join(keys) if " ".join(keys) in book else keys[0]
    return key not in adjectives()


def _read_kind(book: Gazetteer, text: str, run: re.Match[str], tokens: list[Token], found: Scan) -> None:
    """A name whose last word is a kind of place: one of our own entries ("Falkland islands"), or an unlisted one."""
    span = _unlisted(text, run, tokens)
    if span is None and (m := kind_behind(text, run.end())):
        span = (tokens[-1].start, m.end(), "region")
        if fold(text[tokens[-1].start : m.end()]) not in book.extra:
            return
    if span is None:
        return
    start, end, _ = span
    if (key := fold(text[start:end])) in book:
        found.names.append(Name(start, end, key, book.places(key), word_before(text, start), "", "", shouted=False))
    found.unlisted.append(span)  # it counts where the name is not taken for a place of the gazetteer


def _tokens(text: str, run: re.Match[str]) -> list[Token]:
    tokens = []
    for m in _PIECE.finditer(text, run.start(), run.end()):
        word, end = m[0], m.end()
        if word.isalpha() and word.isascii():
            tokens.append(Token(m.start(), end, word.lower()))
            continue
        if word[-2:] in ("'s", "’s", "'S", "’S"):
            word, end = word[:-2], end - 2
        word = word.rstrip("'’")
        if key := fold(word):
            tokens.append(Token(m.start(), m.start() + len(word), key))
    if (
        tokens
        and text[run.start() - 1 : run.start()] == "-"
        and (article := _ARTICLE.search(text, max(0, run.start() - 5), run.start()))
    ):  # "al-Mawasi"
        tokens.insert(0, Token(article.start(), article.end() - 1, article[0][:-1]))
    return tokens


def _longest(book: Gazetteer, text: str, tokens: list[Token], i: int) -> tuple[int, str]:
    """How many words from the i-th on make the longest name, and the name; 0 where none does."""
    first = tokens[i]
    most = book.longest.get(first.key, 1)
    if most == 1:
        alone = first.key in book and len(first.key) > 2 and text[first.start].isupper()
        return (1, first.key) if alone else (0, "")
    most = min(_LONGEST, most, len(tokens) - i)
    key = " ".join(t.key for t in tokens[i : i + most])
    for n in range(most, 0, -1):
        if n < most:
            key = key[: key.rindex(" ")]
        if key in book and (n > 1 or len(key) > 2) and text[tokens[i + n - 1].start].isupper():
            between = (text[a.end : b.start] for a, b in zip(tokens[i : i + n - 1], tokens[i + 1 : i + n], strict=True))
            if not any("s" in gap for gap in between):  # "Mali's Gao"
                return n, key
    return 0, ""


def _name(
    text: str,
    book: Gazetteer,
    tokens: list[Token],
    certain: Collection[int],
    a: int,
    b: int,
    key: str,
    shouted: bool,
) -> Name:
    start, end = tokens[a].start, tokens[b - 1].end
    previous = tokens[a - 1] if a else None
    following = tokens[b] if b < len(tokens) else None
    left = right = ""
    if previous and not text[previous.end : start].strip() and a - 1 not in certain:
        left = previous.key
    if following and not text[end : following.start].strip() and b not in certain:
        right = following.key
    before = previous.key if previous and not text[previous.end : start].strip() else word_before(text, start)
    return Name(start, end, key, book.places(key), before, left, right, shouted)


def word_before(text: str, start: int) -> str:
    """The word before a place in the text, folded, past an article and an opening bracket."""
    m = _BEFORE.search(text, max(0, start - 24), start)
    return fold(m[1]) if m else ""


# ---------------------------------------------------------------- kinds of places
@functools.cache
def _of() -> re.Pattern[str]:
    towns = [*words()["of"]["city"], *words()["of"]["region"]]
    return re.compile(rf"\b({either(towns)})\s{{1,3}}of\s{{1,3}}$", re.IGNORECASE)


@functools.cache
def _last_words() -> frozenset[str]:
    return frozenset(kind.split()[-1] for kind in kinds())


def _unlisted(text: str, run: re.Match[str], tokens: list[Token]) -> tuple[int, int, Precision] | None:
    """A run of capitals whose kind of place the text tells: "Freedom Square", "the village of Zerkoh"."""
    first = 0
    while first < len(tokens) and (tokens[first].key in word_set("beside", "plain") or tokens[first].key in peoples()):
        first += 1
    if first == len(tokens) or len(tokens[first].key) < 2:  # "U.S. District Court"
        return None
    start, end = tokens[first].start, run.end()
    if stop := _FULL_STOP.search(text, start, end):  # "the village of Lopaskino. Then"
        tokens = [t for t in tokens if t.end <= stop.start()]
        end = stop.start()
    if len(tokens) <= first:
        return None
    if (m := kind_behind(text, end)) and _may_stand(text, start, kind := re.sub(r"\s+", " ", m[1].lower())):
        return start, m.end(), kinds()[kind]
    if text[start - 3 : start - 1].lower() == "of" and (m := _of().search(text, max(0, start - 28), start)):
        return start, tokens[-1].end, "city" if m[1].lower() in word_set("of", "city") else "region"
    for last in range(len(tokens) - 1, first, -1):
        if tokens[last].key in _last_words():
            for n in (3, 2, 1):
                kind = " ".join(t.key for t in tokens[last - n + 1 : last + 1])
                if last - n >= first and kind in kinds() and _may_stand(text, start, kind):
                    return start, tokens[last].end, kinds()[kind]
    return None


_FULL_STOP = re.compile(r"(?<=[a-z]{3})\.\s")


def _may_stand(text: str, start: int, kind: str) -> bool:
    """Whether a kind of place makes a place of the capitals before it; of some only "at" shows that."""
    before = word_before(text, start)
    if kind in word_set("common_sites"):
        return before in word_set("before_common_site")
    return kind not in word_set("needs_name") or before in word_set("where_before_name")
