"""HEADLINE_BODY: a headline in the text against the text below it."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from counterclaim.model import Finding
from counterclaim.reconcile import intervals, wording
from counterclaim.reconcile.checks.case import Case, finding, near_places
from counterclaim.reconcile.items import Item

LONGEST = 160  # characters of a headline
CLOSE = Fraction(3, 2)  # figures further apart are of something else that the article also tells
STOPS = ".!?:;,"


def find(case: Case) -> Iterable[Finding]:
    """Headlines whose figure the text gives otherwise, counts otherwise, or alone attributes."""
    for own in case.by_document.values():
        end = headline_end(case.texts.get(own[0].entry.text_sha256, ""))
        for item in own:
            if item.claim.figure.end <= end:
                yield from _against(item, [other for other in own if other.claim.figure.start > end])


def headline_end(text: str) -> int:
    """Where the headline ends; 0 where the first line is a sentence or too long to be one.

    >>> headline_end("Dozens killed in shelling" + chr(10) + "The army said so."), headline_end("It rained. Then")
    (25, 0)
    """
    line, newline, _ = text.partition("\n")
    shown = line.rstrip()
    return len(shown) if newline and shown and len(shown) <= LONGEST and shown[-1] not in STOPS else 0


def _against(head: Item, body: Sequence[Item]) -> Iterable[Finding]:
    same = [item for item in body if _one_subject(head, item)]
    fitting = [item for item in same if _fits(head, item)]
    given = wording.figure(head.claim.figure)
    near = [item for item in same if (intervals.times_apart(head.hard, item.hard) or CLOSE + 1) <= CLOSE]
    if near and not fitting:
        told = wording.joined(list(dict.fromkeys(wording.figure(item.claim.figure) for item in near[:3])))
        text = f"The headline gives {given}; the text gives {told}."
        yield _finding(head, near[:3], "warn", text, "the headline adds figures up or was written earlier")
        return
    units = [item for item in fitting if item.claim.measure == head.claim.measure]
    if fitting and not units:
        text = f"The headline gives {given} as {head.claim.measure}; the text as {fitting[0].claim.measure}."
        yield _finding(head, fitting[:1], "warn", text, "the headline uses the looser word")
    elif not head.who and any(item.who for item in units):
        named = next(item for item in units if item.who)
        text = f"The headline gives {given} without a source; the text gives it as {wording.possessive(_name(named))}."
        yield _finding(head, [named], "info", text, "headlines leave out sources")


def _name(item: Item) -> str:
    return wording.claimant(item.claim.claimant)


def _one_subject(a: Item, b: Item) -> bool:
    alike = (a.claim.party, a.kind, a.claim.figure.unit) == (b.claim.party, b.kind, b.claim.figure.unit)
    return alike and a.family == b.family and a.claim.object == b.claim.object and near_places(a, b)


def _fits(head: Item, item: Item) -> bool:
    same_number = head.claim.figure.value is not None and head.claim.figure.value == item.claim.figure.value
    return same_number or not intervals.disjoint(head.hard, item.hard, _slack(head, item))


def _slack(a: Item, b: Item) -> intervals.Exact:
    return intervals.slack(a.claim.figure, b.claim.figure)


def _finding(head: Item, body: Sequence[Item], severity: str, text: str, reason: str) -> Finding:
    told = wording.joined([wording.figure(item.claim.figure) for item in body])
    return finding(
        "HEADLINE_BODY",
        [head, *body],
        "undecidable",
        severity,  # type: ignore[arg-type]
        f"headline: {wording.figure(head.claim.figure)}; text: {told}",
        text,
        reasons=(reason,),
        next_step="Quote the sentence, not the headline.",
    )
