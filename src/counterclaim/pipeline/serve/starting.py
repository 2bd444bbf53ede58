"""What the first pages need is made ready beside the requests, while the browser is still being opened."""

import gc
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import numpy as np
from starlette.datastructures import QueryParams

from counterclaim.errors import CounterclaimError
from counterclaim.ledger import Ledger
from counterclaim.model import Entry
from counterclaim.pipeline.serve.desk import LARGE, Desk
from counterclaim.reconcile.copy import Copy
from counterclaim.reconcile.copy.fill import words_of
from counterclaim.views.app import pages
from counterclaim.vocabulary.actors import find_actors
from counterclaim.vocabulary.gazetteer import gazetteer

LOOKED_AT = 500  # claims, whose words tell which words very many claims have
SHARE = 0.1  # of the claims, from which on a word is one of them: to look it up takes 10 ms in a million claims
MOST = 32  # such words: a megabyte each, of a million claims


def begin(desk: Desk, screens: Mapping[str, Callable[[Desk, Any], object]]) -> threading.Thread:
    """Start to make ready what a large ledger needs for its first pages; a smaller one is shown at once anyway."""

    def made() -> None:
        with suppress(CounterclaimError):  # whoever asks for a page is told what is wrong
            desk.up()
            if not desk.has_results or desk.state.columns.rows < LARGE:
                gazetteer()
                return
            for screen in screens.values():
                with suppress(CounterclaimError):  # some want a filter
                    screen(desk, QueryParams(""))
                desk.calm.wait()  # the first of them is what is asked for first
            find_actors("")  # their names are looked up in what is shown
            pages.compiled()
            desk.calm.wait()
            desk.state.results.addresses  # noqa: B018  of quantities, which their pages are found by
            desk.calm.wait()
            desk.state.results.lines  # noqa: B018  of series
            with desk.lock:
                desk.copy().prepare()
            know_words(desk)
            keep(desk)
            gazetteer()  # for other names of a claim's place
            desk.calm.wait()
            gc.collect()
            gc.freeze()  # what is in memory now stays: to look through it for rubbish took a quarter of a page's time

    thread = threading.Thread(target=made, daemon=True)
    thread.start()
    return thread


def keep(desk: Desk) -> None:
    """Keep for the next start what was made for this one."""
    for step in desk.state.warm():
        desk.calm.wait()
        step()
    with suppress(sqlite3.Error), Ledger(desk.path) as ledger, Copy(ledger) as copy:  # another start keeps it then
        if copy.is_beside:
            desk.state.keep(copy)


def know_words(desk: Desk) -> None:
    """Look up the words that very many claims have, since a search for one takes longest."""
    columns = desk.state.columns
    standing = np.flatnonzero(columns["stands"])
    some = standing[np.linspace(0, len(standing) - 1, min(LOOKED_AT, len(standing))).astype(np.int64)]
    for word in common(desk.in_rows(some)):
        desk.calm.wait()
        with desk.lock:
            desk.state.columns.know(word)


def common(entries: Sequence[Entry]) -> list[str]:
    """The words that a large share of some claims have, the commonest first.

    >>> common([])
    []
    """
    counts = Counter(word for entry in entries for word in set(_words(words_of(entry))))
    return [word for word, count in counts.most_common(MOST) if count >= SHARE * len(entries)]


def _words(texts: Iterable[str]) -> list[str]:
    found = [word.strip(".,;:!?()'’“”\"").casefold() for text in texts for word in text.split()]
    return [word for word in found if word.isascii() and word.isalnum()]
