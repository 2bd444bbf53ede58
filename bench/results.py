"""Tables in Markdown, and their place in RESULTS.md."""

import platform
import re
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, the first column to the left, the others to the right.

    >>> print(table(["set", "F1"], [["dev", "0.9"]]))
    | set | F1 |
    | --- | ---: |
    | dev | 0.9 |
    """
    rule = ["---", *["---:"] * (len(heads) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [heads, rule, *rows])


def record(section: str, text: str, file: Path = RESULTS) -> None:
    """Replace what stands between `<!-- section -->` and `<!-- end -->` in RESULTS.md by `text`, dated."""
    where = f"{date.today()}, Python {platform.python_version()}, spaCy {version('spacy')}, {platform.system()}"
    page = file.read_text(encoding="utf-8")
    place = re.compile(rf"(?<=<!-- {re.escape(section)} -->\n).*?(?=<!-- end -->)", re.DOTALL)
    if not place.search(page):
        raise SystemExit(f"{file}: no section <!-- {section} --> … <!-- end --> to write to")
    file.write_text(place.sub(lambda _: f"{text}\n\n{where}\n", page, count=1), encoding="utf-8")
