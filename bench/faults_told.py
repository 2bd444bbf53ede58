"""Faults in who says what: words, sources, dates and floors. See `faults` for those in series and sums."""

import hashlib

import msgspec

from bench.faults import Made, beside, fine, number_of, place, report
from bench.made import DAY, LENGTH, Ledger, entry, later
from counterclaim.model import Entry

MISUSE = {"measure": "casualties"}


# ---------------------------------------------------------------- words
def unit_mismatch(made: Ledger) -> Made:
    """One side's killed against the other's casualties."""
    number = place(made)
    put = made.own(number, fine(made.totals[number] / 3), "statement/unit", measure="casualties")
    entries = [each for each in made.entries if not each.document.startswith("statement/")]
    return [*entries, put], {put.claim.id}


def unit_misuse(made: Ledger) -> Made:
    """One number as killed in one report and as casualties in the next."""
    value = number_of(made, 3000, 9000)
    first = made.own(20, value, "first", place="Northside")
    put = made.own(21, value, "second", place="Northside", measure="casualties")
    return [*made.entries, first, put], {put.claim.id}


def unit_drift(made: Ledger) -> Made:
    """Eliminated in the bulletin, dead in the report that passes it on."""
    value = number_of(made, 3000, 9000)
    first = made.total(
        20, value, "first", say="It eliminated {n} soldiers.", place="Northside", word="eliminated", outlet="The Wire"
    )
    put = made.total(
        20, value, "second", say="According to The Wire, {n} soldiers were dead.", place="Northside", word="dead",
        outlet="The Echo", via=("The Wire",),
    )  # fmt: skip
    return [*made.entries, first, put], {put.claim.id}


def population_mismatch(made: Ledger) -> Made:
    """Parts that count mercenaries too, and a whole that does not say so."""
    a, b = number_of(made), number_of(made)
    days = [{"first": made.day(40 + n), "last": made.day(40 + n)} for n in (0, 1)]
    say = "It killed {0} soldiers and mercenaries on the first day, {1} soldiers and mercenaries on the second."
    parts = report(made, say, (a, days[0]), (b, days[1]), kind="period", place="Northside")
    whole = made.flow(
        40, a + b, "report", at=300, say="It killed {n} soldiers in two days.", last=made.day(41), place="Northside"
    )
    return beside(made, *parts, whole)


def headline_body(made: Ledger) -> Made:
    """A headline with another number than its text."""
    body = number_of(made)
    head = fine(body * made.random.choice((0.8, 1.15, 1.3)))
    first = f"Toll rises to {head:,}"
    text = f"{first}\nThe ministry said that {body:,} civilians had died."
    more = {"text_of": text, "object": "civilians", "place": None}
    title = made.total(40, head, "article", say="Toll rises to {n}", by=(None, None), **more)
    below = made.total(
        40, body, "article", say="The ministry said that {n} civilians had died.", at=len(first) + 1, **more
    )
    return beside(made, title, below)


def texts_of(entries: list[Entry]) -> dict[str, str]:
    """The text of an article that a fault stands in, by its sha256, put together from its sentences."""
    own = sorted((e for e in entries if e.document == "article"), key=lambda e: e.claim.quote.start)
    text = "\n".join(each.claim.quote.text for each in own)
    return {hashlib.sha256(text.encode()).hexdigest(): text} if own else {}


# ---------------------------------------------------------------- sources
def no_claimant(made: Ledger) -> Made:
    """A total that nobody is named for."""
    return beside(made, made.total(place(made), number_of(made, 1000, 9000), "report", by=(None, None)))


def duplicate(made: Ledger) -> Made:
    """A total told again by another outlet."""
    number = place(made)
    return beside(made, made.total(number, made.totals[number], "report", outlet="The Echo"))


