"""Tables for a terminal: the same facts as the JSON lines, for the eye.

Every function gives things that `rich` prints. Words of articles are put in as plain `Text`, never as markup,
with control characters taken out: an article cannot colour, move or command the terminal.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from counterclaim.model import Claim, Comparison, Document, Entry, Finding, Leftover, Series, SideRange, Unit
from counterclaim.reconcile import wording
from counterclaim.reconcile.best import Best
from counterclaim.reconcile.series import steps
from counterclaim.reconcile.spread import spread
from counterclaim.views import words
from counterclaim.views.explain import underlined
from counterclaim.views.overall import LABEL, overall
from counterclaim.views.people import shown_name
from counterclaim.views.plain import plain

NOBODY = "nobody named"
NOT_TOLD = "not told"

# Findings are told in this order: what fails first, as the reader who looks for mistakes needs it.
OUTCOMES = {"violated": "does not hold", "undecidable": "cannot be decided", "holds": "holds"}

# Letters of an id in a table: enough to tell a million claims apart (40 bits), and `explain` takes them.
SHORT_ID = 10

# Characters on each side of a number that is left: enough words to see what it is, two lines of a column at most.
AROUND = 32

# Columns that are never broken, and the least that the others need before a word of theirs is cut in two.
WHOLE = ("claim", "date", "figure")
LEAST = {"what": 10, "who says so": 10, "when": 10, "source": 10, "place": 9, "claim": SHORT_ID}


def table(*columns: str, right: Iterable[str] = ()) -> Table:
    """An empty table with thin lines under its head; the columns named in `right` hold numbers."""
    from rich import box

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        justify: Literal["left", "right"] = "right" if column in right else "left"
        made.add_column(column, justify=justify, no_wrap=column in WHOLE, min_width=LEAST.get(column))
    return made


def cell(words: str | None, style: str = "") -> Text:
    """Words for a table cell."""
    return Text(plain(words or ""), style=style)


# ---------------------------------------------------------------- claims
def claims_found(document: Document, claims: Sequence[Claim]) -> Iterator[RenderableType]:
    """What `read` shows of one document."""
    title = " · ".join(plain(part) for part in (document.id, document.outlet, document.published) if part)
    yield Text(title, style="bold")
    if not claims:
        yield Padding(Text("no figure is claimed in it"), (0, 0, 1, 2))
        return
    made = table("figure", "what", "who says so", "when", "place", "claim", right=["figure"])
    for claim in claims:
        made.add_row(*_claim_cells(claim), cell(claim.place.name if claim.place else ""), cell(claim.id[:SHORT_ID]))
    yield Padding(made, (0, 0, 1, 2))


def leftovers_found(
    document: Document, claims: Sequence[Claim], leftovers: Sequence[Leftover]
) -> Iterator[RenderableType]:
    """What `read --leftovers` shows of one document: each number beside a claim that is none, and why."""
    yield Text(" · ".join(plain(part) for part in (document.id, document.outlet, document.published) if part), "bold")
    if not leftovers:
        yield Padding(
            Text("no number is left beside its claims" if claims else "no figure is claimed in it"), (0, 0, 1, 2)
        )
        return
    made = table("number", "why it is no claim", "where it stands", right=["number"])
    for left in leftovers:
        made.add_row(cell(left.figure.text), cell(words.leftover(left)), cell(_around(document.text, left)))
    yield Padding(made, (0, 0, 1, 2))


def _around(text: str, left: Leftover) -> str:
    """The words of a number's sentence next to it."""
    start, end = max(left.quote.start, left.figure.start - AROUND), min(left.quote.end, left.figure.end + AROUND)
    first = text.find(" ", start, left.figure.start) + 1 if start > left.quote.start else start
    last = text.rfind(" ", left.figure.end, end) if end < left.quote.end else end
    return " ".join(text[first or start : last if last > 0 else end].split())


def _claim_cells(claim: Claim) -> tuple[Text, Text, Text, Text]:
    stance = "" if claim.stance == "asserts" else f" ({claim.stance})"
    return (
        cell(words.figure(claim.figure)),
        cell(words.what(claim.measure, claim.object, claim.party)),
        cell((shown_name(claim.claimant) or NOBODY) + stance),
        cell(words.period_in_table(claim.time)),
    )


