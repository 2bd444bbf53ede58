"""Decisions in the ledger: appended with their place in the chain after they have been checked, and read back."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from typing import TypeVar

import msgspec

from counterclaim.errors import UsageError
from counterclaim.ledger.chain import Chain, salted
from counterclaim.ledger.decision import CORRECTABLE, Decision, corrected
from counterclaim.ledger.judging import JUDGEMENTS, check_judgement
from counterclaim.ledger.records import canonical, read_back, stored, utf8, values_of
from counterclaim.ledger.spans import misplaced, too_large
from counterclaim.model import LARGEST, Claim, Entry, claim_id

Find = Callable[[str], Entry | None]  # a claim by its id as it stands, rejected or not
Text = Callable[[str], str | None]  # a text by its sha256

ABOUT_CLAIMS = {"accept": 1, "correct": 1, "reject": 1, "flag": 1, "skip": 1, "add": 1, "dismiss": 0, "undo": 0,
                "merge_origin": 2, "split_origin": 1, "merge_incident": 2, "split_incident": 1,
                "status": 1, "credibility": 1, "reliability": 1, "likelihood": 1, "grade": 1, "choose": 1, "hold": 1,
                "let_in": 1}  # fmt: skip
Made = TypeVar("Made")
_decision = msgspec.json.Decoder(Decision)


def decision_of(record: str | bytes) -> Decision:
    """The decision that a stored record holds; msgspec.DecodeError or ValueError where it holds none."""
    return _decision.decode(record) if isinstance(record, str) else msgspec.convert(values_of(record), Decision)


def decisions(connection: sqlite3.Connection) -> Iterator[Decision]:
    """All decisions, oldest first; those about a withdrawn text are gone with it."""
    for (record,) in connection.execute("SELECT record FROM decision WHERE record IS NOT NULL ORDER BY seq"):
        yield decision_of(record)


def last_decision(connection: sqlite3.Connection) -> tuple[int, bytes | None]:
    """What changes whenever the decisions that stand do: how many can be read, and the digest of the newest."""
    newest = "SELECT digest FROM decision ORDER BY seq DESC LIMIT 1"
    count, digest = connection.execute(f"SELECT count(record), ({newest}) FROM decision").fetchone()
    return count, digest


def append_decision(connection: sqlite3.Connection, decision: Decision, text: str | None, salt: bytes) -> None:
    """Append a decision within the open transaction; it is not checked here."""
    record = canonical(decision)
    Chain(connection).append(
        "decision", text=text, salt=salt, record=stored(record), digest=salted("decision", salt, utf8(record))
    )


def as_written(decision: Decision) -> Decision:
    """A decision with its values as they come back from JSON, so that its id is the same before and after.

    >>> as_written(Decision(actor="a", at="1", action="skip", claims=("c_a",), after=(1, 2))).after
    [1, 2]
    """
    return decision_of(stored(canonical(decision)))


def check_decision(decision: Decision, standing: dict[str, Decision], find: Find, text: Text) -> str | None:
    """Check a decision against what stands; the sha256 of the one text that it is about. UsageError: it does not fit.

    `standing`: all decisions so far by their id.
    """
    what = f"decision {decision.action!r}"
    if not decision.actor or not decision.at:
        raise UsageError(f"{what}: says not who decided and when: give actor and at")
    if len(decision.claims) < ABOUT_CLAIMS[decision.action]:
        raise UsageError(
            f"{what}: names {len(decision.claims)} claims, at least {ABOUT_CLAIMS[decision.action]} needed"
        )
    if decision.action == "undo":
        if decision.target not in standing:
            raise UsageError(f"{what}: no decision {decision.target} stands in this ledger: nothing to undo")
        return _text_of(standing[decision.target], find)
    if decision.action == "add":
        return _check_added(decision, text)
    entries: dict[str, Entry] = {}
    for claim in decision.claims:
        if (entry := find(claim)) is None:
            raise UsageError(f"{what}: no claim {claim} in this ledger: read the document first, or add the claim")
        entries[claim] = entry
    if decision.action in JUDGEMENTS:
        check_judgement(decision, entries)
    if decision.action == "dismiss" and not decision.target:
        raise UsageError(f"{what}: names no finding: give its key as target")
    if decision.action == "correct":
        _check_corrected(decision, find, text)
    return _text_of(decision, find)


def _text_of(decision: Decision, find: Find) -> str | None:
    """The one text whose claims a decision names; None where they stand in several: then it quotes none."""
    found = {entry.text_sha256 for claim in decision.claims if (entry := find(claim)) is not None}
    return found.pop() if len(found) == 1 else None


def _check_corrected(decision: Decision, find: Find, text: Text) -> None:
    """That one claim gets one field that it can have, in place of what stands, with words that are in the text."""
    what = f"correction of {decision.field!r}"
    if decision.field not in CORRECTABLE or len(decision.claims) != 1:
        raise UsageError(f"{what}: give one claim and one field of {', '.join(CORRECTABLE)}")
    entry = find(decision.claims[0])
    assert entry is not None
    now = msgspec.to_builtins(getattr(entry.claim, decision.field))
    if plain_json(now) != decision.before:
        raise UsageError(f"{what} of {entry.claim.id}: {_shown(now)} stands there now, not {_shown(decision.before)}")
    claim = _valid(what, lambda: corrected(entry.claim, decision))
    _check_words(what, claim, entry.text_sha256, text)


def _check_added(decision: Decision, text: Text) -> str:
    """That an added claim is whole, stands in a text of this ledger, and has the id of its words."""
    what = "added claim"
    entry = _valid(what, lambda: msgspec.convert(decision.after, Entry))
    if decision.claims != (entry.claim.id,) or entry.document != entry.claim.document:
        raise UsageError(f"{what} {entry.claim.id}: the decision must name it, and its document {entry.document!r}")
    _check_words(what, entry.claim, entry.text_sha256, text)
    return entry.text_sha256


def _check_words(what: str, claim: Claim, text_sha256: str, text: Text) -> None:
    words = text(text_sha256)
    if words is None:
        raise UsageError(f"{what} {claim.id}: its text is not in this ledger: read the document first")
    for field, given, there in misplaced(claim, words):
        raise UsageError(f"{what} {claim.id}: gives {given[:60]!r} for {field}, the text has {there[:60]!r} there")
    if too_large(claim.figure):
        raise UsageError(f"{what} {claim.id}: its figure is above {LARGEST:,}, the largest number that is kept exactly")
    if claim.id != claim_id(text_sha256, claim.figure.start, claim.figure.end):
        raise UsageError(f"{what} {claim.id}: the figure stands elsewhere: reject it and add one for those words")


def _valid(what: str, make: Callable[[], Made]) -> Made:
    try:
        return make()
    except msgspec.ValidationError as error:
        raise UsageError(f"{what}: {error}") from error


def plain_json(value: object) -> object:
    """A value as it comes back from JSON.

    >>> plain_json({"a": (1, 2)})
    {'a': [1, 2]}
    """
    return json.loads(canonical(value))


def _shown(value: object) -> str:
    return read_back(canonical(value))[:80]
