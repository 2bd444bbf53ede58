"""RATE_JUMP, RATE_CEILING and RANK_CLAIM: a day's figure against the same side's own earlier days, and a strength.

Needs all claims of one side about one subject together; superlatives also the text of their document.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction

from counterclaim.model import Finding
from counterclaim.reconcile import wording
from counterclaim.reconcile.checks.case import Case, finding
from counterclaim.reconcile.checks.ceilings import exceeding
from counterclaim.reconcile.checks.steps import SHORT, Step, key, steps
from counterclaim.reconcile.checks.words import FILE, days_told, pattern
from counterclaim.reconcile.intervals import Exact
from counterclaim.reconcile.items import Item, grouped
from counterclaim.vocabulary.words import toml

JUMP = Fraction(5, 2)  # 0.19 % of the General Staff's days are above it, 0.75 % above 2
BEFORE = 28  # days of the own past that a day is held against
ENOUGH = 7  # days of it that must be known, or one figure over as many
LAST_LONG = 120  # days: how old a month's or week's figure may be where daily ones are missing
FEW = 20  # a day: below it days differ by chance
RANKED = 30  # own days that must be known before a superlative can be judged
REACH = 600  # characters from a superlative to the figure it is about
HARM = ("killed",)  # families that superlatives such as "deadliest" are about


def find(case: Case) -> Iterable[Finding]:
    """Jumps and superlatives."""
    by_key = steps(case)
    for own in by_key.values():
        lasts = [step.last for step in own]
        for step in own:
            if step.length <= SHORT and step.rate >= FEW:
                yield from _jump(step, own, lasts)
    yield from exceeding(case, by_key)
    for item, words in superlatives(case):
        yield _rank(item, words, by_key.get(key(item), []))


# ---------------------------------------------------------------- jumps
def _jump(step: Step, own: Sequence[Step], lasts: Sequence[date]) -> Iterable[Finding]:
    past = own[bisect_left(lasts, step.first - timedelta(days=BEFORE)) : bisect_left(lasts, step.first)]
    daily = [other for other in past if other.length <= SHORT and _same_area(other, step)]
    if len(daily) >= ENOUGH:
        usual = middle([other.rate for other in daily])
        if usual and step.rate > JUMP * usual:
            yield _jumped(step, usual, daily[-1:], f"own median of the {BEFORE} days before", "")
        return
    older = own[bisect_left(lasts, step.first - timedelta(days=LAST_LONG)) : bisect_left(lasts, step.first)]
    long = [other for other in older if other.length >= ENOUGH and _same_area(other, step)]
    if long and long[-1].rate and step.rate > JUMP * long[-1].rate:
        whole = long[-1]
        period = f"{wording.on(whole.first)} to {wording.on(whole.last)}"
        total = f"{wording.number(whole.number)} / {whole.length} = {wording.number(round(whole.rate))}"
        yield _jumped(step, whole.rate, [whole], f"own figure for {period}", f"{total} a day; ")


def middle(rates: Sequence[Exact]) -> Exact:
    """The median, exact.

    >>> middle([3, 1, 2]), middle([1, 2])
    (2, Fraction(3, 2))
    """
    ordered, half = sorted(rates), len(rates) // 2
    return ordered[half] if len(rates) % 2 else Fraction(ordered[half - 1] + ordered[half]) / 2


def _who(item: Item) -> str:
    """The side whose days these are, else the claimant."""
    return wording.side(item.side) if item.voice == item.side else wording.claimant(item.claim.claimant)


def _same_area(other: Step, step: Step) -> bool:
    return other.claims[0].area in ("", step.claims[0].area)


def _jumped(step: Step, usual: Exact, base: Sequence[Step], name: str, before: str) -> Finding:
    claims = [*step.claims, *(item for other in base for item in other.claims)]
    ratio = wording.times(Fraction(step.rate) / usual)
    rate, norm = wording.number(round(step.rate)), wording.number(round(usual))
    who = wording.first_up(_who(step.claims[-1]))
    measures = sorted({item.claim.measure for item in claims})
    mixed = [f"they count different things ({wording.joined(measures)})"] if len(measures) > 1 else []
    return finding(
        "RATE_JUMP",
        claims,
        "undecidable",
        "info",
        f"{before}{rate} / {norm} = {ratio}",
        f"{rate} a day is {ratio} times {wording.possessive(who)} {name}, {norm} a day.",
        reasons=(*mixed, "a day of heavier fighting", "several days reported at once"),
        next_step="See the series of this claimant.",
    )


# ---------------------------------------------------------------- superlatives
def superlatives(case: Case) -> Iterable[tuple[Item, str]]:
    """One-day figures of people harmed that a superlative shortly before them, or in their sentence, is about."""
    for own in grouped(case.told, lambda item: item.entry.document).values():
        daily = [i for i in own if i.claim.time.kind == "period" and days_told(i) == 1 and i.family in HARM]
        daily = [item for item in daily if item.voice]
        text = case.texts.get(own[0].entry.text_sha256)
        seen: set[str] = set()
        for start, words in _spots(text, daily):
            item = next((i for i in daily if 0 <= i.claim.figure.start - start <= REACH), None)
            if item is None:
                item = next((i for i in daily if i.claim.quote.start <= start < i.claim.quote.end), None)
            if item is not None and item.claim.id not in seen:
                seen.add(item.claim.id)
                yield item, words


def may_rank(text: str) -> bool:
    """Whether a word of a superlative stands in a text: much faster than to ask where.

    >>> may_rank("It was the deadliest day yet."), may_rank("It was a quiet day.")
    (True, False)
    """
    low = text.casefold()
    return any(word in low for word in toml(FILE)["rank"])


def _spots(text: str | None, daily: Sequence[Item]) -> Iterable[tuple[int, str]]:
    """Where superlatives stand; "one of the deadliest" is none."""
    if not daily:
        return
    for base, part in [(0, text)] if text else [(i.claim.quote.start, i.claim.quote.text) for i in daily]:
        for found in pattern("rank").finditer(part) if may_rank(part) else ():
            if not re.search(
                r"\b(?:one|some|among|amongst)\b[\w ]*$", part[max(0, found.start() - 20) : found.start()]
            ):
                yield base + found.start(), found.group()


def _rank(item: Item, words: str, own: Sequence[Step]) -> Finding:
    earlier = [s for s in own if s.length == 1 and item.days.first and s.last <= item.days.first]
    number = item.point or item.hard.low or 0
    who, given = _who(item), wording.figure(item.claim.figure)
    if len(earlier) < RANKED:
        known = f"{len(earlier)} of {wording.possessive(who)} own earlier days are known, at least {RANKED} are needed"
        return finding(
            "RANK_CLAIM",
            [item],
            "undecidable",
            "info",
            f"{given} > all earlier days",
            f"The text says '{words}' of {given}; {known}.",
            reasons=("the days before are not in the ledger",),
            next_step="Read the claimant's daily series into the ledger.",
        )
    larger = sorted((s for s in earlier if s.rate > number), key=lambda s: (-s.rate, s.last))
    told = ", ".join(f"{wording.number(s.rate)} on {wording.on(s.last)}" for s in larger[:3])
    more = (
        f"{len(larger)} larger daily step{'s' if len(larger) > 1 else ''} ({told})"
        if larger
        else "no larger daily step"
    )
    return finding(
        "RANK_CLAIM",
        [item, *(i for s in larger[:3] for i in s.claims[-1:])],
        "violated" if larger else "holds",
        "warn" if larger else "info",
        f"{given} > all of {len(earlier)} earlier days",
        f"The text says '{words}' of {given}. {wording.first_up(wording.possessive(who))} own series has {more}.",
        reasons=("early steps may be revisions of several days", "another kind of day is meant") if larger else (),
        next_step="Look at the days named." if larger else "",
    )
