"""What follows from the claims, asked of the copy: quantities, series, findings, origins, what is worth a minute."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import msgspec
import numpy as np

from counterclaim.errors import UsageError
from counterclaim.ledger.lookup import numbers_of
from counterclaim.model import Comparison, Entry, Filter, Finding, Series
from counterclaim.pipeline import answers
from counterclaim.pipeline.aside import ASIDE, claims_named, dismissals, finding_key
from counterclaim.pipeline.serve.desk import Desk
from counterclaim.pipeline.serve.worth import reasons, worth
from counterclaim.reconcile.checks import ORDER, OUTCOME
from counterclaim.reconcile.copy import ranked
from counterclaim.reconcile.copy.found import Query
from counterclaim.reconcile.copy.select import Mask
from counterclaim.reconcile.copy.written import Retold
from counterclaim.reconcile.incidents import Incident
from counterclaim.reconcile.incidents import incidents as put_together

EVERYTHING = Filter()
TOGETHER = 1_000  # claims that are put together to incidents while a page waits: half a second
LOOKED_AT = 200  # claims of one origin
AT_ONCE = 3_000  # claims that are reckoned with while a page waits, where days are chosen: about a second
Told = TypeVar("Told", Comparison, Series, Finding, Retold)


def records(desk: Desk, kind: type[Told], ids: Iterable[int]) -> list[Told]:
    """Results by their numbers."""
    decoder = msgspec.json.Decoder(kind)
    with desk.lock:
        found = ranked.records(desk.copy().connection, ids)
    return [decoder.decode(one) for one in found]


def some(desk: Desk, kind: type[Told], wanted: Mask, start: int, limit: int) -> tuple[list[Told], int]:
    """Some of the results that are wanted of all of a kind, and how many these are."""
    places = np.flatnonzero(wanted)
    ids = desk.state.results.ranked[NAMES[kind]].ids[places[start : start + limit]]
    return records(desk, kind, ids.tolist()), len(places)


NAMES: dict[type, str] = {Comparison: "comparison", Series: "series", Finding: "finding", Retold: "origin"}


def comparisons(desk: Desk, where: Filter, on: str | None, start: int, limit: int) -> tuple[Sequence[Comparison], int]:
    """What is claimed side by side, the most contested first, and how many there are."""
    if on and not (where.since or where.until):
        found = as_of(desk, where, on)
        return found[start : start + limit], len(found)
    if on or where.since or where.until:
        found = dated(desk, where, lambda: answers.compare(desk.ledger, where, on=on), ("compare", where, on))
        return found[start : start + limit], len(found)
    return some(desk, Comparison, desk.state.about("comparison", where), start, limit)


def series(desk: Desk, where: Filter, start: int, limit: int) -> tuple[Sequence[Series], int]:
    """Each claimant's figures over time, of those who gave more than one; the longest first."""
    if where.since or where.until:
        every = dated(desk, where, lambda: answers.series(desk.ledger, where), ("series", where))
        found = sorted((one for one in every if len(one.points) > 1), key=lambda one: -len(one.points))
        return found[start : start + limit], len(found)
    state = desk.state
    own = state.results.ranked["series"]
    places = np.flatnonzero(state.about("series", where) & (own.sizes > 1))
    longest = places[np.argsort(-own.sizes[places], kind="stable")]
    return records(desk, Series, own.ids[longest[start : start + limit]].tolist()), len(longest)


def dated(desk: Desk, where: Filter, make: Any, key: Any) -> Any:
    """What has to be reckoned anew since days are chosen; UsageError where that would take long."""
    not_too_many(desk, where)
    return desk.kept(key, make)


def not_too_many(desk: Desk, where: Filter) -> None:
    """UsageError where what the days of a filter leave cannot be reckoned with while a page waits."""
    around = Filter(conflict=where.conflict, party=where.party, since=where.since, until=where.until)
    claims = int(desk.state.passing(around).sum())
    if claims > AT_ONCE:
        raise UsageError(
            f"days: {claims:,} claims would have to be reckoned with anew: choose a conflict and whose losses, or "
            "fewer days, until at most "
            f"{AT_ONCE:,} are left; or run `counterclaim compare`, `series` or `draw` with the same days in a terminal"
        )


