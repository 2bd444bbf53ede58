"""Which words of a sentence the vocabulary knows, what stands in it, and whether its files are in order."""

import re
from collections.abc import Iterator
from typing import Any

from counterclaim.model import Record
from counterclaim.pipeline.proofs import Fault

TOKEN = re.compile(r"[^\W_]+|[^\w\s]")  # words as the vocabulary has them: hyphens and apostrophes stand alone

ROLES = {"object": "verb", "subject": "verb of the subject", "noun": "noun", "adjective": "adjective"}


class Match(Record, frozen=True, kw_only=True):
    """Words of a sentence that match an entry of the vocabulary, and why."""

    start: int
    end: int
    text: str
    kind: str  # figure, measure, object, actor, place, time, speech
    entry: str  # which entry
    why: str  # what it was matched as, and the file where it stands


def matches(sentence: str, published: str | None = None) -> tuple[Match, ...]:
    """Everything in a sentence that the vocabulary knows, in the order of the text.

    What matches need not end in a claim: a claim takes a figure that is bound to a measure.

    >>> [(m.kind, m.text, m.entry) for m in matches("Norway said 12 drones crashed.") if m.kind in ("figure", "actor")]
    [('actor', 'Norway', 'norway'), ('figure', '12', '12')]
    """
    finders = (_figures, _measures, _objects, _speech, _actors, _places)
    found = [match for find in finders for match in find(sentence)] + list(_times(sentence, published))
    return tuple(sorted(found, key=lambda match: (match.start, match.end, match.kind)))


def _match(sentence: str, start: int, end: int, kind: str, entry: str, why: str) -> Match:
    return Match(start=start, end=end, text=sentence[start:end], kind=kind, entry=entry, why=why)


def _figures(sentence: str) -> Iterator[Match]:
    from counterclaim.claims.figures import find_figures

    for figure in find_figures(sentence):
        value = (
            figure.text if figure.value is None else f"{figure.value:g}" if figure.value < 1e6 else f"{figure.value:,}"
        )
        why = f"numbers.toml: {figure.qualifier}{', mended' if figure.repaired else ''}"
        yield _match(sentence, figure.start, figure.end, "figure", value, why)


def _tokens(sentence: str) -> tuple[list[re.Match[str]], list[str]]:
    tokens = list(TOKEN.finditer(sentence))
    return tokens, [token.group().lower() for token in tokens]


def _measures(sentence: str) -> Iterator[Match]:
    from counterclaim.claims.lexicon import find_cues, listed_cues

    tokens, words = _tokens(sentence)
    for cue in find_cues(words):
        start, end = tokens[cue.first].start(), tokens[cue.last].end()
        listed = listed_cues()[tuple(words[cue.first : cue.last + 1])]
        word = next(word for family, word in listed if family == cue.family)
        yield _match(
            sentence, start, end, "measure", cue.family, f"measures.toml [{cue.family}] {word!r}, {ROLES[cue.role]}"
        )


def _objects(sentence: str) -> Iterator[Match]:
    """Nouns that are counted: of phrases that end at one word the longest, and none inside another."""
    from counterclaim.claims.lexicon import find_object

    tokens, words = _tokens(sentence)
    last = len(words) - 1
    while last >= 0:
        counted = find_object(words, last)
        if counted is not None:
            first = max(n for n in range(last + 1) if find_object(words, last, n) == counted)
            start, end = tokens[first].start(), tokens[last].end()
            why = f"objects.toml [{counted.object}], {counted.kind}"
            yield _match(sentence, start, end, "object", counted.object, why)
            last = first
        last -= 1


def _speech(sentence: str) -> Iterator[Match]:
    from counterclaim.claims.speakers import verbs
    from counterclaim.claims.speech import may_speak

    for token in TOKEN.finditer(sentence):
        word = token.group().lower()
        if word.isalpha() and may_speak(word):
            why = f"speech.toml {verbs().get(word, word)!r}: makes somebody the source"
            yield _match(sentence, *token.span(), "speech", word, why)


def _actors(sentence: str) -> Iterator[Match]:
    from counterclaim.vocabulary.actors import find_actors

    for found in find_actors(sentence, bare=True):
        actor = found.actor
        side = f", speaks for {actor.side}" if actor.side else ""
        why = f"{file_of(actor.id)}: {found.form} of {actor.name}{side}"
        yield _match(sentence, found.start, found.end, "actor", actor.id, why)


