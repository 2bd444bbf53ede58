"""The shipped examples, and the claims that a person found in them."""

import gzip
import json
import re
from pathlib import Path

import pytest

from counterclaim.articles.reader import read_sources
from counterclaim.model import Document

ROOT = Path(__file__).parents[2]
GOLD = [json.loads(line) for line in (ROOT / "examples/gold.jsonl").read_text(encoding="utf-8").splitlines()]
REFERENCE = ROOT / "../shared/gold"

PEOPLE = (
    "killed wounded casualties lost missing captured released detained displaced trapped affected strength mobilised"
)
THINGS = "destroyed damaged shot_down seized launched attacks requested pledged delivered"
LAND = "controlled captured liberated advanced"
MEASURES = {*PEOPLE.split(), *THINGS.split(), *LAND.split(), "support", "other"}
CLOSED = {
    "qualifier": {"exact", "approx", "more_than", "less_than", "almost", "range", "vague"},
    "unit": {"persons", "items", "percent", "km2", "km", "money", "other"},
    "measure": MEASURES,
    "stance": {"asserts", "denies", "hedged", "conditional", "planned"},
    "verification": {"verified", "unverified", None},
    "time_kind": {"total", "period", "state", "planned", "unspecified"},
}


@pytest.fixture
def documents(monkeypatch) -> list[Document]:
    monkeypatch.chdir(ROOT)
    found = list(read_sources(["examples"]))
    assert all(isinstance(item, Document) for item in found), found
    return [item for item in found if isinstance(item, Document)]


def test_every_example_is_read_and_annotated(documents):
    fields = ("id", "title", "published", "outlet", "text")
    assert [[line[name] for name in fields] for line in GOLD] == [
        [getattr(document, name) for name in fields] for document in documents
    ]
    assert {document.language for document in documents} == {"en"}
    assert all(document.published and document.outlet for document in documents)


def test_every_file_is_in_the_table_of_the_readme():
    table = re.findall(r"^\| `([^`]+)`", (ROOT / "examples/README.md").read_text(encoding="utf-8"), re.MULTILINE)
    files = (path.name for path in (ROOT / "examples/articles").iterdir() if not path.name.endswith(".meta.json"))
    assert table == sorted(files)


@pytest.mark.parametrize("line", GOLD, ids=[line["id"].rsplit("/", 1)[-1] for line in GOLD])
def test_spans_and_values(line):
    starts = [claim["start"] for claim in line["claims"]]
    assert starts == sorted(set(starts))
    for claim in line["claims"]:
        assert line["text"][claim["start"] : claim["end"]] == claim["figure"]
        for field, allowed in CLOSED.items():
            assert claim[field] in allowed, (field, claim)
        assert (claim["value"] is None) == (claim["qualifier"] in {"range", "vague"})
        assert (claim["low"] is not None) == (claim["qualifier"] == "range")
        assert bool(claim["claimant"]) == bool(claim["claimant_side"])
        assert (claim["time_start"] or "") <= (claim["time_end"] or "9")
        if re.fullmatch(r"[\d, ]+", claim["figure"]):
            assert claim["value"] == int(re.sub(r"\D", "", claim["figure"]))


def test_length():
    assert all(80 <= len(line["text"].split()) <= 250 for line in GOLD)


def test_no_twelve_words_of_the_reference_texts():
    if not REFERENCE.is_dir():
        pytest.skip("the reference texts (../shared/gold) are not here")

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.lower())
        return {tuple(words[i : i + 12]) for i in range(len(words) - 11)}

    ours = {run: line["id"] for line in GOLD for run in runs(line["text"])}
    theirs = [*REFERENCE.glob("*.jsonl"), *REFERENCE.glob("*.jsonl.gz")]
    assert theirs
    for path in theirs:
        raw = path.read_bytes()
        for line in (gzip.decompress(raw) if path.suffix == ".gz" else raw).splitlines():
            assert not [run for run in runs(json.loads(line)["text"]) if run in ours]


def test_reference_documents_are_read_unchanged():
    if not REFERENCE.is_dir():
        pytest.skip("the reference texts (../shared/gold) are not here")
    for path in REFERENCE.glob("*.jsonl*"):
        raw = path.read_bytes()
        lines = [json.loads(line) for line in (gzip.decompress(raw) if path.suffix == ".gz" else raw).splitlines()]
        found = [(item.id, item.text) for item in read_sources([path]) if isinstance(item, Document)]
        assert found == [(line["id"], line["text"]) for line in lines]
