"""The numbers of a table, bound: head, label of the row and caption tell measure, party and who says so.

What they do not tell stays empty; a number of which they do not tell what is measured is left out, with that reason.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.claims.binding import GRID
from counterclaim.claims.bound import Bound
from counterclaim.claims.decisions import turned_down
from counterclaim.claims.figure_grammar import FigureMention
from counterclaim.claims.grids import Cell, Grid
from counterclaim.claims.lexicon import Counted, find_object
from counterclaim.claims.lists import is_increment, item_measure, label_object
from counterclaim.claims.party_mentions import PartyMention
from counterclaim.claims.periods import When
from counterclaim.claims.prepare import Prepared, cast_of
from counterclaim.claims.scenes import Scene
from counterclaim.claims.sources import Source
from counterclaim.claims.when_days import between
from counterclaim.claims.wordlists import any_of, word_set
from counterclaim.model import Time
from counterclaim.vocabulary.actors import is_country, unnamed_group
from counterclaim.vocabulary.conflicts import opponents

WORDS = "binding_words.toml"
_NUMBER = re.compile(r"\(?\s*[^\w(]?\s*[\d,. ]+")
_LONGEST = 24  # characters of a cell beside its number: a longer one is a sentence
_MONTH = 31  # days: a longer stretch is one of totals
_FOOT = re.compile(r"\s{1,8}\W{0,3}(?P<cue>[A-Za-z ]{3,20})\W{0,2}:\W{0,4}(?P<name>\w[^\n,;|(*]{1,80}\w)")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a number of a table stands: its cell's column and head, its row, its table."""

    grid: Grid
    row: tuple[Cell, ...]
    column: int

    @property
    def head(self) -> Cell:
        return self.grid.head[self.column]


def cell_of(grids: Sequence[Grid], text: str, figure: FigureMention) -> tuple[Grid, tuple[Cell, ...], int] | None:
    """Table, row and column of a number that stands in a cell nearly alone; None of any other."""
    for grid in grids:
        row = grid.row_at(figure.start)
        if row is None:
            continue
        for column, cell in enumerate(row):
            if cell.start <= figure.start < cell.end:
                others = sum(c.isalpha() for c in text[cell.start : figure.start] + text[figure.end : cell.end])
                return (grid, row, column) if others <= _LONGEST else None
    return None


def bind_cell(
    prepared: Prepared, scene: Scene, which: int, cell: tuple[Grid, tuple[Cell, ...], int], times: list[When]
) -> Bound | None:
    """Figure number `which` of a row of a table, bound; None where nothing tells what it measures."""
    figure, phrase = scene.figures[which]
    at, text = _Place(*cell), prepared.document.text
    head, label = at.head.text(text), _label(text, at)
    if figure.hint == "article":
        return None
    if _is_other(head) or (at.column == 0 and _YEAR.fullmatch(at.row[0].text(text))):
        turned_down(figure.start, figure.end, "table", head)
        return None
    own = re.sub(r"[^A-Za-z\s-]+", " ", at.row[at.column].text(text)).strip()
    measured = _measure(text, at, (own, head, label))
    if measured is None:
        turned_down(figure.start, figure.end, "table", f"{head} / {label}".strip(" /"))
        return None
    measure, counted = measured
    one = Bound(scene, figure, phrase, measure, counted.kind, None, counted.object, GRID)
    one.source = _source(prepared, at)
    one.party = _party(prepared, at, one.source)
    one.told = _time(prepared, at, figure, times)
    return one


def _is_other(head: str) -> bool:
    return head.lower().strip(" .:") in word_set(WORDS, "grids", "other_heads")


def _label(text: str, at: _Place) -> str:
    """The words of a row that are no number: what it tells of, without the cells of who says so."""
    said = _source_column(text, at.grid)
    words = [cell.text(text) for i, cell in enumerate(at.row) if i not in (at.column, said)]
    return " ".join(w for w in words if w and not _NUMBER.match(w))


def _source_column(text: str, grid: Grid) -> int | None:
    """The column whose head says that it names who says so."""
    return next((i for i, cell in enumerate(grid.head) if _words("source_heads").match(cell.text(text))), None)


@functools.cache
def _words(key: str) -> re.Pattern[str]:
    """One of the lists of words that tables are read by, as whole words."""
    return re.compile(rf"\b(?:{any_of(WORDS, 'grids', key)})\b", re.IGNORECASE)


@functools.cache
def _growth() -> re.Pattern[str]:
    """What a number grew by: words, and signs that have no edge of a word."""
    return re.compile(rf"(?:^|\b)(?:{any_of(WORDS, 'grids', 'growth')})(?:\b|$)", re.IGNORECASE)


def _measure(text: str, at: _Place, told_by: tuple[str, ...]) -> tuple[str, Counted] | None:
    """What a number measures and counts: told by the words beside it, else its head, its row, the caption."""
    caption = at.grid.caption.text(text)
    counted = next((found for words in told_by if (found := label_object(words) or _armed(words))), None)
    for told in told_by:
        for words in (counted, Counted("people", "persons")) if counted is None else (counted,):
            measure = item_measure(told, "", words)
            if measure is not None:
                return measure, words or _default(measure)
    counted = counted or label_object(caption)
    measure = item_measure("", caption, counted) if counted else None
    return (measure, counted) if measure and counted else None


def _armed(words: str) -> Counted | None:
    """The fighters that a head names by their side alone: `Government`, `Rebels`."""
    low = set(words.lower().split())
    kinds = (("army", "soldiers"), ("rebel", "fighters"))
    return next((Counted(named, "persons") for side, named in kinds if low & _roles(side)), None)


