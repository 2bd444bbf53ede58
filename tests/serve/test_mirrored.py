"""Swap the two sides of a war, and every page says the same words of the other side, in the other column."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from counterclaim.ledger import Ledger
from counterclaim.model import Document, Time
from tests.serve.conftest import READ_AT, Served, running
from tests.views.dom import parse
from tests.views.ledger_of_examples import Case, entry, says

Client = Callable[..., Any]
SWAP = {"Norland": "Westland", "Westland": "Norland", "norland": "westland", "westland": "norland"}
SCREENS = (
    "/",
    "/claims?order=largest",
    "/compare",
    "/checks",
    "/adds-up",
    "/review",
    "/timeline",
    "/origins",
    "/incidents",
)


def swapped(text: str) -> str:
    return re.sub("|".join(SWAP), lambda found: SWAP[found.group()], text)


def war(path: Path, *, swap: bool) -> Path:
    """Two armies on the dead of one of them, to one day; with `swap` each says what the other says."""
    with Ledger(path, create=True) as ledger:
        for side, figure, role in (("Norland", "40", "self"), ("Westland", "900", "opponent")):
            told = f"The army of {side} said on Friday that {figure} Norland soldiers had been killed in the war."
            told = swapped(told) if swap else told
            who, of = (swapped(side) if swap else side), ("westland" if swap else "norland")
            document = Document(id=f"{role}.txt", text=told, outlet="Harbour Tribune", published="2024-05-04")
            case = Case(role, document.id, figure, int(figure), int(figure), int(figure), "killed", "soldiers", of,
                        "norland-westland", says(f"Army of {who}", who.lower()), f"The army of {who}", role,
                        time=Time(kind="total", start="2024-02-01", end="2024-05-03"))  # fmt: skip
            claim = entry(case, {document.id: document}).claim
            ledger.add(document, [claim], reader="by hand 1", read_at=READ_AT)
    return path


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Served]]:
    folders = [tmp_path_factory.mktemp("mirror") for _ in range(2)]
    made = [running(war(folder / "war.db", swap=bool(n))) for n, folder in enumerate(folders)]
    yield next(made[0]), next(made[1])
    for one in made:
        next(one, None)


def words_of(page: str) -> Counter[str]:
    """The words of a page's content, without ids; each as often as it stands there."""
    main = parse(page).xpath("//main")[0]
    text = " ".join(piece for piece in main.itertext())
    return Counter(
        re.findall(r"\w+(?:[,.]\w+)*", re.sub(r"\bc_\w+|\b[gi]_[0-9a-f]+|_[a-z2-7]{16}\b|\b[0-9a-f]{12,}\b", "", text))
    )


def quantity(asked: Any) -> str:
    return asked.get(re.search(r'href="(/g/g_\w+)"', asked.get("/compare").text)[1]).text


@pytest.mark.parametrize("path", [*SCREENS, "quantity", "claim"])
def test_the_same_words_of_the_other_side(both: tuple[Served, Served], client: Client, path: str) -> None:
    pages = []
    for served in both:
        asked = client(served)
        if path == "quantity":
            pages.append(quantity(asked))
        else:
            address = (
                re.search(r'href="(/c/c_\w+)"[^>]*>900', asked.get("/claims").text)[1] if path == "claim" else path
            )
            pages.append(asked.get(address).text)
    first, second = (words_of(page) for page in pages)
    assert first
    assert Counter({swapped(word): count for word, count in first.items()}) == second


def test_the_columns_change_places(both: tuple[Served, Served], client: Client) -> None:
    columns = []
    for served in both:
        found = parse(quantity(client(served))).xpath("//div[@class='columns']/div[@class='column']")
        columns.append([" ".join(column.text_content().split()) for column in found])
    first, second = columns
    assert (
        [column.split()[0] for column in first] == [column.split()[0] for column in second] == ["Norland", "Westland"]
    )
    figures = [["900" in column for column in one] for one in columns]
    assert figures == [[False, True], [True, False]]
    assert [swapped(column) for column in reversed(first)] == second
