"""Figures, dates and names as a reader sees them on a terminal: the same words for every side."""

from counterclaim.model import Claim, Figure, Time
from counterclaim.reconcile import wording
from counterclaim.views.plain import plain

Number = float | int

TIME_WORDS = {"total": "total", "period": "in", "state": "as of", "planned": "planned", "unspecified": "time not told"}


def number(value: Number | None) -> str:
    """A number with its thousands set apart; nothing where there is none.

    >>> number(133190), number(66.7), number(None)
    ('133,190', '66.7', '')
    """
    return "" if value is None else wording.number(value)


def interval(low: Number | None, high: Number | None) -> str:
    """A range of claims, both ends inclusive.

    >>> [interval(1001, None), interval(0, 20), interval(300, 400), interval(16000, 16000), interval(None, None)]
    ['1,001 or more', 'up to 20', '300 to 400', '16,000', 'not stated']
    """
    if low is None and high is None:
        return "not stated"
    if low == high:
        return number(low)
    if high is None:
        return f"{number(low)} or more"
    if not low:
        return f"up to {number(high)}"
    return f"{number(low)} to {number(high)}"


def figure(figure: Figure) -> str:
    """A figure with its qualifier and, of a rate, its time.

    >>> figure(Figure(start=0, end=3, text="480", value=480, low=481, high=None, qualifier="more_than", unit="persons"))
    'more than 480'
    """
    return plain(wording.figure(figure)) + (f" a {figure.per}" if figure.per else "")


def days(start: str | None, end: str | None) -> str:
    """A stretch of days.

    >>> days("2023-04-28", "2023-04-30"), days(None, "2022-03-26"), days("2022-03-26", "2022-03-26")
    ('2023-04-28 to 2023-04-30', 'to 2022-03-26', '2022-03-26')
    """
    if start and end:
        return start if start == end else f"{start} to {end}"
    return f"to {end}" if end else f"from {start}" if start else ""


def when(time: Time) -> str:
    """What days a claim is about, and in which way.

    >>> when(Time(kind="total", end="2022-03-26")), when(Time(kind="state", end="2022-03-26"))
    ('total to 2022-03-26', 'as of 2022-03-26')
    """
    stretch = time.end or time.start or "" if time.kind == "state" else days(time.start, time.end)
    words = TIME_WORDS[time.kind]
    if not stretch and time.kind in ("period", "state"):
        return {"period": "period", "state": "as things stand"}[time.kind]
    return f"{words} {stretch}".strip()


def what(measure: str, object: str, party: str | None) -> str:
    """What is counted.

    >>> what("killed", "foreign_fighters", "russia")
    'killed: foreign fighters of russia'
    """
    of = f" of {party.replace('_', ' ')}" if party else ""
    return f"{measure.replace('_', ' ')}: {object.replace('_', ' ')}{of}"


def what_of(claim: Claim) -> str:
    """What a claim counts."""
    return what(claim.measure, claim.object, claim.party)


def plural(count: int, noun: str) -> str:
    """A count with its noun.

    >>> plural(1, "claim"), plural(1200, "claim")
    ('1 claim', '1,200 claims')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
