"""What a form says, as decisions of the ledger: accept, correct, reject, flag, undo, words marked, claims added."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from counterclaim.errors import UsageError
from counterclaim.ledger import Decision
from counterclaim.ledger.decision import version
from counterclaim.ledger.lookup import documents_with
from counterclaim.model import Claim, Document, Entry, Time, claim_id
from counterclaim.pipeline.serve import judged, together, values
from counterclaim.pipeline.serve.desk import Desk
from counterclaim.views.people import shown_name

Form = Mapping[str, Sequence[str]]
BY_HAND = "by hand"
PLAIN = ("accept", "flag", "skip", "reject", "merge_origin", "split_origin", "merge_incident", "split_incident")
NOTES = {"call": "Telephone call", "broadcast": "Broadcast", "document": "Document", "other": "Note"}


def given(form: Form, name: str) -> str:
    """The last value of a field of a form; nothing where it is not given."""
    return (form.get(name) or ("",))[-1].strip()


def decide(desk: Desk, form: Form) -> tuple[Decision, ...]:
    """Make the decisions that a form says; those that were added."""
    if desk.actor is None:
        raise UsageError("nothing can be decided: start with `counterclaim serve --as NAME`")
    if given(form, "action") == "let_in":
        return (judged.let_in(desk, form),)
    return desk.ledger.decide(*_decisions(desk, form))


def _decisions(desk: Desk, form: Form) -> list[Decision]:
    if given(form, "action") in ("accept_alike", "settle"):
        return _together(desk, form)
    action, claims = given(form, "action"), tuple(dict.fromkeys(form.get("claim") or ()))
    if action in PLAIN:
        reason = given(form, "reason") or None
        if action == "reject" and reason is None:
            raise UsageError("reject: choose a reason, so that others can follow it")
        claims = together.one_origin(desk, claims) if action == "merge_origin" else claims
        return [_made(desk, action, claims, reason=reason, **_versions(desk, action, claims))]
    if action == "dismiss":
        if not given(form, "reason"):
            raise UsageError("set aside: say why, so that others can follow it")
        return [_made(desk, action, claims, reason=given(form, "reason"), target=given(form, "target"))]
    if action == "judge":
        return [_made(desk, what, claims, **said) for what, said in judged.decisions(desk, claims, form)]
    if action == "undo":
        return [_made(desk, action, target=given(form, "target") or together.undone(desk, claims))]
    if action == "correct":
        return _corrections(desk, _one(desk, claims), form)
    if action == "remark":
        return _remarked(desk, _one(desk, claims), form)
    if action == "add":
        return [_added(desk, form)]
    raise UsageError(f"no action is called {action!r}")


def _made(desk: Desk, action: str, claims: Sequence[str] = (), **said: Any) -> Decision:
    told = {"actor": desk.actor, "at": desk.moment(), "action": action, "claims": tuple(claims), **said}
    return msgspec.convert(told, Decision)


def _versions(desk: Desk, action: str, claims: Sequence[str]) -> dict[str, Any]:
    """What is accepted: the version of each claim that the reader has seen."""
    if action != "accept":
        return {}
    return {"after": {entry.claim.id: version(entry.claim) for entry in desk.claims(claims)}}


def _together(desk: Desk, form: Form) -> list[Decision]:
    """Claims of one origin and figure accepted at once, or a claim left as one of several readers has it."""
    if given(form, "action") == "accept_alike":
        claims = together.accepted(desk, given(form, "claim"), given(form, "count"))
        return [_made(desk, "accept", claims, **_versions(desk, "accept", claims))]
    entry = _one(desk, form.get("claim") or ())
    found = together.changes(desk, entry, given(form, "reader"))
    claims = (entry.claim.id,)
    return [_made(desk, action, claims, **said, **_versions(desk, action, claims)) for action, said in found]


def _one(desk: Desk, claims: Sequence[str]) -> Entry:
    found = desk.claims(claims[:1])
    if not found:
        raise UsageError("no such claim in this ledger: choose one first")
    return found[0]


def _corrections(desk: Desk, entry: Entry, form: Form) -> list[Decision]:
    """A correction for each field that was typed and differs from what stands; the fields of one figure as one."""
    claim, made = entry.claim, []
    fields = [given(form, "field")] if given(form, "field") else [n for n in values.TYPED if n in form]
    side, kind = (_other(form, name, claim) for name in values.OF_CLAIMANT)
    held = desk.held()
    for name in fields:
        words = given(form, "value") if given(form, "field") else given(form, name)
        if words == as_typed(claim, name) and not (name == "claimant" and (side is not None or kind)):
            continue
        field, after = values.typed(name, words, claim, side, kind, held=held)
        before = getattr(claim, field)
        if after != before:
            claim = replace(claim, **{field: after})
            made.append(_correction(desk, entry.claim.id, field, before, after, given(form, "reason") or None))
    if not made:
        raise UsageError("nothing was changed")
    return made


def _other(form: Form, name: str, claim: Claim) -> str | None:
    """What a form says of the claimant's side or kind where that is something else than what stands."""
    words = given(form, name)
    return words if name in form and words != as_typed(claim, name) else None


