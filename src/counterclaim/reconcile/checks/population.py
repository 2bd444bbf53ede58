"""POPULATION_MISMATCH: parts that count more kinds of people than the whole says."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from counterclaim.model import Finding
from counterclaim.reconcile import wording
from counterclaim.reconcile.checks.case import finding
from counterclaim.reconcile.items import Item
from counterclaim.vocabulary.words import toml

REACH = 70  # characters after a figure in which its noun phrase ends


@cache
def _joined() -> re.Pattern[str]:
    words = sorted(toml("check_words.toml")["population"], key=len, reverse=True)
    names = "|".join(re.escape(word) for word in words)
    return re.compile(rf"\b(?:and|or|as well as|along with)\s+(?:other\s+)?({names})\b", re.IGNORECASE)


def also_counted(item: Item) -> str | None:
    """The kind of people that a figure's phrase adds: "30 soldiers and foreign contractors" -> the latter."""
    claim = item.claim
    end = claim.figure.end - claim.quote.start
    found = _joined().search(claim.quote.text[end : end + REACH])
    return found.group(1).casefold() if found else None


def wider(parts: Sequence[Item], whole: Item) -> Iterable[Finding]:
    """Parts that add a kind of people which the whole's words leave out."""
    kinds = {part.claim.id: also_counted(part) for part in parts}
    added = [part for part in parts if kinds[part.claim.id] and kinds[part.claim.id] != also_counted(whole)]
    if not added:
        return
    names = list(dict.fromkeys(str(kinds[part.claim.id]) for part in added))
    told = [wording.figure(part.claim.figure) for part in added]
    counted, whole_figure = whole.claim.object.replace("_", " "), wording.figure(whole.claim.figure)
    yield finding(
        "POPULATION_MISMATCH",
        [*added, whole],
        "undecidable",
        "info",
        f"{', '.join(told)}: {counted} and {wording.joined(names)}; {whole_figure}: {counted}",
        f"The parts ({wording.joined(told)}) also count {wording.joined(names)}; "
        f"the total ({whole_figure}) says {counted} only.",
        reasons=("the total may use the shorter name for the same people", "the total may leave some of them out"),
        next_step="Read how the claimant names the people in its own statement.",
    )
