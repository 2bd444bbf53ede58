"""Finding the forms of the vocabulary in a text: one Aho-Corasick pass, then the rules of each form.

The longest match wins among those that overlap, from left to right.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from counterclaim.vocabulary import words
from counterclaim.vocabulary.actor_entries import Entry, Rule, entries
from counterclaim.vocabulary.actor_text import Folded, fold_key

_WORD_AFTER = re.compile(r" ?([^\W_]+)")
_WORD_BEFORE = re.compile(r"([^\W_]+(?:\.[^\W_]+)*)[.,]? ?$")
_CAPITALISED = re.compile(r"(?<![\w.'’-])([A-Z][\w-]+)[ \n]$")
_GLUED = re.compile(r"-(.)")
_NAME_AFTER = re.compile(r" [A-Z][a-z]")
_AROUND = 24  # characters on each side that decide whether the copy is all capitals: about four words


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found at [start, end) of the shadow."""

    start: int
    end: int
    entry: Entry


@functools.cache
def automaton() -> ahocorasick.Automaton:
    """All keys of the vocabulary, each with its entries; built once a process."""
    found = ahocorasick.Automaton()
    for key, group in by_key().items():
        found.add_word(key, (len(key), group))
    found.make_automaton()
    return found


@functools.cache
def by_key() -> dict[str, tuple[Entry, ...]]:
    """The entries of each folded form; where two share one, the earlier file and line is asked first."""
    found: dict[str, list[Entry]] = {}
    for entry in entries():
        found.setdefault(entry.key, []).append(entry)
    return {key: tuple(group) for key, group in found.items()}


def matches(folded: Folded, context: str) -> list[Match]:
    """The longest matches in a folded text, in its order; `context` is the shadow that `only_with` looks into."""
    return longest(candidates(folded, context))


def candidates(folded: Folded, context: str) -> Iterator[Match]:
    """Every match whose rule allows it, overlapping ones too."""
    shadow, size = folded.shadow, len(folded.shadow)
    seen: dict[tuple[str, ...], bool] = {}
    for last, (length, group) in automaton().iter(shadow):
        start, end = last - length + 1, last + 1
        if (start and shadow[start - 1].isalnum()) or (end < size and shadow[end].isalnum()):
            continue
        for entry in group:
            if entry.rule.only_with and not _occurs(entry.rule.only_with, context, seen):
                continue
            if allowed(entry, folded, start, end):
                yield Match(start, end, entry)
                break


def longest(found: Iterable[Match]) -> list[Match]:
    """Of overlapping matches the one that starts first, and of these the longest."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


def _occurs(needed: tuple[str, ...], context: str, seen: dict[tuple[str, ...], bool]) -> bool:
    if needed not in seen:
        seen[needed] = any(word in context for word in needed)
    return seen[needed]


def allowed(entry: Entry, folded: Folded, start: int, end: int) -> bool:
    """Whether the letters' case and the words around allow the entry at [start, end) of the shadow."""
    rule = entry.rule
    begin, stop = folded.span(start, end)
    written = folded.text[begin:stop]
    if rule.exact and written != entry.written:
        return False
    if not rule.lower and entry.written != entry.key and written == written.lower():
        return False
    if rule.capitals and " ".join(written.split()) not in (entry.written, entry.written.upper()):
        return False
    if not rule.all_caps and _all_capitals(folded.text, begin, stop):
        return False
    glued = _GLUED.match(folded.shadow, end)
    if glued and (rule.surname or glued[1].isdigit()):  # "Petro-Chemical", "PRC-77"
        return False
    return _neighbours_allow(rule, folded, start, end)


def _neighbours_allow(rule: Rule, folded: Folded, start: int, end: int) -> bool:
    shadow = folded.shadow
    if rule.not_before and (after := _WORD_AFTER.match(shadow, end)) and after[1] in rule.not_before:
        return False
    if not rule.before_name and _NAME_AFTER.match(folded.text, folded.original(end - 1) + 1):
        return False
    if rule.surname and (shadow[start - 1 : start] == "-" or _first_name_before(folded, folded.original(start))):
        return False
    if not rule.not_after and not rule.after_title:
        return True
    before = _word_before(shadow, start)
    return before not in rule.not_after and (not rule.after_title or before in _words("titles"))


def _first_name_before(folded: Folded, begin: int) -> bool:
    """Whether the capitalised word right before is somebody's first name, as far as a list of other words tells."""
    before = _CAPITALISED.search(folded.text, max(0, begin - 24), begin)
    if before is None or before[1].isupper():
        return False
    word = fold_key(before[1])
    return word not in _words("titles") and word not in _words("openers") and word not in by_key()


def _word_before(shadow: str, start: int) -> str:
    found = _WORD_BEFORE.search(shadow[max(0, start - 30) : start])
    return found[1] if found else ""


def _all_capitals(text: str, begin: int, stop: int) -> bool:
    around = text[max(0, begin - _AROUND) : begin] + text[stop : stop + _AROUND]
    return any(c.isupper() for c in around) and not any(c.islower() for c in around)


@functools.cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(fold_key, words.toml("actor_words.toml")[name]))
