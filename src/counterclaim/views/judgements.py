"""What a judgement of a person says, in words, for histories."""

from collections.abc import Mapping
from typing import Any

from counterclaim.ledger import Decision
from counterclaim.views import words
from counterclaim.vocabulary.words import toml


def said(decision: Decision) -> str:
    """What a judgement says, for a history; empty for other decisions.

    >>> said(Decision(actor="a", at="1", action="credibility", after={"credibility": 2}))
    '2: probably true'
    """
    after: Mapping[str, Any] = decision.after if isinstance(decision.after, dict) else {}
    match decision.action:
        case "status":
            about = "; ".join(str(after[name]) for name in ("verifier", "method") if after.get(name))
            return f"{words.label('ladder', after['status'])}{f' ({about})' if about else ''}"
        case "credibility":
            return f"{after['credibility']}: {words.label('credibility', str(after['credibility']))}"
        case "reliability":
            letter = f"{after['reliability']}: {words.label('reliability', after['reliability'])}"
            return f"{decision.target} on {words.label('topics', after['topic'])}, {letter}"
        case "likelihood":
            return f"{after['words']} ({toml('likelihood.toml')[after['yardstick']]['name']}): “{after['quote']}”"
        case "grade":
            return str(after["grade"])
    return ""
