"""Which figures may stand side by side, and the reason in words where two may not."""

import re
from functools import cache
from typing import NamedTuple

from counterclaim.reconcile import units
from counterclaim.reconcile.items import Item
from counterclaim.reconcile.periods import SAME_START, apart
from counterclaim.reconcile.rates import conversion
from counterclaim.reconcile.wording import claimant, on, span
from counterclaim.vocabulary.words import toml

APART = re.compile(r"[,;:(\u2013\u2014]|--| - ")  # between the verb of the whole and a part of it
BESIDE = 40  # characters behind a figure in which the noun stands that it counts

KINDS = {
    "total": "a running total",
    "period": "a figure for a period",
    "state": "a level on a day",
    "planned": "a plan or a request",
    "unspecified": "a figure without a time",
}


class Key(NamedTuple):
    """What claims must share to be compared; the days are matched afterwards."""

    conflict: str
    party: str
    family: str
    kind: str
    unit: str
    per: str
    area: str
    time_kind: str
    within: str  # a document or claimant outside of which the claims stand beside none


def key(item: Item) -> Key | None:
    """The comparability key of a claim; None where `unfit` says why it stands beside nothing."""
    if unfit(item) or is_part(item):
        return None
    kind = item.claim.time.kind
    loose = item.claim.conflict is None or kind == "unspecified" or (not item.claim.party and not item.area)
    dated = item.day is not None or kind == "planned"
    conflict, party, family, counted, unit = item.subject
    return Key(
        conflict=conflict,
        party=party,
        family=family,
        kind=counted,
        unit=unit,
        per=item.claim.figure.per or "",
        area=item.area,
        time_kind=kind,
        within=item.entry.document
        if loose or not dated or undated_flow(item)
        else units.own(item.claim.measure, item.voice),
    )


def undated_flow(item: Item) -> bool:
    """Whether the figure is of a period that only the day of publication dates, with no place to tell the event by."""
    return item.claim.time.kind == "period" and item.days.first is None and item.days.inferred and not item.area


def is_part(item: Item) -> bool:
    """Whether its words make a figure a part of another of its sentence: "killed 52 people, 40 of them in a hospital".

    What has a noun, a place or a verb of its own (40 of them children, in Callow, were wounded) is a figure of these.
    """
    claim = item.claim
    base, figure, text = claim.quote.start, claim.figure, claim.quote.text
    before, after = text[: figure.start - base], text[figure.end - base :]
    if not (_before().search(before) or _behind().match(after)):
        return False
    shared = [span.end - base for span in claim.spans if span.field == "measure" and span.end <= figure.start]
    if not shared or not APART.search(before[max(shared) :]):
        return False
    own = any(span.field == "object" and figure.end <= span.start <= figure.end + BESIDE for span in claim.spans)
    return not own and not (item.area and claim.place is not None and claim.place.text in after)


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{'|'.join(toml('check_words.toml')['part_behind'])})\b", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(toml('check_words.toml')['part_before'])})\s+$", re.IGNORECASE)


def unfit(item: Item) -> str | None:
    """Why a claim can be set beside no other; None where it can."""
    stance = item.claim.stance
    if stance == "denies":
        return f"{claimant(item.claim.claimant)} rejects this figure"
    if stance == "conditional":
        return "the figure is said of a case that has not come"
    if stance == "planned" and item.claim.time.kind != "planned":
        return "the figure is a plan, not a report"
    if item.claim.measure == "other":
        return "what the figure counts is not known"
    return None


def why_apart(a: Item, b: Item) -> str | None:
    """The reason why two claims may not be compared, in words; None where their keys agree."""
    for item in (a, b):
        if reason := unfit(item):
            return reason
    if is_part(a) or is_part(b):
        return "a part of another figure of its sentence"
    if a.claim.conflict != b.claim.conflict:
        return "figures of two conflicts"
    if a.claim.party != b.claim.party:
        return "figures about different parties"
    if a.family != b.family or a.kind != b.kind:
        return (
            f"different things are counted: {a.claim.object} {a.claim.measure}, {b.claim.object} {b.claim.measure}"
        ).replace("_", " ")
    if a.claim.time.kind != b.claim.time.kind:
        return f"{KINDS[a.claim.time.kind]} against {KINDS[b.claim.time.kind]}"
    if a.area != b.area:
        return f"different places: {_place(a)}, {_place(b)}"
    if a.claim.figure.unit != b.claim.figure.unit:
        return "different units"
    if a.claim.figure.per != b.claim.figure.per:
        made = [told for told in (conversion(a), conversion(b)) if told]
        return "a rate against a figure for a period" + (f": {made[0]} (derived)" if len(made) == 1 else "")
    if not same_start(a, b):
        return f"totals from different starts: {on(a.days.first)}, {on(b.days.first)}"
    if a.days[:2] != b.days[:2]:
        return f"different days: {span(a.days)}; {span(b.days)}"
    return None


def _place(item: Item) -> str:
    return item.claim.place.name if item.area and item.claim.place else "the whole"


def same_start(a: Item, b: Item) -> bool:
    """Whether two totals may run from one start: within a month of each other, or one start not told."""
    gap = apart(a.days.first, b.days.first)
    return a.claim.time.kind != "total" or gap is None or gap <= SAME_START
