"""Shelves: pages that hold many things, where a page for each would be more files than a web host takes.

A publication of a few thousand claims has a page for each thing. A larger one puts claims, documents, comparisons and
series on shelves, by the first letters of their ids: `c/in-7k/index.html#c_7k2m`. The address of a thing is still made
of its id alone, and holds as long as the layout does: a publication keeps the layout of the one that it replaces.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec
from markupsafe import Markup

from counterclaim.views.publication import address
from counterclaim.views.publication.work import Work

# Claims up to which each thing has a page: with its JSON about 20,000 files, what a host with a limit takes (Cloudflare
# Pages, free: 20,000 files; GitHub Pages: 1 GB).
OWN_PAGES = 5_000
# Things on a shelf at most, on average: a page of 300 kB. Kinds are the folders of address.py.
EACH = {"c": 120, "d": 60, "g": 40, "s": 40}
LETTERS = {"c": 32, "d": 16, "g": 16, "s": 16}  # that ids are made of: base 32, or hexadecimal
GROWN = 4  # times what a layout was made for, until it gives way to a larger one
NAMES = {"c": "Claims", "d": "Documents", "g": "Quantities", "s": "Series"}
Layout = Mapping[str, int]  # letters of an id that name its shelf; 0: a page of its own
ID = re.compile(r'\b(id|aria-labelledby|for|href)="(#?)([^"]*)"')


def layout(counts: Mapping[str, int], before: Layout | None = None) -> dict[str, int]:
    """The letters by which each kind of thing is shelved; `before` is the layout of the publication in its place.

    >>> layout({"c": 900, "d": 90, "g": 400, "s": 20})
    {'c': 0, 'd': 0, 'g': 0, 's': 0}
    >>> layout({"c": 1_000_000, "d": 125_000, "g": 60_000, "s": 900})
    {'c': 3, 'd': 3, 'g': 3, 's': 2}
    """
    if before is not None and all(counts[kind] <= GROWN * _room(kind, before.get(kind, 0)) for kind in EACH):
        return {kind: before.get(kind, 0) for kind in EACH}
    if counts["c"] <= OWN_PAGES:
        return dict.fromkeys(EACH, 0)
    return {kind: next(n for n in range(1, 9) if counts[kind] <= _room(kind, n)) for kind in EACH}


def _room(kind: str, letters: int) -> int:
    return EACH[kind] * LETTERS[kind] ** letters if letters else OWN_PAGES


def earlier(folder: Path, mark: str) -> dict[str, int] | None:
    """The layout of a publication that stands in a folder; None where there is none, or it does not say."""
    try:
        told = msgspec.json.decode((folder / mark).read_bytes())
    except (OSError, msgspec.DecodeError):
        return None
    found = told.get("layout") if isinstance(told, dict) else None
    if not isinstance(found, dict) or not all(isinstance(found.get(kind), int) for kind in EACH):
        return None
    return {kind: found[kind] for kind in EACH}


def own(html: str, anchor: str) -> str:
    """A part of a page as it may stand beside others: headings a step lower, ids of its own; those of claims stay.

    >>> own('<h2 id="cite-h">Cite</h2><a href="#c_7k">1</a>', "c_7k")
    '<h3 id="cite-h-c_7k">Cite</h3><a href="#c_7k">1</a>'
    """

    def renamed(found: re.Match[str]) -> str:
        name, sharp, value = found.groups()
        if name == "href" and not sharp:
            return found[0]
        said = (one if one == anchor or one.startswith("c_") else f"{one}-{anchor}" for one in value.split())
        return f'{name}="{sharp}{" ".join(said)}"'

    lower = re.sub(r"(</?h)([1-5])\b", lambda found: f"{found[1]}{int(found[2]) + 1}", html)
    return ID.sub(renamed, lower)


def finish(work: Work, render: Callable[..., str]) -> int:
    """Make pages of all shelves; how many there are. `render` gives a page for a template, its folder and its parts."""
    found = work.shelves()
    for folder in found:
        kind, shelf = folder.rstrip("/").split("/")
        body, things = work.on(folder)
        page = render(
            "shelf", folder, name=NAMES[kind], letters=shelf.removeprefix(address.SHELF), body=Markup(body), kind=kind
        )
        here = work.folder / folder
        here.mkdir(parents=True, exist_ok=True)
        (here / "index.html").write_text(page, encoding="utf-8", errors="replace", newline="\n")
        head = msgspec.json.encode({"shelf": folder})[:-1]
        (here / "index.json").write_bytes(head + b',"things":[\n' + things + b"\n]}\n")
    return len(found)


def described(of: Layout) -> dict[str, Any]:
    """What a publication says of its layout in its own JSON."""
    return {kind: of[kind] for kind in EACH}
