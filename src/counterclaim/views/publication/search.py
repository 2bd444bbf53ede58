"""What goes with the pages: the index of the search, the data package, and how to cite the publication."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Any

from counterclaim.model import Entry
from counterclaim.views import words
from counterclaim.views.exports.lines import json_text
from counterclaim.views.exports.package import write_package as write_tables
from counterclaim.views.exports.release import Tally
from counterclaim.views.people import shown_name
from counterclaim.views.publication.index import BLOCK, Index
from counterclaim.views.publication.site import Pages

SHARD = 5000  # claims in one script: about 2 MB
INDEXED = 20_000  # claims above which words are looked up: with fewer all are loaded at once, 8 MB
NOBODY = "Nobody is named"
QUOTED = 240  # characters of a sentence in the index: enough to recognise it, the page has the whole


def write_search(pages: Pages) -> None:
    """Write the search page, and every claim in scripts; of many claims also which words stand in which."""
    printed: dict[str, dict[str, None]] = {}  # a text by the outlets that printed it
    for entry in pages.site.outgoing:
        printed.setdefault(entry.text_sha256, {})[entry.outlet or ""] = None
    claims = len(pages.site.public)
    index = Index() if claims > INDEXED else None
    each = SHARD if index is None else BLOCK
    scripts = -(-claims // each)
    told: dict[str, Any] = {"scripts": scripts, "claims": claims, "claims_each": each, "words": index is not None}
    pages.write("search/", "search", told, letters=pages.layout["c"], **told)
    rows = (indexed(entry, printed[entry.text_sha256]) for entry in pages.site.public.values())
    for number in range(1, scripts + 1):
        part = list(islice(rows, each))
        _script(pages, f"claims-{number}.js", f"counterclaimClaims([{','.join(map(json_text, part))}],{number});\n")
        if index is not None:
            for _, figure, *texts in part:
                index.take(figure, texts)
    for first, held in index.scripts().items() if index is not None else ():
        _script(pages, f"words-{first}.js", f"counterclaimWords({json_text(held)},{json_text(first)});\n")


def _script(pages: Pages, name: str, text: str) -> None:
    (pages.work.folder / "search" / name).write_text(text, encoding="utf-8", errors="replace", newline="\n")


def indexed(entry: Entry, outlets: Iterable[str]) -> list[str]:
    """What is found of a claim: id, figure, what, who, where it was printed, the sentence, and further words."""
    claim = entry.claim
    quote = claim.quote.text
    printed = " ".join(part for part in (entry.outlet, words.told_on(entry.published, entry.claim.time.end)) if part)
    further = (claim.figure.text, entry.title, claim.place and claim.place.name, claim.conflict, *outlets)
    return [
        claim.id,
        words.figure(claim.figure),
        words.what(claim.measure, claim.object, claim.party),
        words.clean(shown_name(claim.claimant) or NOBODY),
        words.clean(printed),
        words.clean(quote if len(quote) <= QUOTED else quote[:QUOTED].rsplit(" ", 1)[0] + " …"),
        words.clean(" ".join(part for part in further if part)),
    ]


def write_package(pages: Pages) -> None:
    """Write the data package, and CITATION.cff (https://citation-file-format.github.io)."""
    folder = pages.work.folder / "data"
    folder.mkdir(exist_ok=True)
    release = pages.site.release
    write_tables(replace(release, entries=pages.site.outgoing), folder, Tally("datapackage", release.notes))
    (pages.work.folder / "CITATION.cff").write_text(
        citation_file(pages), encoding="utf-8", errors="replace", newline="\n"
    )


def citation_file(pages: Pages) -> str:
    """The citation of the whole publication; values are JSON strings, which are YAML too."""
    site, data = pages.site, pages.site.data
    note = "Claims as documents report them, set side by side. To cite one claim, use the citation on its page, which "
    note += "names the claimant and the outlet first."
    lines = {
        "cff-version": "1.2.0",
        "message": note,
        "type": "dataset",
        "title": data.title,
        "version": (data.chain_head or "")[:16],
        "date-released": data.generated_at[:10],
        "url": site.release.base,
        "commit": data.chain_head,
    }
    told = [f"{key}: {json_text(value)}" for key, value in lines.items() if value]
    return "\n".join([*told, "authors:", f"  - name: {json_text(site.author or 'Publisher not named')}", ""])
