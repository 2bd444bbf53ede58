"""No text of a news outlet stands in this repository: no twelve words in a row are those of the annotated news."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
RUN = 12
OURS = ("src", "tests", "docs", "examples", "bench")
SUFFIXES = {".py", ".md", ".txt", ".html", ".jsonl", ".json", ".toml", ".csv", ".sql", ".css", ".js", ".j2"}


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every twelve words in a row, case, punctuation and escapes aside."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"\\[nrt]", " ", text).lower())
    return (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def our_files() -> Iterator[Path]:
    yield from ROOT.glob("*.md")
    for folder in OURS:
        yield from (p for p in (ROOT / folder).rglob("*") if p.suffix in SUFFIXES and p.is_file())


def their_texts() -> Iterator[tuple[str, str]]:
    for path in sorted([*SHARED.glob("*.md"), *(SHARED / "reference").glob("*.md"), *(SHARED / "seeds").glob("*.txt")]):
        yield path.name, path.read_text(encoding="utf-8")
    for path in sorted((SHARED / "gold").iterdir()):
        if path.suffix in (".jsonl", ".md"):
            yield path.name, path.read_text(encoding="utf-8")
        elif path.name.endswith(".jsonl.gz"):
            yield path.name, gzip.decompress(path.read_bytes()).decode("utf-8")


def is_only_numbers(run: tuple[str, ...]) -> bool:
    """Rows of figures and of single letters are facts, and nobody's sentence."""
    return sum(len(word) > 1 and not word.isdigit() for word in run) < RUN // 2


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the annotated news is not on this machine")
def test_nothing_is_copied() -> None:
    ours: dict[tuple[str, ...], str] = {}
    for path in our_files():
        for run in runs(path.read_text(encoding="utf-8", errors="replace")):
            ours.setdefault(run, path.relative_to(ROOT).as_posix())
    copied = {
        f"{ours[run]} and {name}: {' '.join(run)}"
        for name, text in their_texts()
        for run in runs(text)
        if run in ours and not is_only_numbers(run)
    }
    assert not copied, f"write it in your own words: {sorted(copied)[:20]}"
