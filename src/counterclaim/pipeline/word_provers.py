"""What is proved of the lists of small words: those beside a figure, a party, an actor, a finding, a private person.

A word is found where the reader would see it: of a number that is no figure in the words that told so, of an actor's
modifiers within the actor that is composed with them, of all others as whole words of the sentence. Sections that
hold ids of closed lists (measures, objects, parties) are not words of a language and are proved where those are.
"""

import functools
import re
from collections.abc import Iterable, Iterator

from counterclaim.claims.decisions import recorded
from counterclaim.claims.figures import find_figures
from counterclaim.claims.party_mentions import PartyMention, part_of
from counterclaim.claims.sentences import split_sentences
from counterclaim.pipeline.proving import Prover, Word, lists, stands_in
from counterclaim.vocabulary.actors import find_actors, party_ids
from counterclaim.vocabulary.words import toml

_BEGINNINGS = ("place.compared_beginnings", "counted.kilometres", "counted.square", "counted.other_units")
_TOLD = ("no_figure_before.", "no_figure_after.old", "no_figure_after.units", "no_count.parents")
_RANKS = {"site", "city", "region", "none", "other"}  # ids of the gazetteer and of objects that no list names


@functools.cache
def _ids() -> frozenset[str]:
    """The ids of measures, their families, objects and parties."""
    families = toml("measures.toml")
    measures = {m for family in families.values() if isinstance(family, dict) for m in _strings(family)}
    objects = {name for name, section in toml("objects.toml").items() if isinstance(section, dict)}
    return frozenset({*families, *measures, *objects, *party_ids(), *_RANKS, *toml("party_words.toml")["peoples"]})


def _strings(family: dict[str, object]) -> Iterator[str]:
    yield from (value for key, value in family.items() if isinstance(value, str) and key != "irregular")
    for value in family.values():
        if isinstance(value, dict):
            yield from (word for word in value.values() if isinstance(word, str))


def words_of(file: str) -> list[Word]:
    """The words of a file, but for the sections that hold ids alone.

    >>> ("roles.our", "ours") in words_of("party_words.toml"), ("losses", "killed") in words_of("party_words.toml")
    (True, False)
    """
    listed = list(lists(file))
    sections: dict[str, set[str]] = {}
    for section, word in listed:
        sections.setdefault(section, set()).add(word)
    return [word for word in listed if not sections[word[0]] <= _ids()]


def _standing(file: str, sentence: str) -> Iterator[Word]:
    low = sentence.lower()
    for section, word in words_of(file):
        begins = section in _BEGINNINGS and re.search(rf"(?<![a-z]){re.escape(word.strip().lower())}", low)
        if begins or _seen(word.strip(), sentence):
            yield section, word


def _seen(word: str, sentence: str) -> bool:
    """Whether a word stands in a sentence; a sign may touch its number."""
    return word in sentence if len(word) == 1 and not word.isalnum() else stands_in(word, sentence)


def _figures(sentence: str, _: str | None) -> Iterator[Word]:
    """Of numbers that are no figures the words that told so; of the rest those that stand there."""
    with recorded() as decisions:
        find_figures(sentence)
    told = " ; ".join(d.words for d in decisions)
    for section, word in _standing("figure_words.toml", sentence):
        if not section.startswith(_TOLD) or _seen(word, told):
            yield section, word


def _actors(sentence: str, _: str | None) -> Iterator[Word]:
    """Modifiers within composed actors; the other small words as they stand."""
    composed = " ; ".join(m.text for m in find_actors(sentence) if m.form == "composed")
    offices = {m.actor.id.rpartition("/")[2] for m in find_actors(sentence)}
    for section, word in lists("actor_words.toml"):
        if section == "located":
            if word in offices:
                yield section, word
        elif stands_in(word, composed if section == "modifiers" else sentence):
            yield section, word


_BESIDE = ("before_struck", "after_struck", "after_striker")


def _parties(sentence: str, _: str | None) -> Iterator[Word]:
    """Words beside a party by which it is seen to strike or to be struck; the other lists as they stand."""
    beside = ""
    for m in find_actors(sentence):
        if part_of(sentence, PartyMention(m.start, m.end, m.actor.party or "", m.form)):
            beside += f" ; {sentence[max(0, m.start - _NEAR) : m.start]} ; {sentence[m.end : m.end + _NEAR]}"
    for section, word in _standing("party_words.toml", sentence):
        if section not in _BESIDE or stands_in(word, beside):
            yield section, word


_NEAR = 30  # characters before or behind a party in which such words stand


def _abbreviations(sentence: str, _: str | None) -> Iterator[Word]:
    """Abbreviations whose full stop ends no sentence; words that open one where it begins, unfinished ones in one."""
    found = split_sentences(sentence)
    for section, word in lists("abbreviations.toml"):
        if section == "openers":
            if any(sentence.startswith(word, s.start) for s in found):
                yield section, word
        elif section == "unfinished":
            if any(f" {word}\n" in sentence[s.start : s.end] for s in found):
                yield section, word
        elif stands_in(f"{word}.", sentence) and all(not sentence[: s.end].lower().endswith(f"{word}.") for s in found):
            yield section, word


def _checks_wanted() -> Iterator[Word]:
    yield from lists("check_words.toml")
    for table in ("ratio", "same_wire", "lookalike"):
        yield from ((table, word) for word in toml("check_words.toml")[table])


def _checks(sentence: str, _: str | None) -> Iterator[Word]:
    for section, word in _checks_wanted():
        if word in sentence if section == "lookalike" else stands_in(word, sentence):
            yield section, word


def _camps_wanted() -> Iterator[Word]:
    data = toml("camps.toml")
    yield from (("independent", side) for side in data["independent"]["sides"])
    for table in ("held", "names"):
        yield from ((table, party) for party in data[table])


def _camps(sentence: str, _: str | None) -> Iterator[Word]:
    """Sides whose actors a sentence names; names as they stand; land that stands beside the party that holds it."""
    data, actors = toml("camps.toml"), [m.actor for m in find_actors(sentence)]
    named = {
        word for actor in actors for word in (actor.id, actor.side, actor.party, actor.id.rpartition("/")[2]) if word
    }
    yield from (("independent", side) for side in data["independent"]["sides"] if side in named)
    yield from (("held", party) for party, lands in data["held"].items() if party in named and named & set(lands))
    yield from (("names", party) for party, name in data["names"].items() if stands_in(name, sentence))


def _plain(file: str) -> Prover:
    return Prover(lambda: words_of(file), lambda sentence, _: _standing(file, sentence))


def _all_words(file: str) -> Iterable[Word]:
    return lists(file)


WORD_PROVERS = {
    "abbreviations.toml": Prover(lambda: lists("abbreviations.toml"), _abbreviations),
    "actor_words.toml": Prover(lambda: _all_words("actor_words.toml"), _actors),
    "binding_words.toml": _plain("binding_words.toml"),
    "camps.toml": Prover(_camps_wanted, _camps),
    "cause.toml": _plain("cause.toml"),
    "check_words.toml": Prover(_checks_wanted, _checks),
    "equipment.toml": _plain("equipment.toml"),
    "figure_words.toml": Prover(lambda: words_of("figure_words.toml"), _figures),
    "incident_words.toml": _plain("incident_words.toml"),
    "party_words.toml": Prover(lambda: words_of("party_words.toml"), _parties),
    "place_words.toml": _plain("place_words.toml"),
    "private_roles.toml": _plain("private_roles.toml"),
    "state_words.toml": _plain("state_words.toml"),
}
