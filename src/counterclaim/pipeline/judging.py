"""How far claims are checked, what people judge of them, and articles that are held apart."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from counterclaim.errors import UsageError
from counterclaim.model import Document, Entry, Filter, Record
from counterclaim.pipeline import large
from counterclaim.pipeline.reading import moment

if TYPE_CHECKING:
    from counterclaim.ledger import Decision, Ledger
    from counterclaim.reconcile.checked import Checked
    from counterclaim.reconcile.ladder import Counted

BESIDE = 2_000  # claims of one quantity and its days that are looked at for one claim: about a second


class Held(Record, frozen=True, kw_only=True):
    """An article that is kept and held apart: nothing is reckoned with its claims until a person lets it in."""

    text_sha256: str
    document: str
    title: str | None
    outlet: str | None
    at: str
    by: str
    reason: str | None
    claims: tuple[str, ...]


# ---------------------------------------------------------------- how far a claim is checked
def checked(ledger: "Ledger", claim: str) -> "Checked":
    """How far a claim is checked, as counted and as people set it: `checked(ledger, "c_7k2m").status`.

    Nothing is counted of a claim beside which more than 2,000 others stand. UsageError: no such claim.
    """
    found = [one for one in ledger.find(claim) if one.claim.id.startswith(claim)] if claim else []
    if len({one.claim.id for one in found}) != 1:
        raise UsageError(f"{claim!r} is the id of no one claim in this ledger: `counterclaim list` shows the ids")
    return checked_entry(found[-1], beside(ledger, found[-1]), large.live_in(ledger))


def checked_entry(entry: Entry, near: Sequence[Entry] | None, decisions: "Sequence[Decision]") -> "Checked":
    """How far a claim is checked, with the claims that may stand beside it; None: these are too many to count."""
    from counterclaim.reconcile.checked import checked, judgements
    from counterclaim.reconcile.ladder import of_claim

    if near is None:
        return checked(entry, judgements(decisions), None)
    counts = count([*near, entry], decisions)
    return checked(entry, judgements(decisions), of_claim(counts, entry.document, entry.claim.id))


def count(entries: Sequence[Entry], decisions: "Sequence[Decision]") -> "dict[tuple[str, str], Counted]":
    """What is counted of each of these claims among themselves."""
    from counterclaim.reconcile.dependence import repeating
    from counterclaim.reconcile.items import items
    from counterclaim.reconcile.ladder import counted
    from counterclaim.reconcile.origins import of_items

    found = items(entries)
    return counted(of_items(found, {}, decisions), repeating(found))


def beside(ledger: "Ledger", entry: Entry) -> list[Entry] | None:
    """The claims that may stand beside one: of its conflict, party and measure, its days or, where few, all days;
    without a day or a conflict those of its text. None where they are too many."""
    where = near(entry, days=large.is_large(ledger))
    found = ledger.entries(text=entry.text_sha256) if where is None else ledger.entries(where)
    first = list(islice(found, BESIDE + 1))
    return None if len(first) > BESIDE else first


def near(entry: Entry, *, days: bool) -> Filter | None:
    """The filter by which the claims are found that may stand beside one; None: only those of its text may."""
    from counterclaim.reconcile.items import items
    from counterclaim.reconcile.ladder import near_days

    (item,) = items([entry])
    claim = entry.claim
    if claim.conflict is None or item.day is None:
        return None
    around = Filter(conflict=claim.conflict, party=claim.party, measure=claim.measure)
    if not days:
        return around
    reach = timedelta(days=near_days(item))
    ends = {"since": (item.day - reach).isoformat(), "until": (item.day + reach).isoformat()}
    return Filter(conflict=claim.conflict, party=claim.party, measure=claim.measure, **ends)


def with_checks(ledger: "Ledger", entries: Iterable[Entry]) -> Iterator[Entry]:
    """The claims with how far each is checked; in a large ledger only what people set, since counting takes minutes."""
    from counterclaim.reconcile.checked import checked, judgements, with_checks

    decisions = large.live_in(ledger)
    known = judgements(decisions)
    counts = {} if large.is_large(ledger) else count(tuple(ledger.entries()), decisions)
    for entry in entries:
        yield with_checks(entry, checked(entry, known, counts.get((entry.document, entry.claim.id))))


# ---------------------------------------------------------------- what people judge
def judge(
    ledger: "Ledger", claims: Sequence[str], actor: str, *, now: Callable[[], str] = moment,
    reason: str | None = None, **said: Any,
) -> "tuple[Decision, ...]":  # fmt: skip
    """Keep what a person judges of claims, all or none; the decisions that were added.

    `status` with `verifier` and `method`; `credibility`; `reliability` with `topic` (else that of the first claim), of
    the claim's source; `likelihood` with `yardstick` and `quote`; `grade` of the incident that the claims are of.
    UsageError: no such claim, or what none may say.
    """
    made = list(judged(ledger, claims, said))
    if not made:
        raise UsageError("nothing is judged: give a status, credibility, reliability, likelihood or grade")
    from counterclaim.ledger import Decision

    named = tuple(dict.fromkeys(claims))
    told = (
        Decision(actor=actor, at=now(), action=action, claims=named, after=after, target=target, reason=reason)
        for action, after, target in made
    )
    return ledger.decide(*told)


def judged(ledger: "Ledger", claims: Sequence[str], said: "dict[str, Any]") -> "Iterator[tuple[Any, Any, str | None]]":
    """Each judgement as the action, the value and the target of its decision."""
    from counterclaim.reconcile.checked import source, topic

    if unknown := said.keys() - {"status", "verifier", "method", "credibility", "reliability", "topic", "likelihood",
                                 "yardstick", "quote", "grade"}:  # fmt: skip
        raise UsageError(f"no judgement is called {min(unknown)!r}")
    if said.get("status"):
        after = {name: said.get(name) for name in ("status", "verifier", "method") if said.get(name)}
        yield "status", after, None
    if said.get("credibility") is not None:
        yield "credibility", {"credibility": said["credibility"]}, None
    if said.get("reliability"):
        first = next((one for one in ledger.find(claims[0]) if one.claim.id == claims[0]), None) if claims else None
        if first is None:
            raise UsageError("reliability: name a claim of the source that is graded")
        about = said.get("topic") or topic(first)
        yield "reliability", {"reliability": said["reliability"], "topic": about}, source(first.claim.claimant)
    if said.get("likelihood"):
        words = {"words": said["likelihood"], "yardstick": said.get("yardstick"), "quote": said.get("quote")}
        yield "likelihood", words, None
    if said.get("grade"):
        yield "grade", {"grade": said["grade"]}, None


# ---------------------------------------------------------------- articles that are held apart
def hold_if_mixed(ledger: "Ledger", document: Document, claims: Sequence[str], at: str) -> str | None:
    """Hold the claims of a text apart where its words stand together as no person puts them; the sign that tells.

    A text that a person let in is not held again.
    """
    from counterclaim.ledger import Decision, live
    from counterclaim.ledger.judging import SOFTWARE
    from counterclaim.reconcile.checks.babble import sign

    found = sign(document.text) if claims else None
    if found is None:
        return None
    about = [one for one in live(ledger.decisions()) if one.target == document.text_sha256]
    known = {claim for one in about if one.action == "hold" for claim in one.claims}
    if any(one.action == "let_in" for one in about) or known.issuperset(claims):
        return None
    reason = f"{found[0]}: {found[1]:.3f}"
    text = document.text_sha256
    ledger.decide(Decision(actor=SOFTWARE, at=at, action="hold", claims=tuple(claims), target=text, reason=reason))
    return found[0]


def held(ledger: "Ledger") -> tuple[Held, ...]:
    """The articles that are held apart, the oldest first."""
    from counterclaim.ledger.lookup import documents_with

    about: dict[str, list[Decision]] = {}
    for one in large.live_in(ledger):
        if one.action in ("hold", "let_in") and one.target:
            about.setdefault(one.target, []).append(one)
    found = []
    for sha256, told in about.items():
        claims = tuple(one.claim.id for one in ledger.entries(text=sha256) if one.status == "held")
        documents = documents_with(ledger, sha256)
        if claims and documents:
            last, of = [one for one in told if one.action == "hold"][-1:], documents[-1]
            found += [
                Held(text_sha256=sha256, document=of.id, title=of.title, outlet=of.outlet, at=one.at, by=one.actor,
                     reason=one.reason, claims=claims)
                for one in last
            ]  # fmt: skip
    return tuple(found)


def let_in(
    ledger: "Ledger", text_sha256: str, actor: str, *, reason: str, now: Callable[[], str] = moment
) -> "Decision":
    """Let an article in that is held apart; `text_sha256` may be the beginning of it. UsageError: none is held so."""
    from counterclaim.ledger import Decision
    from counterclaim.ledger.judging import SOFTWARE

    found = [one for one in held(ledger) if text_sha256 and one.text_sha256.startswith(text_sha256)]
    if len(found) != 1 or not reason or actor.casefold().startswith(SOFTWARE):
        raise UsageError(
            f"let in {text_sha256!r}: give the beginning of the sha256 of one article that is held "
            "(`counterclaim held` lists them), who lets it in, and why"
        )
    of = found[0]
    (made,) = ledger.decide(
        Decision(actor=actor, at=now(), action="let_in", claims=of.claims, target=of.text_sha256, reason=reason)
    )
    return made
