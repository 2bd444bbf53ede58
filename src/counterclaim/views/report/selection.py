"""What is shown of a ledger that is too large for one page, and what is left out, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.model import Comparison, Entry, Finding, Series
from counterclaim.views.report.data import ReportData
from counterclaim.views.words import counted

MOST_FINDINGS = 60  # of one outcome: a reader does not scan more, and the command line lists them all
MOST_SERIES = 20
MOST_POINTS = 500  # of all series together: their tables and pictures are an eighth of the page then
MOST_COMPARISONS = 40  # of two voices, each with its columns and its picture
MOST_ALONE = 80  # of one voice or none, each a row of a table
PRINCIPAL = ("self", "opponent")
SEVERITIES = ("error", "warn", "info")
OUTCOMES = ("violated", "undecidable", "holds")


@dataclass(frozen=True)
class Selection:
    """What the page shows; `left_out` says in words what it does not."""

    entries: Sequence[Entry]
    comparisons: tuple[Comparison, ...]
    series: tuple[Series, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[str, ...]
    brief: frozenset[str] = frozenset()  # claims that have one line each


def select(data: ReportData) -> Selection:
    """Return the most contested comparisons, the findings and series, and every claim that these link to.

    Comparisons come first, then findings, each as long as their claims fit in `data.most_cards`; claims that nothing
    links to fill what is left, in the order of the ledger. Up to `data.most_claims` more have a line each, those of
    the series first.

    >>> select(ReportData(title="t", version="0", generated_at="2024-05-01")).left_out
    ()
    """
    known = {entry.claim.id: entry for entry in data.entries}
    linked: dict[str, None] = {}

    def fits(claims: Iterable[str]) -> bool:
        new = {claim for claim in claims if claim in known and claim not in linked}
        if linked and len(linked) + len(new) > data.most_cards:
            return False
        linked.update(dict.fromkeys(new))
        return True

    ranked = contested_first(data.comparisons)
    wanted = [item for item in ranked if is_paired(item)][:MOST_COMPARISONS]
    wanted += [item for item in ranked if not is_paired(item)][:MOST_ALONE]
    comparisons = [item for item in wanted if fits(claims_of(item))]
    findings = [item for item in _telling(data.findings) if fits(item.claims)]
    lines = sorted((item for item in data.series if _long(item)), key=lambda item: -len(item.points))
    series = _drawn(lines)
    for entry in data.entries:
        if len(linked) >= data.most_cards:
            break
        linked[entry.claim.id] = None
    told = dict.fromkeys(point.claim for item in series for point in item.points)
    every = dict.fromkeys([*told, *known])
    rest = [claim for claim in every if claim in known and claim not in linked]
    brief = frozenset(rest[: max(0, data.most_claims - len(linked))])
    shown = tuple(entry for entry in data.entries if entry.claim.id in linked or entry.claim.id in brief)
    left_out = [
        *_less(len(data.comparisons), len(comparisons), "quantity", "quantities", "those shown are the most contested"),
        *_less(len(data.findings), len(findings), "check", "checks", "those shown are the most telling of each group"),
        *_less(len(lines), len(series), "series", "series", "those shown are the longest"),
        *_less(len(known), len(shown), "claim", "claims", "every claim that this page links to is shown"),
    ]
    if brief:
        left_out.append(f"{len(linked):,} claims with every field beside the sentence; {len(brief):,} in a line each.")
    return Selection(shown, tuple(comparisons), tuple(series), tuple(findings), tuple(left_out), brief)


def _drawn(lines: Sequence[Series]) -> list[Series]:
    """The longest series, as many as there is room for; one at least."""
    chosen: list[Series] = []
    for line in lines[:MOST_SERIES]:
        if not chosen or sum(len(one.points) for one in [*chosen, line]) <= MOST_POINTS:
            chosen.append(line)
    return chosen


def _long(series: Series) -> bool:
    return len(series.points) > 1


def contested_first(comparisons: Iterable[Comparison]) -> list[Comparison]:
    """Most contested first; then by the factor between point values; one voice alone last, the widest-known first."""
    return sorted(
        comparisons,
        key=lambda item: (
            not is_paired(item),
            item.contested is None,
            -(item.contested or 0),
            -(item.factor_point or 0),
            -sum(len(side.claims) for side in item.sides),
            item.key,
        ),
    )


def is_paired(comparison: Comparison) -> bool:
    """Tell whether two voices can be set beside each other, one of them a side of the conflict; nobody is no voice."""
    roles = [side.role for side in comparison.sides if side.role != "unattributed"]
    return comparison.contested is not None or (len(roles) > 1 and any(role in PRINCIPAL for role in roles))


def claims_of(comparison: Comparison) -> list[str]:
    """Return every claim of a comparison, those left out and those that it names besides too."""
    inside = (claim for side in comparison.sides for claim in side.claims)
    return [*inside, *comparison.not_compared, *comparison.beside]


def _telling(findings: Iterable[Finding]) -> list[Finding]:
    chosen: list[Finding] = []
    every = list(findings)
    for outcome in OUTCOMES:
        group = [item for item in every if item.outcome == outcome]
        if outcome == "violated":
            group.sort(key=lambda item: SEVERITIES.index(item.severity))
        chosen += group[:MOST_FINDINGS]
    return chosen


def _less(total: int, shown: int, one: str, many: str, why: str) -> Sequence[str]:
    if shown >= total:
        return ()
    return (f"{shown:,} of {counted(total, one, many)} shown; {why}.",)
