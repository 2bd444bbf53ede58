"""OWN_SERIES, and STALE_VALUE, DATE_ORDER, DIGIT_SLIP of a figure in news against its claimant's own published series.

Needs all claims of one voice about one quantity together. Figures of a series itself are left to the other checks.
"""

from collections.abc import Iterable

from counterclaim.model import Finding
from counterclaim.reconcile import wording
from counterclaim.reconcile.checks.case import Case, finding
from counterclaim.reconcile.items import Item
from counterclaim.reconcile.official import Verdict, from_table, looked_up, own_series, series_for
from counterclaim.vocabulary.words import toml

FILE = "series_texts.toml"


def find(case: Case) -> Iterable[Finding]:
    """All figures of news whose claimant's own series is in the ledger."""
    known = own_series(case.found)
    if not known:
        return
    for item in case.told:
        series = None if from_table(item) else series_for(item, known)
        verdict = looked_up(item, series) if series else None
        if verdict is not None:
            yield _told(item, verdict)


def _told(item: Item, verdict: Verdict) -> Finding:
    shown, of_day = verdict.shown, verdict.of_day
    said = toml(FILE)[verdict.where]
    words = {
        "given": wording.figure(item.claim.figure),
        "day": wording.on(item.day),
        "own": wording.figure(shown.claim.figure),
        "shown": wording.on(shown.day),
        "of_day": wording.figure(of_day.claim.figure),
        "its": wording.on(of_day.day),
        "claimant": wording.possessive(wording.claimant(shown.claim.claimant)),
        "slip": verdict.slip,
    }
    return finding(
        said["code"],
        [item, shown] if shown is of_day else [item, shown, of_day],
        said["outcome"],
        said["severity"],
        said["formula"].format(**words),
        wording.first_up(said["text"].format(**words)),
        reasons=said.get("reasons", ()),
        next_step=said.get("next", ""),
    )
