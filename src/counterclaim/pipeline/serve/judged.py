"""How far a claim is checked, on its page, and articles that are held apart: shown, and judged by a form."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from counterclaim.errors import UsageError
from counterclaim.ledger.decision import Decision
from counterclaim.ledger.judging import AIRWARS, DIGITS, LETTERS, RUNGS, SIDE_STATES, TOPICS
from counterclaim.model import Entry
from counterclaim.pipeline import held as apart
from counterclaim.pipeline import judging
from counterclaim.pipeline.serve.asked import Asked
from counterclaim.pipeline.serve.desk import Desk
from counterclaim.reconcile.checked import Checked
from counterclaim.views import words
from counterclaim.views.app import pages
from counterclaim.views.judged import rows
from counterclaim.views.report.links import Book
from counterclaim.vocabulary.words import toml

Form = Mapping[str, Sequence[str]]
LOOKED_AT = 500  # claims of one quantity and its days that are looked at while a page waits: a tenth of a second
FIELDS = ("status", "verifier", "method", "reliability", "topic", "likelihood", "yardstick", "quote", "grade", "best")


def checked(desk: Desk, entry: Entry) -> Checked:
    """How far a claim is checked, counted over the claims of its quantity and days in the copy."""
    where = judging.near(entry, days=True)
    if where is None:
        near: list[Entry] | None = desk.in_text(entry.text_sha256)
    else:
        found = np.flatnonzero(desk.state.passing(where))
        near = list(desk.in_rows(found)) if len(found) <= LOOKED_AT else None
    return judging.checked_entry(entry, near, desk.live())


def shown(desk: Desk, entry: Entry, book: Book) -> dict[str, Any]:
    """What a claim's page needs to show and ask how far it is checked."""
    found = checked(desk, entry)
    lists = {
        "statuses": (*RUNGS, *SIDE_STATES),
        "letters": LETTERS,
        "digits": DIGITS,
        "topics": TOPICS,
        "grades": AIRWARS,
    }
    scales = {
        name: (of["name"], [word for row in of["rows"] for word in row]) for name, of in toml("likelihood.toml").items()
    }
    told = [(name, book.safe(value, entry.document)) for name, value in rows(found)]
    return {"judged": told, "ladder": found, "scales": scales, **lists}


def decisions(desk: Desk, claims: Sequence[str], form: Form) -> Iterator[tuple[str, dict[str, Any]]]:
    """The judgements that a form says, as the action and the rest of each decision."""
    said: dict[str, Any] = {name: value for name in FIELDS if (value := _last(form, name))}
    if grade := _last(form, "credibility"):
        said["credibility"] = int(grade) if grade.isdigit() else grade
    made = list(judging.judged(desk.ledger, claims, said))
    if not made:
        raise UsageError("nothing is judged: choose a status, a grade or words of likelihood")
    for action, after, target in made:
        yield action, {"after": after, "target": target, "reason": _last(form, "reason") or None}


def _last(form: Form, name: str) -> str:
    return (form.get(name) or ("",))[-1].strip()


def let_in(desk: Desk, form: Form) -> Decision:
    """Let in the article that a form names."""
    if desk.actor is None:
        raise UsageError("nothing can be decided: start with `counterclaim serve --as NAME`")
    return apart.let_in(desk.ledger, _last(form, "text"), desk.actor, reason=_last(form, "reason"), now=desk.moment)


def held(desk: Desk, asked: Asked) -> str:
    """The articles that are held apart, with their claims' number and why."""
    from counterclaim.pipeline.serve.screens import frame

    names = desk.names()
    found = [
        (one, names.blank(one.title or one.document, one.document), names.blank(one.outlet or "", one.document),
         words.label("signs", (one.reason or "").split(":")[0]))
        for one in apart.held(desk.ledger)
    ]  # fmt: skip
    return pages.page("held", **frame(desk, here="/review", found=found))
