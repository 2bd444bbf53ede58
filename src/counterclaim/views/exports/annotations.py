"""Each claim as a W3C Web Annotation on its article, so that annotation tools can show it there."""

from collections.abc import Iterator
from typing import Any, TextIO

from counterclaim.model import Entry
from counterclaim.views import words
from counterclaim.views.exports.lines import without_nothing, write_json
from counterclaim.views.exports.linked import article_iri, web_address
from counterclaim.views.exports.release import UNPUBLISHED, Release, Tally

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters before and after, as the Web Annotation model's own examples have: enough to find the place


def write_annotations(release: Release, out: TextIO, tally: Tally) -> None:
    """Write an annotation page with one annotation for each claim."""
    head = {
        "@context": CONTEXT,
        "id": f"{release.base or UNPUBLISHED}annotations",
        "type": "AnnotationPage",
        "startIndex": 0,
    }
    write_json(out, head, "items", _items(release, tally))


def _items(release: Release, tally: Tally) -> Iterator[dict[str, Any]]:
    for entry in release.entries:
        tally.keep()
        yield annotation(entry, release)


def annotation(entry: Entry, release: Release) -> dict[str, Any]:
    """One claim as an annotation: its words for people, its page for programs, its sentence, and the figure within.

    The position counts Unicode code points of the stored text, whose hash names the state it was read in.
    """
    claim, text = entry.claim, release.texts.get(entry.text_sha256)
    quote, figure = claim.quote, claim.figure
    inside = figure.start - quote.start, figure.end - quote.start
    return {
        "id": f"{release.iri(claim.id)}#annotation",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en",
             "value": f"{words.figure(figure)}: {words.what(claim.measure, claim.object, claim.party)}"},
            {"id": release.iri(claim.id), "type": "Dataset", "purpose": "linking"},
        ],
        "target": {
            "type": "SpecificResource",
            "source": web_address(entry.url) or article_iri(entry),
            "scope": article_iri(entry),
            "selector": [
                _quoted(text, quote.text, quote.start, quote.end)
                | {"refinedBy": _quoted(quote.text, quote.text[inside[0] : inside[1]], *inside)},
                {"type": "TextPositionSelector", "start": quote.start, "end": quote.end,
                 "refinedBy": {"type": "TextPositionSelector", "start": inside[0], "end": inside[1]}},
            ],
            "state": {"type": "HttpRequestState", "value": f"Accept: text/plain; sha-256={entry.text_sha256}"},
        },
    }  # fmt: skip


def _quoted(text: str | None, exact: str, start: int, end: int) -> dict[str, Any]:
    """Words with what stands before and after them; the text may have been withdrawn."""
    around = ("", "") if text is None else (text[max(0, start - AROUND) : start], text[end : end + AROUND])
    return without_nothing({
        "type": "TextQuoteSelector",
        "exact": words.clean(exact),
        "prefix": words.clean(around[0]),
        "suffix": words.clean(around[1]),
    })  # fmt: skip