def file_of(actor: str) -> str:
    """The file in which an actor stands, or those of which it is composed.

    >>> file_of("hamas"), file_of("norway/military")
    ('groups.csv', 'countries.csv and offices.csv')
    """
    from counterclaim.vocabulary.actor_entries import table

    for name in ACTORS:
        if any(row["id"] == actor for row in table(name)):
            return name
    whose, _, office = actor.partition("/")
    return f"{file_of(whose)} and offices.csv" if office and whose else "offices.csv"


def _places(sentence: str) -> Iterator[Match]:
    from counterclaim.vocabulary.places import find_places

    for found in find_places(sentence):
        why = f"gazetteer: {found.precision}{f' in {found.country}' if found.country else ''}"
        yield _match(sentence, found.start, found.end, "place", found.name, why)


def _times(sentence: str, published: str | None) -> Iterator[Match]:
    from counterclaim.claims.periods import find_times

    for found in find_times(sentence, published):
        days = " to ".join(dict.fromkeys(day.isoformat() for day in (found.first, found.last) if day))
        yield _match(
            sentence,
            found.start,
            found.end,
            "time",
            days or "no days without --published",
            f"time_words.toml: {found.kind}",
        )


# ---------------------------------------------------------------- the files
class WordFile(Record, frozen=True, kw_only=True):
    """A file of the vocabulary: its name, how many entries it has, and what its head says that it is."""

    name: str
    entries: int
    about: str


def files() -> tuple[WordFile, ...]:
    """The files of words, by name.

    >>> [file.entries > 10 for file in files() if file.name == "countries"]
    [True]
    """
    return tuple(
        WordFile(name=name.rpartition(".")[0], entries=len(entries(name)), about=_about(name)) for name in _names()
    )


def _names() -> list[str]:
    from counterclaim.vocabulary.words import DATA

    return sorted(item.name for item in DATA.iterdir() if item.name.endswith((".toml", ".csv")))


def _about(name: str) -> str:
    """The first sentence of the comment at the head of a file."""
    from counterclaim.vocabulary.words import DATA

    text = (DATA / name).read_text(encoding="utf-8")
    head = re.match(r"(?:#[^\n]*\n)+", text)
    words = " ".join(line.lstrip("# ") for line in head.group().splitlines()) if head else ""
    return re.split(r"(?<=[.;])\s", words)[0]


def entries(name: str) -> list[dict[str, Any]]:
    """The entries of a file: the rows of a list, the tables and lists of a TOML file with their key."""
    from counterclaim.vocabulary.words import rows, toml

    if name.endswith(".csv"):
        return [dict(row) for row in rows(name)]
    return [
        {"key": key, **(value if isinstance(value, dict) else {"words": value})} for key, value in toml(name).items()
    ]


def entries_of(kind: str) -> list[dict[str, Any]]:
    """The entries of the file that is called so; UsageError with the nearest names where there is none."""
    from counterclaim.errors import UsageError
    from counterclaim.pipeline.known import unknown

    known = {name.rpartition(".")[0]: name for name in _names()}
    if kind not in known:
        raise UsageError(unknown("list", kind, frozenset(known)))
    return entries(known[kind])


def faults() -> Iterator[Fault]:
    """Every file that cannot be read or does not say what it is, every entry that its own sentence does not prove."""
    from counterclaim.errors import CounterclaimError
    from counterclaim.pipeline.proofs import unproved
    from counterclaim.pipeline.provers import PROVERS

    for name in _names():
        try:
            listed = entries(name)
        except (CounterclaimError, ValueError) as error:
            yield Fault(file=name, entry="", what=str(error))
            continue
        if len(_about(name)) < SHORTEST_HEAD:
            yield Fault(
                file=name, entry="", what="begins without a comment: what it is, where from, licence, known gaps"
            )
        if name in ACTORS:
            yield from _unproved(name, listed)
        if name in PROVERS:
            yield from unproved(name)


# The files whose entries are actors with an example each; a head says at least in a few words what the file is.
ACTORS = ("countries.csv", "groups.csv", "bodies.csv", "officials.csv")
SHORTEST_HEAD = 20


def _unproved(name: str, listed: list[dict[str, Any]]) -> Iterator[Fault]:
    """Entries whose own example names neither them nor anybody of theirs ("Polish border guards" names Poland's)."""
    from counterclaim.vocabulary.actors import find_actors

    for entry in listed:
        example = entry.get("example")
        named = {whose for found in find_actors(example or "") for whose in (found.actor.id, found.actor.party)}
        if example and entry["id"] not in named:
            yield Fault(file=name, entry=entry["id"], what=f"its own example does not name it: {example}")
