"""Review in a terminal: the claims that wait for a person, and what people decided."""

from collections.abc import Callable, Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from counterclaim.ledger import Decision, live
from counterclaim.model import Entry
from counterclaim.views import words
from counterclaim.views.app.claim import shown
from counterclaim.views.judgements import said
from counterclaim.views.plain import plain
from counterclaim.views.terminal import SHORT_ID, cell, table

SENTENCE = 300  # characters of a sentence: three lines


def waiting(found: Sequence[tuple[Entry, tuple[str, ...]]]) -> Iterator[RenderableType]:
    """Claims with their sentence and why they are worth a look."""
    for entry, why in found:
        claim = entry.claim
        who = claim.claimant.name if claim.claimant else "nobody is named"
        what = words.what(claim.measure, claim.object, claim.party)
        head = f"{claim.id[:SHORT_ID]}  {words.figure(claim.figure)}  {what}"
        yield Text(plain(head), style="bold")
        about = ", ".join(part for part in (who, entry.outlet or entry.document, words.day(entry.published)) if part)
        lines = [plain(about), plain(claim.quote.text[:SENTENCE])] + ([f"why: {'; '.join(why)}"] if why else [])
        yield Padding(Text("\n".join(lines)), (0, 0, 1, 2))


def deeds(claim: str, found: Sequence[Decision], blank: Callable[[str], str]) -> Iterator[str]:
    """What people decided of one claim, a line each, oldest first; `blank` withholds names."""
    standing = {one.id for one in live(found)}
    mine = {one.id for one in found if claim in one.claims}
    for one in found:
        if one.id not in mine and (one.action != "undo" or one.target not in mine):
            continue
        change = f": {shown(one.field, one.before)} -> {shown(one.field, one.after)}" if one.action == "correct" else ""
        change = change or (f": {said(one)}" if said(one) else "")
        why = f" ({words.label('reasons', one.reason)})" if one.reason else ""
        undone = ", undone" if one.id not in standing and one.action != "undo" else ""
        yield blank(f"{one.at[:16]} {one.actor} {words.label('decisions', one.action)} it{change}{why}{undone}")


def decided(found: Sequence[Decision]) -> Iterator[RenderableType]:
    """Decisions, oldest first, those undone marked so."""
    standing = {one.id for one in live(found)}
    made = table("when", "who", "did", "claim", "from", "to", "why")
    for one in found:
        undone = " (undone)" if one.id not in standing and one.action != "undo" else ""
        first = ", ".join(claim[:SHORT_ID] for claim in one.claims[:3]) or (one.target or "")[:SHORT_ID]
        before, after = (
            shown(one.field, value) if one.action == "correct" else told
            for value, told in ((one.before, ""), (one.after, said(one)))
        )
        did = words.label("decisions", one.action) + undone
        why = words.label("reasons", one.reason) if one.reason else ""
        made.add_row(*(cell(text) for text in (one.at[:16], one.actor, did, first, before, after, why)))
    yield made
    yield Text(words.counted(len(found), "decision"))
