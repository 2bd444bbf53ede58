"""Figures, days and names as a sentence in print has them; the same words for each side."""

from datetime import date
from fractions import Fraction

from counterclaim.model import Claimant, Figure
from counterclaim.reconcile.intervals import Exact, Interval, exact
from counterclaim.reconcile.periods import Days
from counterclaim.vocabulary import actors
from counterclaim.vocabulary.words import toml

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
SIGNS = {"percent": " %", "km2": " km²", "km": " km"}


def number(value: Exact | float) -> str:
    """A number in print: thousands separated, at most one decimal.

    >>> number(133190), number(Fraction(333, 10)), number(-3)
    ('133,190', '33.3', '-3')
    """
    whole = exact(value) if isinstance(value, float) else value
    if isinstance(whole, Fraction) and whole.denominator != 1:
        return f"{float(whole):,.1f}"
    return f"{int(whole):,}"


def figure(words: Figure) -> str:
    """A figure with its qualifier.

    >>> figure(Figure(start=0, end=3, text="480", value=480, low=481, high=None, qualifier="more_than", unit="persons"))
    'more than 480'
    """
    sign = SIGNS.get(words.unit, "")
    if words.value is None:
        if words.qualifier == "range" and words.low is not None and words.high is not None:
            return f"{number(words.low)} to {number(words.high)}{sign}"
        return words.text[:1].lower() + words.text[1:]
    given = number(words.value) + sign
    if words.qualifier == "approx":
        return f"about {given}"
    if words.qualifier == "almost":
        return f"nearly {given}"
    if words.qualifier == "more_than":
        return f"at least {given}" if words.low == words.value else f"more than {given}"
    if words.qualifier == "less_than":
        return f"up to {given}" if words.high == words.value else f"fewer than {given}"
    return given


def interval(value: Interval, unit: str = "persons") -> str:
    """An interval in words.

    >>> (
    ...     interval(Interval(1056, None)),
    ...     interval(Interval(5, 5)),
    ...     interval(Interval(0, 20)),
    ...     interval(Interval(450, 550)),
    ... )
    ('at least 1,056', '5', 'up to 20', '450 to 550')
    """
    sign = SIGNS.get(unit, "")
    low, high = value
    if low is not None and low == high:
        return number(low) + sign
    if high is None:
        return "an unknown number" if low is None else f"at least {number(low)}{sign}"
    return f"up to {number(high)}{sign}" if not low else f"{number(low)} to {number(high)}{sign}"


def times(factor: Exact) -> str:
    """A factor rounded down, so that "at least" stays true.

    >>> times(Fraction(16000, 1351)), times(3), times(Fraction(2512, 10))
    ('11.8', '3', '251')
    """
    if factor >= 100 or factor == int(factor):
        return f"{int(factor):,}"
    tenths = int(factor * 10)
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)


def quotient(factor: Exact) -> str:
    """A quotient rounded to a tenth, from 100 on to a whole: what stands behind "=".

    >>> quotient(Fraction(400, 41)), quotient(Fraction(226, 192)), quotient(3)
    ('9.8', '1.2', '3')
    """
    return times(round(Fraction(factor), 1 if factor < 100 else 0))


def on(day: date | str | None) -> str:
    """A day in words.

    >>> on(date(2022, 3, 26)), on("2022-03-26"), on(None)
    ('26 March 2022', '26 March 2022', 'an unknown day')
    """
    if day is None:
        return "an unknown day"
    known = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{known.day} {MONTHS[known.month - 1]} {known.year}"


def span(days: Days) -> str:
    """A period in words.

    >>> span(Days(date(2023, 4, 28), date(2023, 4, 30), False)), span(Days(None, date(2023, 4, 28), False))
    ('28 April 2023 to 30 April 2023', '28 April 2023')
    """
    if days.first is None or days.first == days.last:
        return on(days.last)
    return f"{on(days.first)} to {on(days.last)}"


def days(count: int) -> str:
    """A number of days.

    >>> days(1), days(30)
    ('1 day', '30 days')
    """
    return f"{count:,} day{'' if count == 1 else 's'}"


def side(name: str | None) -> str:
    """A party as a sentence names it.

    >>> side("south_korea"), side("us"), side(None)
    ('South Korea', 'the US', 'an unnamed source')
    """
    if name is None:
        return "an unnamed source"
    short = toml("camps.toml")["names"].get(name)
    known = None if short else actors.get(name)
    return str(short or (known.name if known else name.replace("_", " ").title()))


def claimant(who: Claimant | None) -> str:
    """A claimant by name; a private person by role.

    >>> claimant(None)
    'an unnamed source'
    """
    if who is None:
        return "an unnamed source"
    return "a private person" if who.kind == "private" else who.name


def possessive(name: str) -> str:
    """A name that something is of.

    >>> possessive("Kyiv"), possessive("Emergency services")
    ("Kyiv's", "Emergency services'")
    """
    return name + ("'" if name.endswith("s") else "'s")


def kinds(object: str) -> str:
    """What is counted, in the plural.

    >>> kinds("rocket_launchers"), kinds("other")
    ('rocket launchers', 'other things')
    """
    return "other things" if object == "other" else object.replace("_", " ")


def counted(words: Figure, object: str) -> str:
    """A figure with what it counts.

    >>> counted(Figure(start=0, end=1, text="1", value=1, low=1, high=1, qualifier="exact", unit="persons"), "children")
    '1 child'
    """
    kind = kinds(object)
    if words.unit == "percent" or (words.qualifier == "vague" and words.text.endswith("s")):
        kind = f"of {kind}"  # 70 % of area, hundreds of soldiers
    if words.value == 1 and words.qualifier == "exact":
        kind = str(toml("units.toml")["singular"].get(object, kind.removesuffix("s")))
    return f"{figure(words)} {kind}"


def thing(object: str, party: str | None) -> str:
    """What is counted, with whose it is.

    >>> thing("armoured_vehicles", "russia"), thing("people", None)
    ('armoured vehicles (Russia)', 'people')
    """
    counted = kinds(object)
    return f"{counted} ({side(party).removeprefix('the ')})" if party else counted


def measure(name: str) -> str:
    """A measure as it follows what is counted.

    >>> measure("strength"), measure("killed"), measure("shot_down")
    ('present', 'killed', 'shot down')
    """
    return str(toml("units.toml")["said"].get(name, name.replace("_", " ")))


def joined(parts: list[str]) -> str:
    """A list in words.

    >>> joined(["5", "7", "9"]), joined(["5"])
    ('5, 7 and 9', '5')
    """
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def first_up(text: str) -> str:
    """The text with its first letter in upper case.

    >>> first_up("the US gave 3")
    'The US gave 3'
    """
    return text[:1].upper() + text[1:]
