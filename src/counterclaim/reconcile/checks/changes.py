"""PCT_RANGE and TEXT_ARITH: what a sentence says of its own figures: up from, down from, doubled; shares within 100."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from counterclaim.model import Finding, Outcome
from counterclaim.reconcile import intervals, wording
from counterclaim.reconcile.checks.case import Case, finding
from counterclaim.reconcile.checks.words import FILE, between, pattern
from counterclaim.reconcile.items import Item, grouped
from counterclaim.vocabulary.words import toml

LEAD = 30  # characters before a figure in which "rose from" stands
SHARES = ("support", "controlled")
OPTIONS = 3  # shares in a sentence that may be all answers of a poll
AROUND = 400  # characters on each side of a sentence, some three sentences, in which a poll's question is told
NEARLY = Fraction(1, 10)  # "doubled" is said of 1.8 to 2.2 times


def find(case: Case) -> Iterable[Finding]:
    """All changes and shares."""
    for item in case.told:
        yield from _share(item)
    for own in case.by_document.values():
        for same in grouped(own, _one_sentence).values():
            ordered = sorted(same, key=lambda item: item.claim.figure.start)
            for a, b in pairwise(ordered):
                yield from _change(a, b)
            if len(ordered) == 2:
                yield from _multiple(ordered)
            if len(ordered) >= OPTIONS:
                yield from _options(ordered, case.texts.get(own[0].entry.text_sha256, ""))


def _one_sentence(item: Item) -> tuple[object, ...] | None:
    claim = item.claim
    return (claim.quote.start, item.subject, claim.measure, claim.object) if item.point is not None else None


def _share(item: Item) -> Iterable[Finding]:
    if item.claim.figure.unit != "percent" or item.claim.measure not in SHARES or item.point is None:
        return
    if not 0 <= item.point <= 100:
        given = wording.figure(item.claim.figure)
        text = f"{given} is no share: a share is between 0 and 100 %."
        yield finding(
            "PCT_RANGE",
            [item],
            "violated",
            "error",
            f"{given}: not within 0 to 100 %",
            text,
            reasons=("the figure was misread", "it is a change, not a share"),
            next_step="Read the sentence.",
        )


def _options(shares: Sequence[Item], text: str) -> Iterable[Finding]:
    """Three and more shares of one thing in a sentence: whether they make a hundred, each rounded by up to a point.

    Where the sentence, or the text around it, says that several answers could be given, they may make more.
    """
    if any(item.claim.figure.unit != "percent" or item.claim.measure not in SHARES for item in shares):
        return
    made = intervals.total(item.hard for item in shares)
    whole = intervals.Interval(100 - len(shares), 100 + len(shares))
    if not intervals.above(made, whole) and intervals.entails(made, whole) != "holds":
        return  # further answers may not be told
    told = [wording.figure(item.claim.figure) for item in shares]
    more = intervals.above(made, whole)
    if more and (said := _several(shares[0], text)):
        yield finding(
            "PCT_RANGE",
            shares,
            "holds",
            "info",
            f"{' + '.join(told)} = {wording.interval(made, 'percent')}",
            f"{wording.joined(told)} make {wording.interval(made, 'percent')}: possible, as the text says '{said}'.",
        )
        return
    end = "more than a hundred: they overlap, or one was misread" if more else "a hundred, as rounded shares do"
    yield finding(
        "PCT_RANGE",
        shares,
        "undecidable" if more else "holds",
        "warn" if more else "info",
        f"{' + '.join(told)} = {wording.interval(made, 'percent')}",
        f"{wording.joined(told)} make {wording.interval(made, 'percent')}: {end}.",
        reasons=("answers may be given together", "one of them was misread") if more else (),
        next_step="Read whether the answers exclude each other." if more else "",
    )


def _several(share: Item, text: str) -> str | None:
    """The words near a share that say that several answers could be given."""
    quote = share.claim.quote
    around = text[max(0, quote.start - AROUND) : quote.end + AROUND] or quote.text
    found = pattern("several_answers").search(around)
    return found.group() if found else None


def _change(a: Item, b: Item) -> Iterable[Finding]:
    """Two figures with "up from" or "fell from" between them (new, then old) or before them (old, then new)."""
    words = between(a, b)
    text, start = a.claim.quote.text, a.claim.figure.start - a.claim.quote.start
    before = text[max(0, start - LEAD) : start]
    for name, rises in (("rise", True), ("fall", False)):
        if pattern(name).search(words):
            yield _changed(new=a, old=b, rises=rises)
            return
        if any(before.casefold().rstrip().endswith(word) for word in toml(FILE)[name]):
            yield _changed(new=b, old=a, rises=rises)
            return


def _changed(*, new: Item, old: Item, rises: bool) -> Finding:
    share = new.claim.figure.unit == "percent"
    slack = intervals.slack(new.claim.figure, old.claim.figure)
    higher, lower = (new, old) if rises else (old, new)
    over = intervals.above(higher.hard, lower.hard)
    outcome: Outcome = (
        "holds" if over else "violated" if intervals.above(lower.hard, higher.hard, slack) else "undecidable"
    )
    difference: intervals.Exact = (new.point or 0) - (old.point or 0)
    x, y = wording.figure(new.claim.figure), wording.figure(old.claim.figure)
    size = wording.number(max(difference, -difference)) + (" points" if share else "")
    end = {"holds": "as stated", "violated": "against what the text says"}
    made = f"{'an increase' if difference > 0 else 'a decrease'} of {size}" if difference else "no change"
    return finding(
        "PCT_RANGE" if share else "TEXT_ARITH",
        [new, old],
        outcome,
        "warn" if outcome == "violated" else "info",
        f"{x} - {y} = {wording.number(difference)}",
        f"{x} after {y}: {made}, {end.get(outcome, 'within the words of the figures')}.",
        derived=difference,
        reasons=("the two were taken in the other order", "one was misread") if outcome != "holds" else (),
        next_step="Read the sentence." if outcome != "holds" else "",
    )


def _multiple(pair: Sequence[Item]) -> Iterable[Finding]:
    """A sentence with "doubled" and two figures of one thing."""
    text = pair[0].claim.quote.text.casefold().split()
    words = [(word, Fraction(str(factor))) for word, factor in toml(FILE)["ratio"].items() if word in text]
    points = [item.point or 0 for item in pair]
    if len(words) != 1 or not all(points):
        return
    word, factor = words[0]
    ratio = Fraction(max(points)) / Fraction(min(points))
    wanted = max(factor, 1 / factor)
    holds = abs(ratio / wanted - 1) <= NEARLY
    a, b = (wording.number(number) for number in sorted(points, reverse=True))
    yield finding(
        "TEXT_ARITH",
        pair,
        "holds" if holds else "violated",
        "info" if holds else "warn",
        f"{a} / {b} = {wording.quotient(ratio)}",
        f"The text says '{word}'; {a} is {wording.quotient(ratio)} times {b}.",
        reasons=() if holds else ("the word is about another pair of figures",),
        next_step="" if holds else "Read the sentence.",
    )
