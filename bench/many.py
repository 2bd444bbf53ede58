"""A million invented claims: 250,000 reports of four years, a third of them copies, and how long their origins take."""

import random
import time
from collections.abc import Iterator
from datetime import date, timedelta

from counterclaim.model import Claim, Claimant, Entry, Figure, Place, Span, Time
from counterclaim.reconcile.origins import origins

SEED, DAYS, OUTLETS, TOWNS = 22, 1461, 300, 2000
PER_REPORT = 4
COPIED = 1 / 3  # of the reports
SIDES = {"russia-ukraine": ("russia", "ukraine"), "israel-gaza": ("israel", "gaza"), "sudan": ("sudan", "rsf")}
TEMPLATES = (
    "Shells that fell on the market of {town} in the morning killed {figure} {object}, said people who live nearby",
    "{figure} {object} were wounded when the road bridge of {town} was hit for the second time within a week",
    "The command put the number of {object} killed near {town} since the start of the year at {figure} in its bulletin",
    "In {town} rescuers brought {figure} {object} out of the cellar of a school that had been struck at night",
)
MEASURES = ("killed", "wounded", "killed", "wounded")
START = date(2022, 2, 24)


def reports(claims: int) -> Iterator[Entry]:
    """So many claims, report by report."""
    chance = random.Random(SEED)
    towns = [f"Town{chr(65 + n % 26)}{n}" for n in range(TOWNS)]
    outlets = [f"Outlet {n}" for n in range(OUTLETS)]
    kept: list[tuple[date, list[Claim]]] = []
    for number in range(claims // PER_REPORT):
        name = f"d{number:07}"
        if kept and chance.random() < COPIED:
            day, told = chance.choice(kept[-500:])
            day += timedelta(days=chance.randrange(3))
        else:
            day = START + timedelta(days=number * DAYS * PER_REPORT // claims)
            told = [_claim(chance, towns, kind) for kind in range(PER_REPORT)]
            kept.append((day, told))
        outlet = chance.choice(outlets)
        for place, claim in enumerate(told):
            own = Claim(
                id=f"c_{number * PER_REPORT + place:016}", document=name, quote=claim.quote, figure=claim.figure,
                measure=claim.measure, object=claim.object, party=claim.party, conflict=claim.conflict,
                claimant=claim.claimant, time=claim.time, place=claim.place, rule="invented",
            )  # fmt: skip
            yield Entry(claim=own, document=name, published=day.isoformat(), outlet=outlet, text_sha256=name)


def _claim(chance: random.Random, towns: list[str], kind: int) -> Claim:
    conflict, parties = chance.choice(list(SIDES.items()))
    value = chance.choice((1, 2, 3, 5, 8, 12, 40, 900, chance.randrange(10, 20000)))
    town, object_, words = chance.choice(towns), chance.choice(("soldiers", "civilians", "people")), f"{value:,}"
    sentence = TEMPLATES[kind].format(town=town, figure=words, object=object_)
    start = sentence.index(words)
    side = chance.choice(parties)
    named = Claimant(id=f"{side}/mod", name=f"{side} ministry", side=side, kind="body", start=None, end=None, text=None)
    return Claim(
        id="", document="", quote=Span(start=0, end=len(sentence), text=sentence),
        figure=Figure(start=start, end=start + len(words), text=words, value=value, low=value, high=value,
                      qualifier="exact", unit="persons"),
        measure=MEASURES[kind], object=object_, party=chance.choice(parties), conflict=conflict,
        claimant=named if chance.random() < 0.5 else None, time=Time(kind="total" if kind == 2 else "period"),
        place=Place(name=town, text=town, precision="city"), rule="invented",
    )  # fmt: skip


def timed(claims: int) -> str:
    """A line with how long the origins of so many claims took, from entries on."""
    entries = list(reports(claims))
    began, busy = time.perf_counter(), time.process_time()
    made = origins(entries)
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    return (
        f"{claims:,} claims: {len(made):,} origins in {busy:.0f} seconds of one core "
        f"({seconds:.0f} by the clock, where other work ran beside it)."
    )
