"""From a ledger to what the verbs show: lists, comparisons, series, checks and the page."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec

from counterclaim.errors import UsageError
from counterclaim.model import Comparison, Entry, Filter, Finding, Series
from counterclaim.pipeline import large
from counterclaim.pipeline.aside import dismissals
from counterclaim.pipeline.aside import told as set_aside
from counterclaim.pipeline.days import RIGHT, day
from counterclaim.pipeline.known import checked
from counterclaim.pipeline.reading import utc_now

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger
    from counterclaim.views.people import Withheld
    from counterclaim.views.report import ReportData

FINDING = msgspec.json.Decoder(Finding)


class Texts(Mapping[str, str]):
    """The texts of a ledger by their sha256, read when they are asked for; a withdrawn text is not there."""

    def __init__(self, ledger: "Ledger") -> None:
        self._ledger = ledger

    def __getitem__(self, text_sha256: str) -> str:
        """The text; KeyError where it is withdrawn or was never there."""
        text = self._ledger.text(text_sha256)
        if text is None:
            raise KeyError(text_sha256)
        return text

    def __iter__(self) -> Iterator[str]:
        """The sha256 of each text, once."""
        return iter(dict.fromkeys(document.text_sha256 for document in self._ledger.documents()))

    def __len__(self) -> int:
        """How many texts stand."""
        return self._ledger.counts()["texts"]


def filter_of(ledger: "Ledger", where: Filter | None, fields: dict[str, Any]) -> Filter:
    """The filter that a caller gave, as a record or in words, its ids in their usual spelling.

    UsageError: a word that no filter has, an id that neither the vocabulary nor the ledger has, no date.
    """
    unknown = fields.keys() - set(Filter.__struct_fields__)
    if unknown:
        raise UsageError(f"no filter is called {min(unknown)!r}: known are {', '.join(Filter.__struct_fields__)}")
    made = msgspec.structs.replace(where or Filter(), **fields)
    for name in ("since", "until"):
        if (given := getattr(made, name)) is not None and day(given) is None:
            raise UsageError(f"{name} {given!r} is no date: {RIGHT}")
    return checked(made, ledger)


def _by_day(on: str | None) -> str | None:
    """The day by which things were claimed: of a month or year the last; UsageError for none."""
    made = None if on is None else day(on, last=True)
    if on is not None and made is None:
        raise UsageError(f"on {on!r} is no date: {RIGHT}")
    return made


def compare(
    ledger: "Ledger", where: Filter | None = None, *, on: str | None = None, **fields: str
) -> tuple[Comparison, ...]:
    """Every quantity with its sides: `compare(ledger, measure="killed", party="russia")`.

    A filter by conflict, party or days tells what is compared. By anything else it tells which comparisons are shown:
    those in which a claim that passes stands, with whatever is set against it.
    """
    from counterclaim.reconcile.compare import compare as side_by_side

    chosen, on = filter_of(ledger, where, fields), _by_day(on)
    if large.is_large(ledger):
        dated = on or chosen.since or chosen.until
        with large.copied(ledger, None if dated else Comparison, chosen) as copy:
            if dated:
                return large.of_days(copy, Comparison, _around(chosen), chosen, on)
            return large.of_kind(copy, Comparison, chosen)
    found = side_by_side(tuple(ledger.entries(_around(chosen))), on=on, decisions=large.live_in(ledger))
    return found if _around(chosen) == chosen else _about(ledger, found, chosen)


def compared(comparison: Comparison) -> Iterable[str]:
    """The ids of the claims that are set side by side in a comparison."""
    return large.claims_of(comparison)


def series(ledger: "Ledger", where: Filter | None = None, **fields: str) -> tuple[Series, ...]:
    """Each claimant's own figures over time.

    A filter by conflict, party or days tells which figures there are. By anything else it tells which series are
    shown: those in which a claim that passes stands, whole.
    """
    from counterclaim.reconcile.series import series as over_time

    chosen = filter_of(ledger, where, fields)
    if large.is_large(ledger):
        dated = chosen.since or chosen.until
        with large.copied(ledger, None if dated else Series, chosen) as copy:
            if dated:
                return large.of_days(copy, Series, _around(chosen), chosen)
            return large.of_kind(copy, Series, chosen)
    found = over_time(tuple(ledger.entries(_around(chosen))), large.live_in(ledger))
    return found if _around(chosen) == chosen else _about(ledger, found, chosen)


def check(ledger: "Ledger", where: Filter | None = None, **fields: str) -> tuple[Finding, ...]:
    """What arithmetic says of the claims: what holds, what is violated, what cannot be decided.

    All claims are reckoned with, conflict by conflict. A filter tells which findings are shown: those about a claim
    that passes.
    """
    from counterclaim.reconcile.checks import check as reckon

    chosen = filter_of(ledger, where, fields)
    if large.is_large(ledger):
        with large.copied(ledger, Finding, chosen) as copy:
            return large.of_kind(copy, Finding, chosen)
    found = reckon(tuple(ledger.entries()), Texts(ledger), large.live_in(ledger))
    return found if chosen == Filter() else _about(ledger, found, chosen)


def _around(chosen: Filter) -> Filter:
    """The part of a filter that tells what is reckoned with."""
    return Filter(conflict=chosen.conflict, party=chosen.party, since=chosen.since, until=chosen.until)


def _about(ledger: "Ledger", found: "tuple[large.Told, ...]", chosen: Filter) -> "tuple[large.Told, ...]":
    passing = _ids(ledger, chosen)
    return tuple(one for one in found if not passing.isdisjoint(large.claims_of(one)))


def _ids(ledger: "Ledger", where: Filter) -> frozenset[str]:
    return frozenset(entry.claim.id for entry in ledger.entries(where))


@contextmanager
def told(
    ledger: "Ledger",
    kind: "type[large.Told]",
    where: Filter,
    *,
    on: str | None = None,
    limit: int | None = None,
    as_json: bool = False,
    progress: large.Progress | None = None,
) -> "Iterator[large.Answer]":
    """What `compare`, `series` and `check` give, one by one: of a large ledger no more than is shown is held.

    With `as_json` each may be a piece of JSON. `progress` is told how far the copy of a large ledger is.
    """
    dated = kind is not Finding and (on or where.since or where.until)
    known = dismissals(large.live_in(ledger)) if kind is Finding else {}
    several = large.workers()
    if large.is_large(ledger):
        with large.copied(ledger, None if dated else kind, where, side_by_side=several, progress=progress) as copy:
            if dated:
                made = large.dated(copy, kind, _around(where), where, on=on, side_by_side=several, progress=progress)
                yield large.answer_of_days(made, kind, limit=limit, as_json=as_json)
            else:
                aside = set_aside(map(FINDING.decode, copy.reckoned("finding", where)), known) if known else {}
                yield large.answer(copy, kind, where, limit=limit, as_json=as_json)._replace(aside=aside)
        return
    found: tuple[Any, ...]
    checks: tuple[Finding, ...] = ()
    if kind is Comparison:
        found = compare(ledger, where, on=on)
    elif kind is Series:
        found = series(ledger, where)
    else:
        checks = found = check(ledger, where)
    yield large.Answer(found[:limit], len(found), large.tells(found), set_aside(checks, known))


def gathered(
    ledger: "Ledger",
    chosen: Filter,
    *,
    title: str | None = None,
    on: str | None = None,
    made: str = "",
    hold: Callable[[Iterable[Any]], Sequence[Any]] = tuple,
    told: Callable[[Iterable[Entry]], Iterable[Entry]] = iter,
) -> "ReportData":
    """Everything that a page or a publication shows: comparisons, series, findings and every claim they speak of.

    `hold` keeps series, findings and claims, the claims as `told` gives them.
    """
    from importlib.metadata import version

    from counterclaim.views.report import ReportData

    lines, findings = hold(series(ledger, chosen)), hold(check(ledger, chosen))
    comparisons = compare(ledger, chosen, on=on)
    return ReportData(
        title=title or "Claims side by side",
        version=version("counterclaim"),
        generated_at=made,
        entries=hold(told(_spoken_of(ledger, chosen, comparisons, findings))),
        texts=Texts(ledger),
        comparisons=comparisons,
        series=lines,
        findings=findings,
        chain_head=ledger.head(),
    )


def _spoken_of(
    ledger: "Ledger", chosen: Filter, comparisons: Iterable[Comparison], findings: Iterable[Finding]
) -> Iterator[Entry]:
    """The claims that pass a filter, and those that comparisons and findings name beside them."""
    if chosen == Filter():
        return ledger.entries()
    named = {claim for one in comparisons for claim in (*compared(one), *one.not_compared)}
    wanted = named.union(_ids(ledger, chosen), *(one.claims for one in findings))
    return (entry for entry in ledger.entries() if entry.claim.id in wanted)


def report(
    ledger: "Ledger",
    where: Filter | None = None,
    *,
    title: str | None = None,
    on: str | None = None,
    now: Callable[[], str] = utc_now,
    **fields: str,
) -> str:
    """One self-contained HTML page of comparisons, series, checks and every sentence that they speak of."""
    from counterclaim.views.report import render

    return render(gathered(ledger, filter_of(ledger, where, fields), title=title, on=on, made=now()))


def names_withheld(ledger: "Ledger") -> "Withheld":
    """The names of private persons in a whole ledger: a sentence may name one whose own claim is elsewhere."""
    from counterclaim.views.people import Withheld

    return Withheld(ledger.of_private_persons())


def shown(ledger: "Ledger", where: Filter) -> Iterator[Entry]:
    """The claims that pass the filter, for other eyes: private persons by role."""
    from counterclaim.views.privacy import without_names

    return without_names(ledger.entries(where), names_withheld(ledger))


def claimants(ledger: "Ledger", comparisons: Iterable[Comparison]) -> dict[str, str]:
    """The name of the claimant of each claim in some comparisons, as it may be shown, by the claim's id."""
    from counterclaim.ledger.feed import by_id
    from counterclaim.views.privacy import without_names

    wanted = {claim for one in comparisons for claim in large.claims_of(one)}
    found = without_names(by_id(ledger, wanted), names_withheld(ledger))
    return {entry.claim.id: entry.claim.claimant.name for entry in found if entry.claim.claimant}


def explained(ledger: "Ledger", entry: Entry) -> tuple[Entry, str | None, dict[str, str]]:
    """A claim for other eyes, its document's text likewise, and what the ledger knows beside it.

    Who read it and when, how many readings gave it, and the head of the chain. No text where it was withdrawn.
    """
    from counterclaim.views.privacy import blanked, hidden

    names = names_withheld(ledger)
    text = ledger.text(entry.text_sha256)
    readings = [reading for reading, _ in ledger.history(entry.claim.id) if reading.document == entry.document]
    latest = {"read by": readings[-1].reader, "read at": readings[-1].read_at} if readings else {}
    about = {**latest, "readings": str(len(readings)), "ledger": str(ledger.path), "chain head": ledger.head()}
    return hidden(entry, names), None if text is None else blanked(text, names, entry.document), about
