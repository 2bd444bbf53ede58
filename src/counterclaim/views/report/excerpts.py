"""A sentence between its neighbours, with the words of every field marked.

The text is split first and each piece is escaped for itself, so that no mark can cut an escaped character
and no article can bring markup of its own.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from markupsafe import Markup, escape

from counterclaim.claims.sentences import Sentence
from counterclaim.model import Claim
from counterclaim.views import words
from counterclaim.views.people import WITHHELD

Range = tuple[int, int]
Marked = tuple[int, int, str]  # start, end, field

CLASSES = {
    "figure": "f", "measure": "m", "object": "b", "party": "p", "claimant": "c", "via": "v", "time": "t", "place": "l"
}  # fmt: skip
CONTEXT = 280  # characters of a neighbouring sentence at most: enough to follow, far from a full article
LONG = 700  # a longer sentence (a list of losses) is cut down to the words around its marks
NEAR = 64  # characters kept on each side of a figure that has one line only
AROUND = 110  # characters kept on each side of a mark in such a sentence


def spans_of(claim: Claim) -> list[Marked]:
    """Return every span of a claim with its field, in the order of the text."""
    spans = [(claim.figure.start, claim.figure.end, "figure")]
    spans += [(span.start, span.end, span.field) for span in claim.spans]
    for field, who in [("claimant", claim.claimant), *(("via", via) for via in claim.via)]:
        if who is not None and who.start is not None and who.end is not None:
            spans.append((who.start, who.end, field))
    return sorted(set(spans))


def neighbours(sentences: Sequence[Sentence], start: int, end: int, reach: int = 1) -> Range:
    """Return the range of a sentence with `reach` before and after it, cut to `CONTEXT` characters a sentence.

    >>> from counterclaim.claims.sentences import split_sentences
    >>> first, last = neighbours(split_sentences("One is. Two are. Three are. Four are."), 17, 27)
    >>> first, last
    (8, 37)
    """
    before = bisect_left(sentences, start, key=lambda sentence: sentence.end)
    after = bisect_right(sentences, end - 1, key=lambda sentence: sentence.start)
    ahead, behind = sentences[max(before - reach, 0) : before], sentences[after : after + reach]
    first = max(ahead[0].start, start - reach * CONTEXT) if ahead else start
    last = min(behind[-1].end, end + reach * CONTEXT) if behind else end
    return min(first, start), max(last, end)


def own_sentence(sentences: Sequence[Sentence], start: int, end: int) -> Range:
    """Return the range of the sentence in which a span stands, cut to `CONTEXT` characters on each side."""
    place = bisect_right(sentences, start, key=lambda sentence: sentence.start) - 1
    if place < 0 or sentences[place].end < end:
        return start, end
    return max(sentences[place].start, start - CONTEXT), min(sentences[place].end, end + CONTEXT)


def marked(text: str, start: int, end: int, spans: Sequence[Marked], hidden: Sequence[Range]) -> Markup:
    """Return text[start:end] as HTML: marked, escaped, names withheld.

    >>> marked("2 < 3 died", 0, 10, [(4, 5, "figure")], [])
    Markup('2 &lt; <mark class="f">3<i> (Figure)</i></mark> died')
    """
    edges = {start, end}
    for low, high in [*((span[0], span[1]) for span in spans), *hidden]:
        edges |= {edge for edge in (low, high) if start < edge < end}
    cuts = sorted(edges)
    return Markup("".join([_piece(text, low, high, spans, hidden, start) for low, high in pairwise(cuts)]))


def _piece(text: str, low: int, high: int, spans: Sequence[Marked], hidden: Sequence[Range], start: int) -> str:
    """A piece as HTML."""
    here = [span for span in spans if span[0] <= low and high <= span[1]]
    veil = next((cover for cover in hidden if cover[0] <= low and high <= cover[1]), None)
    if veil is None:
        shown = words.clean(text[low:high])
    else:
        shown = WITHHELD if low == max(veil[0], start) else ""
    if not here or not shown:
        return str(escape(shown))
    ending = [span[2] for span in here if span[1] == high or (veil and span[1] <= veil[1])]
    before, aloud = _tags(tuple(span[2] for span in here), tuple(ending))
    return f"{before}{escape(shown)}{aloud}</mark>"


@cache
def _tags(fields: Sequence[str], ending: Sequence[str]) -> tuple[str, str]:
    """What stands before the words of some fields, and after them the names of those that end there."""
    told = ", ".join(dict.fromkeys(words.label("fields", field) for field in ending))
    classes = " ".join(dict.fromkeys(CLASSES.get(field, "o") for field in fields))
    return f'<mark class="{classes}">', f"<i> ({escape(told)})</i>" if told else ""


def excerpt(
    text: str, sentences: Sequence[Sentence], claim: Claim, hidden: Sequence[Range], *, context: int = 1
) -> Markup:
    """Return the sentence of a claim with `context` sentences on each side, and where a field stands further off."""
    spans = [span for span in spans_of(claim) if 0 <= span[0] < span[1] <= len(text)]
    start, end = claim.quote.start, claim.quote.end
    first, last = neighbours(sentences, start, end, context) if context else (start, end)
    core = _around(text, start, end, spans) if end - start > LONG else [(start, end)]
    zones = [(first, start), *core, (end, last)]
    far = [span for span in spans if not any(low <= span[0] and span[1] <= high for low, high in zones)]
    zones = _merged(
        text,
        [*(zone for zone in zones if zone[0] < zone[1]), *(own_sentence(sentences, span[0], span[1]) for span in far)],
    )
    shown = [_zone(text, zone, (start, end), spans, hidden) for zone in zones]
    lead = Markup("") if not zones or zones[0][0] <= first else Markup("[…] ")
    return lead + Markup(" […] ").join(shown)


def around(text: str, claim: Claim, hidden: Sequence[Range]) -> Markup:
    """Return the words around a claim's figure, inside its sentence, whole words only."""
    start, end = claim.quote.start, claim.quote.end
    zone = (max(start, claim.figure.start - NEAR), min(end, claim.figure.end + NEAR))
    low, high = _whole_words(text, zone, start, end)
    dots = ["… " if low > start else "", " …" if high < end else ""]
    return Markup("{}{}{}").format(dots[0], marked(text, low, max(low, high), [], hidden), dots[1])