def _roles(side: str) -> frozenset[str]:
    return word_set("party_words.toml", "roles", side)


def _default(measure: str) -> Counted:
    persons = measure in word_set(WORDS, "counted", "persons_measures")
    return Counted("people", "persons") if persons else Counted("other", "things")


# ---------------------------------------------------------------- whose, and who says so
def _source(prepared: Prepared, at: _Place) -> Source | None:
    """Who says so: the cell of a column for that, an actor in head or label beside a word of claiming, the caption."""
    text = prepared.document.text
    said = _source_column(text, at.grid)
    if said is not None and at.row[said].text(text):
        return cast_of(prepared).resolve(at.row[said].start, at.row[said].end, True)
    for cell in (at.head, at.row[0]):
        named = [m for m in prepared.actors if cell.start <= m.start and m.end <= cell.end]
        bodies = [m for m in named if m.actor.kind in ("body", "monitor", "official")]
        if named and (bodies or _words("claiming").search(cell.text(text))):
            chosen = (bodies or named)[0]
            return cast_of(prepared).resolve(chosen.start, chosen.end, True)
    foot = _foot(text, at.grid)
    if foot is not None and (source := cast_of(prepared).resolve(*foot, True)) is not None:
        return source
    caption = at.grid.caption
    spoken = [s for s in prepared.stage.speeches if caption.start <= s.source.start < caption.end]
    return spoken[-1].source if spoken else prepared.issuer


def _foot(text: str, grid: Grid) -> tuple[int, int] | None:
    """Where the line below a table names who its numbers are from: `Source: Gaza health ministry`."""
    end = text.find("\n", grid.rows[-1][-1].end)
    line = _FOOT.match(text, end) if end >= 0 else None
    return line.span("name") if line and _words("source_heads").fullmatch(line["cue"].strip()) else None


def _party(prepared: Prepared, at: _Place, source: Source | None) -> str | None:
    """Whose people or things: named in the head or label, not as who says so; else in the caption."""
    party = _side_of_head(prepared, at.head)
    if party is not None:
        return party
    if _words("sums").fullmatch(at.head.text(prepared.document.text).strip(" *:")):
        sides = [{_side_of_head(prepared, cell)} | _parties(prepared, cell) for cell in at.grid.head]
        if len(set().union(*sides) - {None}) > 1:
            return "both"
    for named in _named(prepared, at, source):
        parties = list(dict.fromkeys(m.party for m in named))
        if len(parties) == 1:
            return parties[0]
        if parties:
            return None
    return None


def _parties(prepared: Prepared, cell: Cell) -> set[str | None]:
    """The parties that a cell names."""
    return {m.party for m in prepared.parties.within(cell.start, cell.end)}


def _side_of_head(prepared: Prepared, head: Cell) -> str | None:
    """Whom a head means that names a side without its name: `Government`, `Opposition`."""
    low = head.text(prepared.document.text).lower().split()
    if _parties(prepared, head):
        return None
    land = next((p for p in prepared.parties.ranked if is_country(p) and opponents(p)), None)
    rebel, army = prepared.parties.fighters
    if word := next((w for w in low if w in _roles("rebel") or w in word_set(WORDS, "grids", "opposing")), None):
        named = rebel not in word_set("party_words.toml", "no_rebels") and rebel
        return named or (unnamed_group(land, word) if land else None)
    counts_people = any(find_object(low, at, at) for at in range(len(low)))  # "Soldiers killed" names no side
    return (army or (None if counts_people else land)) if not _roles("army").isdisjoint(low) else None


def _named(prepared: Prepared, at: _Place, source: Source | None) -> Iterator[list[PartyMention]]:
    """The parties named in the head, in the row and in the caption, but for the words of who says so."""
    text = prepared.document.text
    said = _source_column(text, at.grid)
    row = [cell for i, cell in enumerate(at.row) if i != said]
    for cells in ([at.head], row, [at.grid.caption]):
        found = [m for cell in cells for m in prepared.parties.within(cell.start, cell.end)]
        own = (source.start, source.end) if source and source.start >= 0 else (0, 0)
        yield [m for m in found if not own[0] <= m.start < own[1]]


# ---------------------------------------------------------------- when
def _time(prepared: Prepared, at: _Place, figure: FigureMention, times: list[When]) -> tuple[Time, When | None]:
    """A growth is that of the day before; else the time that row, head or caption names."""
    text, published = prepared.document.text, prepared.document.published
    head = at.head.text(text)
    if is_increment(text, figure) or _growth().search(head):
        if published is None or len(published) != 10:
            return Time(kind="period"), None
        eve = date.fromisoformat(published) - timedelta(days=1)
        return Time(kind="period", start=str(eve), end=published), None
    for cell in (*at.row, at.head, at.grid.caption):
        dated = [w for w in between(times, cell.start, cell.end) if w.first or w.last]
        if named := [w for w in dated if w.kind in ("period", "total")]:
            when = next((w for w in named if w.kind == "total"), named[0])
            return _told(when, published, whole=cell is at.grid.caption), when
    if _words("totals").search(f"{head} {at.grid.caption.text(text)}"):
        return Time(kind="total", end=published), None
    return Time(kind="unspecified"), None


def _told(when: When, published: str | None, *, whole: bool) -> Time:
    """The time of an expression: one that says so is a total's, and a long one that a `whole` table has."""
    long = when.first and when.last and (when.last - when.first).days > _MONTH
    total = when.kind == "total" or (bool(long) and whole)
    first, last = (str(when.first) if when.first else None), (str(when.last) if when.last else published)
    return Time(kind="total" if total else "period", start=first, end=last, text=when.text)
