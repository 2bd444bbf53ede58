"""A table that was imported before and has grown since: which of its rows stand, and a document of the others.

A claim is what stands at a place of a text, so a longer table is another text. Its rows that were there before stay
where they were first read; what is new becomes a document of its own, a release of the same table: its header and its
new rows, in its own words. A row is the same where the cells that the mapping reads are the same, whatever their order.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from counterclaim.model import Claim
from counterclaim.tables.cells import Row, rows
from counterclaim.tables.importing import Imported, from_text
from counterclaim.tables.mapping import Mapping, columns

RELEASE = " release "
SAME = 0.5  # of the rows read before: a table of which fewer are left is another table that lies at the same place

Key = frozenset[tuple[str, str]]


class Form(NamedTuple):
    """How the text of a table is read."""

    known: Mapping
    is_json: bool
    tabs: bool = False

    @property
    def delimiter(self) -> str:
        """What stands between cells."""
        return "\t" if self.tabs else self.known.delimiter


def name_of(table: str, number: int) -> str:
    """The id of a release of a table: the first is the table itself.

    >>> name_of("losses.csv", 1), name_of("losses.csv", 2)
    ('losses.csv', 'losses.csv release 2')
    """
    return table if number == 1 else f"{table}{RELEASE}{number}"


def rows_of(text: str, form: Form) -> dict[int, tuple[Key, int]]:
    """What each row says in the columns that the mapping reads, and where it ends, by where it begins."""
    read = columns(form.known)
    found: dict[int, tuple[Key, int]] = {}
    for row in rows(text, is_json=form.is_json, delimiter=form.delimiter, records=form.known.records):
        if isinstance(row, Row):
            said = frozenset((name, cell.value.strip()) for name, cell in row.cells.items() if name in read)
            found[row.start] = (said, row.end)
    return found


def left_over(new: Counter[Key], part: str, form: Form) -> tuple[frozenset[int], Counter[Key]]:
    """Where the rows of an earlier text begin that stand in the new one too, and the new one's other rows."""
    rest, standing = new.copy(), set()
    for start, (key, _) in rows_of(part, form).items():
        if rest[key] > 0:
            rest[key] -= 1
            standing.add(start)
    return frozenset(standing), +rest


def of_rows_left(text: str, rest: Counter[Key], form: Form) -> str:
    """The header of a table and those of its rows that are among `rest`, in its own words; "" where there are none."""
    all_rows, wanted, told = rows_of(text, form), rest.copy(), list[str]()
    for start, (key, end) in all_rows.items():
        if wanted[key] > 0:
            wanted[key] -= 1
            told.append(text[start:end])
    header = "" if form.is_json else text[: min(all_rows, default=0)].rstrip("\n") + "\n"
    return header + "\n".join(told) + "\n" if told else ""


def release(text: str, table: str, number: int, form: Form) -> Imported:
    """The claims of a text that `of_rows_left` made, as a release of its table."""
    plain = msgspec.structs.replace(form.known, records="")
    made = from_text(text, name_of(table, number), plain, is_json=form.is_json, tabs=form.tabs)
    return msgspec.structs.replace(made, document=msgspec.structs.replace(made.document, source=table))


def on_rows(claims: Sequence[Claim], starts: frozenset[int]) -> Iterator[Claim]:
    """The claims whose rows begin at these places."""
    return (claim for claim in claims if claim.quote.start in starts)
