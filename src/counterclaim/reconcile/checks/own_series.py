"""OWN_SERIES, and STALE_VALUE, DATE_ORDER, DIGIT_SLIP of a figure in news against its claimant's own published series.

Needs all claims of one voice about one quantity together. Figures of a series itself are left to the other checks.
"""

from collections.abc import Iterable

from counterclaim.model import Finding
from counterclaim.reconcile import wording
from counterclaim.reconcile.checks.case import Case, finding
from counterclaim.reconcile.items import Item
from counterclaim.reconcile.official import Verdict, from_table, looked_up, own_series, series_for
from counterclaim.reconcile.official_flows import Flow, FlowVerdict, flows_for, looked_up_flow, own_flows
from counterclaim.vocabulary.words import toml

FILE = "series_texts.toml"


def find(case: Case) -> Iterable[Finding]:
    """All figures of news whose claimant's own series is in the ledger."""
    known = own_series(case.found)
    flows = own_flows(case.found, known)
    if not flows:
        return
    for item in case.told:
        if from_table(item):
            continue
        series, own = series_for(item, known), flows_for(item, flows)
        verdict = looked_up(item, series) if series else None
        of_days = looked_up_flow(item, own) if own else None
        if verdict is not None:
            yield _told(item, verdict)
        elif of_days is not None:
            yield _flow(item, of_days)


def _flow(item: Item, verdict: FlowVerdict) -> Finding:
    """What is told of a figure for a day or another period."""
    shown, own = verdict.shown, verdict.of_days
    said = toml(FILE)[f"flow_{verdict.where}"]
    words = {
        "given": wording.figure(item.claim.figure),
        "days": wording.span(item.days),
        "own": _made(shown),
        "shown": _over(shown),
        "of_days": _made(own),
        "its": _over(own),
        "claimant": wording.possessive(wording.claimant(shown.rows[0].claim.claimant)),
        "slip": verdict.slip,
    }
    return finding(
        said["code"],
        [item, *shown.rows],
        said["outcome"],
        said["severity"],
        said["formula"].format(**words),
        said["text"].format(**words),
        derived=shown.number if len(shown.rows) > 1 else None,
        reasons=said.get("reasons", ()),
        next_step=said.get("next", ""),
    )


def _made(flow: Flow) -> str:
    """The number of a flow, with the totals that it is the growth of."""
    if len(flow.rows) == 1:
        return wording.figure(flow.rows[0].claim.figure)
    after, before = (wording.figure(row.claim.figure) for row in flow.rows)
    return f"{wording.number(flow.number)} ({after} - {before})"


def _over(flow: Flow) -> str:
    return wording.on(flow.last) if flow.first == flow.last else f"{wording.on(flow.first)} to {wording.on(flow.last)}"


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
        said["text"].format(**words),
        reasons=said.get("reasons", ()),
        next_step=said.get("next", ""),
    )
