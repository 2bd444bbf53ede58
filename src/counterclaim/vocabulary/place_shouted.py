"""Places that no list has, in copy that is all capitals: their kind beside them tells what they are."""

import functools
import re

from counterclaim.vocabulary.gazetteer import Precision
from counterclaim.vocabulary.place_words import either, kinds, word_set, words

_SHOUTED = re.compile(r"\b[A-Z]{4,20} [A-Z]{2,20} [A-Z]{4,20}\b")
_NAME = r"(?P<name>[A-ZÀ-ÖØ-Þ]{3,20}(?:[ \n][A-ZÀ-ÖØ-Þ]{3,20}){0,2}?)"


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    towns = [word.upper() for group in ("city", "region") for word in words()["of"][group]]
    kind = either([k.upper() for k in kinds() if k not in word_set("needs_name") and k not in word_set("common_sites")])
    end = r"(?=[,.;]|\s+(?:ON|IN|AND|WHERE|WHEN|WHICH|AFTER|DURING|BY|WITH|HAS|HAVE|WAS|WERE|NEAR|AT)\b)"
    return (
        re.compile(rf"\b(?P<kind>{either(towns)})\s+OF\s+{_NAME}{end}"),
        re.compile(rf"\b(?:IN|NEAR|AT|INTO|FROM)\s+(?:THE\s+)?{_NAME}\s+(?P<kind>{kind})\b"),
    )


def shouted_places(text: str) -> list[tuple[int, int, Precision]]:
    """Names with their kind in copy that is all capitals, with how exact they are.

    >>> text = "REBELS ENTERED THE TOWN OF QUELTEPEC, AND BOMBS WENT OFF IN THE LOS PINARES NEIGHBORHOOD."
    >>> [text[a:b] for a, b, _ in shouted_places(text)]
    ['QUELTEPEC', 'LOS PINARES']
    """
    if not _SHOUTED.search(text):
        return []
    of, behind = _patterns()
    cities = word_set("of", "city")
    found: list[tuple[int, int, Precision]] = [
        (*m.span("name"), "city" if m["kind"].lower() in cities else "region") for m in of.finditer(text)
    ]
    found += [(*m.span("name"), kinds()[re.sub(r"\s+", " ", m["kind"].lower())]) for m in behind.finditer(text)]
    return sorted(found)
