"""From sources to documents, to claims, to a ledger.

Reading is a map: documents in, claims out, in the order of the sources whatever the number of workers. One process
alone writes, one document at a time, so that a run killed at any moment leaves a ledger that verifies, and the
same command goes on from there.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from counterclaim.errors import AnswerError, CounterclaimError, EndpointError, ReadError, UsageError
from counterclaim.model import Claim, Document, Leftover, Record, Skipped
from counterclaim.pipeline.readers import How, Unanswered, read_one, while_answered
from counterclaim.processes import worker_processes

if TYPE_CHECKING:
    from concurrent.futures import Future

    from counterclaim.articles.origin import Origin
    from counterclaim.extractor import Extraction
    from counterclaim.ledger import Ledger

Source = str | os.PathLike[str]

# Documents handed out ahead of the one being written, per worker: enough that no worker waits while the main
# process writes, few enough that long articles do not pile up in memory.
AHEAD = 4
AS_USUAL = How()


class Found(Record, frozen=True, kw_only=True):
    """A document that was read, and the claims in it, in the order of the text."""

    document: Document
    claims: tuple[Claim, ...]
    leftovers: tuple[Leftover, ...] = ()
    extraction: "Extraction | None" = None
    held: bool = False  # kept, and held apart until a person lets it in


class Known(Record, frozen=True, kw_only=True):
    """A document that the ledger has already, read by this reader."""

    document: Document


class Tally(Record, frozen=True, kw_only=True):
    """What a run has done so far, in numbers of documents and claims.

    >>> Tally(documents=2, known=1).read
    3
    """

    documents: int = 0  # kept by this run
    known: int = 0  # in the ledger already
    skipped: int = 0  # could not be read
    claims: int = 0  # found by this run
    without: int = 0  # kept, and nothing is claimed in them
    unread: int = 0  # kept, but in a language that is not read yet
    held: int = 0  # kept, and held apart: words stand together as no person puts them

    @property
    def read(self) -> int:
        """Documents that could be read, known ones among them."""
        return self.documents + self.known


Progress = Callable[[Tally, Found | Known | Skipped], None]


def utc_now() -> str:
    """The time of reading, to the second: with `moment` the only clock of the whole program."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment() -> str:
    """The time of a decision, to the microsecond: a person may decide, undo and decide again within a second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


# ---------------------------------------------------------------- documents to claims
def documents(sources: Iterable[Source], origin: "Origin | None" = None) -> Iterator[Document | Skipped]:
    """Everything that stands in files, folders or standard input (`-`), in order; what cannot be read, with why.

    `origin` says where plain files come from that do not say so themselves.
    """
    from counterclaim.articles.reader import read_sources

    yield from read_sources([os.fspath(source) for source in sources], origin)


def read(
    *sources: Source,
    text: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    skipped: Callable[[Skipped], None] | None = None,
) -> list[Document]:
    """The documents in files and folders, or the one that `text` is.

    ReadError for the first source that cannot be read; with `skipped`, that is called with each and the rest
    are read.

    >>> [document.text for document in read(text="Two died.", outlet="The Example")]
    ['Two died.']
    """
    from counterclaim.articles.origin import Origin

    origin = Origin(published=published, outlet=outlet, url=url)
    items = documents(sources, origin) if text is None else [given(text, origin)]
    found = []
    for item in items:
        if isinstance(item, Document):
            found.append(item)
        elif skipped is None:
            raise ReadError(item.source, item.reason)
        else:
            skipped(item)
    return found


def given(text: str, origin: "Origin") -> Document:
    """A text of the caller as a document; its id is of its content. ReadError: the day of publication is none."""
    from counterclaim.articles.language import language_of
    from counterclaim.articles.origin import dated

    origin = dated(origin, "text", "option")
    return Document(
        id=f"text:{Document(id='', text=text).text_sha256[:16]}",
        text=text,
        published=origin.published,
        outlet=origin.outlet,
        url=origin.url,
        language=origin.language or language_of(text),
    )


def find(
    items: Iterable[Document | Known | Skipped], *, how: How = AS_USUAL, workers: int = 1
) -> Iterator[Found | Known | Skipped]:
    """The claims of each document, in the order of the documents; what is no document passes through.

    With `workers` above 1 as many processes read (they are started afresh, so a script that calls this needs
    `if __name__ == "__main__":`); the results are the same.
    """
    if workers < 1:
        raise UsageError(f"{workers} workers cannot read anything: give 1 or more")
    one_by_one = (_found(item, how) for item in items)
    return while_answered(one_by_one if workers == 1 else _find_side_by_side(items, how, workers))


def _found(item: Document | Known | Skipped, how: How) -> Found | Known | Skipped:
    """The claims of one document. A document that breaks the reader is skipped and named, the rest go on."""
    if not isinstance(item, Document):
        return item
    source = item.source or item.id
    try:
        outcome = read_one(item, how)
        return Found(document=item, claims=outcome.claims, leftovers=outcome.leftovers, extraction=outcome.extraction)
    except EndpointError:
        raise  # no other document would fare better
    except AnswerError as error:
        return Unanswered(source=source, reason=str(error))
    except CounterclaimError as error:
        return Skipped(source=source, reason=str(error))
    except MemoryError:
        return Skipped(source=source, reason="too long for the memory of this machine: split it")
    except Exception as error:
        reason = f"the reader failed on it ({type(error).__name__}: {error}): please report this with the document"
        return Skipped(source=source, reason=reason)


def _find_side_by_side(
    items: Iterable[Document | Known | Skipped], how: How, workers: int
) -> Iterator[Found | Known | Skipped]:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a worker is one process on one core
    broken = (
        "a worker ended before its document was read, most often for want of memory: "
        "what was read is kept; run the same command with fewer --workers to go on"
    )
    waiting: deque[Future[Found | Known | Skipped] | Known | Skipped] = deque()
    with worker_processes(workers, broken) as pool:
        for item in items:
            waiting.append(pool.submit(_found, item, how) if isinstance(item, Document) else item)
            if len(waiting) >= workers * AHEAD:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


def _result(item: "Future[Found | Known | Skipped] | Known | Skipped") -> Found | Known | Skipped:
    return item if isinstance(item, Known | Skipped) else item.result()


def is_unread(document: Document) -> bool:
    """Whether a document is in a language that is not read yet; where the language is not known, it is read.

    >>> is_unread(Document(id="a", text="Deux morts.", language="fr"))
    True
    """
    from counterclaim.claims import LANGUAGES

    return document.language is not None and document.language not in LANGUAGES


# ---------------------------------------------------------------- claims to the ledger
def read_into(
    sources: Iterable[Source],
    ledger: "Ledger",
    *,
    origin: "Origin | None" = None,
    how: How = AS_USUAL,
    workers: int = 1,
    now: Callable[[], str] = utc_now,
    progress: Progress | None = None,
) -> Tally:
    """Read sources and keep their documents and claims; what the ledger has already is not read again.

    Each document is kept as soon as it is read. `progress` is called after each source with the tally so far
    and what came of the source.
    """
    tally = Tally()
    for item in find(_unless_known(documents(sources, origin), ledger, how), how=how, workers=workers):
        kept = _keep(item, ledger, how, now)
        tally = counted(tally, kept)
        if progress:
            progress(tally, kept)
    return tally


def _unless_known(
    items: Iterable[Document | Skipped], ledger: "Ledger", how: How
) -> Iterator[Document | Known | Skipped]:
    reader = how.name
    for item in items:
        if isinstance(item, Document) and ledger.has_read(item, reader=reader):
            yield Known(document=item)
        else:
            yield item


def _keep(item: Found | Known | Skipped, ledger: "Ledger", how: How, now: Callable[[], str]) -> Found | Known | Skipped:
    if not isinstance(item, Found):
        return item
    # A second copy in the same run is known only now, when the first has been kept.
    if ledger.has_read(item.document, reader=how.name):
        return Known(document=item.document)
    from counterclaim.pipeline.held import keep

    sign = keep(ledger, item.document, item.claims, reader=how.name, read_at=now(), at=now)
    return msgspec.structs.replace(item, held=sign is not None)


def counted(tally: Tally, item: Found | Known | Skipped) -> Tally:
    """The tally with one more item in it.

    >>> counted(Tally(), Skipped(source="a.bin", reason="not text")).skipped
    1
    """
    add = msgspec.structs.replace
    if isinstance(item, Skipped):
        return add(tally, skipped=tally.skipped + 1)
    if isinstance(item, Known):
        return add(tally, known=tally.known + 1)
    unread = is_unread(item.document)
    return add(
        tally,
        documents=tally.documents + 1,
        claims=tally.claims + len(item.claims),
        without=tally.without + (not item.claims and not unread),
        unread=tally.unread + unread,
        held=tally.held + item.held,
    )
