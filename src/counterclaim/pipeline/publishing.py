"""From a ledger to a folder of pages that any web host can serve."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from counterclaim.model import Filter
from counterclaim.pipeline.answers import filter_of, gathered, names_withheld
from counterclaim.pipeline.exporting import release_of, reviewed
from counterclaim.pipeline.reading import Source, utc_now

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger


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
    progress: Callable[[int], None] = lambda pages: None,
    **fields: str,
) -> int:
    """Write a publication of a ledger, or of what passes a filter, to a folder; how many pages it has.

    `author` is who publishes, `base` the address at which the folder will stand, `quorum` how many readers are to
    agree on a claim; with `coarse` no point is finer than a district; `progress` is told the pages written
    so far. The folder appears when it is whole. UsageError: it holds something that is no publication.
    """
    from counterclaim.views.exports.files import refuse_another
    from counterclaim.views.points import coarsened
    from counterclaim.views.privacy import hidden
    from counterclaim.views.publication import Site, write_site
    from counterclaim.views.publication.site import MARK

    refuse_another(Path(out), MARK)
    chosen, made = filter_of(where, fields), now()
    withheld = names_withheld(ledger)
    data = gathered(ledger, chosen, title=title, made=made)
    entries = reviewed(ledger, data.entries, quorum)
    data = replace(data, entries=tuple(map(coarsened, entries) if coarse else entries))
    public = {entry.claim.id: hidden(entry, withheld) for entry in data.entries}
    release = release_of(ledger, chosen, base=base, with_text=with_text, quorum=quorum, coarse=coarse, now=lambda: made)
    site = Site(data=data, withheld=withheld, public=public, release=replace(release, entries=()), author=author)
    return write_site(site, Path(out), progress)
