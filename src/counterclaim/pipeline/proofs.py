"""Whether every entry of the vocabulary is proved by a sentence of its own, and matches none that it must not.

The sentences stand beside the lists, in `vocabulary/data/proofs/`, in a file of the same name: a section for each
entry, in it `proof` (sentences that must match) and, where it helps, `not` (sentences that must not) and `day` (when
the sentences were published). How each list is matched is told in `provers`.
"""

from collections.abc import Iterator
from typing import Any

from counterclaim.model import Record
from counterclaim.vocabulary.words import toml

WIDEST = 90  # letters of a sentence that a fault shows
KEYS = {"proof", "not", "day"}


class Fault(Record, frozen=True, kw_only=True):
    """Something in the vocabulary that is not in order."""

    file: str
    entry: str
    what: str


def unproved(file: str) -> Iterator[Fault]:
    """Words of a list without a sentence that they match, and sentences that prove nothing or match what they must not.

    >>> list(unproved("units.toml"))
    []
    """
    from counterclaim.pipeline.provers import PROVERS

    prover, proved = PROVERS[file], set()
    sections = dict(_sections(toml(f"proofs/{file}")))
    for entry, section in sections.items():
        for key in sorted(set(section) - KEYS):
            yield Fault(file=f"proofs/{file}", entry=entry, what=f"the key {key!r} is not known: use proof, not or day")
        for sentence in section.get("proof", ()):
            matched = {word for word in prover.found(sentence, section.get("day")) if word[0] == entry}
            proved |= matched
            if not matched:
                yield Fault(file=f"proofs/{file}", entry=entry, what=f"proves nothing of {entry}: {_short(sentence)}")
        for sentence in section.get("not", ()):
            for _, word in sorted(w for w in prover.found(sentence, section.get("day")) if w[0] == entry):
                yield Fault(file=f"proofs/{file}", entry=entry, what=f"{word!r} must not match: {_short(sentence)}")
    for entry, word in sorted(set(prover.wanted()) - proved):
        yield Fault(file=file, entry=entry, what=f"no sentence proves {word!r}: add one to [{entry}] of proofs/{file}")


def _sections(table: dict[str, Any], name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """The sections of a file of proofs, by their dotted names."""
    for key, value in table.items():
        if isinstance(value, dict):
            if KEYS & set(value):
                yield f"{name}{key}", value
            yield from _sections({k: v for k, v in value.items() if isinstance(v, dict)}, f"{name}{key}.")


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= WIDEST else sentence[: WIDEST - 3] + "..."