def as_of(desk: Desk, where: Filter, on: str) -> Sequence[Comparison]:
    """The comparisons as things were claimed by a day, of the origins that are known."""
    around, decoder = Filter(conflict=where.conflict, party=where.party), msgspec.json.Decoder(Comparison)

    def made() -> list[Comparison]:
        return [decoder.decode(record) for _, record in desk.copy().dated("comparison", around, where, on=on)]

    found: Sequence[Comparison] = desk.kept(("compare", where, on), made)
    return found


def quantity(desk: Desk, key: str) -> Comparison | None:
    """The comparison at an address."""
    number = desk.state.results.addresses.get(key)
    return next(iter(records(desk, Comparison, [number])), None) if number is not None else None


def one_series(desk: Desk, key: str) -> Series | None:
    """The series at an address."""
    number = desk.state.results.lines.get(key)
    return next(iter(records(desk, Series, [number])), None) if number is not None else None


# ---------------------------------------------------------------- about one claim
def rows_of(desk: Desk, claims: Sequence[str]) -> dict[str, list[int]]:
    """The rows of the copy in which claims stand."""
    state, numbers = desk.state, numbers_of(desk.ledger, claims)
    stands, found = state.columns["stands"], {}
    for claim in claims:
        read = state.rows_of(numbers.get(claim, ()))
        with desk.lock:
            decided = desk.copy().decided_rows(claim)
        found[claim] = [row for row in [*read, *decided] if row < len(stands) and stands[row]]
    return found


def about(desk: Desk, kind: type[Told], claims: Sequence[str]) -> dict[str, list[int]]:
    """The numbers of the results of a kind that are about each of some claims."""
    rows, state = rows_of(desk, claims), desk.state
    column, named = ("cell", "cell") if kind in (Comparison, Series) else ("realm", "conflict")
    every = [row for own in rows.values() for row in own]
    parts, found = state.columns[column][every].tolist(), dict[int, list[int]]()
    for part in set(parts):
        name = "" if part == -1 else state.columns.names(named)[part]
        own = [row for row, number in zip(every, parts, strict=True) if number == part]
        with desk.lock:
            found |= ranked.of_rows(desk.copy().connection, NAMES[kind], name, own)
    return {claim: list(dict.fromkeys(one for row in own for one in found[row])) for claim, own in rows.items()}


def quantities_of(desk: Desk, claim: str) -> list[Comparison]:
    """The comparisons in which a claim stands."""
    return records(desk, Comparison, about(desk, Comparison, [claim])[claim])


def findings_of(desk: Desk, claim: str) -> list[Finding]:
    """The findings about a claim, what is violated first."""
    return sorted(
        records(desk, Finding, about(desk, Finding, [claim])[claim]), key=lambda one: OUTCOME.index(one.outcome)
    )


def origin_of(desk: Desk, claim: str) -> Retold | None:
    """The origin of a claim; None where it was told once."""
    return next(iter(records(desk, Retold, about(desk, Retold, [claim])[claim])), None)


def addresses_beside(desk: Desk, claims: Sequence[str]) -> dict[str, list[str]]:
    """The addresses of the comparisons in which two sides stand against each other, for each claim."""
    found = about(desk, Comparison, claims)
    with desk.lock:
        known = desk.state.results.paired(desk.copy(), [number for numbers in found.values() for number in numbers])
    return {claim: [known[number] for number in numbers if number in known] for claim, numbers in found.items()}


def members(desk: Desk, claim: str) -> list[Entry]:
    """The claims of the origin of a claim, as many as a page looks at; of one told once itself."""
    origin = origin_of(desk, claim)
    return desk.claims(origin.claims[:LOOKED_AT] if origin else (claim,))


