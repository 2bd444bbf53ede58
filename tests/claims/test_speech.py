"""Who is found as a source in a text, by full name and side (tests/claims/speech.csv).

Which of them a figure belongs to is weighed later: `measures.csv` has cases of that.
"""

import pytest

from counterclaim.claims.prepare import prepare
from counterclaim.model import Document
from tests.claims.tables import case, rows

TABLE = rows("speech.csv")


def sources(text: str) -> list[str]:
    """Every source once, in the order of the text."""
    speeches = prepare(Document(id="case", text=text)).stage.speeches
    return list(dict.fromkeys(f"{s.source.name} ({s.source.side or ''})" for s in speeches))


@pytest.mark.parametrize(
    "text, wanted", [case(r["text"], r["sources"], known=r["known"], id=f"{r['why']}: {r['text'][:30]}") for r in TABLE]
)
def test_who_speaks(text: str, wanted: str) -> None:
    assert "; ".join(sources(text)) == wanted


@pytest.mark.parametrize("text", [r["text"] for r in TABLE])
def test_sources_are_where_they_say(text: str) -> None:
    for speech in prepare(Document(id="case", text=text)).stage.speeches:
        assert text[speech.source.start : speech.source.end] == speech.source.text
