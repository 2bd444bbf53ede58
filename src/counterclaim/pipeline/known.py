"""The ids that a filter may name, so that a slip of the keyboard is answered with what was meant."""

import difflib
from typing import TYPE_CHECKING

import msgspec

from counterclaim.errors import UsageError
from counterclaim.model import Claim, Filter

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger

# What measures.toml tells apart: a verb measures one thing of persons and another of things.
KINDS = ("persons", "things", "places", "attacks", "money")

# Fields of the filter that hold an id of a list; the others hold part of a name.
LISTED = ("measure", "object", "party", "side", "conflict")


def checked(where: Filter, ledger: "Ledger") -> Filter:
    """The filter with its ids in their usual spelling; UsageError with the nearest known ones for an unknown id."""
    given = {field: value for field in LISTED if (value := getattr(where, field)) is not None}
    usual = {field: usual_spelling(value) for field, value in given.items()}
    for field, value in usual.items():
        alone = msgspec.convert({field: value}, Filter)
        if next(iter(ledger.entries(alone)), None) is None and value not in (ids := known_ids(ledger, field)):
            raise UsageError(unknown(field, given[field], ids))
    return msgspec.structs.replace(where, **usual)


def usual_spelling(name: str) -> str:
    """An id as the records write it.

    >>> usual_spelling("South Korea"), usual_spelling("russia-ukraine")
    ('south_korea', 'russia-ukraine')
    """
    return "_".join(name.strip().lower().split())


def unknown(field: str, name: str, known: frozenset[str]) -> str:
    """What to say of an unknown id: the nearest known ones, else some of the known ones.

    >>> unknown("measure", "kiled", frozenset({"killed", "wounded"}))
    "unknown measure 'kiled': did you mean killed?"
    """
    near = difflib.get_close_matches(usual_spelling(name), sorted(known), n=3, cutoff=0.6)
    if near:
        return f"unknown {field} {name!r}: did you mean {' or '.join(near)}?"
    some = ", ".join(sorted(known)[:12]) + (" ..." if len(known) > 12 else "")
    return f"unknown {field} {name!r}: known are {some}" if known else f"unknown {field} {name!r}: the ledger has none"


def known_ids(ledger: "Ledger", field: str) -> frozenset[str]:
    """Every id that a field may have: those of the vocabulary, and those that the ledger holds."""
    held = {_value(entry.claim, field) for entry in ledger.entries()}
    return frozenset(value for value in held if value) | vocabulary_ids(field)


def _value(claim: Claim, field: str) -> str | None:
    if field == "side":
        return claim.claimant.side if claim.claimant else None
    value: str | None = getattr(claim, field)
    return value


def vocabulary_ids(field: str) -> frozenset[str]:
    """Every id that the vocabulary has for a field.

    >>> "killed" in vocabulary_ids("measure"), "tanks" in vocabulary_ids("object")
    (True, True)
    """
    from counterclaim.vocabulary import actors
    from counterclaim.vocabulary.conflicts import conflicts
    from counterclaim.vocabulary.words import toml

    match field:
        case "measure":
            return frozenset(
                family[kind] for family in toml("measures.toml").values() for kind in KINDS if kind in family
            )
        case "object":
            return frozenset(toml("objects.toml")) - {"irregular_plurals"}
        case "party":
            return actors.party_ids()
        case "side":
            return actors.sides()
        case _:
            return frozenset(conflicts())
