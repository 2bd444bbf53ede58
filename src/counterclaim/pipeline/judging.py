"""How far claims are checked, what people judge of them, what adds up, and one figure of a side under a policy."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from counterclaim.errors import UsageError
from counterclaim.model import Entry, Filter
from counterclaim.pipeline import large
from counterclaim.pipeline.reading import moment

if TYPE_CHECKING:
    from counterclaim.ledger import Decision, Ledger
    from counterclaim.model import Comparison, Finding
    from counterclaim.reconcile.adds_up import AddsUp
    from counterclaim.reconcile.best import Best
    from counterclaim.reconcile.checked import Checked
    from counterclaim.reconcile.ladder import Counted

BESIDE = 2_000  # claims of one quantity and its days that are looked at for one claim: about a second


def set_aside(ledger: "Ledger", answer: large.Answer) -> "list[tuple[Finding, str]]":
    """The findings of an answer that people set aside, each with who did, when and why, as it may be shown."""
    from counterclaim.pipeline.answers import names_withheld
    from counterclaim.pipeline.aside import dismissals
    from counterclaim.views import words

    known = dismissals(large.live_in(ledger)) if answer.aside else {}
    blank = names_withheld(ledger).blank if known else str
    return [
        (one, f"by {known[key].actor}, {words.day(known[key].at)}: {blank(known[key].reason or '')}")
        for key, one in answer.aside.items()
    ]


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
    the claim's source; `likelihood` with `yardstick` and `quote`; `grade` of the incident that the claims are of;
    `best=True`: the figure is chosen as the best of its side.
    UsageError: no such claim, or what none may say.
    """
    made = list(judged(ledger, claims, said))
    if not made:
        raise UsageError("nothing is judged: give a status, credibility, reliability, likelihood, grade or best")
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
                                 "yardstick", "quote", "grade", "best"}:  # fmt: skip
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
    if said.get("best"):
        yield "choose", None, None
    if said.get("grade"):
        yield "grade", {"grade": said["grade"]}, None


# ---------------------------------------------------------------- one figure of a side; what adds up
def with_best(ledger: "Ledger", found: "Iterable[Comparison]", policy: str) -> "Iterator[dict[str, Any]]":
    """Comparisons as plain values with the figure of each side under a policy, as `best`."""
    from msgspec import to_builtins

    for one in found:
        yield to_builtins(one) | {"best": to_builtins(best_of(ledger, [one], policy)[one.key])}


def best_of(ledger: "Ledger", found: "Sequence[Comparison]", policy: str) -> "dict[str, tuple[Best, ...]]":
    """The figure of each side of comparisons under a policy: `latest`, `lowest`, `floor` or `chosen`, by their keys."""
    from counterclaim.ledger.feed import by_id
    from counterclaim.reconcile.best import best
    from counterclaim.reconcile.checked import checked, judgements

    decisions = large.live_in(ledger)
    chosen = {claim: one for one in decisions if one.action == "choose" for claim in one.claims}
    known, made = judgements(decisions), {}
    for one in found:
        entries = list(by_id(ledger, set(large.claims_of(one))))
        counts = count(entries, decisions)
        judged = {e.claim.id: (e, checked(e, known, counts.get((e.document, e.claim.id)))) for e in entries}
        made[one.key] = best(one, policy, judged, chosen)
    return made


def adds_up(ledger: "Ledger", where: Filter | None = None, **fields: str) -> "tuple[AddsUp, ...]":
    """How often each claimant's own figures add up: `adds_up(ledger, conflict="russia-ukraine")`. Never "reliable"."""
    from counterclaim.ledger.feed import by_id
    from counterclaim.pipeline.answers import check, names_withheld
    from counterclaim.reconcile.adds_up import OWN
    from counterclaim.reconcile.adds_up import adds_up as counted
    from counterclaim.views.privacy import without_names

    found = [one for one in check(ledger, where, **fields) if one.code in OWN]
    entries = by_id(ledger, {claim for one in found for claim in one.claims})
    return counted(found, without_names(entries, names_withheld(ledger)))