def circular(made: Ledger) -> Made:
    """Two outlets that name each other as the source."""
    value = number_of(made, 1000, 9000)
    reports = [
        made.total(
            20,
            value,
            f"report/{a}",
            say=f"{b} put the dead at {{n}}.",
            by=("independent", b),
            outlet=a,
            place="Northside",
        )
        for a, b in (("The Wire", "The Echo"), ("The Echo", "The Wire"))
    ]
    media = [
        later(each, claimant=msgspec.structs.replace(each.claim.claimant, kind="media"))
        for each in reports
        if each.claim.claimant
    ]
    return beside(made, *media)


def altered_copy(made: Ledger) -> Made:
    """A sentence told again with another figure."""
    value = number_of(made, 1000, 9000)
    say = (
        "Spokesmen at the front said late in the evening that {n} men of the northern brigades had fallen since spring."
    )
    a = made.total(20, value, "one", say=say, place="Northside", outlet="The Wire")
    b = made.total(20, fine(value * 1.3), "two", say=say, place="Northside", outlet="The Echo")
    return beside(made, a, b)


def ratio_parties(made: Ledger) -> Made:
    """What the sides give is apart by design."""
    entries = [each for each in made.entries if each.document.startswith("statement/")]
    return list(made.entries), {each.claim.id for each in entries}


def cross_contradiction(made: Ledger) -> Made:
    """A monitor far outside of what a side gives."""
    number = place(made)
    value = fine(made.totals[number] * made.random.choice((0.05, 3)))
    put = made.total(
        number, value, "register", by=("independent", made.conflict.monitor), say="The register has {n} dead."
    )
    return beside(made, put)


def binary_contradiction(made: Ledger) -> Made:
    """A day's figure that the other side rejects."""
    number = place(made)
    value = number_of(made, 100, 900)
    given = made.flow(number, value, "report", place="Northside", at=0)
    denied = made.flow(
        number, value, "denial", by=made.conflict.counted, stance="denies", place="Northside", at=0,
        say="Nobody of ours died, it said of the {n}.",
    )  # fmt: skip
    return beside(made, given, denied)


# ---------------------------------------------------------------- floors
def floor_exceeded(made: Ledger) -> Made:
    """A total below what a monitor had verified by then."""
    number = made.random.randrange(LENGTH // 2 + 2, LENGTH - 2)
    floor = next(each.claim.figure.value for each in made.entries if each.document == "count") or 0
    put = made.own(number, fine(float(floor) * made.random.uniform(0.3, 0.9)), "statement/low")
    return beside(made, put)


def named_gt_total(made: Ledger) -> Made:
    """A total below the number of names on a list that was published before."""
    number = made.random.randrange(LENGTH // 2 + 2, LENGTH - 2)
    names = fine(made.totals[number] * 0.5)
    listed = entry(
        made.conflict, names, "It confirmed {n} dead by name.", "list", by=("independent", made.conflict.monitor),
        first=made.conflict.start, last=made.day(number - 1),
    )  # fmt: skip
    put = made.own(number, fine(names * made.random.uniform(0.4, 0.9)), "statement/low")
    return [*made.entries, listed, put], {put.claim.id}


# ---------------------------------------------------------------- dates of a document
def dateline_forged(made: Ledger) -> Made:
    """An address with another date, an archive that is older than the page, a weekday that the date was not."""
    number = place(made)
    day = made.day(number)
    other = day + made.random.choice((-1, 1)) * made.random.randint(3, 60) * DAY
    kind = made.random.randrange(3)
    if kind == 0:
        url = f"https://news.example/{other:%Y/%m/%d}/toll"
        return beside(made, made.total(number, made.totals[number], "page", url=url))
    if kind == 1:
        url = f"https://archive.example/web/{day - 9 * DAY:%Y%m%d}101500/https://news.example/toll"
        return beside(made, made.total(number, made.totals[number], "page", url=url))
    wrong = day + made.random.randint(1, 6) * DAY
    say = f"On {wrong:%A}, {day.day} {day:%B} {day.year}, the count stood at {{n}} dead."
    return beside(made, made.total(number, made.totals[number], "page", say=say))
