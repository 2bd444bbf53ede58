"""Where the time of reading goes, stage by stage, on the sample of `bench.speed`.

    python -m bench.stages              the shares of each source
    python -m bench.stages wp           of one
    python -m bench.stages --record     the table into bench/RESULTS.md

Processor time of one thread, each stage without the stages that it calls; the clock is read some thousand times, which
makes the whole a few hundredths slower than in `bench.speed`.
"""

import os

os.environ["OMP_NUM_THREADS"] = "1"  # before the first import of numpy

import importlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import Any
from unittest import mock

from bench.results import record, table
from bench.speed import asked, sample
from counterclaim.claims import find_claims
from counterclaim.model import Document

STAGES = {  # the functions whose time is told under one name, each where it is called
    "topic, sentences, tables": ("scenes.topic_of", "scenes.split_sentences", "scenes.find_grids", "reader.find_items"),
    "numbers and words of measures": ("scenes.find_figures", "scenes._may_claim"),
    "parse: tokens": ("parse._words", "parse._tree"),
    "parse: vectors, tags, tree": ("scenes.parse",),
    "sentences put together": ("scenes.take_apart", "prepare.take_apart"),
    "actors": ("prepare.find_actors",),
    "places": ("prepare.find_places",),
    "who speaks": ("prepare.stage_of",),
    "times": ("reader.find_times",),
    "which measure": ("reader.bind", "bulletins.bind", "reader.bind_item", "reader.bind_cell"),
    "who says so": ("binding.attribute",),
    "of whom": ("binding._party",),
    "when": ("records.time_of",),
    "where": ("records.place_of", "reader.surroundings"),
    "the record": ("reader.as_claim",),
}
REST = "the rest"


def timed(inner: Callable[..., Any], stage: str, spent: dict[str, float], open_stages: list[str]) -> Callable[..., Any]:
    """A function that books the time of another to a stage, less what is booked to stages that it calls."""

    def call(*given: Any, **named: Any) -> Any:
        started = time.process_time()
        open_stages.append(stage)
        try:
            return inner(*given, **named)
        finally:
            took = time.process_time() - started
            open_stages.pop()
            spent[stage] += took
            spent[open_stages[-1] if open_stages else REST] -= took

    return call


def shares(documents: Iterable[Document]) -> dict[str, float]:
    """The share of each stage in the time that reading some documents takes."""
    spent: dict[str, float] = defaultdict(float)
    open_stages: list[str] = []
    with ExitStack() as patches:
        for stage, names in STAGES.items():
            for module, name in (one.split(".") for one in names):
                home = importlib.import_module(f"counterclaim.claims.{module}")
                inner = timed(getattr(home, name), stage, spent, open_stages)
                patches.enter_context(mock.patch.object(home, name, inner))
        started = time.process_time()
        for one in documents:
            find_claims(one)
        spent[REST] += (whole := time.process_time() - started)
    return {stage: spent[stage] / whole for stage in (*STAGES, REST)}


def as_table(found: dict[str, dict[str, float]]) -> str:
    """The shares in percent as a Markdown table, a column for each source."""
    rows = [[stage, *(f"{100 * one[stage]:.0f}" for one in found.values())] for stage in (*STAGES, REST)]
    return table(["stage, percent of the time", *(f"`{source}`" for source in found)], rows)


def main() -> None:
    """The command line of this script."""
    options = asked(__doc__)
    find_claims(Document(id="warm", text="Officials said 12 soldiers were killed near Kharkiv on Friday."))
    found = {source: shares(sample(source, options.words)) for source in options.sources}
    print(as_table(found))
    if options.record:
        record("stages", as_table(found))


if __name__ == "__main__":
    main()
