"""What every check works on, prepared once; and the maker of findings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from counterclaim.ledger.decision import Decision
from counterclaim.model import Comparison, Entry, Finding, Outcome, Severity
from counterclaim.reconcile import wording
from counterclaim.reconcile.align import row
from counterclaim.reconcile.compare import of_origins
from counterclaim.reconcile.copies import Altered
from counterclaim.reconcile.dependence import Dependence, dependences, repeats
from counterclaim.reconcile.intervals import Exact, plain
from counterclaim.reconcile.items import Item, grouped, items
from counterclaim.reconcile.keys import unfit
from counterclaim.reconcile.origins import Origin, with_copies
from counterclaim.reconcile.people import about_origins
from counterclaim.reconcile.rising import Odd, odd
from counterclaim.reconcile.series import Line, lines

Number = tuple[str, tuple[str, ...], str, Exact | None]


@dataclass(frozen=True)
class Case:
    """Items, their origins, the texts they stand in, and what was altered on the way."""

    found: tuple[Item, ...]
    origins: tuple[Origin, ...]
    texts: Mapping[str, str]
    altered: tuple[Altered, ...] = ()  # sentences that are told again otherwise
    compared: tuple[Comparison, ...] | None = None  # the comparisons, where they are known
    pairs: tuple[Dependence, ...] | None = None  # the dependences, where they are known

    @cached_property
    def groups(self) -> tuple[tuple[Origin, ...], ...]:
        """The origins, those together that people say are one."""
        return tuple(map(tuple, grouped(self.origins, lambda origin: origin.merged or id(origin)).values()))

    @cached_property
    def group_of(self) -> dict[int, int]:
        """The number of the group that each item, by its `id()`, stands in."""
        return {id(m): number for number, group in enumerate(self.groups) for one in group for m in one.members}

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """All comparisons."""
        if self.compared is not None:
            return self.compared
        return of_origins(self.found, self.origins, repeats=repeats(self.dependences))

    @cached_property
    def dependences(self) -> tuple[Dependence, ...]:
        """Which claimants' figures were held against each other."""
        return dependences(self.found) if self.pairs is None else self.pairs

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All series."""
        return lines(self.origins)

    @cached_property
    def odd(self) -> tuple[tuple[Line, Odd], ...]:
        """The totals that do not rise with the others of their series."""
        return tuple((line, each) for line in self.lines if len(line.told) > 1 for each in odd(line))

    @cached_property
    def told(self) -> tuple[Item, ...]:
        """Each figure once per document, or row of a table: the fullest mention of an origin in it.

        Denials and suppositions are left out.
        """
        best = [
            row(Origin(tuple(members), ())).item if len(members) > 1 else members[0]
            for origin in self.origins
            for members in grouped(origin.members, lambda item: item.record).values()
        ]
        return tuple(sorted((item for item in best if not unfit(item)), key=place))

    @cached_property
    def totals(self) -> dict[Number, list[Item]]:
        """All totals of a side by their number, in order of days."""
        dated = sorted((i for i in self.told if i.voice and i.day), key=lambda i: (i.day or date.min, place(i)))
        return grouped((i for i in dated if i.claim.time.kind == "total" and i.point is not None), number)

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """An item by its claim's id; of copies of a text, the first."""
        return {item.claim.id: item for item in reversed(self.found)}

    @cached_property
    def by_document(self) -> dict[str, list[Item]]:
        """All items of each document, in the order of the text."""
        return grouped(sorted(self.found, key=place), lambda item: item.entry.document)


def prepare(entries: Sequence[Entry], texts: Mapping[str, str], decisions: Iterable[Decision] = ()) -> Case:
    """The case of these entries."""
    found = items(entries)
    told, altered = with_copies(found, texts, about_origins(decisions))
    return Case(found, told, texts, altered)


def number(item: Item) -> Number:
    """A side's number of one subject and place, whichever body of the side gave it."""
    return (item.voice, item.subject, item.area, item.point)


def place(item: Item) -> tuple[str, int]:
    """Where an item stands."""
    return (item.entry.document, item.claim.figure.start)


def definite(item: Item) -> bool:
    """Whether the kind counted is told, so that two figures of it are about the same."""
    return item.claim.object != "other" and item.claim.measure != "other"


def single(group: Sequence[Item]) -> list[Item]:
    """The figures of reports that give one number only: several for one day are lists of kinds within a kind."""
    by_record = grouped(group, lambda item: item.record).values()
    return [own[0] for own in by_record if len({item.hard for item in own}) == 1]


def one_event(a: Item, b: Item) -> bool:
    """Whether two figures of a document can be of one count: one sentence, totals or levels, or a dated place."""
    if a.claim.quote.start == b.claim.quote.start or a.claim.time.kind in ("total", "state"):
        return True
    return bool(a.area) and a.area == b.area and not a.days.inferred


def one_voice(items_: Iterable[Item]) -> bool:
    """Whether at most one claimant or side speaks in these; sentences that name nobody go with the others."""
    return len({item.voice for item in items_ if item.voice}) <= 1


def near_places(a: Item, b: Item) -> bool:
    """Whether two figures may be of one place: the same, or one not told."""
    return not a.area or not b.area or a.area == b.area


def finding(
    code: str,
    claims: Sequence[Item],
    outcome: Outcome,
    severity: Severity,
    formula: str,
    text: str,
    *,
    derived: Exact | None = None,
    reasons: Sequence[str] = (),
    next_step: str = "",
) -> Finding:
    """A finding about these claims, in the order in which its formula uses them."""
    return Finding(
        code=code,
        severity=severity,
        outcome=outcome,
        claims=tuple(item.claim.id for item in claims),
        documents=tuple(item.entry.document for item in claims),
        formula=formula,
        text=wording.first_up(text),
        derived=plain(derived),
        possible_reasons=tuple(reasons),
        next_step=next_step,
    )