# ---------------------------------------------------------------- lists
def findings(
    desk: Desk, where: Filter, outcome: str, code: str, start: int, limit: int
) -> tuple[list[Finding], int, dict[str, int], list[str]]:
    """Some findings, how many there are, how many of each outcome, and which codes there are.

    What a person set aside counts as that, and no longer by its outcome.
    """
    state = desk.state
    own = state.results.ranked["finding"]
    passing = state.about("finding", where)
    aside = passing & np.isin(own.ids, _set_aside(desk))
    outcomes = {name: int((passing & ~aside & (own.tells == place)).sum()) for place, name in enumerate(OUTCOME)}
    outcomes |= {ASIDE: int(aside.sum())} if aside.any() else {}
    present = np.flatnonzero(np.bincount(own.fourth[passing], minlength=1)).tolist() if passing.any() else []
    chosen = passing.copy()
    if outcome:
        chosen &= aside if outcome == ASIDE else ~aside & (own.tells == _place(outcome))
    if code:
        chosen &= own.fourth == (ORDER.index(code) if code in ORDER else -1)
    found, total = some(desk, Finding, chosen, start, limit)
    return found, total, outcomes, [ORDER[place] for place in present]


def _place(outcome: str) -> int:
    return OUTCOME.index(outcome) if outcome in OUTCOME else -1


def _set_aside(desk: Desk) -> list[int]:
    """The numbers of the findings that people set aside."""
    known = dismissals(desk.live())
    if not known:
        return []
    named = {claim for key in known for claim in claims_named(key)}
    numbers = list({one for own in about(desk, Finding, sorted(named)).values() for one in own})
    found = records(desk, Finding, numbers)
    return [number for number, one in zip(numbers, found, strict=True) if finding_key(one) in known]


def origins(desk: Desk, words: str, start: int, limit: int) -> tuple[list[Retold], int]:
    """What was told more than once, the most often told first, and how many there are: those with a claim that these
    words find."""
    state = desk.state
    own = state.results.ranked["origin"]
    wanted = own.about(state.finder.passing(Query(words=words))) if words else np.ones(len(own.ids), dtype=bool)
    return some(desk, Retold, wanted, start, limit)


def told_once(desk: Desk) -> int:
    """How many claims stand in no origin of several."""
    return max(desk.state.claims - int(desk.state.results.ranked["origin"].sizes.sum()), 0)


def incidents(desk: Desk, where: Filter) -> tuple[Sequence[Incident], int]:
    """Which claims that pass seem to be of one attack, those of most claims first, and how many stand alone.

    Of a small ledger all claims are looked at. UsageError where more pass than can be looked at while a page waits.
    """
    state = desk.state
    mask = state.passing(where if state.claims > TOGETHER else EVERYTHING)
    if mask.sum() > TOGETHER:
        raise UsageError(
            f"{int(mask.sum()):,} claims: at most {TOGETHER:,} are put together while a page waits: choose a conflict, "
            "a place and days (from, to), or run `counterclaim incidents` with the same words in a terminal"
        )
    passing = state.passing(where)

    def made() -> tuple[Sequence[Incident], int]:
        rows = np.flatnonzero(mask)
        entries = desk.in_rows(rows)
        own = {entry.claim.id for entry, row in zip(entries, rows.tolist(), strict=True) if passing[row]}
        every = [one for one in put_together(entries, desk.live()) if not own.isdisjoint(one.claims)]
        found = sorted((one for one in every if len(one.claims) > 1), key=lambda one: -len(one.claims))
        return found, len(every) - len(found)

    return desk.kept(("incidents", where), made)


def incident_of(desk: Desk, claim: str) -> Sequence[Incident]:
    """The incident of a claim among those of its conflict and day."""
    about = [entry.claim for entry in desk.claims([claim])]
    if not about:
        return ()
    time = about[0].time
    near = Filter(conflict=about[0].conflict, since=time.start or time.end, until=time.end or time.start)
    where = near if desk.state.claims > TOGETHER else EVERYTHING
    entries = desk.in_rows(np.flatnonzero(desk.state.passing(where))[:TOGETHER])
    return [one for one in put_together(entries, desk.live()) if claim in one.claims]


def queue(desk: Desk, start: int, limit: int) -> tuple[list[tuple[Entry, tuple[str, ...]]], int]:
    """The claims that wait for a person, those worth most first, each with why; and how many wait."""
    state = desk.state
    rows = desk.kept("queue", lambda: worth(state))
    chosen = rows[start : start + limit].tolist()
    entries = desk.in_rows(chosen)
    return [(entry, reasons(state, row)) for entry, row in zip(entries, chosen, strict=False)], len(rows)
