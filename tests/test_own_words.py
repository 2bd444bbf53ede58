"""No text of a news outlet stands in this repository: no twelve words in a row are those of the annotated news."""

import gzip
import json
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
    """Every twelve words in a row, case and punctuation aside."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def prose(name: str, data: bytes) -> str:
    """A file's text; of JSON lines only what a person wrote, without keys and labels."""
    text = data.decode("utf-8", "replace")
    if not name.endswith(".jsonl"):
        return text
    records = [json.loads(line) for line in text.splitlines() if line.strip()]
    return "\n\n".join(f"{record.get('title') or ''}\n\n{record.get('text', '')}" for record in records)


def our_files() -> Iterator[Path]:
    yield from ROOT.glob("*.md")
    for folder in OURS:
        yield from (p for p in (ROOT / folder).rglob("*") if p.suffix in SUFFIXES and p.is_file())


def their_texts() -> Iterator[tuple[str, str]]:
    for path in sorted([*(SHARED / "seeds").glob("*.txt"), *(SHARED / "gold").glob("*.jsonl")]):
        yield path.name, prose(path.name, path.read_bytes())
    for path in sorted((SHARED / "gold").glob("*.jsonl.gz")):
        yield path.name, prose(path.stem, gzip.decompress(path.read_bytes()))


def is_only_numbers(run: tuple[str, ...]) -> bool:
    """Rows of figures and of single letters are facts, and nobody's sentence."""
    return sum(len(word) > 1 and not word.isdigit() for word in run) < RUN // 2


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the annotated news is not on this machine")
def test_nothing_is_copied() -> None:
    ours: dict[tuple[str, ...], str] = {}
    for path in our_files():
        for run in runs(prose(path.name, path.read_bytes())):
            ours.setdefault(run, path.relative_to(ROOT).as_posix())
    copied = {
        f"{ours[run]} and {name}: {' '.join(run)}"
        for name, text in their_texts()
        for run in runs(text)
        if run in ours and not is_only_numbers(run)
    }
    assert not copied, f"write it in your own words: {sorted(copied)[:20]}"
