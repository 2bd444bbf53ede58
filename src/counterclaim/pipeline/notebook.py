"""The verbs as a notebook calls them: the same answers, shown as tables, and pictures in one call."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from counterclaim.errors import UsageError
from counterclaim.model import Comparison, Entry, Filter, Series
from counterclaim.pipeline import answers
from counterclaim.views.notebook import Shown

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger

DRAWN = 12  # pictures of one call: more than anybody compares


def list_claims(ledger: "Ledger", where: Filter | None = None, **fields: str) -> Shown:
    """The claims that pass a filter, as a tuple of `Entry`: `list_claims(ledger, measure="killed")`.

    Private persons stand by role, their names blanked.
    """
    return Shown(answers.shown(ledger, answers.filter_of(ledger, where, fields)))


def compare(ledger: "Ledger", where: Filter | None = None, *, on: str | None = None, **fields: str) -> Shown:
    """Every quantity with its sides, as a tuple of `Comparison`: `compare(ledger, measure="killed", party="russia")`.

    A filter by conflict, party or days tells what is compared. By anything else it tells which comparisons are shown.
    """
    return Shown(answers.compare(ledger, where, on=on, **fields))


def series(ledger: "Ledger", where: Filter | None = None, **fields: str) -> Shown:
    """Each claimant's own figures over time, as a tuple of `Series`."""
    return Shown(answers.series(ledger, where, **fields))


def check(ledger: "Ledger", where: Filter | None = None, **fields: str) -> Shown:
    """What arithmetic says of the claims, as a tuple of `Finding`: what holds, is violated, cannot be decided."""
    return Shown(answers.check(ledger, where, **fields))


def plot(records: Any, ledger: "Ledger") -> Any:
    """Comparisons or series as pictures: one record gives a `Picture`, several give the first twelve.

    Series of one quantity are drawn together. UsageError: these are neither comparisons nor series.
    """
    from counterclaim.views.pictures import ladder, series_picture

    single = isinstance(records, Comparison | Series)
    every: list[Any] = [records] if single else list(records)
    if not all(isinstance(one, Comparison | Series) for one in every):
        raise UsageError("only comparisons and series are drawn: give what compare() or series() answers")
    pictures: list[Any] = []
    for comparison in [one for one in every if isinstance(one, Comparison)][:DRAWN]:
        pictures.append(ladder(comparison, _entries(ledger, answers.compared(comparison))))
    together: dict[tuple[object, ...], list[Series]] = {}
    for line in (one for one in every if isinstance(one, Series)):
        key = line.conflict, line.party, line.measure, line.object, line.time_kind, line.unit
        together.setdefault(key, []).append(line)
    for group in list(together.values())[: DRAWN - len(pictures)]:
        told = _entries(ledger, (point.claim for one in group for point in one.points))
        pictures.append(series_picture(group, told))
    return pictures[0] if single else Shown(pictures)


def _entries(ledger: "Ledger", ids: Any) -> Mapping[str, Entry]:
    """The claims with these ids, as they may be shown."""
    from counterclaim.views.privacy import without_names

    found = (entry for claim in dict.fromkeys(ids) for entry in ledger.find(claim)[-1:])
    return {entry.claim.id: entry for entry in without_names(found, answers.names_withheld(ledger))}
