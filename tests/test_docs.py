"""The documentation is true: its blocks run and show what is printed, its files exist, nothing users meet is left out.

How blocks run is told in `tools/run_docs.py`, which also brings the outputs that a page shows up to date.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import click
import msgspec
import pytest

import counterclaim
from counterclaim.cli.app import cli
from counterclaim.model import Claim
from counterclaim.reconcile.checks import ORDER
from tools.run_docs import BLOCK, beside_the_examples, page_as_run

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "src" / "counterclaim" / "vocabulary" / "data"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
OTHER_PAGES = [ROOT / name for name in ("ARCHITECTURE.md", "CONTRIBUTING.md", "ATTRIBUTION.md", "bench/RESULTS.md")]
REFERENCE = ROOT / "docs" / "reference.md"


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_block_runs_and_shows_what_is_printed(page: Path) -> None:
    text = text_of(page)
    with beside_the_examples():
        assert page_as_run(text, page.name) == text, "run `python -m tools.run_docs` on the page, and read the change"


# ---------------------------------------------------------------- nothing left out
def verbs(group: click.Group, before: str = "counterclaim") -> Iterator[tuple[str, click.Command]]:
    """Every verb with its full name."""
    for name, command in group.commands.items():
        yield f"{before} {name}", command
        if isinstance(command, click.Group):
            yield from verbs(command, f"{before} {name}")


VERBS = dict(verbs(cli))


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_and_option_is_in_the_reference(verb: str) -> None:
    page = text_of(REFERENCE)
    assert f"`{verb}" in page
    options = [o for p in VERBS[verb].params if isinstance(p, click.Option) for o in (*p.opts, *p.secondary_opts)]
    missing = [o for o in options if o.startswith("--") and not re.search(rf"`[^`\n]*{o}\b[^`\n]*`", page)]
    assert not missing, f"{verb}: {missing} not in docs/reference.md"


@pytest.mark.parametrize("name", getattr(counterclaim, "__all__", []))
def test_every_public_name_is_in_the_reference(name: str) -> None:
    assert re.search(rf"`[^`\n]*\b{name}\b[^`\n]*`", text_of(REFERENCE)), f"{name} not in docs/reference.md"


def test_every_code_of_a_check_is_in_reckoning() -> None:
    page = text_of(ROOT / "docs" / "reckoning.md")
    missing = [code for code in ORDER if f"`{code}`" not in page]
    assert not missing, f"{missing} not in docs/reckoning.md"


def records(kind: Any) -> Iterator[type[msgspec.Struct]]:
    """A record and the records within it."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind
        for field in msgspec.structs.fields(kind):
            yield from records(field.type)
    else:
        for part in get_args(kind):
            yield from records(part)


@pytest.mark.parametrize("record", sorted(set(records(Claim)), key=lambda r: r.__name__), ids=lambda r: r.__name__)
def test_every_field_of_a_claim_is_in_the_reference(record: type[msgspec.Struct]) -> None:
    page = text_of(REFERENCE)
    missing = [field for field in record.__struct_fields__ if not re.search(rf"`[^`\n]*\b{field}\b[^`\n]*`", page)]
    assert not missing, f"{record.__name__}: {missing} not in docs/reference.md"


def about(file: Path) -> str:
    """What a data file says of itself: the comment on top, or `about` in JSON; of a packed one its attribution."""
    if file.suffix == ".json":
        return str(json.loads(text_of(file)).get("about", ""))
    if file.suffix == ".gz":
        lines = text_of(ROOT / "ATTRIBUTION.md").splitlines()
        return "".join(line for line in lines if file.name in line)
    head = re.match(r"(?:#[^\n]*\n)+", text_of(file))
    return head.group() if head else ""


DATA_FILES = sorted(p for p in DATA.rglob("*") if p.is_file() and p.suffix != ".py" and "__pycache__" not in p.parts)


@pytest.mark.parametrize("file", DATA_FILES, ids=lambda p: p.name)
def test_every_vocabulary_file_says_what_it_is_and_is_documented(file: Path) -> None:
    assert any(file.name in text_of(page) for page in PAGES), f"{file.name} is not named in the docs"
    said = about(file)
    assert said, "the file does not begin with a comment: what it is, where from, licence, known gaps"
    assert len(said) > 60, "the comment is too short to say what, where from, licence, known gaps"


@pytest.mark.parametrize("page", [*PAGES, *OTHER_PAGES], ids=lambda p: p.name)
def test_every_file_and_link_that_a_page_names_exists(page: Path) -> None:
    text = BLOCK.sub("", text_of(page))
    named = re.findall(r"`((?:src|tests|bench|docs|examples)/[\w./*-]+)`", text)
    linked = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    missing = [name for name in named if not list(ROOT.glob(name.rstrip("/")))]
    missing += [link for link in linked if link and not (page.parent / link).exists()]
    assert not missing, f"{page.name} names what is not there: {missing}"
