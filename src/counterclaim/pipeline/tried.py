"""A sentence tried: what each of its figures was read as, by which entry of which list, and what else stood there.

What is told is what the reader itself weighed: the measures with their probability, and for the other fields whatever
the sentence names besides.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from counterclaim.claims import find_leftovers
from counterclaim.claims.binding import MEASURE_THRESHOLD
from counterclaim.claims.figures import find_figures
from counterclaim.claims.measure import candidates
from counterclaim.claims.prepare import Prepared, prepare
from counterclaim.claims.stance import flat, patterns
from counterclaim.claims.weights import chances, weights
from counterclaim.model import Claim, Document, Record
from counterclaim.pipeline.words import Match, file_of
from counterclaim.views import words

SEVERAL = 4  # of what was considered so many are told
NOBODYS = "/"  # the id of an office begins with it where nobody's country or group stands with it: "/military"
_NUMBER = re.compile(r"\d[\d.,]*")


class Field(Record, frozen=True, kw_only=True):
    """One field of a figure as it was read."""

    name: str
    value: str | None  # None: not found
    words: str  # the words of the sentence that tell it, empty where none do
    entry: str  # the list and its entry that matched the words, or the rule
    considered: tuple[str, ...]  # what else there was


class Tried(Record, frozen=True, kw_only=True):
    """One number of a sentence: the fields of its claim, or why there is none."""

    start: int
    end: int
    text: str
    reason: str  # why it is no claim; empty where it is one
    fields: tuple[Field, ...]


def tried(document: Document, claims: Sequence[Claim], found: Sequence[Match]) -> tuple[Tried, ...]:
    """Every number of a short text, in order: `claims` and `found` are what `find_claims` and `matches` give of it."""
    prepared = prepare(document)
    of = {claim.figure.start: claim for claim in claims}
    left = {one.figure.start: words.leftover(one) for one in find_leftovers(document)}
    figures = {figure.start: figure for figure in find_figures(document.text) if figure.hint != "article"}
    figures |= {f.start: f for scene in prepared.reading.scenes for f, _ in scene.figures if f.start in of}
    told = []
    for start, figure in sorted(figures.items()):
        weighed = _measures(prepared, start)
        claim = of.get(start)
        fields = tuple(_fields(claim, found, weighed, prepared)) if claim else (_nothing(weighed),)
        reason = "" if claim else left.get(start) or _why_none(prepared, weighed)
        told.append(Tried(start=start, end=figure.end, text=figure.text, reason=reason, fields=fields))
    told += _no_counts(document.text, told, left)
    return tuple(sorted(told, key=lambda one: one.start))


# ---------------------------------------------------------------- what is no claim
def _nothing(weighed: Sequence[str]) -> Field:
    return Field(name="measure", value=None, words="", entry="", considered=tuple(weighed[:SEVERAL]))


def _why_none(prepared: Prepared, weighed: Sequence[str]) -> str:
    topic = prepared.reading.topic
    if not topic.speaks_of_conflict:
        return "too few words of conflict (topic.toml)"
    if not prepared.reading.scenes or not weighed:
        return "no cue of a measure stands with it (measures.toml)"
    return f"no measure is likely enough: {MEASURE_THRESHOLD:g} is the least (model_measure.json)"


def _no_counts(text: str, figures: Iterable[Tried], left: Mapping[int, str]) -> Iterator[Tried]:
    """Digits that count nothing: dates, ages, numbers of models and roads."""
    taken = [(one.start, one.end) for one in figures]
    for number in _NUMBER.finditer(text):
        start, end = number.start(), number.start() + len(number.group().rstrip(".,"))
        if not any(a < end and start < b for a, b in taken):
            reason = left.get(start) or "counts nothing: a date, an age, part of a name or a unit (figure_words.toml)"
            yield Tried(start=start, end=end, text=text[start:end], reason=reason, fields=())


# ---------------------------------------------------------------- what is one
def _measures(prepared: Prepared, start: int) -> list[str]:
    """The measures that a figure may carry, the likeliest first, each with its cue and probability."""
    table = weights("measure")
    best: dict[tuple[str, str], float] = {}
    for scene in prepared.reading.scenes:
        for which, (figure, _) in enumerate(scene.figures):
            found = candidates(scene, which, prepared.reading.topic, None, None) if figure.start == start else []
            for one, likely in zip(found, chances(table, [c.features for c in found]), strict=True):
                cue = scene.tree[one.cue].low if one.cue is not None else "the figure before"
                key = one.measure, cue
                best[key] = max(best.get(key, 0.0), likely)
    ranked = sorted(best.items(), key=lambda item: -item[1])
    return [f"{measure} by {cue!r} {likely:.2f}" for (measure, cue), likely in ranked]


def _fields(claim: Claim, found: Sequence[Match], weighed: Sequence[str], prepared: Prepared) -> Iterator[Field]:
    spans = {span.field: (span.start, span.end) for span in claim.spans}
    if (who := claim.claimant) and who.start is not None and who.end is not None:
        spans["claimant"] = (who.start, who.end)
    spans["figure"] = (claim.figure.start, claim.figure.end)
    time, place = claim.time, claim.place
    days = " to ".join(dict.fromkeys(day for day in (time.start, time.end) if day))
    told = (
        ("figure", f"{claim.figure.qualifier} {claim.figure.text}", "figure"),
        ("measure", claim.measure, "measure"),
        ("object", claim.object, "object"),
        ("party", claim.party, "actor"),
        ("claimant", who.name if who else None, "actor"),
        ("time", f"{time.kind} {days}".strip(), "time"),
        ("place", place.name if place else None, "place"),
    )
    for name, value, kind in told:
        span = spans.get(name)
        kinds = (kind, "place") if name == "party" else (kind,)
        own = [m for m in found if span and m.kind in kinds and m.start < span[1] and span[0] < m.end]
        others = weighed if name == "measure" else _others(found, kind, own, value)
        entry = own[0].why if own else _entry(name, value)
        written = prepared.document.text[span[0] : span[1]] if span else ""
        chosen = [other for other in others if not (name == "measure" and other.startswith(f"{value} by {written!r} "))]
        yield Field(name=name, value=value, words=written, entry=entry, considered=tuple(chosen[:SEVERAL]))
    yield Field(name="stance", value=claim.stance, words="", entry=_stance(claim), considered=())
    known = f"conflicts.toml [{claim.conflict}]" if claim.conflict else ""
    yield Field(name="conflict", value=claim.conflict, words="", entry=known, considered=())


def _others(found: Sequence[Match], kind: str, own: Sequence[Match], value: str | None) -> list[str]:
    """What else of a kind the sentence names; nothing for figures, of which each is told itself."""
    if kind == "figure":
        return []
    other = (m for m in found if m.kind == kind and m not in own and m.entry != value)
    return list(dict.fromkeys(f"{m.entry} ({m.text})" for m in other if not m.entry.startswith(NOBODYS)))


def _entry(name: str, value: str | None) -> str:
    """Where a value stands that no words of the sentence matched by themselves."""
    if value is None:
        return ""
    return file_of(value) if name == "party" else "rule"


def _stance(claim: Claim) -> str:
    """The pattern of stance.toml that the sentence matches for the stance of a claim."""
    kind = {"hedged": "hedged", "conditional": "conditional", "planned": "planned"}.get(claim.stance)
    sentence = flat(claim.quote.text)
    match = next((p for p in patterns(kind) if p.search(sentence)), None) if kind else None
    if match is not None:
        return f"stance.toml [{kind}] {match.pattern}"
    return "speech.toml [deny]" if claim.stance == "denies" else ""
