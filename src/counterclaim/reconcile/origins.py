"""Which claims are one claim told many times. What corroborates is the number of origins, never of outlets.

Claims share an origin when they are
    text      the same figure in one text, kept under several documents
    reprint   the same figure in nearly the same text
    passage   the same figure in nearly the same sentence, with the same words before or behind it, at most three days
              apart, the attribution perhaps left out
    repeat    the same claimant's (or side's) same figure of the same quantity, at most three days apart
    lead      one document's mentions of one figure, where only one claimant is named
    wire      the same figure without a claimant in articles with the same agency's credit, at most three days apart
    outlet    the figure that an outlet tells without a claimant, told again by the outlet at most three days apart
    person    somebody decided so
    cited     the figure that an outlet tells, and the same figure in another that names this outlet as its source
Whoever only passed a figure on (`via`) is never an origin: the claimant is.

Which claims must be looked at together. A lead is settled within its document. Every other tie joins two claims of one
*bucket*: same quantity and same hard interval (`bucket`). So origins may be worked out document by document for the
leads, then bucket by bucket, and a ledger that grows by some claims needs only the buckets of these worked out anew:
`of_items` over the items of whole buckets, with the whole documents of these items, gives the same origins as over the
ledger. What a tie of a text needs besides (the cluster of near texts, the agency's credit) belongs to the text alone.
An altered copy (`copies`) has another figure, thus another bucket: it is no tie, it is marked and not counted.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from counterclaim.ledger.decision import Decision
from counterclaim.model import Entry
from counterclaim.reconcile.columns import Columns, columns
from counterclaim.reconcile.copies import Altered, altered
from counterclaim.reconcile.items import Item, grouped, items
from counterclaim.reconcile.leads import leads, one_claimant, retellings
from counterclaim.reconcile.memory import uncollected
from counterclaim.reconcile.people import about_origins, settled, told_apart
from counterclaim.reconcile.realms import cell
from counterclaim.reconcile.retold import citations, passages
from counterclaim.reconcile.ties import Numbers, Pairs, neighbours, numbers, roots

NEAR = 3  # days
OF_TEXTS = ("reprint", "wire")  # ties that only whole texts tell; comparisons and series do without them
# How sure each tie is, for the eye: 1 where only one text or a person can make it; a passage a little under the 0.99
# measured on copies of daily news (bench.origins); the rest by judgement, the wire last: dispatches share numbers.
CONFIDENCE = {
    "text": 1.0, "reprint": 0.99, "passage": 0.95, "repeat": 0.95, "lead": 0.9, "cited": 0.9, "outlet": 0.8,
    "wire": 0.7, "person": 1.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Origin:
    """Claims that count once, and what shows it."""

    members: tuple[Item, ...]
    evidence: tuple[str, ...]
    altered: bool = False  # told with another figure than the text that it copies: shown, but it corroborates nothing
    merged: str | None = None  # the same for origins that people merged, where these stay apart: they count once

    @property
    def first(self) -> Item:
        """The earliest telling, by day and then by document."""
        return self.members[0]

    @property
    def confidence(self) -> float:
        """How sure it is that these are one: that of the weakest kind of tie among them."""
        return min((CONFIDENCE[name] for name in self.evidence), default=1.0)


def bucket(item: Item) -> Hashable:
    """What all claims of one origin share, leads apart: the quantity and the hard interval of the figure."""
    return (item.quantity, item.hard)


def origins(
    entries: Sequence[Entry], texts: Mapping[str, str] | None = None, decisions: Iterable[Decision] = ()
) -> tuple[Origin, ...]:
    """Every claim in exactly one origin; `texts` (text_sha256 -> text) adds reprints and wire credits.

    `decisions` are the live ones of a ledger, oldest first: origins that people merged are one, claims that they split
    off are apart.

    >>> origins(())
    ()
    """
    with uncollected():
        found = items(entries)
        chosen = tuple(decisions)
        traced = _traced(found, texts or {}, chosen)
        split, merged = settled(traced.root, found, chosen)
        return tuple(_origins(found, traced, merged, split))


def of_items(found: Sequence[Item], texts: Mapping[str, str], decisions: Iterable[Decision] = ()) -> tuple[Origin, ...]:
    """The origins of items as they are reckoned with; the work grows with the claims.

    Those that people merged stay apart here, since each tells its figure of its own day; `merged` says what they count
    as. What is merged by way of claims of another cell (`realms`) is one where the decisions themselves name the way.
    """
    return with_copies(found, texts, decisions)[0]


def with_copies(
    found: Sequence[Item], texts: Mapping[str, str], decisions: Iterable[Decision] = ()
) -> tuple[tuple[Origin, ...], tuple[Altered, ...]]:
    """The origins as `of_items` gives them, and the sentences that are told again otherwise."""
    chosen = about_origins(decisions)
    traced = _traced(found, texts, chosen)
    if not chosen:
        return tuple(_origins(found, traced, traced.root, traced.root)), traced.altered
    split, merged = _by_cell(found, traced.root, chosen)
    counted: dict[int, str] = {}
    for rows in grouped(range(len(found)), merged.tolist().__getitem__).values():
        if len(parts := set(split[rows].tolist())) > 1:
            counted.update(dict.fromkeys(parts, min(found[row].claim.id for row in rows)))
    return tuple(_origins(found, traced, split, split, counted)), traced.altered


class Twice(NamedTuple):
    """The origins of items with what whole texts tell of them, as checks take them, and without."""

    told: tuple[Origin, ...]
    bare: tuple[Origin, ...]
    altered: tuple[Altered, ...]
    moved: tuple[Item, ...]  # in another origin with the texts than without


def twice(found: Sequence[Item], texts: Mapping[str, str]) -> Twice:
    """`with_copies` with texts and without them, traced once; nobody has merged or split anything.

    >>> twice((), {}).told
    ()
    """
    traced = _traced(found, texts)
    ties = {name: pairs for name, pairs in traced.ties.items() if name not in OF_TEXTS}
    root = roots(len(found), ties.values())
    told = tuple(_origins(found, traced, traced.root, traced.root))
    moved = tuple(found[row] for row in np.flatnonzero(traced.root != root).tolist())
    bare = tuple(_origins(found, traced._replace(root=root, ties=ties), root, root)) if moved else told
    return Twice(told, bare, traced.altered, moved)


def _by_cell(found: Sequence[Item], root: Numbers, decisions: Sequence[Decision]) -> tuple[Numbers, Numbers]:
    """What people split and merged, cell by cell, so that a part of a ledger is reckoned with as the whole is.

    Claims of other cells that are merged with these stand for themselves; then what they join is one over all cells.
    """
    split, merged = root.copy(), root.copy()
    for rows in grouped(range(len(found)), lambda row: cell(found[row].claim)).values():
        parts = settled(root[rows], [found[row] for row in rows], decisions)
        for label, whole in zip(parts, (split, merged), strict=True):
            for own in grouped(range(len(rows)), label.tolist().__getitem__).values():
                whole[[rows[place] for place in own]] = rows[own[0]]
    return split, merged


class _Traced(NamedTuple):
    """What the program alone finds: the group of each row, the ties by name, and the rows of altered copies."""

    root: Numbers
    ties: Mapping[str, Pairs]
    copies: Pairs  # the row that is copied, the row of the altered copy
    altered: tuple[Altered, ...]


def _traced(found: Sequence[Item], texts: Mapping[str, str], decisions: Sequence[Decision] = ()) -> _Traced:
    """Each link joins neighbours within a bucket, leads apart. What people told apart is no altered copy."""
    at = {id(item): number for number, item in enumerate(found)}
    told = one_claimant(found)
    led = [(at[id(lead)], at[id(body)]) for lead, body in leads(told)]
    cells = columns(found, texts, leads={lead for lead, _ in led})
    ties = ties_of(cells)
    ties["passage"] = _pairs((at[id(a)], at[id(b)]) for a, b in passages(found, cells))
    ties["cited"] = _pairs((at[id(a)], at[id(b)]) for a, b in citations(found, cells))
    ties["lead"] = _pairs([*led, *((at[id(a)], at[id(b)]) for a, b in retellings(told))])
    apart = told_apart(decisions)
    otherwise = tuple(pair for pair in altered(found, cells) if not apart(pair.first.claim.id, pair.copy.claim.id))
    copies = _pairs((at[id(pair.first)], at[id(pair.copy)]) for pair in otherwise)
    return _Traced(roots(len(found), ties.values()), ties, copies, otherwise)


def _pairs(found: Iterable[tuple[int, int]]) -> Pairs:
    listed = list(found)
    return numbers(a for a, _ in listed), numbers(b for _, b in listed)


def ties_of(cells: Columns) -> dict[str, Pairs]:
    """The ties that columns alone tell, by name: rows that follow each other under one key."""
    order = (cells.day, cells.document, cells.place)
    near = (cells.day, NEAR)
    return {
        "text": neighbours([cells.claim, cells.bucket], order),
        "reprint": neighbours([cells.cluster, cells.who, cells.bucket], order),
        "repeat": neighbours([cells.voice, cells.when, cells.bucket], order, *near),
        "wire": neighbours([cells.credit, cells.when, cells.bucket], order, *near),
        "outlet": neighbours([cells.outlet, cells.when, cells.bucket], order, *near),
    }


def _origins(
    found: Sequence[Item], traced: _Traced, label: Numbers, split: Numbers, counted: Mapping[int, str] | None = None
) -> Iterable[Origin]:
    """The origins under these labels; `split` are those that ties alone make."""
    evidence: dict[int, set[str]] = {}
    for name, (a, b) in traced.ties.items():
        for head in set(label[a[split[a] == split[b]]].tolist()):
            evidence.setdefault(head, set()).add(name)
    first, copy = (label[rows] for rows in traced.copies)
    otherwise = set(copy[first != copy].tolist())
    for head, rows in grouped(range(len(found)), label.tolist().__getitem__).items():
        names = evidence.get(head, set())
        if len(rows) > 1 and (len(set(split[rows].tolist())) > 1 or not names):
            names = names | {"person"}  # who split off what lay between has left these together
        members = in_order([found[row] for row in rows])
        yield Origin(members, tuple(sorted(names)), head in otherwise, (counted or {}).get(head))


def in_order(group: Sequence[Item]) -> tuple[Item, ...]:
    """The earliest telling first."""
    return tuple(sorted(group, key=age)) if len(group) > 1 else tuple(group)


def age(item: Item) -> tuple[str, str, str, int, str]:
    """The order of tellings: by the day told, then by the day of publication, those without one last.

    Of one day by the text and the place in it: what a document is called, or where it lies, plays no part but among
    copies of one text.
    """
    told = item.day.isoformat() if item.day else "9999"
    return (told, item.entry.published or "9999", item.entry.text_sha256, item.claim.figure.start, item.entry.document)
