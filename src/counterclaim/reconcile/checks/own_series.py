"""OWN_SERIES, and STALE_VALUE, DATE_ORDER, DIGIT_SLIP of a figure in news against its claimant's own published series.

Needs all claims of one voice about one quantity together. Figures of a series itself are left to the other checks.
"""

from collections.abc import Iterable

from counterclaim.model import Finding
from counterclaim.reconcile import wording
from counterclaim.reconcile.checks.case import Case, finding
from counterclaim.reconcile.items import Item
from counterclaim.reconcile.official import Verdict, from_table, looked_up, own_series, series_for


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
    given, own = wording.figure(item.claim.figure), wording.figure(verdict.shown.claim.figure)
    of_day = wording.figure(verdict.of_day.claim.figure)
    name = wording.possessive(wording.claimant(verdict.shown.claim.claimant))
    day, shown, its = wording.on(item.day), wording.on(verdict.shown.day), wording.on(verdict.of_day.day)
    pair = [item, verdict.shown]
    match verdict.where:
        case "same" | "rounded":
            how = "the same" if verdict.where == "same" else "in keeping with it"
            text = f"{wording.first_up(given)}, told for {day}: {name} own series has {own} for {shown}, {how}."
            return finding("OWN_SERIES", pair, "holds", "info", f"{given}; own series: {own} ({shown})", text)
        case "earlier":
            text = f"{wording.first_up(given)} repeats {name} figure of {shown}; for {its} the series has {of_day}."
            return finding(
                "STALE_VALUE", [*pair, verdict.of_day], "undecidable", "info", f"{given} = {own} ({shown})", text,
                reasons=("an earlier report was used", "the sentence speaks of the earlier day"),
                next_step="Read which day the sentence speaks of.",
            )  # fmt: skip
        case "later":
            text = (
                f"{wording.first_up(given)} is told for {day}; {name} own series first has it for {shown}, later than "
                f"the day stated. For {its} it has {of_day}."
            )
            return finding(
                "DATE_ORDER", [*pair, verdict.of_day], "violated", "error", f"{shown} > {day}", text,
                reasons=("the day was taken wrongly", "the two are equal by chance"),
                next_step="Check the day in the sentence and in the document.",
            )  # fmt: skip
        case "slip":
            text = f"{wording.first_up(given)} and {name} {own} for {shown}: {verdict.slip}."
            return finding(
                "DIGIT_SLIP", pair, "undecidable", "warn", f"{given}; own series: {own} ({shown})", text,
                reasons=("a slip in typing", "another count"), next_step="Compare with the original statement.",
            )  # fmt: skip
    text = (
        f"{wording.first_up(given)} is told for {day}; {name} own series has {of_day} for {its}, and {given} on no day."
    )
    return finding(
        "OWN_SERIES", pair, "undecidable", "info", f"{given}; own series: {of_day} ({its})", text,
        reasons=("another body of that side", "another count or place", "rounded in the report"),
        next_step="Read what the sentence counts, and to which day.",
    )  # fmt: skip