def as_typed(claim: Claim, field: str) -> str:
    """What stands in a field, as a person would type it: typed again, it changes nothing. A private person's role."""
    figure, time = claim.figure, claim.time
    match field:
        case "figure":
            from counterclaim.reconcile import wording

            return " ".join(wording.figure(figure).split())
        case "unit":
            return figure.unit
        case "claimant":
            return shown_name(claim.claimant) or ""
        case "side" | "kind":
            return getattr(claim.claimant, field, None) or ""
        case "time":
            days = " to ".join(day for day in (time.start, time.end) if day)
            return " ".join(part for part in (time.kind, "from" if time.start and not time.end else "", days) if part)
        case "place":
            return claim.place.text if claim.place else ""
    return str(getattr(claim, field, None) or "")


def _correction(desk: Desk, claim: str, field: str, before: Any, after: Any, reason: str | None) -> Decision:
    plain = {"before": msgspec.to_builtins(before), "after": msgspec.to_builtins(after)}
    return _made(desk, "correct", (claim,), field=field, reason=reason, **plain)


def _remarked(desk: Desk, entry: Entry, form: Form) -> list[Decision]:
    """Other words for a field. For the figure that is another claim: the old is rejected, the new one added."""
    field, start, end = given(form, "field"), _offset(form, "start"), _offset(form, "end")
    text = desk.ledger.text(entry.text_sha256) or ""
    if field != "figure":
        name, after = values.marked(field, text, start, end, entry.claim)
        return [_correction(desk, entry.claim.id, name, getattr(entry.claim, name), after, None)]
    figure = values.figure_at(text, start, end, entry.claim.figure.unit)
    new = claim_id(entry.text_sha256, figure.start, figure.end)
    if new == entry.claim.id:
        raise UsageError("the claim's figure stands there already")
    kept = tuple(span for span in entry.claim.spans if span.field not in ("figure", "qualifier"))
    quote = values.quote_at(text, figure.start, figure.end)
    claim = replace(entry.claim, id=new, figure=figure, quote=quote, spans=kept, rule="person")
    added = replace(entry, claim=claim, status="unreviewed")
    return [
        _made(desk, "reject", (entry.claim.id,), reason="wrong_value", target=new),
        _made(desk, "add", (new,), after=msgspec.to_builtins(added), target=entry.claim.id),
    ]


def _offset(form: Form, name: str) -> int:
    text = given(form, name)
    if not text.isdecimal() or len(text) > 9:
        raise UsageError("mark some words first")
    return int(text)


# ---------------------------------------------------------------- claims that no reader found
def _added(desk: Desk, form: Form) -> Decision:
    """A claim made by a person from words of a text in the ledger."""
    documents = documents_with(desk.ledger, given(form, "text")) if given(form, "text") else ()
    text = desk.ledger.text(given(form, "text"))
    if not documents or text is None:
        raise UsageError("the text is not in this ledger: read the document first")
    return _from_words(desk, documents[-1], text, _offset(form, "start"), _offset(form, "end"), form)


def _from_words(desk: Desk, document: Document, text: str, start: int, end: int, form: Form) -> Decision:
    sha256 = replace(document, text=text).text_sha256
    figure, held = values.figure_at(text, start, end, values.unit(given(form, "unit") or "persons")), desk.held()
    blank = Claim(
        id=claim_id(sha256, figure.start, figure.end),
        document=document.id,
        quote=values.quote_at(text, figure.start, figure.end),
        figure=figure,
        measure=values.listed("measure", given(form, "measure")) or "",
        object=values.listed("object", given(form, "object")) or "",
        party=values.listed("party", given(form, "party"), held["party"]),
        conflict=given(form, "conflict") or None,
        claimant=None,
        time=values.time(given(form, "time")) if given(form, "time") else Time(kind="unspecified"),
        place=values.place(given(form, "place")),
        rule="person",
    )
    side, kind = given(form, "side") or None, given(form, "kind") or None
    who = values.claimant(given(form, "claimant"), blank, side, kind, held["side"])
    about = {name: getattr(document, name) for name in ("title", "published", "outlet", "url")}
    entry = Entry(claim=replace(blank, claimant=who), document=document.id, text_sha256=sha256, **about)
    return _made(desk, "add", (entry.claim.id,), after=msgspec.to_builtins(entry), reason=given(form, "reason") or None)


def by_hand(desk: Desk, form: Form) -> str:
    """Keep a note of a call or a broadcast as a document of its own, marked so, and add the claim in it; its id."""
    if desk.actor is None:
        raise UsageError("nothing can be added: start with `counterclaim serve --as NAME`")
    note, words, how = given(form, "note"), given(form, "figure"), given(form, "how")
    if not note or not words or how not in NOTES:
        raise UsageError("give what was said, word for word, how it came, and the figure as it stands in these words")
    start = note.find(words)
    if start < 0:
        raise UsageError(f"the figure {words!r} does not stand in the note: write it the same in both")
    day = given(form, "day") or None
    document = Document(
        id=f"{BY_HAND}/{hashlib.sha256(note.encode()).hexdigest()[:16]}",
        text=note,
        title=f"{NOTES[how]}: note by {desk.actor}",
        published=day,
        outlet=given(form, "outlet") or NOTES[how],
        source=f"{BY_HAND}: {how}",
        language="en",
    )
    desk.ledger.add(document, [], reader=BY_HAND, read_at=desk.now())
    made = _from_words(desk, document, note, start, start + len(words), form)
    desk.ledger.decide(made)
    return made.claims[0]