def claims_listed(entries: Sequence[Entry], total: int) -> Iterator[RenderableType]:
    """What `list` shows: one line a claim, and how many there are besides."""
    made = table("figure", "what", "who says so", "when", "source", "claim", right=["figure"])
    for entry in entries:
        source = ", ".join(filter(None, (entry.outlet or entry.document, entry.published)))
        made.add_row(*_claim_cells(entry.claim), cell(source), cell(entry.claim.id[:SHORT_ID]))
    yield made
    more = "" if total == len(entries) else f", the first {len(entries):,} shown (--limit 0 shows all)"
    yield Text(f"{words.counted(total, 'claim')}{more}")


# ---------------------------------------------------------------- reckoning
def comparisons(
    found: Sequence[Comparison],
    names: Mapping[str, str],
    tells: Mapping[int, int],
    best: Mapping[str, Sequence[Best]] = {},
) -> Iterator[RenderableType]:
    """Each quantity with its sides, and how many there are; `names` gives the claimant of a claim.

    `tells`: how many there are with sides apart (1), of one side or none (2), and others (0).
    """
    for comparison in found:
        yield Text(plain(comparison.title), style="bold")
        moved = any(side.first != side.latest for side in comparison.sides)
        numbers = ["range of claims", *["first"] * moved, "latest"]
        counts = ["claims", "origins"]
        made = table("side", *numbers, "who says so", *counts, right=[*numbers, *counts])
        for side in comparison.sides:
            made.add_row(*_side_cells(side, names, comparison.unit, moved))
        yield Padding(made, (0, 0, 0, 2))
        yield Padding(Group(*_best_of(best.get(comparison.key, ())), *_said_of(comparison)), (0, 0, 1, 2))
    yield from _more(len(found), sum(tells.values()))
    total, apart, alone, meet = sum(tells.values()), tells.get(1, 0), tells.get(2, 0), tells.get(0, 0)
    quantities = f"{total:,} quantit{'y' if total == 1 else 'ies'}"
    yield Text(f"{quantities}: sides apart on {apart:,}, ranges meet on {meet:,}, one side or none spoke on {alone:,}")
    for conflict, one in spread(found if len(found) == total else ()).items():
        factors = ", ".join(wording.times(Fraction(factor)) for factor in (one.lower, one.median, one.upper))
        yield Text(
            f"{conflict}: quartiles of how many times apart sides are, in {one.quantities:,} quantities: {factors}"
        )


def _more(shown: int, total: int) -> Iterator[RenderableType]:
    """That only the first are shown, where that is so."""
    if shown < total:
        yield Text(f"the first {shown:,} of {total:,} shown (--limit 0 shows all)")


def _side_cells(side: SideRange, names: Mapping[str, str], unit: Unit, moved: bool) -> tuple[Text, ...]:
    """One side in a line; what it gave `first` stands there only where a side's figures `moved`."""
    told = words.label("sides_in_table", side.role)
    if side.side is not None and side.role != "independent":
        told = f"{words.party_name(side.side)} ({told})"
    who = dict.fromkeys(names[claim] for claim in side.claims if claim in names)
    return (
        cell(told),
        cell(words.interval(side.low, side.high, unit)),
        *([cell(words.number(side.first, unit))] if moved else []),
        cell(words.number(side.latest, unit)),
        cell(", ".join(who)),
        cell(f"{len(side.claims):,}"),
        cell(f"{side.origins:,}"),
    )


def _best_of(found: Sequence[Best]) -> Iterator[Text]:
    """The figure of each side under the policy that was asked for, named with it."""
    for one in found:
        told = words.label("best", one.policy)
        side = words.party_name(one.side) if one.side else NOBODY
        number = "none" if one.value is None else words.number(one.value)
        why = f" ({plain(one.reason)})" if one.reason else ""
        yield Text(f"best of {side}, {told}: {number}{why}")


def _said_of(comparison: Comparison) -> Iterator[Text]:
    apart = f" Contested: {comparison.contested:.2f}." if comparison.contested else ""
    yield Text(plain(comparison.text) + apart)
    if (told := overall(comparison)) is not None:
        yield Text(f"{LABEL}: {told}")
    for line in comparison.notes:
        yield Text(f"note: {plain(line)}")
    for claim, why in zip(comparison.not_compared, comparison.not_compared_why, strict=True):
        yield Text(f"not compared: {claim[:SHORT_ID]}: {plain(why)}")


