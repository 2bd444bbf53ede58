"""The days that a flow may have happened on, and what speaks for each: the options that the model `days` weighs.

Options are the times of the figure's own sentence, those shortly before and behind it, those of the lead, the days of
the figure before, the day of publication and the one before it, and the first day of the war.
"""

import bisect
import functools
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from counterclaim.claims.periods import When
from counterclaim.claims.scenes import LEAD
from counterclaim.claims.when_features import Dated, Option, Timed, is_growth, is_said, verb_form, weigh
from counterclaim.claims.wordlists import any_of
from counterclaim.model import Time

BACK, AHEAD = 900, 300  # characters before and behind a sentence in which the time of an event may stand
OF_A_LINE = 200  # times of one line that are looked through: of 278 annotated texts the fullest line has 15
MOST = 4  # times before it, and two behind it and in the lead
_WORDS = "binding_words.toml"


def between(times: Sequence[When], start: int, end: int) -> Sequence[When]:
    """Of times in the order of the text those that begin at `start` or behind it, before `end`."""
    first = bisect.bisect_left(times, start, key=lambda w: w.start)
    return times[first : bisect.bisect_left(times, end, key=lambda w: w.start)]


# ---------------------------------------------------------------- the options
def options(one: Timed, times: Sequence[When], given: Dated, earlier: Time | None) -> list[Option]:
    """All options of a figure, each with its features."""
    found = list(_own(one, times, given))
    own = [o for o in found if not is_said(one.text, o.when)]
    if is_growth(one) and given.published:  # since the report before: the day told, else the day before
        found = [o for o in own if o.when and o.when.kind == "period"] or [
            o for o in _from_report(given, None) if o.source == "night"
        ]
        for option in found:
            weigh(option, one, given, None, "0", verb_form(one))
        return found
    told = list(_told_earlier(one, times, given, found))
    retold = {o.when for o in told if _said_here(one, times)}
    found = [o for o in found if o.when not in retold] + told
    found += _around(one, times, given)
    found += _from_report(given, earlier)
    tense = verb_form(one)
    crowd = f"{min(2, len(own))}"
    for option in found:
        weigh(option, one, given, earlier, crowd, tense)
    if not given.digest:
        _weigh_by_lead(found, one, times, given)
    agreed: dict[tuple[str | None, str | None], set[str]] = {}
    for option in found:
        reported = own and option.source == "own" and is_said(one.text, option.when)
        agreed.setdefault((option.first, option.last), set()).add("said" if reported else option.source)
    for option in found:
        others = agreed[(option.first, option.last)] - {option.source}
        option.features += [f"{option.source}:too:{other}" for other in sorted(others)]
    return found


def _weigh_by_lead(found: Sequence[Option], one: Timed, times: Sequence[When], given: Dated) -> None:
    """Whether the lead of a text names an option's day, as that of an event or of a report, and whether also others."""
    lead = [w for w in between(times, given.dateline or 0, LEAD) if w.first and w.first == w.last]
    days = {(str(w.first), is_said(one.text, w)) for w in lead}
    happened, said = {day for day, of_report in days if not of_report}, {day for day, of_report in days if of_report}
    for option in found:
        day = option.first if option.first == option.last else option.last
        own = "happened" if day in happened else "said" if day in said else "no"
        other = "others" if happened - {day} else "none"
        option.features += [f"{option.source}:lead={own}", f"{option.source}:lead={own}:{other}"]


def _days(when: When) -> tuple[str | None, str | None]:
    first, last = (str(when.first) if when.first else None), (str(when.last) if when.last else None)
    return (last if first is None and when.kind == "total" else first), last


def _own(one: Timed, times: Sequence[When], given: Dated) -> Iterator[Option]:
    sentence, after = one.scene.sentence, given.dateline or 0
    for when in between(times, max(sentence.start, after), sentence.end):
        told = when.kind in ("period", "total") and (when.first or when.last)
        if told and not is_rare(one.text, when) and not is_of_total(one, when):
            yield Option(*_days(when), when, "own")


