"""One claim explained: the sentence with every span underlined and named, every field, the rule and the source.

Plain lines, no colours, so that they can be mailed or printed as they are. A field without a value says so.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from counterclaim.model import Claim, Entry
from counterclaim.views import words
from counterclaim.views.plain import OBEYED, plain
from counterclaim.views.points import point_of

WIDTH = 88  # columns of a sentence before it is broken: fits a terminal of 100 with the margin
MARGIN = "  "
NOT_STATED = "not stated"
AROUND = 40  # characters to either side of words that stand outside the sentence

Mark = tuple[int, int, str]  # start and end in the document's text, and the name of the field


def marks(claim: Claim) -> tuple[Mark, ...]:
    """Every span of a claim with the name of its field, in the order of the text."""
    found = [(claim.figure.start, claim.figure.end, "figure")]
    if (who := claim.claimant) and who.start is not None and who.end is not None:
        found.append((who.start, who.end, "claimant"))
    found += [(via.start, via.end, "via") for via in claim.via if via.start is not None and via.end is not None]
    found += [(span.start, span.end, span.field) for span in claim.spans]
    return tuple(sorted(set(found)))


def explanation(entry: Entry, text: str | None, about: Mapping[str, str], history: Iterable[str] = ()) -> Iterator[str]:
    """The lines that explain a claim. `text` is the document's; `about` says of the ledger what there is to say,
    `history` what people decided, a line each."""
    claim = entry.claim
    yield claim.id
    yield ""
    yield from underlined(claim.quote.text, claim.quote.start, marks(claim))
    yield from _elsewhere(claim, text)
    yield ""
    yield from _listed(_fields(entry))
    yield ""
    yield from _listed([*about.items(), ("review", words.label("statuses", entry.status))])
    for place, deed in enumerate(history):
        yield f"{MARGIN}{'' if place else 'history':<14}{plain(deed)}"


# ---------------------------------------------------------------- the sentence
def underlined(sentence: str, offset: int, found: Sequence[Mark]) -> Iterator[str]:
    """The sentence in lines, under each the marks that fall on it, named; overlapping marks one below the other.

    >>> print(*underlined("Two died.", 100, [(100, 103, "figure"), (104, 108, "measure")]), sep="\\n")
      Two died.
      ^^^ ^^^^
      figure
          measure
    """
    shown = OBEYED.sub(lambda found: " " * len(found.group()), sentence)
    for start, end in _broken(shown):
        yield MARGIN + shown[start:end].rstrip()
        here = [(max(a - offset, start) - start, min(b - offset, end) - start, name) for a, b, name in found]
        for row in _rows([mark for mark in here if mark[0] < mark[1]]):
            yield from _drawn(row)


def _broken(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines of a text start and end: broken at spaces where there are any."""
    start = 0
    while len(text) - start > WIDTH:
        space = text.rfind(" ", start + 1, start + WIDTH + 1)
        end = space + 1 if space > start else start + WIDTH
        yield start, end
        start = end
    yield start, len(text)


def _rows(found: Iterable[Mark]) -> list[list[Mark]]:
    """Marks in as few rows as they need so that none overlaps another."""
    rows: list[list[Mark]] = []
    for mark in sorted(found):
        row = next((row for row in rows if row[-1][1] <= mark[0]), None)
        if row is None:
            rows.append([mark])
        else:
            row.append(mark)
    return rows


def _drawn(row: Sequence[Mark]) -> Iterator[str]:
    """A line of underlining and as many lines of names as they need."""
    line = ""
    for start, end, _ in row:
        line = line.ljust(start) + "^" * (end - start)
    yield MARGIN + line
    names: list[str] = []
    for start, _, name in row:
        place = next((n for n, taken in enumerate(names) if not taken or len(taken) < start), len(names))
        if place == len(names):
            names.append("")
        names[place] = names[place].ljust(start) + name
    yield from (MARGIN + name for name in names)


def _elsewhere(claim: Claim, text: str | None) -> Iterator[str]:
    """The spans that stand outside the sentence, each with the words around it."""
    for start, end, name in marks(claim):
        if claim.quote.start <= start and end <= claim.quote.end:
            continue
        yield f"{MARGIN}{name}, elsewhere in the document at {start:,} to {end:,}" + (
            _around(text, start, end) if text else ""
        )


def _around(text: str, start: int, end: int) -> str:
    """Words of a text in brackets, with a few whole ones to either side.

    >>> _around("The army said on Monday in Kyiv, the capital, that 12 of its soldiers had died.", 27, 31)
    ': ... The army said on Monday in [Kyiv], the capital, that 12 of its soldiers ...'
    """
    before, after = text[max(0, start - AROUND - 1) : start], text[end : end + AROUND + 1]
    if start > AROUND:
        before = re.sub(r"^\S*", "", before)
    if end + AROUND < len(text):
        after = re.sub(r"\S*$", "", after)
    return f": ... {plain(f'{before}[{text[start:end]}]{after}')} ..."


# ---------------------------------------------------------------- the fields
def _fields(entry: Entry) -> Iterator[tuple[str, str | None]]:
    claim = entry.claim
    figure, who, place = claim.figure, claim.claimant, claim.place
    yield "figure", words.figure(figure) + (f", printed as {figure.text!r} and mended" if figure.repaired else "")
    yield "it allows", words.interval(figure.low, figure.high)
    yield "unit", figure.unit + (f" a {figure.per}" if figure.per else "")
    yield "measure", claim.measure
    yield "object", claim.object
    yield "party", claim.party
    yield "conflict", claim.conflict
    yield "claimant", f"{plain(who.name)} ({who.kind})" if who else "nobody is named"
    yield "speaks for", who.side if who else None
    yield "also called", ", ".join(map(plain, who.aliases)) if who and who.aliases else None
    yield "passed on by", ", ".join(plain(via.name) for via in claim.via) or None
    yield "stance", claim.stance
    yield "verification", claim.verification
    yield "time", words.period_in_table(claim.time)
    yield "place", _place(entry) if place else None
    yield "rule", claim.rule
    yield "document", plain(entry.document)
    yield "title", entry.title and plain(entry.title)
    yield "outlet", entry.outlet and plain(entry.outlet)
    yield "published", entry.published
    yield "address", entry.url and plain(entry.url)
    yield "text sha256", entry.text_sha256 or None


def _place(entry: Entry) -> str:
    place = entry.claim.place
    if place is None:
        return NOT_STATED
    point = point_of(place)
    at = f", {point[0]:g} {point[1]:g}" if point else ""
    written = "" if place.text == place.name else f", written {plain(place.text)!r}"
    return plain(place.name) + written + at + (f" ({place.precision})" if place.precision else "")


def _listed(pairs: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    for name, value in pairs:
        yield f"{MARGIN}{name:<14}{value or NOT_STATED}"
