"""What of each word list is to be proved by a sentence, and what the matcher that reads the list finds in a sentence.

Every list is proved through the function that reads it: cues by `find_cues`, speech by the parse, numbers by
`find_figures`. An entry is a section of the list, a word one of its words: `("kill", "gun down")`.
"""

import functools
import re
from collections.abc import Iterator

from counterclaim.claims import lexicon, speech
from counterclaim.claims.figures import find_figures
from counterclaim.claims.parse import parse
from counterclaim.claims.period_events import wars
from counterclaim.claims.periods import find_times
from counterclaim.claims.speakers import verbs
from counterclaim.claims.stance import flat, patterns
from counterclaim.claims.topic import topic_words
from counterclaim.pipeline.proving import Prover, Word, lists, stands_in
from counterclaim.pipeline.word_provers import WORD_PROVERS
from counterclaim.vocabulary.actors import find_actors
from counterclaim.vocabulary.conflicts import conflict_of, conflicts
from counterclaim.vocabulary.places import find_places
from counterclaim.vocabulary.words import toml

TOKEN = re.compile(r"[^\W\d_]+-\d+|[^\W_]+|[^\w\s]")  # words as the parser has them: hyphens stand alone, but in T-72
BESIDE = 16  # letters beside a time within which a word may change it: "more than two weeks ago", "Monday at dawn"
BEHIND = 16  # letters behind a figure within which a word may round it: "12 or thereabouts"


_FORMS = ("issuing", "deny", "hedge_verbs")  # lists of speech.toml whose verbs are read by their forms


# ---------------------------------------------------------------- measures and objects
def _cues_wanted() -> Iterator[Word]:
    listed = lexicon.listed_cues().values()
    yield from (word for words in listed for word in words)
    openers = {word.split(" ")[0] for words in listed for _, word in words} | set(verbs().values())
    used = openers | {word for _, word in lists("speech.toml", *_FORMS)}
    yield from (("irregular", verb) for verb in toml("measures.toml")["irregular"] if verb in used)


def _cues(sentence: str, _: str | None) -> Iterator[Word]:
    words = [token.group().lower() for token in TOKEN.finditer(sentence)]
    first = {word for word in words if word in verbs() or word in _plain_verbs()}
    for cue in lexicon.find_cues(words):
        first.add(words[cue.first])
        listed = lexicon.listed_cues()[tuple(words[cue.first : cue.last + 1])]
        yield from (word for word in listed if word[0] == cue.family)
    yield from (("irregular", verb) for verb, forms in toml("measures.toml")["irregular"].items() if first & {*forms})


@functools.cache
def _plain_verbs() -> frozenset[str]:
    """The forms of the verbs in the lists of speech.toml that are read by their forms."""
    return frozenset(form for _, verb in lists("speech.toml", *_FORMS) for form in lexicon.inflect(verb))


def _nouns_wanted() -> Iterator[Word]:
    yield from (word for words in lexicon.listed_nouns().values() for word in words)
    yield from (("irregular_plurals", noun) for noun in toml("objects.toml")["irregular_plurals"])


def _nouns(sentence: str, _: str | None) -> Iterator[Word]:
    words = [token.group().lower() for token in TOKEN.finditer(sentence)]
    irregular = {plural: noun for noun, plural in toml("objects.toml")["irregular_plurals"].items()}
    for last in range(len(words)):
        counted = lexicon.find_object(words, last)
        if counted is None:
            continue
        first = max(n for n in range(last + 1) if lexicon.find_object(words, last, n) == counted)
        longest = next(
            lexicon.listed_nouns()[phrase]
            for start in range(first + 1)
            if (phrase := tuple(words[start : last + 1])) in lexicon.listed_nouns()
        )
        yield from longest
        if words[last] in irregular:
            yield "irregular_plurals", irregular[words[last]]


# ---------------------------------------------------------------- speech and stance
def _speech_wanted() -> Iterator[Word]:
    yield from (("verbs", verb) for verb in set(verbs().values()))
    yield from (word for word in lists("speech.toml", "nouns", *_FORMS) if " " not in word[1])


@functools.cache
def _speech_nouns() -> dict[str, str]:
    """For both numbers of a noun of speech the noun as it is listed."""
    return {form: noun for _, noun in lists("speech.toml", "nouns") for form in (noun, lexicon.plural(noun))}


def _speech(sentence: str, _: str | None) -> Iterator[Word]:
    for tree in parse([(sentence, 0, ())]):
        for act in speech.find_acts(tree):
            if act.how in ("noun", "issue"):
                yield "nouns", _speech_nouns().get(act.verb, act.verb)
            elif act.how in ("preposition", "citing"):
                yield f"{act.how}s".replace("citings", "citing"), act.verb
            else:
                yield "verbs", act.verb
    for section, verb in lists("speech.toml", *_FORMS):
        if any(stands_in(form, sentence) for form in lexicon.inflect(verb)):
            yield section, verb


