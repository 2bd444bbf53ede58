"""The second reader: how many have decided on a claim, whom it still waits for, and what each of them holds."""

from dataclasses import dataclass, replace

from counterclaim.ledger.decision import by_claim
from counterclaim.ledger.lookup import as_read_of
from counterclaim.model import Claim, Entry
from counterclaim.pipeline.serve import reckoned
from counterclaim.pipeline.serve.desk import Desk
from counterclaim.reconcile.agreement import A_CLAIM, differing, held
from counterclaim.reconcile.quorum import Reviewed, reviewed
from counterclaim.views import words
from counterclaim.views.app.claim import shown
from counterclaim.views.app.shelf import Line, line
from counterclaim.views.report.links import Book

DIFFER = "readers differ"
Views = dict[str, dict[str, Claim | None]]


@dataclass(frozen=True)
class View:
    """What one reader holds of a claim where readers differ: each such field in words."""

    reader: str
    told: tuple[str, ...]
    stands: bool  # whether it is what stands now


def views(desk: Desk) -> Views:
    """What each reader holds of each claim that was decided on."""

    def made() -> Views:
        decisions = desk.live()
        return held(as_read_of(desk.ledger, by_claim(decisions)), decisions)

    return desk.kept("held", made)


def reviewed_by(desk: Desk, entry: Entry) -> Reviewed | None:
    """Who has decided on a claim; None where nobody has."""
    found = views(desk).get(entry.claim.id)
    return reviewed(entry, found, desk.quorum) if found else None


def status(desk: Desk, entry: Entry) -> str:
    """The status of a claim in words; where two readers are asked for, how many of them hold what stands."""
    told = words.label("statuses", entry.status)
    found = reviewed_by(desk, entry) if desk.quorum > 1 else None
    if found is None:
        return told
    return f"{told}, {DIFFER if found.differing else f'{len(found.agreeing)} of {desk.quorum} readers'}"


def line_of(desk: Desk, entry: Entry, book: Book, *, quoted: bool = False) -> Line:
    """One claim as a line of a table, with how many readers have decided on it."""
    return replace(line(entry, book, quoted=quoted), status_shown=status(desk, entry))


def queue(desk: Desk, most: int) -> tuple[list[tuple[Entry, tuple[str, ...]]], int]:
    """The first claims that wait for this person, each with why, and how many wait: where readers differ, where a
    second one is asked for, and those that nobody has decided on."""
    if desk.quorum == 1:
        return reckoned.queue(desk, 0, most)

    def made() -> list[tuple[Entry, tuple[str, ...]]]:
        found = [(entry, reviewed_by(desk, entry)) for entry in desk.claims(views(desk))]
        again = [(entry, of) for entry, of in found if of is not None and entry.status != "flagged"]
        mine = [(entry, of) for entry, of in again if of.waits_for(desk.actor)]
        mine.sort(key=lambda pair: not pair[1].differing)
        return [(entry, (DIFFER if of.differing else "one more reader is asked for",)) for entry, of in mine]

    again = desk.kept("queue of all readers", made)
    others, waiting = reckoned.queue(desk, 0, max(most - len(again), 0))
    return [*again[:most], *others], len(again) + waiting


def settling(desk: Desk, entry: Entry, book: Book) -> tuple[View, ...]:
    """What each reader holds where readers differ; nothing where they agree."""
    found = views(desk).get(entry.claim.id, {})
    fields = differing(found.values())
    now = None if entry.status == "rejected" else entry.claim
    return tuple(
        View(
            reader,
            tuple(book.safe(_told(view, field), entry.document) for field in fields if view is not None)
            or (words.label("decisions", "reject"),),
            not differing([now, view]),
        )
        for reader, view in sorted(found.items())
        if fields
    )


def _told(view: Claim, field: str) -> str:
    if field == A_CLAIM:
        return "a claim"
    if field == "value":
        return words.figure(view.figure)
    return shown(field, view.figure.unit if field == "unit" else getattr(view, field))
