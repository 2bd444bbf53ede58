"""A ledger of long series as reports have them: with falls, slips, old figures, rejections, floors and reprints."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from bench.scale_ledger import OUTLETS, Part, War, written
from counterclaim.model import Claim, Document, claim_id

Read = tuple[Document, list[Claim]]

BEGUN = date(2019, 1, 1)
KINDS = [("killed", "soldiers", "persons"), ("wounded", "soldiers", "persons"), ("killed", "civilians", "persons"),
         ("casualties", "soldiers", "persons"), ("destroyed", "tanks", "items")]  # fmt: skip
LOOSER = {"killed": "casualties"}
SAYS = ("russia", "ukraine", "independent", None)


def slipped(value: int, chance: random.Random) -> int:
    """A total as it is misprinted or misunderstood now and then."""
    match chance.randrange(40):
        case 0:
            return value * 10
        case 1:
            return value // 2
        case 2:
            return value - value // 50
        case 3:
            return max(1, value // 40)
        case 4:
            digits = list(str(value))
            chance.shuffle(digits)
            return int("".join(digits)) or 1
        case 5:
            return value // 100 * 100 or value
    return value


def total(says: str, party: str, measure: str, object: str, day: date, chance: random.Random) -> int:
    """A running total of a side to a day: it stands still in May, and begins anew in the second year for tanks."""
    days = (day - BEGUN).days
    if day.month == 5:
        days = (date(day.year, 5, 1) - BEGUN).days
    if object == "tanks" and days > 420:
        days -= 400
    base = sum(map(ord, says + party + measure + object)) % 37 + 4
    return slipped(base * (days + 30), chance)


def parts(day: date, chance: random.Random) -> list[Part]:
    """What a report of a day tells."""
    made: list[Part] = []
    for _ in range(chance.randrange(1, 6)):
        says, party = chance.choice(SAYS), chance.choice(("russia", "ukraine"))
        measure, thing, unit = chance.choice(KINDS)
        about = day - timedelta(days=chance.choice((0, 0, 0, 0, 1, 2, 40)))
        one: Part = {"says": says, "party": party, "measure": measure, "object": thing, "word": measure, "unit": unit,
                     "place": None, "day": about}  # fmt: skip
        if chance.random() < 0.6:
            one |= {"kind": "total", "value": total(says or "nobody", party, measure, thing, about, chance)}
        else:
            where = chance.choice((None, "Ard", "Bel"))
            one |= {"kind": "period", "value": chance.choice((2, 3, 5, 12, 40, 120, 700)), "place": where}
        made.append(one)
    return made


def other(claim: Claim, chance: random.Random) -> Claim:
    """A claim as it stands in few reports: rejected, said to be verified, of no known day, less than a bound."""
    match chance.randrange(60):
        case 0:
            return replace(claim, stance="denies")
        case 1:
            return replace(claim, verification="verified")
        case 2:
            return replace(claim, time=replace(claim.time, start=None, end=None))
        case 3:
            return replace(claim, figure=replace(claim.figure, qualifier="more_than", high=None))
        case 4:
            return replace(claim, conflict=None)
        case 5:
            return replace(claim, time=replace(claim.time, start="2019-01-01"))
        case 6:
            return replace(claim, measure="strength", object="soldiers", time=replace(claim.time, kind="state"))
    return claim


def edited(one: Read, id: str, outlet: str, chance: random.Random) -> Read:
    """A report told again: word for word, or in nearly the same text with an agency's credit and a looser word."""
    document, claims = one
    same = chance.random() < 0.4
    text = document.text if same else f"{document.text}(Reuters)"
    again = replace(
        document, id=id, text=text, outlet=outlet, url=f"https://{outlet.lower().replace(' ', '-')}.example/{id}"
    )
    sha, anonymous = again.text_sha256, not same and chance.random() < 0.5
    return again, [
        replace(
            claim,
            id=claim_id(sha, claim.figure.start, claim.figure.end),
            document=id,
            claimant=None if anonymous else claim.claimant,
            measure=claim.measure if same else LOOSER.get(claim.measure, claim.measure),
        )
        for claim in claims
    ]


def untidy(seed: int, reports: int, years: float = 3.0) -> Iterator[Read]:
    """Reports of one conflict in no order, about three claims each."""
    chance = random.Random(seed)
    war, told = War("russia-ukraine", ("russia", "ukraine"), BEGUN, ("Ard", "Bel")), list[Read]()
    for number in range(reports):
        id, outlet = f"r{chance.randrange(10**9):09d}{number}", chance.choice(OUTLETS[:12])
        if told and chance.random() < 0.25:
            yield edited(chance.choice(told), id, outlet, chance)
            continue
        day = BEGUN + timedelta(days=chance.randrange(int(365 * years)))
        extra = f"near {chance.choice(('the river', 'a market', 'the old bridge'))}, officers {number % 97} added"
        extra += ", calling it the deadliest day yet" * (number % 7 == 0)
        document, claims = written(id, outlet, day, war, parts(day, chance), extra)
        told.append((document, [other(claim, chance) for claim in claims]))
        yield told[-1]