def _stance_wanted() -> Iterator[Word]:
    yield from ((kind, pattern) for kind, entry in toml("stance.toml").items() for pattern in entry.get("patterns", ()))


def _stance(sentence: str, _: str | None) -> Iterator[Word]:
    for kind in (kind for kind, entry in toml("stance.toml").items() if "patterns" in entry):
        yield from ((kind, p.pattern) for p in patterns(kind) if p.search(flat(sentence.rstrip("."))))


# ---------------------------------------------------------------- numbers, units, places, conflicts
_NUMBERS = ("units", "tens", "magnitudes", "suffixes", "vague", "fractions")
_BOUNDS = {"after_more_than": "more_than", "after_less_than": "less_than", "after_approx": "approx"}


def _numbers_wanted() -> Iterator[Word]:
    yield from lists("numbers.toml", *_NUMBERS)
    yield from (word for word in lists("numbers.toml", "qualifiers") if word[0] != "qualifiers.strict")


def _numbers(sentence: str, _: str | None) -> Iterator[Word]:
    for figure in find_figures(sentence):
        around = sentence[
            figure.start if figure.qualified_from is None else figure.qualified_from : figure.end + BEHIND
        ]
        for section, word in lists("numbers.toml", *_NUMBERS):
            suffix = section == "suffixes" and re.search(rf"\d{word}$", figure.text)
            if suffix or (section != "suffixes" and stands_in(word, figure.text)):
                yield section, word
        for section, word in lists("numbers.toml", "qualifiers"):
            kind = section.removeprefix("qualifiers.")
            if figure.qualifier == _BOUNDS.get(kind, kind) and word in around.lower():
                yield section, word


def _units_wanted() -> Iterator[Word]:
    yield from ((table, word) for table in ("words", "narrowed") for word in toml("units.toml")[table])
    yield from (("mixing", word) for words in toml("units.toml")["mixing"].values() for word in words)


def _units(sentence: str, _: str | None) -> Iterator[Word]:
    yield from (word for word in _units_wanted() if stands_in(word[1], sentence))


def _kinds_of_place(sentence: str, _: str | None) -> Iterator[Word]:
    for place in find_places(sentence):
        for section, word in lists("places_words.toml", "behind"):
            if place.text.lower().endswith(f" {word}") and section == f"behind.{place.precision}":
                yield section, word


def _conflicts_wanted() -> Iterator[Word]:
    yield from ((name, name) for name in conflicts())


def _conflicts(sentence: str, day: str | None) -> Iterator[Word]:
    actors = [mention.actor for mention in find_actors(sentence)]
    parties = {actor.party or actor.side for actor in actors} - {None, "independent"}
    countries = {place.country for place in find_places(sentence) if place.country}
    name = conflict_of([party for party in parties if party], countries, day)
    if name:
        yield name, name


def _starts_wanted() -> Iterator[Word]:
    yield from ((war.id, war.id) for war in wars())


def _starts(sentence: str, day: str | None) -> Iterator[Word]:
    """The conflicts on whose first day a time of the sentence begins."""
    days = {time.first for time in find_times(sentence, day)}
    yield from ((war.id, war.id) for war in wars() if war.start in days)


def _times(sentence: str, day: str | None) -> Iterator[Word]:
    """Words in or right beside a time; those of names that are no times where there is none."""
    found = find_times(sentence, day)
    around = [sentence[max(0, time.start - BESIDE) : time.end + BESIDE] for time in found]
    for section, word in lists("time_words.toml"):
        where = around if not section.startswith("names.") else [] if found else [sentence]
        if any(stands_in(word, words) for words in where):
            yield section, word


def _topic_wanted() -> Iterator[Word]:
    """All but words that another list takes first."""
    yield from (word for word in lists("topic.toml") if word[0] == "moot" or word in topic_words(word[1]))


def _topic(sentence: str, _: str | None) -> Iterator[Word]:
    """The words that are counted, each for its list: of two that overlap the longer one."""
    counted = topic_words(sentence)
    for section, word in lists("topic.toml"):
        forms = {(section, word), (section, lexicon.plural(word))}
        if stands_in(word, sentence) if section == "moot" else forms & counted:
            yield section, word


PROVERS = {
    **WORD_PROVERS,
    "conflict_starts.toml": Prover(_starts_wanted, _starts),
    "conflicts.toml": Prover(_conflicts_wanted, _conflicts),
    "measures.toml": Prover(_cues_wanted, _cues),
    "numbers.toml": Prover(_numbers_wanted, _numbers),
    "objects.toml": Prover(_nouns_wanted, _nouns),
    "places_words.toml": Prover(lambda: lists("places_words.toml", "behind"), _kinds_of_place),
    "speech.toml": Prover(_speech_wanted, _speech),
    "stance.toml": Prover(_stance_wanted, _stance),
    "time_words.toml": Prover(lambda: lists("time_words.toml"), _times),
    "topic.toml": Prover(_topic_wanted, _topic),
    "units.toml": Prover(_units_wanted, _units),
}