def _zone(text: str, zone: Range, quote: Range, spans: Sequence[Marked], hidden: Sequence[Range]) -> Markup:
    """Set what stands outside the claim's own sentence in a softer voice."""
    low, high = zone
    cuts = sorted({low, high, *(edge for edge in quote if low < edge < high)})
    parts = []
    for first, last in pairwise(cuts):
        shown = marked(text, first, last, spans, hidden)
        inside = quote[0] <= first and last <= quote[1]
        parts.append(
            shown if inside or not text[first:last].strip() else Markup("<small>") + shown + Markup("</small>")
        )
    return Markup("").join(parts)


def _around(text: str, start: int, end: int, spans: Iterable[Marked]) -> list[Range]:
    near = [(max(start, low - AROUND), min(end, high + AROUND)) for low, high, _ in spans if start <= low < high <= end]
    return [_whole_words(text, zone, start, end) for zone in _merged(text, near)] or [(start, start + LONG)]


def _whole_words(text: str, zone: Range, start: int, end: int) -> Range:
    """A zone without the halves of words at its ends; what has no spaces, as the row of a table, is cut as it is."""
    low, high = zone
    if low > start and not text[low - 1].isspace():
        space = text.find(" ", low, high)
        low = space + 1 if 0 <= space - low < NEAR else low
    if high < end:
        space = text.rfind(" ", low, high)
        high = space if 0 <= high - space < NEAR else high
    return low, high


def _merged(text: str, zones: Iterable[Range]) -> list[Range]:
    joined: list[Range] = []
    for low, high in sorted(zones):
        if joined and not text[joined[-1][1] : low].strip():
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined
