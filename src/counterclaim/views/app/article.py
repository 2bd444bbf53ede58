"""A whole text with every claim in it marked: the figure of each as a link, its other words marked when it is chosen.

The text is cut at the edge of every span, and each piece is escaped for itself. Offsets count code points of the text
as it was read; a withheld name stands as one piece that says how many it takes, so that a script can count on.
"""

from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from counterclaim.model import Entry
from counterclaim.views import words
from counterclaim.views.people import WITHHELD
from counterclaim.views.report.excerpts import CLASSES, Range, spans_of

Marked = tuple[int, int, str, str]  # start, end, field, claim


def article(text: str, entries: Sequence[Entry], hidden: Sequence[Range], chosen: str | None = None) -> Markup:
    """A text as HTML; the words of the claim that is `chosen` are marked, the figures of all are links.

    >>> article("Two < three.", [], [])
    Markup('Two &lt; three.')
    """
    spans = [
        (start, end, field, entry.claim.id)
        for entry in entries
        for start, end, field in spans_of(entry.claim)
        if 0 <= start < end <= len(text)
    ]
    edges = {0, len(text), *(edge for start, end, *_ in spans for edge in (start, end))}
    edges |= {edge for start, end in hidden for edge in (start, end)}
    cuts = [edge for edge in sorted(edges) if 0 <= edge <= len(text)]
    return Markup("").join(_piece(text, low, high, spans, hidden, chosen) for low, high in pairwise(cuts))


def _piece(
    text: str, low: int, high: int, spans: Sequence[Marked], hidden: Sequence[Range], chosen: str | None
) -> Markup:
    here = [span for span in spans if span[0] <= low and high <= span[1]]
    veil = next((cover for cover in hidden if cover[0] <= low and high <= cover[1]), None)
    shown = escape(words.clean(text[low:high]))
    if veil is not None:
        shown = Markup('<i class="veil" data-n="{}">{}</i>').format(high - low, WITHHELD if low == veil[0] else "")
    for claim in dict.fromkeys(span[3] for span in here):
        shown = _marked(shown, [span for span in here if span[3] == claim], low, claim, claim == chosen)
    return shown


def _marked(shown: Markup, spans: Sequence[Marked], low: int, claim: str, chosen: bool) -> Markup:
    """A piece within the spans of one claim; the first piece of a figure is where a link to the claim lands."""
    fields = list(dict.fromkeys(span[2] for span in spans))
    classes = " ".join(["on"] * chosen + [CLASSES.get(field, "o") for field in fields])
    names = ", ".join(words.label("fields", field) for field in fields)
    if "figure" not in fields:
        return Markup('<mark class="w {}" data-c="{}" title="{}">{}</mark>').format(classes, claim, names, shown)
    first = any(span[0] == low and span[2] == "figure" for span in spans)
    anchor = Markup(' id="{}"').format(claim) if first else Markup("")
    form = '<a class="fig {}" data-c="{}" href="/c/{}"{}>{}</a>'
    return Markup(form).format(classes, claim, claim, anchor, shown)
