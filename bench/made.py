"""Made-up ledgers of several conflicts, from a seed: who counts whose dead day by day, and what faults do to it."""

import hashlib
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import msgspec

from counterclaim.model import Claim, Claimant, Entry, FieldSpan, Figure, Place, Span, Time, Via, claim_id

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Conflict:
    """A conflict as the made ledgers need it: who counts, whose losses, how many a day."""

    id: str
    counting: tuple[str, str]  # side and name of who gives a bulletin every day
    counted: tuple[str, str]  # side and name of the other
    monitor: str
    start: date
    daily: int


CONFLICTS = (
    Conflict(
        "russia-ukraine", ("ukraine", "General Staff"), ("russia", "Ministry"), "A register", date(2022, 3, 1), 620
    ),
    Conflict("israel-gaza", ("gaza", "Health Ministry"), ("israel", "Army"), "A monitor", date(2023, 10, 8), 140),
    Conflict("el-salvador", ("fmln", "Radio"), ("el_salvador", "Armed Forces"), "A church", date(1989, 2, 1), 35),
    Conflict("sri-lanka", ("sri_lanka", "Ministry"), ("ltte", "Secretariat"), "A rights group", date(2008, 9, 1), 60),
)


def claimant(side: str | None, name: str | None) -> Claimant | None:
    """A speaker by side and name; None where nobody is named."""
    if name is None:
        return None
    kind = "monitor" if side in (None, "independent") else "body"
    return Claimant(id=None, name=name, side=side, kind=kind, start=None, end=None, text=None)  # type: ignore[arg-type]


def entry(
    conflict: Conflict, number: float, say: str, document: str, *, by: tuple[str | None, str | None], **more: Any
) -> Entry:
    """One claim in a sentence; `say` has {n} where the figure stands. Further fields as the records have them."""
    told = more.pop("told", f"{number:,}")
    before, after = say.split("{n}")
    base = int(more.pop("at", 0))
    start = base + len(before)
    low, high = more.pop("reach", (number, number))
    sha = hashlib.sha256(more.pop("text_of", document).encode()).hexdigest()
    value = more.pop("value", number)
    figure = Figure(
        start=start, end=start + len(told), text=told, value=value, low=low, high=high,
        qualifier=more.pop("qualifier", "exact"), unit=more.pop("unit", "persons"),
    )  # fmt: skip
    first, last = more.pop("first", None), more.pop("last", None)
    place = more.pop("place", None)
    published, outlet, url = more.pop("published", last), more.pop("outlet", None), more.pop("url", None)
    claim = Claim(
        id=claim_id(sha, figure.start, figure.end),
        document=document,
        quote=Span(start=base, end=base + len(before + told + after), text=before + told + after),
        figure=figure,
        measure=more.pop("measure", "killed"),
        object=more.pop("object", "soldiers"),
        party=more.pop("party", conflict.counted[0]),
        conflict=conflict.id,
        claimant=claimant(*by),
        via=tuple(Via(name=name, start=None, end=None, text=None) for name in more.pop("via", ())),
        time=Time(kind=more.pop("kind", "total"), start=_iso(first), end=_iso(last)),
        place=Place(name=place, text=place) if place else None,
        spans=_words(more.pop("word", None), before + told + after, base),
        rule="made",
        **more,
    )
    return Entry(
        claim=claim, document=document, published=_iso(published), outlet=outlet, url=url, text_sha256=sha
    )  # fmt: skip


def _words(word: str | None, text: str, base: int) -> tuple[FieldSpan, ...]:
    if word is None:
        return ()
    at = base + text.index(word)
    return (FieldSpan(field="measure", start=at, end=at + len(word), text=word),)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


# ---------------------------------------------------------------- a ledger without faults
@dataclass
class Ledger:
    """What is given day by day, before it is written down as entries."""

    conflict: Conflict
    random: random.Random
    totals: list[int]  # of the day that each stands for
    steps: list[int]
    entries: list[Entry]

    def day(self, number: int) -> date:
        """The date of a day of the ledger."""
        return self.conflict.start + number * DAY

    def total(self, number: int, value: int, document: str = "", **more: Any) -> Entry:
        """The counting side's total on a day, in a bulletin."""
        fixed = {"by": self.conflict.counting, "first": self.conflict.start, "last": self.day(number)}
        say = more.pop("say", "It gave {n} dead soldiers of the other side so far.")
        return entry(self.conflict, value, say, document or f"bulletin/{number}", **{**fixed, **more})

    def flow(self, number: int, value: int, document: str = "", **more: Any) -> Entry:
        """The counting side's figure for a day, in the same bulletin."""
        fixed = {"by": self.conflict.counting, "kind": "period", "at": 100}
        days = {"first": self.day(number), "last": self.day(number)}
        say = more.pop("say", "It put the dead of the past day at {n} of them.")
        return entry(self.conflict, value, say, document or f"bulletin/{number}", **{**fixed, **days, **more})

    def own(self, number: int, value: int, document: str = "", **more: Any) -> Entry:
        """The other side's total of its own dead."""
        said = {"by": self.conflict.counted, "say": "Our losses stand at {n} killed, a statement read."}
        return self.total(number, value, document or f"statement/{number}", **{**said, **more})


LENGTH = 90  # days
OWN_EVERY = 9  # days between two totals of the side that is counted
BULLETIN_STEPS = 3  # every third bulletin tells the day's figure too


def ledger(conflict: Conflict, seed: int) -> Ledger:
    """A clean ledger: a rising daily total, some stated increments, the other side's lower total, a monitor's floor."""
    rng = random.Random(f"{conflict.id}/{seed}")
    steps = [max(3, round(conflict.daily * rng.lognormvariate(0, 0.22))) for _ in range(LENGTH)]
    totals: list[int] = []
    for step in steps:
        totals.append((totals[-1] if totals else 8 * conflict.daily) + step)
    made = Ledger(conflict, rng, totals, steps, [])
    made.entries += written(made, totals)
    share = rng.uniform(0.2, 0.45)
    for number in range(4, LENGTH, OWN_EVERY):
        made.entries.append(made.own(number, round(totals[number] * share)))
    floor = round(totals[LENGTH // 2] * share * 0.6)
    made.entries.append(
        entry(
            conflict, floor, "It verified {n} deaths one by one.", "count", by=("independent", conflict.monitor),
            first=conflict.start, last=made.day(LENGTH // 2), reach=(floor, None), qualifier="more_than",
        )
    )  # fmt: skip
    return made


def written(made: Ledger, totals: Iterable[int]) -> list[Entry]:
    """The bulletins that give these totals, and every third the day's increase."""
    found: list[Entry] = []
    before = None
    for number, value in enumerate(totals):
        found.append(made.total(number, value))
        if before is not None and number % BULLETIN_STEPS == 0 and value > before:
            found.append(made.flow(number, value - before))
        before = value
    return found


def without(entries: Iterable[Entry], *documents: str) -> list[Entry]:
    """The entries that stand in no document of these names."""
    return [each for each in entries if each.document not in documents]


def later(each: Entry, **fields: Any) -> Entry:
    """The entry with other fields of its claim."""
    return msgspec.structs.replace(each, claim=msgspec.structs.replace(each.claim, **fields))
