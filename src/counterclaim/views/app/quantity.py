"""One quantity side by side: the report's card, and under each side the sentences that its figures stand in."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.model import Comparison
from counterclaim.views.app.shelf import Line, line
from counterclaim.views.pictures.voices import side_name
from counterclaim.views.report.cards import Card, cards
from counterclaim.views.report.links import Book

SENTENCES = 6  # of one side under a comparison; the rest are a link away


@dataclass(frozen=True)
class Quantity:
    """One comparison on its own page."""

    key: str
    card: Card
    columns: tuple[tuple[str, tuple[Line, ...], int], ...]  # side, sentences, how many more
    others: tuple[tuple[str, tuple[Line, ...], int], ...]


def key_of(comparison: Comparison) -> str:
    """The address of a comparison: made of what is compared, the same whenever it is reckoned.

    >>> key_of(
    ...     Comparison(
    ...         key="killed|soldiers",
    ...         title="",
    ...         measure="killed",
    ...         object="soldiers",
    ...         party=None,
    ...         conflict=None,
    ...         time_kind="total",
    ...         start=None,
    ...         end=None,
    ...         unit="persons",
    ...         sides=(),
    ...         factor_guaranteed=None,
    ...         factor_point=None,
    ...         gap_points=None,
    ...         contested=None,
    ...         text="",
    ...     )
    ... )
    'g_8e980e11ea28'
    """
    return address_of(comparison.key)


def address_of(key: str) -> str:
    """The address of the comparison with that key.

    >>> address_of("killed|soldiers")
    'g_8e980e11ea28'
    """
    return "g_" + hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:12]


def quantity(comparison: Comparison, book: Book) -> Quantity:
    """A comparison with its sentences; sides in alphabetical order, the independent and the unnamed after them."""
    (card,) = cards([comparison], book)
    by_name = {side_name(side, book.party_names): _sentences(side.claims, book) for side in comparison.sides}
    return Quantity(
        key=key_of(comparison),
        card=card,
        columns=tuple((view.name, *by_name[view.name]) for view in card.columns),
        others=tuple((view.name, *by_name[view.name]) for view in card.others),
    )


def _sentences(claims: Sequence[str], book: Book) -> tuple[tuple[Line, ...], int]:
    known = [book.entries[claim] for claim in claims if claim in book.entries]
    return tuple(line(entry, book, quoted=True) for entry in known[:SENTENCES]), max(len(claims) - SENTENCES, 0)
