"""Figures, days and names as a reader sees them: in print on a page, and short in the tables of a terminal.

The same words for every side; labels of the closed lists stand in words.toml.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from counterclaim.model import Figure, Leftover, Series, Time, Unit
from counterclaim.reconcile import wording
from counterclaim.vocabulary import words as vocabulary
from counterclaim.vocabulary.conflicts import conflicts

Number = float | int
UNSTATED = "not stated"

# what could change the direction or the end of a line for the words around it, or cannot be written as UTF-8
TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # Unicode TR 9, explicit formatting
UNSEEN = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), *range(127, 160), *TURNING, *range(0xD800, 0xE000)], "\ufffd"
)


@cache
def labels() -> Mapping[str, Mapping[str, str]]:
    """Return the tables of words.toml.

    >>> labels()["outcomes"]["holds"]
    'Add up'
    """
    return tomllib.loads(files("counterclaim.views").joinpath("words.toml").read_text(encoding="utf-8"))


def label(table: str, key: str) -> str:
    """Return the display word of an id, else the id itself with spaces.

    >>> label("times", "total"), label("kinds", "think_tank"), label("codes", "NEW_CHECK")
    ('running total', 'think tank', 'New check')
    """
    spaced = key.replace("_", " ")
    return labels()[table].get(key) or (spaced.capitalize() if key.isupper() else spaced)


def clean(text: str) -> str:
    """Return text without control characters and lone surrogates; each becomes one replacement character.

    >>> clean("a\\x00b")
    'a\ufffdb'
    """
    return text if text.isprintable() else text.translate(UNSEEN)  # what turns a line or is unseen is not printable


def reviewed(status: str, review: str | None) -> str:
    """Return what people decided of a claim, and where more than one reader is asked for, how far that is.

    >>> reviewed("accepted", "waits"), reviewed("flagged", None)
    ('accepted, waits for another reader', 'flagged')
    """
    told = label("statuses", status)
    return f"{told}, {label('reviews', review)}" if review else told


# ---------------------------------------------------------------- names
def party_name(party: str | None, names: Mapping[str, str] = {}) -> str:
    """Return the display name of a party id; `names` goes before the vocabulary.

    >>> party_name("el_salvador"), party_name("us"), party_name(None), party_name("x", {"x": "Xanadu"})
    ('El Salvador', 'US', 'not stated', 'Xanadu')
    """
    if party is None:
        return UNSTATED
    return clean(names.get(party) or wording.first_up(wording.side(party).removeprefix("the ")))


def conflict(conflict: str) -> str:
    """Return the display name of a conflict.

    >>> conflict("russia-ukraine"), conflict("of_another_list")
    ('Russia and Ukraine', 'of another list')
    """
    known = conflicts().get(conflict)
    return clean(known.name if known else conflict.replace("_", " "))


def what(measure: str, object: str, party: str | None = None) -> str:
    """Return what is counted, in the words of the comparisons.

    >>> what("shot_down", "aircraft", "russia")
    'Shot down: aircraft (Russia)'
    """
    title = vocabulary.toml("units.toml")["titles"].get(measure, measure.replace("_", " ").capitalize())
    return f"{title}: {wording.thing(object, party)}"


def series(found: Series) -> str:
    """Return what the figures of a series are: what is counted, in what unit where it is no number of these, and when.

    >>> from counterclaim.model import Series
    >>> told = {"claimant": None, "side": None, "party": "lebanon", "conflict": None, "points": ()}
    >>> series(Series(measure="displaced", object="people", time_kind="total", unit="percent", **told))
    'Displaced: people (Lebanon), in percent, running total'
    """
    return f"{quantity(found)}, {label('times', found.time_kind)}"


def quantity(found: Series, *, party: bool = True) -> str:
    """Return what the figures of a series count, in what unit where it is no number of these.

    >>> from counterclaim.model import Series
    >>> told = {"claimant": None, "side": None, "party": "azerbaijan", "conflict": None, "points": ()}
    >>> quantity(Series(measure="captured", object="area", time_kind="period", unit="km2", **told), party=False)
    'Captured: area, in km²'
    """
    unit = labels()["units"].get(found.unit)
    return what(found.measure, found.object, found.party if party else None) + (f", {unit}" if unit else "")


# ---------------------------------------------------------------- figures
def number(value: Number | None, unit: Unit = "other") -> str:
    """Return a number with its thousands grouped, one decimal at most, and its sign where it has one.

    >>> number(16000), number(33.3, "percent"), number(2_500_000.0), number(None)
    ('16,000', '33.3 %', '2,500,000', '')
    """
    return "" if value is None else wording.number(value) + wording.SIGNS.get(unit, "")


def figure(figure: Figure) -> str:
    """Return a figure in words and digits: what is stated, no more.

    >>> figure(Figure(start=0, end=3, text="480", value=480, low=481, high=None, qualifier="more_than", unit="persons"))
    'more than 480'
    """
    per = f" a {figure.per}" if figure.per else ""
    return clean(" ".join(wording.figure(figure).split())) + per


def leftover(left: Leftover) -> str:
    """Return why a number is no claim, with the words that told, or the measure that was likeliest.

    >>> from counterclaim.model import Span
    >>> figure, quote = Span(start=4, end=6, text="43"), Span(start=0, end=20, text="The 43-year-old left.")
    >>> leftover(Leftover(document="a", quote=quote, figure=figure, reason="age", words="-year-old"))
    'an age (-year-old)'
    """
    if left.measure is None:
        return label("leftovers", left.reason) + (f" ({clean(left.words)})" if left.words else "")
    return f"{label('leftovers', left.reason)} ({left.measure.replace('_', ' ')}, {left.probability or 0:.2f})"


def interval(low: Number | None, high: Number | None, unit: Unit = "other") -> str:
    """Return a range of claims in words, both ends inclusive.

    >>> [interval(low, high, "percent") for low, high in [(70, 70), (81, None), (3, 9), (0, 20), (None, None)]]
    ['70 %', '81 % or more', '3 to 9 %', 'up to 20 %', 'no bound stated']
    """
    if low is None and high is None:
        return "no bound stated"
    if low is None or high is None:
        return f"{number(low, unit)} or more" if low is not None else f"up to {number(high, unit)}"
    if low != high and not low:
        return f"up to {number(high, unit)}"
    return number(low, unit) if low == high else f"{number(low)} to {number(high, unit)}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun.

    >>> counted(1, "document"), counted(1200, "party", "parties")
    ('1 document', '1,200 parties')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


# ---------------------------------------------------------------- days
def day(iso: str | None) -> str:
    """Return an ISO date, month or year as written in print.

    >>> day("2022-03-26"), day("2022-03"), day("2022"), day(None), day("soon")
    ('26 March 2022', 'March 2022', '2022', 'not dated', 'soon')
    """
    if not iso:
        return "not dated"
    parts = iso[:10].split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return clean(iso)
    try:
        when = date(int(parts[0]), *(int(part) for part in [*parts[1:], "1", "1"][:2]))
    except ValueError:
        return clean(iso)
    return " ".join([str(when.day), wording.MONTHS[when.month - 1], str(when.year)][3 - len(parts) :])


def told_on(published: str | None, last: str | None) -> str:
    """Return when a figure was told: the day of publication, else the last day that the figure is about.

    A table of figures by day has no day of publication, and its figures are dated all the same.

    >>> told_on("2022-03-26", None), told_on(None, "2022-03-25"), told_on(None, None)
    ('26 March 2022', 'figure to 25 March 2022', 'not dated')
    """
    return day(published) if published or not last else f"figure to {day(last)}"


def period(time: Time) -> str:
    """Return which days a figure is about, as written in print.

    >>> period(Time(kind="total", end="2022-03-26"))
    'running total, to 26 March 2022'
    >>> period(Time(kind="period", start="2023-02-06", end="2023-02-07"))
    'within a period, 6 February 2023 to 7 February 2023'
    >>> period(Time(kind="period", start="2023-02-06", end="2023-02-06")), period(Time(kind="period", end="2023-02-06"))
    ('on 6 February 2023', 'within a period, to 6 February 2023')
    """
    words = label("times", time.kind)
    if time.kind == "period" and time.start and time.start == time.end:
        return f"{'on' if len(time.start) == len('2022-03-26') else 'in'} {day(time.start)}"
    if time.kind == "total" and time.start and time.end:
        return f"{words}, from {day(time.start)} to {day(time.end)}"
    if time.start and time.end and time.start != time.end:
        return f"{words}, {day(time.start)} to {day(time.end)}"
    if time.kind in ("total", "period") and time.end and not time.start:
        return f"{words}, to {day(time.end)}"
    if time.kind == "period" and time.start and not time.end:
        return f"{words}, from {day(time.start)}"
    only = time.end or time.start
    return f"{words}, {day(only)}" if only else words


def period_in_table(time: Time) -> str:
    """Return which days a figure is about, short, with ISO dates.

    >>> [period_in_table(Time(kind=kind, end="2022-03-26")) for kind in ("total", "state", "period")]
    ['total to 2022-03-26', 'as of 2022-03-26', 'period to 2022-03-26']
    >>> [period_in_table(Time(kind="period", start=day, end=day)) for day in ("2022-03-26", "2022-03")]
    ['on 2022-03-26', 'in 2022-03']
    """
    if time.kind == "period" and time.start and time.start == time.end:
        return f"{'on' if len(time.start) == len('2022-03-26') else 'in'} {time.start}"
    if time.kind == "state":
        days = time.end or time.start
    elif time.start and time.end and time.start != time.end:
        days = f"{time.start} to {time.end}"
    elif time.kind in ("total", "period") and (time.start or time.end) and time.start != time.end:
        days = f"to {time.end}" if time.end else f"from {time.start}"
    else:
        days = time.end or time.start
    return label("times_in_table", time.kind if days else f"{time.kind}_undated") + (f" {days}" if days else "")
