"""Articles that are held apart: found on reading, listed, let in."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from counterclaim.errors import UsageError
from counterclaim.model import Claim, Document, Record
from counterclaim.pipeline import large
from counterclaim.pipeline.reading import moment

if TYPE_CHECKING:
    from counterclaim.ledger import Decision, Ledger


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


def keep(
    ledger: "Ledger",
    document: Document,
    claims: Sequence[Claim],
    *,
    reader: str,
    read_at: str,
    at: Callable[[], str] = moment,
) -> str | None:
    """Add a reading, and hold its claims apart where the words of the text stand together as no person puts them.

    The sign that told; None where nothing is held. Both are kept as one, so that a run that is killed in between
    leaves no such text among the others.
    """
    from counterclaim.reconcile.checks.babble import sign

    found = sign(document.text) if claims else None
    with nullcontext() if found is None or ledger.in_batch else ledger.batch():
        ledger.add(document, claims, reader=reader, read_at=read_at)
        return _hold(ledger, document, [claim.id for claim in claims], found, at()) if found else None


def _hold(ledger: "Ledger", document: Document, claims: Sequence[str], found: tuple[str, float], at: str) -> str | None:
    """A text that a person let in is not held again."""
    from counterclaim.ledger import Decision, live
    from counterclaim.ledger.judging import SOFTWARE

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


def also(ledger: "Ledger") -> str:
    """What to add where a list is empty: that claims are held apart, or that there are none; nothing where neither."""
    from counterclaim.views.words import counted

    if found := held(ledger):
        claims = sum(len(one.claims) for one in found)
        told = f"{counted(claims, 'claim')} of {counted(len(found), 'article')}"
        return f"; held apart: {told}, `counterclaim held` lists them"
    if not ledger.counts()["claims"]:
        return f"; it holds no claim yet: `counterclaim read ARTICLES --into {ledger.path}` reads some"
    return ""


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
