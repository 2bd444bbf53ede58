"""How sure the reader was of the claims of an article: worked out again from its text, for reading is a pure function.

Only of claims that our own reader made; what another program, a table or a person gave has no such number.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from counterclaim.claims.reader import READER, sureness
from counterclaim.model import Document, Entry
from counterclaim.pipeline.serve.worth import doubts
from counterclaim.views import words

LONGEST = 200_000  # characters: some seconds of reading; of a longer article the fields left open tell alone
OURS = READER.partition("-")[0]


@lru_cache(maxsize=16)  # the articles that one person goes back and forth between
def _weighed(document: Document) -> Mapping[str, float]:
    return sureness(document)


def sure_of(document: Document, entries: Sequence[Entry]) -> Mapping[str, float]:
    """The probability that each figure counts what its claim says, by the claim's id; nothing of claims of others.

    >>> sure_of(Document(id="a.txt", text="Two died."), [])
    {}
    """
    ours = {entry.claim.id for entry in entries if entry.claim.rule.startswith(OURS)}
    if not ours or len(document.text) > LONGEST:
        return {}
    return {claim: sure for claim, sure in _weighed(document).items() if claim in ours}


def least_sure_first(entries: Sequence[Entry], sure: Mapping[str, float]) -> list[Entry]:
    """The claims in the order of how sure the reader was, and of equals those first that it left most open."""
    return sorted(entries, key=lambda entry: (sure.get(entry.claim.id, 1.0), -len(doubts(entry.claim))))


def reader_told(claim: str, sure: Mapping[str, float]) -> str:
    """How sure the reader was of a claim, in words; nothing where that is not known.

    >>> reader_told("c_a", {"c_a": 0.823}), reader_told("c_a", {"c_a": 1.0}), reader_told("c_b", {})
    ('model .82', 'rule', '')
    """
    if claim not in sure:
        return ""
    if sure[claim] == 1.0:
        return words.label("sureness", "rule")
    return f"{words.label('sureness', 'model')} {min(sure[claim], 0.99):.2f}".replace(" 0.", " .")
