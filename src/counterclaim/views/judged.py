"""How far claims are checked, in words: on a terminal, on a claim's page, in a history."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from counterclaim.ledger.judging import percent
from counterclaim.views import words
from counterclaim.views.plain import plain
from counterclaim.views.terminal import SHORT_ID, cell, table
from counterclaim.vocabulary.words import toml

if TYPE_CHECKING:
    from counterclaim.reconcile.adds_up import AddsUp
    from counterclaim.reconcile.checked import Checked


class HeldArticle(Protocol):
    """What is shown of an article that is held apart."""

    @property
    def text_sha256(self) -> str: ...  # noqa: D102
    @property
    def document(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str | None: ...  # noqa: D102
    @property
    def outlet(self) -> str | None: ...  # noqa: D102
    @property
    def by(self) -> str: ...  # noqa: D102
    @property
    def reason(self) -> str | None: ...  # noqa: D102
    @property
    def claims(self) -> tuple[str, ...]: ...  # noqa: D102


def rows(found: "Checked") -> Iterator[tuple[str, str]]:
    """How far a claim is checked, as names and values; the two grades stand apart.

    >>> from counterclaim.reconcile.checked import Checked
    >>> dict(rows(Checked(status="attributed", counted="attributed", origins=1)))["How far checked"]
    'its source is named (counted: 1 independent origin)'
    """
    ladder = words.labels()["ladder"]
    told = ladder[found.status]
    if found.set_by is None:
        told += f" (counted: {words.counted(found.origins, 'independent origin')})" if found.origins is not None else ""
    else:
        told += f" (set by {found.set_by}{f': {found.reason}' if found.reason else ''})"
        if found.counted and found.counted != found.status:
            told += f"; counted: {ladder[found.counted]}"
    yield "How far checked", told
    if found.verifier or found.method:
        yield "Shown by", "; ".join(part for part in (found.verifier, found.method) if part)
    if found.beside:
        yield "Beside that", "; ".join(ladder[state] for state in found.beside)
    if found.source:
        about = words.label("topics", found.topic)
        yield "Source", f"{found.reliability}: {words.label('reliability', found.reliability)} (on {about})"
    yield "Information", f"{found.credibility}: {words.label('credibility', str(found.credibility))}"
    if found.likelihood and found.yardstick:
        low, high = percent(found.likelihood, found.yardstick)
        scale = toml("likelihood.toml")[found.yardstick]["name"]
        yield "Likelihood", f"{found.likelihood}: {low} to {high} % ({scale}): “{found.quote}”"


def judged_listed(found: "Iterable[tuple[str, Checked]]") -> Iterator[RenderableType]:
    """Each claim with how far it is checked."""
    for claim, one in found:
        yield Text(claim, style="bold")
        told = "\n".join(f"{name}: {plain(value)}" for name, value in rows(one))
        yield Padding(Text(told), (0, 0, 0, 2))


def held_listed(found: Sequence[HeldArticle]) -> Iterator[RenderableType]:
    """The articles that are held apart, a line each."""
    made = table("sha256", "article", "outlet", "held by", "sign", "claims", right=["claims"])
    for one in found:
        made.add_row(
            cell(one.text_sha256[:SHORT_ID]),
            cell(one.title or one.document),
            cell(one.outlet or ""),
            cell(one.by),
            cell(one.reason or ""),
            cell(f"{len(one.claims):,}"),
        )
    yield made
    yield Text(f"{words.counted(len(found), 'article')} held apart")


def adding_up(found: "Sequence[AddsUp]") -> Iterator[RenderableType]:
    """How often each claimant's own figures add up."""
    made = table("who says so", "side", "adds up", "holds", "does not", "undecided",
                 right=["adds up", "holds", "does not", "undecided"])  # fmt: skip
    for one in found:
        share = "too few" if one.share is None else f"{100 * one.share:.0f} %"
        side = words.party_name(one.side) if one.side else ""
        counts = (f"{number:,}" for number in (one.holds, one.violated, one.undecidable))
        made.add_row(*(cell(text) for text in (one.claimant, side, share, *counts)))
    yield made
    yield Text("of checks among a claimant's own figures; it says nothing of whether they are so")