def series_told(found: Sequence[Series], total: int) -> Iterator[RenderableType]:
    """Each claimant's own figures, a line a claim, with the step from the one before."""
    for series in found:
        head = f"{series.claimant or NOBODY} · {words.series(series)}"
        yield Text(plain(head), style="bold")
        made = table("date", "figure", "step", "mark", "claim", right=["figure", "step"])
        for point, step in zip(series.points, steps(series), strict=True):
            made.add_row(
                cell(point.date or "no date"),
                cell(words.number(point.value) or words.interval(point.low, point.high)),
                cell(_step(step) if series.time_kind == "total" else ""),
                cell(point.mark or (words.label("times", point.kind) if point.kind != series.time_kind else "")),
                cell(point.claim[:SHORT_ID]),
            )
        yield Padding(made, (0, 0, 1, 2))
    yield from _more(len(found), total)


def _step(step: float | None) -> str:
    return "" if step is None else ("+" if step > 0 else "") + words.number(step)


def findings(
    found: Sequence[Finding], tells: Mapping[int, int], aside: Sequence[tuple[Finding, str]] = ()
) -> Iterator[RenderableType]:
    """What arithmetic says, what fails first; `tells` is how many there are of each outcome, in that order.

    `aside`: those that people set aside, each with who did and why.
    """
    order = list(OUTCOMES)
    for finding in sorted(found, key=lambda finding: order.index(finding.outcome)):
        told = next((f"set aside {why}" for one, why in aside if one == finding), "")
        yield Text(" · ".join(filter(None, (OUTCOMES[finding.outcome], finding.code, plain(told)))), style="bold")
        lines = [Text(plain(finding.text))]
        if finding.formula:
            lines.append(Text(plain(finding.formula)))
        if finding.outcome == "violated" and finding.possible_reasons:
            lines.append(Text(f"possible reasons: {plain('; '.join(finding.possible_reasons))}"))
        if finding.next_step:
            lines.append(Text(f"next: {plain(finding.next_step)}"))
        lines.append(Text(" ".join(claim[:SHORT_ID] for claim in finding.claims), style="dim"))
        yield Padding(Group(*lines), (0, 0, 1, 2))
    yield from _more(len(found), sum(tells.values()))
    out = Counter(order.index(finding.outcome) for finding, _ in aside)
    counts = [f"{tells.get(number, 0) - out[number]:,} {name}" for number, name in enumerate(OUTCOMES.values())]
    counts += [f"{len(aside):,} set aside"] if aside else []
    yield Text(f"{words.counted(sum(tells.values()), 'finding')}: {', '.join(counts)}")


# ---------------------------------------------------------------- words
Tried = tuple[int, int, str, str, str, str]  # start, end, kind, words, entry, why
Read = tuple[str, str | None, str, str, Sequence[str]]  # field, value, words, entry, what else was considered


def sentence_tried(
    sentence: str, found: Sequence[Tried], figures: Sequence[tuple[str, str, Sequence[Read]]]
) -> Iterator[RenderableType]:
    """A sentence with what matches in it, and each figure: its text, why it is no claim, and its fields."""
    yield Text("\n".join(underlined(sentence, 0, [(start, end, kind) for start, end, kind, *_ in found])))
    made = table("words", "as", "entry", "why")
    for _, _, kind, written, entry, why in found:
        made.add_row(cell(written), cell(kind), cell(entry), cell(why))
    yield Padding(made, (1, 0, 1, 2))
    if all(reason for _, reason, _ in figures):
        yield Text("no claim is found in it")
    for text, reason, fields in figures:
        yield Text(plain(f"{text} · {'no claim: ' + reason if reason else 'a claim'}"), style="bold")
        told = table("field", "read as", "words", "by", "also considered")
        for name, value, written, entry, considered in fields:
            told.add_row(cell(name), cell(value or NOT_TOLD), cell(written), cell(entry), cell(", ".join(considered)))
        if fields:
            yield Padding(told, (0, 0, 1, 2))


def records_listed(records: Sequence[Mapping[str, object]]) -> Iterator[RenderableType]:
    """Plain records, a column for each field that any of them fills."""
    columns = list(
        dict.fromkeys(name for record in records for name, value in record.items() if value not in ("", None))
    )
    made = table(*columns)
    for record in records:
        made.add_row(*(cell(_listed(record.get(name))) for name in columns))
    yield made


def _listed(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_listed, value))
    return "" if value is None else str(value)
