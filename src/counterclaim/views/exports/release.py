"""What goes into an export, and the report of what its format could not hold."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from counterclaim.errors import UsageError
from counterclaim.ledger.decision import Decision
from counterclaim.model import Comparison, Entry, Filter, Finding, Record, Series
from counterclaim.reconcile.incidents import Incident
from counterclaim.reconcile.policies import Coding
from counterclaim.views.exports.fields import BY_NAME, leaves

# Where nobody has said at which address the ledger is published, a claim still needs an absolute name in RDF.
UNPUBLISHED = "counterclaim:"
LISTED = 20  # claims named under one reason for leaving out; the count tells how many there are

Withdrawn = tuple[str, str, tuple[str, ...]]  # when, why, the ids of the claims
Trace = Callable[[Sequence[Entry]], Sequence[Sequence[Entry]]]
Told = tuple[Entry, Sequence[Entry]]  # a claim, and the other tellings of it, by date
Beside = Callable[[Iterable[Entry]], Iterator[Told]]
Code = Callable[[Sequence[Entry], str], tuple[Sequence[Incident], Coding]]
Made = Literal["stream", "file", "folder"]


@dataclass(frozen=True, kw_only=True)
class Reckoned:
    """What follows from some claims."""

    comparisons: tuple[Comparison, ...] = ()
    series: tuple[Series, ...] = ()
    findings: tuple[Finding, ...] = ()
    origins: tuple[tuple[str, ...], ...] = ()  # the claims of each, the earliest telling first


def _not_reckoned(entries: Sequence[Entry]) -> Reckoned:
    return Reckoned()


def _untraced(entries: Sequence[Entry]) -> Sequence[Sequence[Entry]]:
    return ()


def _uncoded(entries: Sequence[Entry], policy: str) -> tuple[Sequence[Incident], Coding]:
    return (), Coding(policy=policy, rows=(), left=())


@dataclass(frozen=True, kw_only=True)
class Release:
    """Claims for other eyes, and what is known beside them.

    `entries` are read once and hold no private names; `texts` gives a document's text by its hash, names blanked, and
    is asked only by formats that need the words around a sentence, or with `with_text`.

    >>> Release(entries=[]).iri("c_7k2m"), Release(entries=[], base="https://desk.example/").iri("c_7k2m")
    ('counterclaim:c/c_7k2m/', 'https://desk.example/c/c_7k2m/')
    """

    entries: Iterable[Entry]
    texts: Mapping[str, str] = field(default_factory=dict)
    where: Filter = field(default_factory=Filter)
    version: str = ""
    ledger: str = ""
    chain_head: str = ""
    made: str = ""  # ISO date and time at which the export is made
    base: str = ""  # address of the publication, with a slash at its end
    raw: bool = False  # text as it is, unsafe in a spreadsheet
    with_text: bool = False  # whole articles
    notes: tuple[str, ...] = ()  # further lines of the report, by their names in formats.toml
    withdrawn: tuple[Withdrawn, ...] = ()
    decisions: tuple[Decision, ...] = ()  # that hold, oldest first, without private names
    trace: Trace = _untraced  # the claims of each origin that is told more than once, the earliest telling first
    beside: Beside | None = None  # each claim with its other tellings, where a ledger is too large for `trace`
    reckon: Callable[[Sequence[Entry]], Reckoned] = _not_reckoned
    code: Code = _uncoded  # incidents of some claims as a coding policy has them

    def iri(self, claim: str) -> str:
        """The absolute name of a claim."""
        return f"{self.base or UNPUBLISHED}c/{claim}/"

    def about(self) -> dict[str, Any]:
        """What a file says of where it comes from."""
        told = {"counterclaim": self.version, "ledger": self.ledger, "chain_head": self.chain_head, "made": self.made}
        return {key: value for key, value in told.items() if value}


# ---------------------------------------------------------------- the formats
class Format(Record, frozen=True, kw_only=True):
    """One format, as formats.toml describes it."""

    name: str
    title: str
    suffix: str
    made: Made
    about: str
    holds: tuple[str, ...]  # columns
    also: tuple[str, ...] = ()  # further fields of the record
    changes: tuple[str, ...] = ()  # what is told otherwise than in the ledger

    def dropped(self) -> tuple[str, ...]:
        """The fields of the record that have no place in the format.

        >>> known("jsonl").dropped(), "claim.spans.start" in known("csv").dropped()
        ((), True)
        """
        held = {BY_NAME[name].path for name in self.holds}.union(self.also)
        return tuple(path for path in leaves() if path not in held and "*" not in held)


@cache
def _words() -> Mapping[str, Any]:
    found = files("counterclaim.views.exports").joinpath("formats.toml").read_text(encoding="utf-8")
    return tomllib.loads(found)


@cache
def formats() -> Mapping[str, Format]:
    """Every format by its name, in the order of the file."""
    return {name: _format(name, told) for name, told in _words()["formats"].items()}


def _format(name: str, told: Mapping[str, Any]) -> Format:
    sets = _words()["columns"]
    holds = [column for part in told["holds"] for column in sets.get(part, [part])]
    every = tuple(BY_NAME) if holds == ["all"] else tuple(dict.fromkeys(holds))
    lists = {key: tuple(told.get(key, ())) for key in ("also", "changes")}
    return Format(**{**told, "name": name, "holds": every, **lists})


def known(name: str) -> Format:
    """A format by its name; UsageError where there is none.

    >>> known("geojson").suffix
    '.geojson'
    """
    found = formats().get(name)
    if found is None:
        raise UsageError(f"no format is called {name!r}: known are {', '.join(formats())}")
    return found


# ---------------------------------------------------------------- the report
class LeftOut(Record, frozen=True, kw_only=True):
    """Claims that a format has no place for, and why."""

    reason: str
    count: int
    claims: tuple[str, ...]  # the first of them


class Report(Record, frozen=True, kw_only=True):
    """What an export holds, and what its format cannot hold."""

    format: str
    title: str
    claims: int  # that the export holds
    left_out: tuple[LeftOut, ...]
    dropped: tuple[str, ...]  # fields of the record without a place
    changes: tuple[str, ...]
    lacking: tuple[tuple[str, int], ...] = ()  # columns that some rows leave empty, and how many rows: not known
    replaced: int = 0  # halves of characters, which no file can hold: U+FFFD stands for each


class Tally:
    """Counts claims as they are written or left out.

    >>> tally = Tally("geojson")
    >>> tally.keep()
    >>> tally.leave("no_place", "c_7k2m")
    >>> [(one.count, one.reason) for one in tally.report().left_out]
    [(1, 'no place with a point on the map')]
    """

    def __init__(self, name: str, notes: Sequence[str] = ()) -> None:
        """Begin at nothing; `notes` are further lines of the report, by their names in formats.toml."""
        self._format = known(name)
        self._notes = tuple(str(_words()["notes"][note]) for note in notes)
        self._left: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}
        self._lacking: dict[str, int] = {}
        self.claims = 0
        self.replaced = 0

    def keep(self, claims: int = 1) -> None:
        """Count what is written."""
        self.claims += claims

    def leave(self, reason: str, claim: str) -> None:
        """Count what is left out, by the name of the reason in formats.toml."""
        self._counts[reason] = self._counts.get(reason, 0) + 1
        some = self._left.setdefault(reason, [])
        if len(some) < LISTED:
            some.append(claim)

    def lack(self, column: str) -> None:
        """Count a row whose value of a column is not known."""
        self._lacking[column] = self._lacking.get(column, 0) + 1

    def report(self) -> Report:
        """The report so far, the most frequent reason first."""
        reasons = sorted(self._counts, key=lambda reason: -self._counts[reason])
        return Report(
            format=self._format.name,
            title=self._format.title,
            claims=self.claims,
            left_out=tuple(
                LeftOut(reason=reason_words(reason), count=self._counts[reason], claims=tuple(self._left[reason]))
                for reason in reasons
            ),
            dropped=self._format.dropped(),
            changes=(*self._format.changes, *self._notes),
            lacking=tuple(self._lacking.items()),
            replaced=self.replaced,
        )


def reason_words(reason: str) -> str:
    """Why a claim is left out, in words; what no entry of formats.toml names is words already.

    >>> reason_words("no_place")
    'no place with a point on the map'
    """
    return str(_words()["reasons"].get(reason, reason))


def radius(precision: str | None) -> int:
    """How far from its point a place may reach, in metres: by the order of size of what the point stands for.

    >>> radius("city"), radius(None)
    (10000, 500000)
    """
    return int(_words()["radius_m"][precision or "country"])


def report_lines(report: Report) -> list[str]:
    """The report in a few lines.

    >>> report_lines(Tally("parquet").report())
    ['Parquet: no place for schema, claimant (start, end), via (start, end, text), place (id), spans (...), seen']
    """
    lines = [f"left out: {one.count:,} {'claim' if one.count == 1 else 'claims'}: {one.reason}"
             for one in report.left_out]  # fmt: skip
    lines += [f"not known: {name} of {rows:,} {'row' if rows == 1 else 'rows'}" for name, rows in report.lacking]
    if report.replaced:
        lines.append(_words()["replaced"].format(count=f"{report.replaced:,}"))
    if not report.claims and report.left_out and report.format in _words()["next"]:
        lines.append(_words()["next"][report.format])
    lines += report.changes
    if report.dropped:
        return [*lines, f"{report.title}: no place for {', '.join(_grouped(report.dropped))}"]
    return [*lines, f"{report.title}: every field of a claim has its place"]


def _grouped(paths: Sequence[str]) -> list[str]:
    """Fields by the record that they belong to: `quote (start, end)`.

    >>> _grouped(["claim.quote.start", "claim.quote.end", "claim.cause"])
    ['quote (start, end)', 'cause']
    """
    groups: dict[str, list[str]] = {}
    for path in paths:
        head, _, tail = path.removeprefix("claim.").partition(".")
        groups.setdefault(head, []).append(tail)
    return [f"{head} ({', '.join(tails)})" if tails != [""] else head for head, tails in groups.items()]
