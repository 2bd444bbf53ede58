"""The ledger for many requests: one connection to each thread, one copy for all, what was made kept until they move."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from counterclaim.ledger import Decision, Ledger, feed, live
from counterclaim.ledger.lookup import documents_standing, private_persons
from counterclaim.model import Entry
from counterclaim.pipeline import answers
from counterclaim.pipeline.reading import moment, utc_now
from counterclaim.pipeline.serve.calm import Calm
from counterclaim.pipeline.serve.preparing import Preparing, Progress
from counterclaim.pipeline.serve.state import Results, State
from counterclaim.reconcile.copy import Copy
from counterclaim.reconcile.copy.fill import words_of
from counterclaim.reconcile.copy.searched import searched
from counterclaim.reconcile.copy.select import Rows
from counterclaim.views.app.shelf import shelf
from counterclaim.views.exports.citations import Citation, citation
from counterclaim.views.exports.release import Release
from counterclaim.views.people import Withheld
from counterclaim.views.pictures.picture import source_line
from counterclaim.views.privacy import hidden
from counterclaim.views.report.links import Book

VERSION = version("counterclaim")
KEPT = 64  # answers kept: the addresses that one person goes back and forth between
SMALL = 1_500  # rows of a ledger, some 800 claims: reckoned with within a second, while a page waits
LARGE = 20_000  # claims from which on counts are made before they are asked for
QUICK = 500  # rows that are taken in while a page waits: decisions, some documents
LOOKED_AT = 2_000  # claims found by a word that is somebody's name, which are looked at one by one
Made = TypeVar("Made")


class Desk:
    """What the screens ask of a ledger. `actor` is who decides, None where nothing may be changed; `quorum`: how
    many readers are to agree on a claim."""

    def __init__(self, path: str | Path, *, actor: str | None = None, quorum: int = 1) -> None:
        self.path = Path(path)
        self.actor = actor
        self.quorum = quorum
        self.now = utc_now
        self.moment = moment
        self.preparing = Preparing(self.path)
        self.calm = Calm()
        self._threads = threading.local()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lasting: dict[str, tuple[Hashable, Any]] = {}
        self._copy: Copy | None = None
        self._state: State | None = None
        self._results: Results | None = None
        self._renewing: threading.Thread | None = None
        self._version: Hashable = None
        self._head = ""
        self.lock = threading.RLock()

    @property
    def ledger(self) -> Ledger:
        """The ledger, opened once in each thread."""
        found: Ledger | None = getattr(self._threads, "ledger", None)
        if found is None:
            found = self._threads.ledger = Ledger(self.path)
        return found

    def head(self) -> str:
        """The head of the chain now."""
        return self.ledger.head()

    # ---------------------------------------------------------------- the copy
    def up(self, *, wait: bool = False) -> None:
        """Bring the copy up to the ledger: at once where that is quick, else in a process of its own.

        With `wait` whatever it takes.
        """
        with self.lock:
            copy = self.copy()
            head = feed.head(self.ledger)
            if head.hash != self._head:
                at_once = wait or head.seq <= SMALL or not copy.is_beside
                if at_once or head.seq - copy.reached <= QUICK:
                    copy.refresh()
                if at_once:
                    copy.reckon()
                elif not (copy.is_fresh and copy.is_settled):
                    self.preparing.ask()
                self._head = head.hash
            copy.reread()
            self._renew(copy, at_once=copy.columns.rows <= SMALL or not copy.is_beside)

    def copy(self) -> Copy:
        """The copy, to be used by the thread that holds the lock; it asks the ledger by this thread's connection."""
        if self._copy is None:
            self._copy = Copy(self.ledger)
            self._copy.serve()
        self._copy.ledger = self.ledger
        return self._copy

    def _renew(self, copy: Copy, *, at_once: bool) -> None:
        """See what another process has brought in; of many results beside the requests, which see the older ones."""
        if self._results is None or at_once:
            if self._results is None or self._results.version != copy.results:
                self._results = Results(copy, empty=not copy.is_reckoned)
        elif self._results.version != copy.results and copy.is_reckoned and not self._renewing:
            self._renewing = threading.Thread(target=self._renewed, daemon=True)
            self._renewing.start()
        if self._state is not None and self._state.results is not self._results:
            copy.columns.forget("realm")  # written anew where parts are marked
        if self._state is None or self._state.columns is not copy.columns or self._state.results is not self._results:
            self._state = State(copy.columns, self._results, self._state, self._unsearched)
            if copy.columns.rows > LARGE:
                threading.Thread(target=self._warmed, args=(self._state,), daemon=True).start()
        version = (self._head, copy.reached, self._results.version)
        if version != self._version:
            self._kept.clear()
            self._version = version

    def _warmed(self, state: State) -> None:
        """Make what later pages need while nobody waits for one; nothing where the copy has moved on."""
        for step in state.warm():
            self.calm.wait()
            if state is not self._state:
                return
            step()

    def _renewed(self) -> None:
        self.calm.wait()
        with Ledger(self.path) as ledger, Copy(ledger) as copy:
            made = Results(copy)
            made.addresses, made.lines  # noqa: B018  made here, not while a page waits
        with self.lock:
            self._results, self._renewing = made, None

    @property
    def state(self) -> State:
        """The copy as it is now."""
        with self.lock:
            if self._state is None:
                self.up()
            assert self._state is not None
            return self._state

    @property
    def has_claims(self) -> bool:
        """Whether there is something to list: false while the copy of a large ledger is first made."""
        with self.lock:
            return self.copy().is_fresh or bool(self.copy().reached and self.copy().is_reckoned)

    @property
    def has_results(self) -> bool:
        """Whether all was reckoned with once."""
        with self.lock:
            return self.has_claims and self.copy().is_reckoned

    @property
    def version(self) -> Hashable:
        """What changes whenever the copy moves."""
        return self._version

    @property
    def progress(self) -> Progress | None:
        """What is being brought up in the background."""
        return self.preparing.progress

    def kept(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made for the key since the copy last moved, else made now; one thread makes, the others wait."""
        with self.lock:
            if key not in self._kept:
                self._kept[key] = make()
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            made: Made = self._kept[key]
            return made

    def lasting(self, key: str, mark: Hashable, make: Callable[[], Made]) -> Made:
        """What was made under that mark, else made now: for what outlasts a decision."""
        with self.lock:
            if key not in self._lasting or self._lasting[key][0] != mark:
                self._lasting[key] = (mark, make())
            made: Made = self._lasting[key][1]
            return made

    # ---------------------------------------------------------------- claims
    def counts(self) -> dict[str, int]:
        """How many claims and documents stand, and how many decisions there are."""
        mark, counted = documents_standing(self.ledger)
        documents = self.lasting("documents", mark, counted)
        return {"claims": self.state.claims, "documents": documents, "decisions": len(self.ledger.decisions())}

    def names(self) -> Withheld:
        """The names of private persons."""
        mark = private_persons(self.ledger)
        return self.lasting("names", mark, lambda: answers.names_withheld(self.ledger))

    def held(self) -> dict[str, frozenset[str]]:
        """The parties and sides that claims of this ledger have, as far as it was gone through."""
        known = self.state.columns if self.has_claims else None
        return {name: frozenset(known.names(name) if known else ()) for name in ("party", "side")}

    def claims(self, ids: Iterable[str]) -> list[Entry]:
        """Claims by their ids, in that order; one that is not there is left out."""
        wanted = list(ids)
        found = {entry.claim.id: entry for entry in feed.by_id(self.ledger, set(wanted), once=True)}
        return [found[id] for id in wanted if id in found]

    def _unsearched(self, state: State, words: str) -> Rows:
        """The claims that words find by a private person's name alone: a search must not tell where one is named."""
        named = self.names().named_by(words)
        found = searched(state.columns, words) if named else None
        rows = np.flatnonzero(found) if found is not None else np.zeros(0, dtype=np.int64)
        if len(rows) <= LOOKED_AT:
            shown = [" ".join(words_of(hidden(one, self.names()))).casefold() for one in self.in_rows(rows)]
            return rows[[any(word not in text for word in named) for text in shown]] if shown else rows
        documents = set().union(*named.values())
        told_in = np.array([name in documents for name in state.columns.names("told_in")], dtype=bool)
        return rows[told_in[state.columns["told_in"][rows]]]

    def in_rows(self, rows: Sequence[int] | Rows) -> tuple[Entry, ...]:
        """The claims in rows of the copy."""
        with self.lock:
            return self.copy().entries_at(rows)

    def shelf(self, entries: Iterable[Entry]) -> Book:
        """Claims with links to their pages."""
        source = source_line(VERSION, self.head(), self.now())
        return shelf(entries, self.names(), answers.Texts(self.ledger), source)

    def in_text(self, text: str) -> list[Entry]:
        """The claims in the text whose sha256 begins so, in its order, rejected ones too; copies once."""
        found = {entry.claim.id: entry for entry in self.ledger.entries(text=text)}
        return sorted(found.values(), key=lambda entry: entry.claim.figure.start)

    def citation(self, entry: Entry) -> Citation:
        """How to cite a claim; the day of access is today."""
        about = Release(entries=[], version=VERSION, chain_head=self.head(), made=self.now())
        return citation(hidden(entry, self.names()), about)

    def live(self) -> tuple[Decision, ...]:
        """The decisions that hold."""
        return self.kept("live", lambda: live(self.ledger.decisions()))
