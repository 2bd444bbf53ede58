"""Whose turn it is in a transcript: who is named before it in capitals, `[KOTOV] ...` or `WALT: ...`.

What is said in somebody's turn is theirs, but not what the host, the announcer or a reporter of the outlet says.
"""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.claims.person_names import bare_name, is_official
from counterclaim.claims.sources import Source
from counterclaim.claims.wordlists import word_set
from counterclaim.vocabulary.actors import find_actors

_WORDS = "speech.toml"
_IN_BRACKETS = re.compile(r"(?:\A|\n[ \t]*\n[ \t]*|(?<=[\].!?])\s{1,4})\[(?P<label>[A-Z][A-Z .'’-]{2,50})\](?=\s)")
_BEFORE_COLON = re.compile(r"^[ \t]*(?P<label>[A-Z][A-Z.'’ -]{2,40}(?:, [A-Z ]{3,30})?):(?=\s)", re.MULTILINE)
_BYLINE = re.compile(r"\[(?:ARTICLE|REPORT|COMMENTARY|EDITORIAL)[^\]]{0,20}\]\s*(?:\[BY\s)?\[?\Z")  # who writes follows
_SHORTEST = 4  # letters of a surname that alone names a speaker: "[THE]" mends a text
_OFFICE = 60  # characters before a name in which the office stands: "our correspondent"
_TITLE = 2  # words before a name: its office, and a first name
_LEAST = 3  # names before colons: fewer are headings, not an exchange


@dataclass(frozen=True, slots=True)
class Turn:
    """From `start` on somebody speaks, until the next turn; None where it is the outlet."""

    start: int
    source: Source | None


def find_turns(text: str) -> tuple[Turn, ...]:
    """The turns of a transcript in order; none where a text is no transcript.

    >>> text = "[TEXT] [PRESIDENT ANA DIAZ] WE LOST TEN MEN. [END RECORDING] THAT WAS ALL."
    >>> [(turn.start, turn.source and turn.source.name) for turn in find_turns(text)]
    [(8, 'Ana Diaz'), (46, None)]
    """
    found = list(_IN_BRACKETS.finditer(text)) if "[" in text else []
    named = list(_BEFORE_COLON.finditer(text))
    if 1 < len({_surname(m["label"]) for m in named}) < len(named) >= _LEAST:  # somebody speaks again: no list of towns
        found = sorted([*found, *named], key=lambda m: m.start("label"))
    hosts = {_surname(m["label"]) for m in named if _is_outlet(m["label"])}
    turns = []
    for match in found:
        label, start = match["label"], match.start("label")
        words = set(re.findall(r"[a-z]+", label.lower()))
        if "end" in words or _is_outlet(label) or _surname(label) in hosts or _reports(text, label, start):
            turns.append(Turn(start, None))
        elif not words & word_set(_WORDS, "transcript_notes") and not _BYLINE.search(text, 0, start):
            named_before = _introduced(text, label, start)
            if named_before is not None or " " in label:
                turns.append(Turn(start, _speaker(label, start, named_before)))
    return tuple(turns)


def _surname(label: str) -> str:
    return label.split(",")[0].split()[-1]


def _is_outlet(label: str) -> bool:
    """Whether a label names who speaks for the outlet: its host, announcer, reporter."""
    return not word_set(_WORDS, "hosts").isdisjoint(re.findall(r"[a-z]+", label.lower()))


# what follows the name of whoever reports for the outlet: "MARTA RUIZ HAS THIS REPORT", "REPORTS FROM LIMA"
_REPORTING = re.compile(
    r"(?:\sand\s[\w.]+(?:\s+[\w.]+){0,2})?\s+(?:has\s+(?:this|the|a|more)\b|report(?:s|ing)?\b(?!\s+that))",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[\]:!?]|\.\s|\n\s*\n")


def _reports(text: str, label: str, start: int) -> bool:
    """Whether the text before a turn introduces its speaker as a reporter: `our correspondent`, `has this report`."""
    name = label.split(",")[0]
    if len(name) < _SHORTEST:
        return False
    for match in re.finditer(rf"\b{re.escape(name)}\b", text[:start], re.IGNORECASE):
        before = _CLAUSE.split(text[max(0, match.start() - _OFFICE) : match.start()])[-1].lower().split()
        told = _is_outlet(" ".join(before[-_TITLE:])) or before[-_TITLE - 1 : -1] == ["report", "by"]
        if told or _REPORTING.match(text, match.end()):
            return True
    return False


def _introduced(text: str, label: str, start: int) -> re.Match[str] | None:
    """Where the text before a turn names the speaker in full."""
    name = _surname(label)
    if len(name) < _SHORTEST:
        return None
    return re.search(rf"\b([A-Z][\w.'’-]+)\s({re.escape(name)})\b", text[:start], re.IGNORECASE)


def _speaker(label: str, start: int, full: re.Match[str] | None) -> Source:
    """Whom a label names, in full where the text before does so."""
    name = bare_name(label.split(",")[0].title())
    if " " not in name and full is not None:
        name = bare_name(f"{full[1]} {full[2]}".title())
    known = next((m.actor for m in find_actors(name) if is_official(m)), None)
    id_, side = (known.id, known.side) if known else (None, None)
    return Source(known.name if known else name, id_, side, "official", start, start + len(label), label, True)


def speaker_at(turns: Sequence[Turn], position: int) -> Source | None:
    """Who speaks at a position of a transcript; None where nobody does but the outlet."""
    at = bisect.bisect_right(turns, position, key=lambda turn: turn.start) - 1
    return turns[at].source if at >= 0 else None
