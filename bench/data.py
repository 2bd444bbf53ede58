"""Where the annotated sets and the texts for measuring lie; what is not there is left out by name."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from counterclaim.model import Document

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "gold" / "score.py"
ARTICLES = SHARED / "data" / "throughput" / "articles.jsonl.gz"
GOLD = {
    "examples": ROOT / "examples" / "gold.jsonl",
    "seeds": SHARED / "gold" / "seeds.jsonl",
    "train": SHARED / "gold" / "train.jsonl",
    "dev": SHARED / "gold" / "dev.jsonl",
}


def scorer(path: Path = SCORER) -> ModuleType:
    """The scorer of the annotated news, a script of its own, as a module."""
    spec = spec_from_file_location("score", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise SystemExit(f"{path}: no scorer there; tools/train_reader.py takes another with --scorer")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_sets(names: tuple[str, ...] = ()) -> dict[str, Path]:
    """The annotated sets on this machine, all or those named."""
    return {name: path for name, path in GOLD.items() if path.is_file() and (not names or name in names)}


def lines(path: Path) -> list[dict[str, Any]]:
    """The records of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def sha256(path: Path) -> str:
    """Hex digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def document(record: dict[str, Any]) -> Document:
    """The document of one annotated line or one line of the articles."""
    known = ("id", "text", "title", "published", "outlet", "url", "language")
    return Document(**{key: record[key] for key in known if record.get(key) is not None})


def articles(prefix: str) -> Iterator[dict[str, Any]]:
    """The articles whose id begins with `prefix`, in the order of the file."""
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as stream:
        for line in stream:
            record = json.loads(line)
            if record["id"].startswith(prefix):
                yield record
