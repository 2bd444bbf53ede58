"""What a report is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.model import Comparison, Entry, Finding, Series


@dataclass(frozen=True, kw_only=True)
class ReportData:
    """Everything that one page shows; the page asks no clock, no network and no ledger.

    A text that `texts` lacks counts as withdrawn: its claims stay, their sentences are not shown.
    `names` gives the display name of a party id (`el_salvador` is read as "El Salvador" where it has none).

    >>> ReportData(title="An empty ledger", version="0.1.0", generated_at="2024-05-01").entries
    ()
    """

    title: str
    version: str
    generated_at: str  # ISO date or date and time
    entries: Sequence[Entry] = ()
    texts: Mapping[str, str] = field(default_factory=dict)  # text_sha256 -> text
    comparisons: tuple[Comparison, ...] = ()
    series: Sequence[Series] = ()
    findings: Sequence[Finding] = ()
    chain_head: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    most_cards: int = 500  # claims with every field beside the sentence: those that the page speaks of, then others
    most_claims: int = 10_000  # all others in a line each; a page of that many stays under 5 MB (bench/report.py)
