"""What the claims of one text tell of each other: what an enumeration shares, what is denied and was told before."""

import re

import msgspec

from counterclaim.model import Claim

_ENUMERATED = re.compile(r"\s[a-z][\w\s'’-]{2,40}?(?:,|,?\sand)\s(?:\w+\s){0,3}")  # between 582 and 121 tanks
_TELLING = 10  # a smaller number that is denied may be another's


def in_step(text: str, claims: list[Claim]) -> list[Claim]:
    """The claims of a text, in its order, in step with their neighbours."""
    return _as_first_told(_since_the_same(text, claims))


def _as_first_told(claims: list[Claim]) -> list[Claim]:
    """The claims; a figure that is denied is the one told before: of the same people, time and place.

    `272 civilians were killed in Kishishe. The M23 denied that 272 people had been killed.`
    """
    for at, one in enumerate(claims):
        if one.stance != "denies" or one.figure.value is None or one.figure.value < _TELLING:
            continue
        told = (c for c in reversed(claims[:at]) if c.stance != "denies" and c.measure == one.measure)
        first = next((c for c in told if c.figure.value == one.figure.value), None)
        if first is not None:
            claims[at] = with_fields(one, first, "party", "time", "place")
    return claims


def _since_the_same(text: str, claims: list[Claim]) -> list[Claim]:
    """The claims; of `582 tanks and 121 aircraft since the start of the war` the 582 as well since then.

    A flow whose days its own sentence does not name, right before a total of the same measure whose start it does.
    """
    for at in range(len(claims) - 2, -1, -1):
        one, behind = claims[at], claims[at + 1]
        total = behind.time.kind == "total" and names_in_its_sentence(behind, "time")
        flows = one.time.kind == "period" and not names_in_its_sentence(one, "time")
        same = one.quote.start == behind.quote.start and (one.measure, one.party) == (behind.measure, behind.party)
        if total and flows and same and _ENUMERATED.fullmatch(text, one.figure.end, behind.figure.start):
            claims[at] = with_fields(one, behind, "time")
    return claims


def names_in_its_sentence(claim: Claim, field: str) -> bool:
    """Whether the words of a claim's field stand in its own sentence."""
    return any(s.field == field and claim.quote.start <= s.start < claim.quote.end for s in claim.spans)


def with_fields(one: Claim, other: Claim, *fields: str) -> Claim:
    """A claim with some fields of another, and the words that they stand in."""
    kept = [s for s in one.spans if s.field not in fields]
    spans = (*kept, *(s for s in other.spans if s.field in fields))
    return msgspec.structs.replace(one, spans=spans, **{field: getattr(other, field) for field in fields})
