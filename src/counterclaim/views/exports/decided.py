"""What people decided, in the words of PROV: each decision an activity, each correction a revision of the claim."""

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from counterclaim.ledger.decision import Decision
from counterclaim.model import Filter
from counterclaim.views import words
from counterclaim.views.exports.lines import without_nothing
from counterclaim.views.exports.linked import agent_iri
from counterclaim.views.exports.release import UNPUBLISHED, Release

# Fields whose values before and after are told; those of other fields may hold the name of a private person.
TOLD = ("figure", "measure", "object", "party", "conflict", "stance", "verification", "time", "cause")


def iri(decision: Decision) -> str:
    """The absolute name of a decision.

    >>> iri(Decision(actor="reader-1", at="2026-01-02T03:04:05Z", action="accept", claims=("c_7k2m",)))
    'counterclaim:decision/d_drhdndnw2v2wjkvk'
    """
    return f"{UNPUBLISHED}decision/{decision.id}"


def versions(here: str, reading: str, decisions: Sequence[Decision]) -> list[Any]:
    """What made the claim as it stands, what it is a revision of (None: nothing), and the entities before it.

    The claim as it was read is `HERE#read`, after its first correction `HERE#1`, and so on; the last is the claim.

    >>> versions("c/c_a/", "reading", ())
    ['reading', None]
    """
    steps = [one for one in decisions if one.action in ("correct", "add")]
    made, before, earlier = reading, None, []
    for number, step in enumerate(steps):
        if step.action == "add":
            made, before = iri(step), None
            continue
        name = f"{here}#{number or 'read'}"
        earlier.append(without_nothing(
            {"id": name, "type": "prov:Entity", "wasGeneratedBy": made, "wasRevisionOf": before}
        ))  # fmt: skip
        made, before = iri(step), name
    return [made, before, *earlier]


def nodes(release: Release, claims: Collection[str]) -> Iterator[dict[str, Any]]:
    """The decisions about exported claims; of a whole ledger those that rejected a claim too, which invalidated it."""
    people: set[str] = set()
    for one in release.decisions:
        own = [claim for claim in one.claims if claim in claims]
        rejected = one.action == "reject" and release.where == Filter() and not own
        if not own and not rejected:
            continue
        who = agent_iri(f"reader {one.actor}")
        yield without_nothing({
            "id": iri(one), "type": "prov:Activity", "label": one.action.replace("_", " "), "endedAtTime": one.at,
            "wasAssociatedWith": who, "used": [release.iri(claim) for claim in own], "description": _said(one),
        })  # fmt: skip
        if who not in people:
            people.add(who)
            yield {"id": who, "type": ["prov:Agent", "prov:Person"], "label": words.clean(one.actor)}
        if rejected:
            for claim in one.claims:
                yield {
                    "id": release.iri(claim),
                    "type": "prov:Entity",
                    "identifier": claim,
                    "wasInvalidatedBy": iri(one),
                }


def _said(one: Decision) -> str | None:
    """The reason, and of a correction which field and, where that can name nobody, what it was and is."""
    change = f"field: {one.field}" if one.field else ""
    if one.field in TOLD:
        change += f", from {_value(one.before)} to {_value(one.after)}"
    return words.clean("; ".join(part for part in (change, one.reason) if part)) or None


def _value(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
