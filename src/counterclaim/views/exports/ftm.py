"""FollowTheMoney statements (https://followthemoney.tech): who said so, and in which article.

Every value of every entity is a row of its own. A claim is a `Documentation`: the link between its claimant and
the article, with the sentence; its number stands in words only. Private persons are no entities: a claim of theirs,
or of nobody, has no link here, and is counted as left out.
"""

import hashlib
from collections.abc import Iterator
from typing import TextIO

from counterclaim.model import Entry
from counterclaim.views import words
from counterclaim.views.exports.fields import Cell
from counterclaim.views.exports.linked import web_address
from counterclaim.views.exports.release import Release, Tally
from counterclaim.views.exports.spreadsheet import write_rows

COLUMNS = ("id", "entity_id", "canonical_id", "prop", "prop_type", "schema", "value", "dataset", "lang",
           "original_value", "external", "first_seen", "last_seen", "origin")  # fmt: skip
DATASET = "counterclaim"
# Types of properties as FollowTheMoney declares them.
TYPES = {
    "name": "name", "title": "string", "sourceUrl": "url", "publishedAt": "date", "publisher": "string",
    "entity": "entity", "document": "entity", "role": "string", "summary": "text", "description": "text",
    "startDate": "date", "endDate": "date", "recordId": "string",
}  # fmt: skip
PERSONS = {"official": "Person"}

Entity = tuple[str, str, list[tuple[str, str | None]]]  # id, schema, properties


def write_ftm(release: Release, out: TextIO, tally: Tally) -> None:
    """Write the statements of claimants, outlets, articles and the links between them."""
    write_rows(out, [COLUMNS], _rows(release, tally), raw=release.raw)


def _rows(release: Release, tally: Tally) -> Iterator[tuple[Cell, ...]]:
    told: set[str] = set()
    for entry in release.entries:
        if entry.claim.claimant is None or entry.claim.claimant.kind == "private":
            tally.leave("no_claimant", entry.claim.id)
        else:
            tally.keep()
        for ident, schema, properties in entities(entry, release):
            if ident not in told:
                told.add(ident)
                yield from _statements(ident, schema, properties, release)


def entities(entry: Entry, release: Release) -> Iterator[Entity]:
    """The claimant, the outlet, the article and the claim of one entry, as id, schema and properties."""
    claim, who = entry.claim, entry.claim.claimant
    article = _ident("article", entry.text_sha256, entry.document)
    named = who if who is not None and who.kind != "private" else None
    claimant = _ident("who", named.id or named.name) if named else None
    if named and claimant:
        yield claimant, PERSONS.get(named.kind, "Organization"), [("name", named.name)]
    if entry.outlet:
        yield _ident("outlet", entry.outlet), "Organization", [("name", entry.outlet)]
    yield article, "Article", [
        ("title", entry.title), ("sourceUrl", web_address(entry.url)), ("publishedAt", entry.published),
        ("publisher", entry.outlet),
    ]  # fmt: skip
    if named is None:
        return
    yield _ident("claim", claim.id, entry.document), "Documentation", [
        ("entity", claimant), ("document", article), ("recordId", claim.id), ("summary", claim.quote.text),
        ("role", words.label("kinds", named.kind)),
        ("description", f"{words.figure(claim.figure)}: {words.what(claim.measure, claim.object, claim.party)}"),
        ("startDate", claim.time.start), ("endDate", claim.time.end), ("sourceUrl", web_address(release.iri(claim.id))),
    ]  # fmt: skip


def _ident(*parts: str) -> str:
    """An id from the parts that make a thing the same; the lengths keep ("a b", "c") apart from ("a", "b c")."""
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return f"cc-{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"


def _statements(
    ident: str, schema: str, properties: list[tuple[str, str | None]], release: Release
) -> Iterator[tuple[Cell, ...]]:
    for prop, value in properties:
        if value:
            clean = words.clean(value)
            key = _ident(DATASET, ident, prop, clean)
            yield (
                key, ident, ident, prop, TYPES[prop], schema, clean, DATASET, None, None, False, release.made or None,
                release.made or None, release.chain_head or None,
            )  # fmt: skip
