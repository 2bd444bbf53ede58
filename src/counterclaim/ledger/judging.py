"""What people may set of how far a claim is checked, and when it is refused.

    status       a rung of the ladder or a side state; `verified` names its verifier and links to the method
    credibility  1 to 6 of a claim; reliability  A to F of a source, per topic: two axes, never multiplied
    likelihood   words of one row of a yardstick, with the sentence of the reviewer that uses them
    grade        of an incident under a coding policy; choose: a figure as the best of its side, with the reason
    hold, let_in an article is kept apart, or let in again
Grades of the Admiralty system: A reliable ... F cannot be judged; 1 confirmed by other sources ... 6 cannot be judged.
"""

import re
from collections.abc import Mapping
from typing import Any, Literal, get_args

from counterclaim.errors import UsageError
from counterclaim.ledger.decision import Decision
from counterclaim.model import Entry
from counterclaim.vocabulary.words import toml

Rung = Literal["reported", "attributed", "corroborated", "documented", "verified"]
SideState = Literal["disputed", "denied", "retracted", "corrected", "pending", "uncheckable"]
Topic = Literal["own_losses", "enemy_losses", "territory", "other"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
RUNGS, SIDE_STATES, TOPICS = get_args(Rung), get_args(SideState), get_args(Topic)
LETTERS, DIGITS = get_args(Reliability), (1, 2, 3, 4, 5, 6)
AIRWARS = ("confirmed", "fair", "weak", "contested", "discounted")
JUDGEMENTS = ("status", "credibility", "reliability", "likelihood", "grade", "choose")
SOFTWARE = "counterclaim"  # the actor under which the program itself holds an article apart: it judges nothing


def check_judgement(decision: Decision, entries: Mapping[str, Entry]) -> None:
    """UsageError where a judgement says what none may: software judges nothing, `A` and `verified` need their ground.

    `entries`: the claims that it names, by id.

    >>> check_judgement(Decision(actor="a", at="1", action="credibility", after={"credibility": 7}), {})
    Traceback (most recent call last):
    counterclaim.errors.UsageError: credibility 7: give 1 (confirmed by other sources) to 6 (cannot be judged)
    """
    said = decision.after if isinstance(decision.after, dict) else {}
    if decision.actor.casefold().split(" ")[0] == SOFTWARE:
        raise UsageError(f"{decision.action}: set by people only: give the name of who judges")
    match decision.action:
        case "status":
            _status(said, decision.reason)
        case "credibility":
            if said.get("credibility") not in DIGITS or isinstance(said.get("credibility"), bool):
                told = said.get("credibility")
                raise UsageError(f"credibility {told}: give 1 (confirmed by other sources) to 6 (cannot be judged)")
        case "reliability":
            _reliability(decision, said, entries)
        case "likelihood":
            _likelihood(said)
        case "choose":
            if not decision.reason:
                raise UsageError("choose: say why this figure is the best of its side (reason)")
        case "grade":
            if said.get("grade") not in AIRWARS:
                raise UsageError(f"grade {said.get('grade')!r}: known are {', '.join(AIRWARS)}")


def _status(said: Mapping[str, Any], reason: str | None) -> None:
    status = said.get("status")
    if status not in (*RUNGS, *SIDE_STATES):
        raise UsageError(f"status {status!r}: known are {', '.join((*RUNGS, *SIDE_STATES))}")
    if status == "verified" and not (said.get("verifier") and said.get("method")):
        raise UsageError("status verified: name who verified it, and link to how that was done (verifier, method)")
    if status == "documented" and not said.get("method"):
        raise UsageError("status documented: name the image, list or register that shows it (method)")
    if status not in ("verified", "documented") and not reason:
        raise UsageError(f"status {status}: say why, so that others can follow it (reason)")


def _reliability(decision: Decision, said: Mapping[str, Any], entries: Mapping[str, Entry]) -> None:
    letter, topic = said.get("reliability"), said.get("topic")
    if letter not in LETTERS or topic not in TOPICS:
        raise UsageError(
            f"reliability {letter!r} of {topic!r}: give A to F (F cannot be judged) and one of {', '.join(TOPICS)}"
        )
    who = [one.claim.claimant for one in entries.values()]
    if not decision.target or any(one is None or one.kind == "private" for one in who):
        raise UsageError("reliability: only a named source that is no private person is graded: name its claim")
    if not decision.reason:
        raise UsageError("reliability: say why, so that others can follow it (reason)")


def _likelihood(said: Mapping[str, Any]) -> None:
    """Words of one yardstick, of one of its rows, in a sentence that speaks of no confidence (ICD 203)."""
    words, scale = str(said.get("words") or "").casefold(), said.get("yardstick")
    quote = " ".join(str(said.get("quote") or "").split()).casefold()
    if scale not in toml("likelihood.toml"):
        raise UsageError(f"yardstick {scale!r}: known are {', '.join(toml('likelihood.toml'))}")
    rows = toml("likelihood.toml")[scale]["rows"]
    known = [word for row in rows for word in row]
    if words not in known:
        raise UsageError(f"likelihood {words!r}: {toml('likelihood.toml')[scale]['name']} has {', '.join(known)}")
    if not re.search(rf"\b{re.escape(words)}", quote):
        raise UsageError(f"likelihood {words!r}: give the sentence that says it (quote)")
    if "confidence" in quote:
        raise UsageError("likelihood: never in one sentence with confidence: give the one that tells how likely it is")
    row = next(row for row in rows if words in row)
    rest = quote.replace(words, " ")
    if others := [word for word in known if word not in row and re.search(rf"\b{re.escape(word)}\b", rest)]:
        raise UsageError(f"likelihood {words!r}: {others[0]!r} is of another row of words: use those of one")


def percent(words: str, scale: str) -> tuple[int, int]:
    """What words of likelihood mean under a yardstick, in percent.

    >>> percent("likely", "icd203"), percent("likely", "uk_di")
    ((55, 80), (55, 75))
    """
    table = toml("likelihood.toml")[scale]
    place = next(row.index(words.casefold()) for row in table["rows"] if words.casefold() in row)
    low, high = table["percent"][place]
    return low, high
