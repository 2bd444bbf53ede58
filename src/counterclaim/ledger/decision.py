"""What people decide about claims, and what then stands: the record, and pure functions over it.

A decision names claims by their ids, which are made of the text and the figure's place, so it holds whoever reads the
text again. Nothing is taken back by deleting: an `undo` is a decision too.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import groupby
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from counterclaim.ledger.records import canonical, utf8
from counterclaim.model import Claim, Entry, Record

Action = Literal[
    "accept", "correct", "reject", "flag", "skip", "undo", "add",
    "merge_origin", "split_origin", "merge_incident", "split_incident", "dismiss",
    "status", "credibility", "reliability", "likelihood", "grade", "choose", "hold", "let_in",
]  # fmt: skip
LEFT_OUT = ("rejected", "held")  # claims that are kept and told, and never reckoned with

# Fields of a claim that a person may correct; the figure's own place makes the id, so to mark other words is to reject
# one claim and add another.
CORRECTABLE = (
    "figure", "measure", "object", "party", "conflict", "claimant", "via", "stance", "verification", "time", "place",
    "spans", "cause",
)  # fmt: skip


class Decision(Record, frozen=True, kw_only=True):
    """Who decided what about which claims, when and why; `before` and `after` are a field's values as plain JSON.

    >>> Decision(actor="reader-1", at="2026-01-02T03:04:05Z", action="accept", claims=("c_7k2m",)).id
    'd_drhdndnw2v2wjkvk'
    """

    actor: str  # a pseudonym will do
    at: str  # when, as the caller says
    action: Action
    claims: tuple[str, ...] = ()
    field: str | None = None  # correct: which
    before: Any = None  # correct: the value that stood
    after: Any = (
        None  # correct: the value that stands now; add: the Entry; accept: the version of each claim; else what
    )
    # is judged (`judging`)
    reason: str | None = None
    target: str | None = None  # undo: a decision; dismiss: a finding; merge_*: an origin or incident; reliability: a
    # source; hold, let_in: a text's sha256

    @property
    def id(self) -> str:
        """Made of everything that the decision says: the same in every ledger that it is replayed into."""
        digest = hashlib.sha256(utf8(canonical(self))).digest()
        return "d_" + base64.b32encode(digest[:10]).decode().lower()


def version(claim: Claim) -> str:
    """Which state of a claim somebody has seen, made of all its fields. An `accept` keeps it by the claim's id.

    >>> from counterclaim.model import Figure, Span, Time
    >>> two = Figure(start=0, end=3, text="Two", value=2, low=2, high=2, qualifier="exact", unit="persons")
    >>> made = Claim(
    ...     id="c_a",
    ...     document="a.txt",
    ...     quote=Span(start=0, end=9, text="Two died."),
    ...     figure=two,
    ...     measure="killed",
    ...     object="people",
    ...     party=None,
    ...     conflict=None,
    ...     claimant=None,
    ...     time=Time(kind="period"),
    ...     rule="x",
    ... )
    >>> version(made) == version(replace(made, party="norland")), len(version(made))
    (False, 16)
    """
    return hashlib.sha256(utf8(canonical(claim))).hexdigest()[:16]


def live(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold: without those that were undone, and without the undoing. To undo an undo is to redo.

    >>> one = Decision(actor="a", at="1", action="flag", claims=("c_a",))
    >>> two = Decision(actor="a", at="2", action="undo", target=one.id)
    >>> len(live([one])), len(live([one, two])), len(live([one, two, replace(two, at="3", target=two.id)]))
    (1, 0, 1)
    """
    undone: set[str] = set()
    kept: list[Decision] = []
    for decision in reversed(list(decisions)):
        if decision.id in undone:
            continue
        if decision.action == "undo":
            undone.add(decision.target or "")
        else:
            kept.append(decision)
    return tuple(reversed(kept))


def by_claim(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """The decisions about each claim, oldest first.

    >>> list(by_claim([Decision(actor="a", at="1", action="accept", claims=("c_a", "c_b"))]))
    ['c_a', 'c_b']
    """
    found: dict[str, list[Decision]] = {}
    for decision in decisions:
        for claim in decision.claims:
            found.setdefault(claim, []).append(decision)
    return found


def standing(entry: Entry, decisions: Sequence[Decision]) -> Entry:
    """An entry as the live decisions about its claim leave it; a rejected one keeps what was read, and says so.

    The last word counts; to accept what was corrected or added leaves it corrected or added.
    """
    for decision in decisions:
        match decision.action:
            case "correct":
                entry = replace(entry, claim=corrected(entry.claim, decision), status="corrected")
            case "add":
                entry = msgspec.convert(decision.after, Entry)
                entry = replace(entry, status="added")
            case "accept":
                kept = entry.status in ("corrected", "added")
                entry = entry if kept else replace(entry, status="accepted")
            case "reject":
                entry = replace(entry, status="rejected")
            case "flag" if entry.status != "held":
                entry = replace(entry, status="flagged")
            case "hold":
                entry = entry if entry.status in ("rejected", "added") else replace(entry, status="held")
            case "let_in" if entry.status == "held":
                entry = replace(entry, status="unreviewed")
    return entry


def corrected(claim: Claim, decision: Decision) -> Claim:
    """A claim with one field as a person gave it; msgspec.ValidationError where the value is none for that field."""
    values: dict[str, Any] = msgspec.to_builtins(claim)
    return msgspec.convert({**values, str(decision.field): decision.after}, Claim)


def decided(entries: Iterable[Entry], decisions: Iterable[Decision]) -> Iterator[Entry]:
    """Entries, grouped by document as a ledger gives them, as the decisions leave them: what is to be reckoned with.

    Rejected claims are left out, corrected fields replaced, claims that a person added stand in their place in the
    text. A claim that a person added and a reader now finds too stands once, as the person has it.

    >>> list(decided([], [Decision(actor="a", at="1", action="accept", claims=("c_a",))]))
    []
    """
    about = by_claim(live(decisions))
    added = additions(about)
    for document, group in groupby(entries, key=lambda entry: entry.document):
        here = added.pop(document, [])
        own = {entry.claim.id for entry in here}
        read = (standing(entry, about.get(entry.claim.id, ())) for entry in group if entry.claim.id not in own)
        yield from (entry for entry in merge(read, here, key=_start) if entry.status not in LEFT_OUT)
    for here in added.values():
        yield from (entry for entry in here if entry.status not in LEFT_OUT)


def additions(about: Mapping[str, Sequence[Decision]]) -> dict[str, list[Entry]]:
    """The claims that people added, by document, in the order of the text, as later decisions leave them."""
    found: dict[str, list[Entry]] = {}
    for decisions in about.values():
        first = next((n for n, one in enumerate(decisions) if one.action == "add"), None)
        if first is not None:
            made = standing(msgspec.convert(decisions[first].after, Entry), decisions[first:])
            found.setdefault(made.document, []).append(made)
    for entries in found.values():
        entries.sort(key=_start)
    return found


def _start(entry: Entry) -> int:
    return entry.claim.figure.start
