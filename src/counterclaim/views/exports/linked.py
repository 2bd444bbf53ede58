"""Claims as linked data in the words of schema.org. A rating is never made: nobody has rated these claims."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from counterclaim.model import Claimant, Entry, Place, Time
from counterclaim.views import words
from counterclaim.views.exports.fields import BY_NAME
from counterclaim.views.exports.lines import without_nothing, write_json
from counterclaim.views.exports.release import UNPUBLISHED, Release, Tally, Told
from counterclaim.views.points import point_of

# Read as it stands here, so that no reader has to fetch schema.org's own context.
CONTEXT = {
    "@vocab": "https://schema.org/",
    "url": {"@id": "https://schema.org/url", "@type": "@id"},
    "id": "@id",
    "type": "@type",
}
# The figure and what is counted, as PropertyValue: schema.org has no words for them.
PROPERTIES = ("value", "low", "high", "qualifier", "measure", "object", "party", "conflict", "claimant_side",
              "claimant_kind", "period_kind", "period_start", "period_end", "stance", "status", "review")  # fmt: skip
KINDS = {"body": "Organization", "media": "NewsMediaOrganization", "monitor": "Organization", "official": "Person"}


def write_jsonld(release: Release, out: TextIO, tally: Tally) -> None:
    """Write one graph: a `Claim` for each claim, with its claimant, article, place and number."""
    about = {
        "id": release.base or f"{UNPUBLISHED}ledger",
        "type": "Dataset",
        "name": release.ledger or "Counterclaim ledger",
        "version": release.chain_head,
        "dateModified": release.made,
    }
    head = {"@context": CONTEXT}
    write_json(out, head, "@graph", _graph(release, tally, without_nothing(about)))


def _graph(release: Release, tally: Tally, ledger: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield ledger
    for entry, elsewhere in release.beside(release.entries) if release.beside else _traced(release):
        tally.keep()
        yield claim_node(entry, release, ledger["id"], elsewhere)


def _traced(release: Release) -> Iterator[Told]:
    entries = list(release.entries)  # an origin is known when all claims are
    told = appearances(release.trace(entries))
    for entry in entries:
        yield entry, told.get((entry.claim.id, entry.document), ())


def appearances(origins: Iterable[Sequence[Entry]]) -> dict[tuple[str, str], list[Entry]]:
    """Where else a claim appeared, by its id and document: one claim of each other document of its origin.

    >>> appearances([])
    {}
    """
    found: dict[tuple[str, str], list[Entry]] = {}
    for members in origins:
        of_documents = {article_iri(entry): entry for entry in reversed(members)}
        for entry in members:
            others = [other for at, other in of_documents.items() if at != article_iri(entry)]
            found[entry.claim.id, entry.document] = sorted(others, key=lambda one: (one.published or "~", one.document))
    return found


def claim_node(entry: Entry, release: Release, ledger: str, elsewhere: Sequence[Entry] = ()) -> dict[str, Any]:
    """One claim as a schema.org `Claim`; `elsewhere` are the other tellings of the same claim, by date.

    >>> from counterclaim.views.exports.linked import claim_node  # the arguments: an entry, its release, the ledger
    """
    first = min([entry, *elsewhere], key=lambda one: one.published or "~")
    others = [article_node(one) for one in [entry, *elsewhere] if one is not first]
    claim = entry.claim
    return without_nothing({
        "id": release.iri(claim.id),
        "type": "Claim",
        "identifier": claim.id,
        "url": release.iri(claim.id),
        "text": words.clean(claim.quote.text),
        "author": claimant_node(claim.claimant),
        "datePublished": entry.published,
        "firstAppearance": article_node(first),
        "appearance": others,
        "isPartOf": {"id": article_iri(entry)} if others else None,
        "claimInterpreter": {"id": ledger},
        "about": f"{words.what(claim.measure, claim.object, claim.party)}",
        "spatialCoverage": _place(claim.place),
        "temporalCoverage": _time(claim.time),
        "additionalProperty": [_number(entry), *_properties(entry)],
    })  # fmt: skip


def claimant_node(claimant: Claimant | None) -> dict[str, Any] | None:
    """Who says so; a private person by role, without an id."""
    if claimant is None:
        return None
    return without_nothing({
        "id": claimant.id and f"{UNPUBLISHED}who/{claimant.id}",
        "type": KINDS.get(claimant.kind, "Person"),
        "identifier": claimant.id,
        "name": words.clean(claimant.name),
    })  # fmt: skip


def article_node(entry: Entry) -> dict[str, Any]:
    """The article, by its address or else by the hash of its text."""
    return without_nothing({
        "id": article_iri(entry),
        "type": "NewsArticle",
        "identifier": entry.document,
        "headline": entry.title and words.clean(entry.title),
        "url": web_address(entry.url),
        "publisher": entry.outlet and {"type": "Organization", "name": words.clean(entry.outlet)},
        "datePublished": entry.published,
    })  # fmt: skip


def article_iri(entry: Entry) -> str:
    """The absolute name of an article: its text's, for one address may have shown several texts."""
    named = hashlib.sha256(entry.document.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{UNPUBLISHED}d/{entry.text_sha256[:16]}-{named}"


def agent_iri(name: str) -> str:
    """The absolute name of a person, body or program.

    >>> agent_iri("ukraine/general_staff")
    'counterclaim:who/c4efb24de30b8d48'
    """
    return f"{UNPUBLISHED}who/{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def web_address(url: str | None) -> str | None:
    """The address if it is one of the web and holds no space or control character; None otherwise.

    >>> web_address("https://a.example/1"), web_address("javascript:alert(1)")
    ('https://a.example/1', None)
    """
    told = (url or "").strip()
    allowed = told.lower().startswith(("https://", "http://")) and not any(
        ord(char) < 33 or char in '<>"{}|\\^`' or 0xD800 <= ord(char) < 0xE000 for char in told
    )
    return told if allowed else None


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    point = point_of(place)
    geo = {"type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]} if point else None
    return without_nothing({"type": "Place", "name": words.clean(place.name), "geo": geo})


def _time(time: Time) -> str | None:
    """An ISO 8601 interval, `..` where an end is open."""
    return f"{time.start or '..'}/{time.end or '..'}" if time.start or time.end else None


def _number(entry: Entry) -> dict[str, Any]:
    figure = entry.claim.figure
    return without_nothing({
        "type": "PropertyValue",
        "propertyID": "figure",
        "name": "figure as printed",
        "value": words.clean(figure.text),
        "minValue": figure.low,
        "maxValue": figure.high,
        "unitText": figure.unit,
    })  # fmt: skip


def _properties(entry: Entry) -> Iterator[dict[str, Any]]:
    for name in PROPERTIES:
        value = BY_NAME[name].of(entry)
        if value is not None:
            yield {"type": "PropertyValue", "propertyID": name, "value": value}
