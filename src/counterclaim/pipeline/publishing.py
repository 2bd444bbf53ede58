"""From a ledger to a folder of pages that any web host can serve."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from counterclaim.model import Comparison, Entry, Filter, Finding, Series
from counterclaim.pipeline import large
from counterclaim.pipeline.answers import filter_of, gathered, names_withheld
from counterclaim.pipeline.exporting import base_of, release_of, reviewed
from counterclaim.pipeline.judging import with_checks
from counterclaim.pipeline.reading import Source, utc_now

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger
    from counterclaim.views.publication import Site


def publish(
    ledger: "Ledger",
    out: Source,
    where: Filter | None = None,
    *,
    title: str | None = None,
    author: str | None = None,
    base: str | None = None,
    with_text: bool = False,
    quorum: int = 1,
    coarse: bool = False,
    now: Callable[[], str] = utc_now,
    workers: int = 1,
    progress: large.Progress = lambda what, done, of: None,
    **fields: str,
) -> int:
    """Write a publication of a ledger, or of what passes a filter, to a folder; how many pages it has.

    `author` is who publishes, `base` the address at which the folder will stand, `quorum` how many readers are to
    agree on a claim; with `coarse` no point is finer than a district; `workers` are the processes that reckon side by
    side; `progress` is told what is done, how many things of it, and of how many. The folder appears when it is whole;
    a run that was stopped is gone on with by the next one that asks the same of the same ledger. UsageError: it holds
    something that is no publication.
    """
    from counterclaim.views.publication import MARK, shelves, things, unfinished, write_site

    chosen = filter_of(ledger, where, fields)
    told: dict[str, Any] = {"base": base_of(base), "with_text": with_text, "quorum": quorum, "coarse": coarse}
    asked = {**told, "title": title, "author": author, "where": asdict(chosen), "ledger": ledger.head(),
             "version": version("counterclaim")}  # fmt: skip
    with unfinished(Path(out), MARK, asked, now) as work:
        _reckon(ledger, chosen, workers, progress)
        site = _site(ledger, chosen, work.made, title, author, told)
        return write_site(site, work, shelves.layout(things(site), shelves.earlier(Path(out), MARK)), progress)


def _reckon(ledger: "Ledger", chosen: Filter, workers: int, progress: large.Progress) -> None:
    """Bring up what a large ledger is published from."""
    if large.is_large(ledger):
        for kind in (Comparison, Finding, Series):
            with large.copied(ledger, kind, chosen, side_by_side=workers, progress=progress):
                pass


def _site(
    ledger: "Ledger", chosen: Filter, made: str, title: str | None, author: str | None, told: dict[str, Any]
) -> "Site":
    from counterclaim.views.points import coarsened
    from counterclaim.views.privacy import hidden
    from counterclaim.views.publication import Chosen, Packed, Site

    def as_told(entries: Iterable[Entry]) -> Iterable[Entry]:
        found = reviewed(ledger, with_checks(ledger, entries), told["quorum"])
        return map(coarsened, found) if told["coarse"] else found

    withheld = names_withheld(ledger)
    data = gathered(ledger, chosen, title=title, made=made, hold=Packed, told=as_told)
    outgoing = Packed((hidden(entry, withheld) for entry in data.entries), data.entries)
    public = Chosen(outgoing, {entry.claim.id: place for place, entry in enumerate(outgoing)})
    release = release_of(ledger, chosen, checks=True, now=lambda: made, **told)
    release = replace(release, entries=())
    return Site(
        data=data, withheld=withheld, outgoing=outgoing, public=public, release=release, author=author
    )  # fmt: skip
