"""DEPENDENT: a claimant whose numbers are those of another."""

from collections.abc import Iterable

from counterclaim.model import Finding
from counterclaim.reconcile import wording
from counterclaim.reconcile.checks.case import Case, finding
from counterclaim.reconcile.dependence import WITHIN, Dependence


def find(case: Case) -> Iterable[Finding]:
    """All findings about claimants that repeat each other."""
    for pair in case.dependences:
        if pair.verdict == "dependent":
            yield _dependent(pair)


def _dependent(pair: Dependence) -> Finding:
    one, other = (wording.claimant(item.claim.claimant) for item in (pair.a, pair.b))
    text = (
        f"{pair.matches} of {pair.points} {pair.kind} of {one} are those of {other}, within {WITHIN:.0%}: "
        "by chance this is seldom met. They are not two origins."
    )
    return finding(
        "DEPENDENT",
        [pair.a, pair.b],
        "violated",
        "warn",
        f"{pair.kind}: {pair.matches} of {pair.points} match; log Bayes factor {pair.log_bayes:.1f}",
        text,
        reasons=(
            "one passes on what the other publishes",
            "both take their numbers from a third",
            "both count one list",
        ),
        next_step="Look how each says that it counts, and take one of them for corroboration.",
    )
