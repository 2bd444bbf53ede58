"""From a ledger to files for other programs."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from msgspec.structs import replace

from counterclaim.errors import UsageError
from counterclaim.model import Entry, Filter
from counterclaim.pipeline.answers import Texts, filter_of, names_withheld
from counterclaim.pipeline.large import is_large
from counterclaim.pipeline.reading import Source, utc_now

if TYPE_CHECKING:
    from counterclaim.ledger import Decision, Ledger
    from counterclaim.reconcile.incidents import Incident
    from counterclaim.reconcile.policies import Coding
    from counterclaim.views.exports import Release, Report
    from counterclaim.views.exports.release import Reckoned
    from counterclaim.views.people import Withheld


AT_ONCE = 1_000  # claims of a large ledger whose other tellings are looked up together


class PublicTexts(Mapping[str, str]):
    """The texts of a ledger by their sha256, for other eyes: names of private persons blanked."""

    def __init__(self, ledger: "Ledger", names: "Withheld") -> None:
        self._texts = Texts(ledger)
        self._names = names
        self._documents: dict[str, list[str]] = {}
        for document in ledger.documents() if names.anyone else ():
            self._documents.setdefault(document.text_sha256, []).append(document.id)

    def __getitem__(self, text_sha256: str) -> str:
        """The text; KeyError where it is withdrawn or was never there."""
        from counterclaim.views.privacy import blanked

        text = self._texts[text_sha256]
        for document in self._documents.get(text_sha256, ("",)):  # a child's name is withheld whoever speaks
            text = blanked(text, self._names, document)
        return text

    def __iter__(self) -> Iterator[str]:
        """The sha256 of each text, once."""
        return iter(self._texts)

    def __len__(self) -> int:
        """How many texts stand."""
        return len(self._texts)


def base_of(address: str | None) -> str:
    """The address of a publication, with a slash at its end; UsageError where it is none of the web.

    >>> base_of("https://desk.example/ledger"), base_of(None)
    ('https://desk.example/ledger/', '')
    """
    from counterclaim.views.exports.linked import web_address

    if not address:
        return ""
    found = web_address(address)
    if found is None:
        raise UsageError(f"{address!r} is no web address: write it as https://desk.example/ledger/")
    return found if found.endswith("/") else found + "/"


def _coded(ledger: "Ledger", entries: "Sequence[Entry]", policy: str) -> "tuple[Sequence[Incident], Coding]":
    """The incidents among the claims of an export, as people left them, and what a coding policy makes of them."""
    from counterclaim.ledger import live
    from counterclaim.reconcile import incidents, origins, policies

    decisions = live(ledger.decisions())
    events = incidents.incidents(entries, decisions)
    found = origins.origins(entries, Texts(ledger), decisions)
    return events, policies.code(found, events, policies.policy(policy), None, decisions)


def _reckoned(ledger: "Ledger", entries: "Sequence[Entry]") -> "Reckoned":
    """What follows from the claims of an export."""
    from counterclaim.ledger import live
    from counterclaim.reconcile import checks, compare, origins, series
    from counterclaim.views.exports.release import Reckoned

    texts, decisions = Texts(ledger), live(ledger.decisions())
    traced = origins.origins(entries, texts, decisions)
    return Reckoned(
        comparisons=compare.compare(entries, decisions=decisions),
        series=series.series(entries, decisions),
        findings=checks.check(entries, texts, decisions),
        origins=tuple(tuple(item.claim.id for item in one.members) for one in traced),
    )


def _traced(ledger: "Ledger", entries: "Sequence[Entry]") -> "list[list[Entry]]":
    """The claims of each origin that is told more than once."""
    from counterclaim.ledger import live
    from counterclaim.reconcile import origins

    found = origins.origins(entries, Texts(ledger), live(ledger.decisions()))
    return [[item.entry for item in one.members] for one in found if len(one.members) > 1]


def _beside(
    ledger: "Ledger", where: Filter, names: "Withheld", entries: "Iterable[Entry]"
) -> "Iterator[tuple[Entry, Sequence[Entry]]]":
    """The claims of a large ledger, each with its other tellings that pass the filter, by the origins of its copy."""
    from counterclaim.ledger.feed import by_id
    from counterclaim.ledger.filters import passes
    from counterclaim.views.exports.linked import appearances
    from counterclaim.views.privacy import without_names

    origin_of = _origins_by_claim(ledger)
    for some in _batches(entries):
        ids = {other for entry in some for other in origin_of.get(entry.claim.id, ())}
        known: dict[str, list[Entry]] = {}
        for other in without_names((one for one in by_id(ledger, ids) if passes(where, one)), names):
            known.setdefault(other.claim.id, []).append(other)
        for entry in some:
            members = [one for claim in origin_of.get(entry.claim.id, ()) for one in known.get(claim, ())]
            yield entry, appearances([members]).get((entry.claim.id, entry.document), ())


def _origins_by_claim(ledger: "Ledger") -> dict[str, tuple[str, ...]]:
    """The claims of each origin that is told more than once, by each of them."""
    import msgspec

    from counterclaim.pipeline.large import copied
    from counterclaim.reconcile.copy.written import Retold

    decoder = msgspec.json.Decoder(Retold)
    with copied(ledger) as copy:
        copy.reckon("origin")
        found = [tuple(dict.fromkeys(decoder.decode(one).claims)) for one in copy.reckoned("origin")]
    return {claim: claims for claims in found for claim in claims}


def _batches(entries: "Iterable[Entry]") -> "Iterator[list[Entry]]":
    every = iter(entries)
    while some := list(islice(every, AT_ONCE)):
        yield some


def _decisions(ledger: "Ledger", names: "Withheld") -> "tuple[Decision, ...]":
    """What people decided and did not undo, with the names of private persons blanked in their reasons."""
    from counterclaim.ledger import live

    found = live(ledger.decisions())
    return tuple(replace(one, reason=None if one.reason is None else names.blank(one.reason)) for one in found)


def reviewed(ledger: "Ledger", entries: "Iterable[Entry]", quorum: int) -> "Iterable[Entry]":
    """The entries, where more than one reader is asked for with how far the review of each is."""
    if quorum < 2:
        return entries
    from counterclaim.ledger import live
    from counterclaim.ledger.decision import by_claim
    from counterclaim.ledger.lookup import as_read_of
    from counterclaim.reconcile.agreement import held
    from counterclaim.reconcile.quorum import with_reviews

    decisions = live(ledger.decisions())
    return with_reviews(entries, held(as_read_of(ledger, by_claim(decisions)), decisions), quorum)


def _outgoing(ledger: "Ledger", where: Filter, names: "Withheld", *, checks: bool) -> Iterator[Entry]:
    """The claims for other eyes, with how far each is checked where that is asked for."""
    from counterclaim.pipeline.judging import with_checks
    from counterclaim.views.privacy import without_names

    found = ledger.entries(where)
    return without_names(with_checks(ledger, found) if checks else found, names)


def release_of(
    ledger: "Ledger",
    where: Filter,
    *,
    raw: bool = False,
    with_text: bool = False,
    base: str | None = None,
    quorum: int = 1,
    checks: bool = False,
    coarse: bool = False,
    now: Callable[[], str] = utc_now,
) -> "Release":
    """What an export of these claims is made of; `quorum`: how many readers are to agree on a claim; with `checks` how
    far each is checked goes along; with `coarse` points are no finer than a district."""
    from importlib.metadata import version

    from counterclaim.views.exports import Release
    from counterclaim.views.points import coarsened

    names = names_withheld(ledger)
    found = reviewed(ledger, _outgoing(ledger, where, names, checks=checks), quorum)
    return Release(
        entries=map(coarsened, found) if coarse else found,
        texts=PublicTexts(ledger, names),
        where=where,
        version=version("counterclaim"),
        ledger=ledger.path.name,
        chain_head=ledger.head(),
        made=now(),
        base=base_of(base),
        raw=raw,
        with_text=with_text,
        reckon=partial(_reckoned, ledger),
        code=partial(_coded, ledger),
        trace=partial(_traced, ledger),
        beside=partial(_beside, ledger, where, names) if is_large(ledger) else None,
        notes=("uncounted",) if checks and is_large(ledger) else (),
        decisions=_decisions(ledger, names),
        withdrawn=tuple((one.at, one.reason, one.claims) for one in ledger.withdrawals()),
    )


def export(
    ledger: "Ledger",
    to: str,
    out: Source | BinaryIO,
    where: Filter | None = None,
    *,
    raw: bool = False,
    with_text: bool = False,
    base: str | None = None,
    quorum: int = 1,
    coarse: bool = False,
    now: Callable[[], str] = utc_now,
    **fields: str,
) -> "Report":
    """Write claims in one of the formats to a file or folder, or to an open binary file; what it could not hold.

    A file gets its data dictionary beside it. With `raw`, text in tables is not guarded against spreadsheets; with
    `with_text`, whole articles go along where the format has a place for them; `base` is the address at which the
    ledger is published; with a `quorum` above 1 each claim tells whether so many readers agree on it;
    with `coarse` no point is finer than a district.
    """
    from counterclaim.views.exports import write_file, write_stream
    from counterclaim.views.exports.release import known

    chosen, checks = filter_of(ledger, where, fields), "checked" in known(to).holds
    told = {"raw": raw, "with_text": with_text, "checks": checks, "coarse": coarse}
    release = release_of(ledger, chosen, base=base, quorum=quorum, now=now, **told)
    if isinstance(out, str | PathLike):
        if Path(out).exists() and Path(out).samefile(ledger.path):
            raise UsageError(f"{out} is the ledger itself, which only grows: name another file for the export")
        return write_file(release, Path(out), to)
    return write_stream(release, out, to)