@functools.cache
def _rare() -> re.Pattern[str]:
    rare = rf"(?:{any_of(_WORDS, 'time', 'rare')})\b[^.;:\n]{{0,100}}"
    return re.compile(rf"\b(?:{rare}|\d{{1,4}}(?:st|nd|rd|th) (?:\w+ ){{0,3}})$", re.IGNORECASE)


def is_rare(text: str, when: When) -> bool:
    """Whether a time only tells how rare a thing is: `the deadliest attack since the war began`."""
    return when.text[:5].lower() == "since" and bool(_rare().search(text[max(0, when.start - 130) : when.start]))


_OF_TOTAL = re.compile(
    r"\b(?:a total of|the total to|(?:bring|tak|rais)ing [^.;]{0,60} to)\s+(?:[a-z]+ ){0,2}[\d.,]+\s+$"
)


def is_of_total(one: Timed, when: When) -> bool:
    """Whether a time is that of a total behind the figure: `lost seven tanks, for a total of 11,000 since May`."""
    between_them = one.text[one.figure.end : when.start] if when.kind == "total" else ""
    return bool(_OF_TOTAL.search(between_them))


_RELATIVE = re.compile(
    r"\b(?:overnight|night|yesterday|today|(?:past|last|previous|preceding)\s+(?:\S+\s+)?(?:days?|hours?))\b",
    re.IGNORECASE,
)


def _told_earlier(one: Timed, times: Sequence[When], given: Dated, own: Sequence[Option]) -> Iterator[Option]:
    """`overnight`, as of the day on which somebody said so, where that is before the day of publication."""
    relative = [o.when for o in own if o.when and _RELATIVE.search(o.when.text)]
    told = [(w, w.first, w.last) for w in relative if w.first and w.last]
    if not given.published or not told:
        return
    line = one.text.rfind("\n", 0, one.scene.sentence.start) + 1
    near = between(times, max(line, given.dateline or 0), one.scene.sentence.end)[-OF_A_LINE:]
    said = next((w for w in reversed(near) if w.first and w.first == w.last and is_said(one.text, w)), None)
    gap = date.fromisoformat(given.published) - said.first if said and said.first else timedelta(0)
    if timedelta(0) < gap < timedelta(7):
        for when, first, last in told:
            yield Option(str(first - gap), str(last - gap), when, "told")


def _said_here(one: Timed, times: Sequence[When]) -> bool:
    """Whether the sentence itself tells on which day somebody said so: its `overnight` is the night before that day."""
    sentence = one.scene.sentence
    named = (w for w in between(times, sentence.start, sentence.end) if w.first and w.first == w.last)
    return any(is_said(one.text, w) for w in named)


def _around(one: Timed, times: Sequence[When], given: Dated) -> Iterator[Option]:
    sentence, after = one.scene.sentence, given.dateline or 0

    def named(low: int, high: int) -> list[When]:
        low = max(low, after)
        return [w for w in between(times, low, high) if w.kind == "period" and w.first] if low < high else []

    before = named(sentence.start - BACK, sentence.start)
    if given.digest:  # each item for itself
        line = one.text.rfind("\n", 0, sentence.start) + 1
        before = [w for w in before if w.start >= line]
    for when in reversed(before[-MOST:]):
        yield Option(*_days(when), when, "before")
    if given.digest:
        return
    for when in named(sentence.end, sentence.end + AHEAD)[:2]:
        yield Option(*_days(when), when, "behind")
    for when in named(0, min(LEAD, sentence.start - BACK))[:2]:
        yield Option(*_days(when), when, "lead")


def _from_report(given: Dated, earlier: Time | None) -> Iterator[Option]:
    if earlier is not None and earlier.kind in ("period", "total") and (earlier.start or earlier.end):
        yield Option(earlier.start, earlier.end, None, "earlier")
    if given.published:
        day = date.fromisoformat(given.published)
        eve = str(day - timedelta(1))
        yield Option(given.published, given.published, None, "published")
        yield Option(eve, eve, None, "eve")
        yield Option(eve, given.published, None, "night")
    if given.war and len(given.war) == 10:
        yield Option(given.war, given.war, None, "war")
