"""A claim as it stood after an earlier edit, at the address of the claim with `?v=` and the number of that version."""

from collections.abc import Sequence

from counterclaim.ledger.versions import Version, versions
from counterclaim.pipeline.serve import screens
from counterclaim.pipeline.serve.asked import Asked, one
from counterclaim.pipeline.serve.desk import Desk
from counterclaim.views.app import claim, pages
from counterclaim.views.app.shelf import CONTEXT, line, sentence


def one_claim(desk: Desk, claim_id: str, asked: Asked) -> str:
    """The page of a claim; with `v` in the address, as it stood after that version."""
    if not one(asked, "v"):
        return screens.one_claim(desk, claim_id)
    past = versions(desk.ledger, screens.the_claim(desk, claim_id).claim.id)
    return _as_it_stood(desk, past, version_asked(past, one(asked, "v")))


def version_asked(past: Sequence[Version], asked: str) -> Version:
    """The version of a claim that an address asks for; Missing where there is none."""
    if not asked.isdecimal() or not 1 <= int(asked) <= len(past):
        told = f"are versions 1 to {len(past)}" if len(past) > 1 else "is one version, v=1"
        raise screens.Missing(
            f"This claim has no version {asked!r}: there {told}. Its address without v shows the newest."
        )
    return past[int(asked) - 1]


def _as_it_stood(desk: Desk, past: Sequence[Version], chosen: Version) -> str:
    """A claim as it stood after an earlier edit: nothing that followed is on that page, and nothing can be changed."""
    entry = chosen.entry
    book = desk.shelf([entry])
    return pages.page(
        "version",
        **screens.frame(
            desk,
            here="/claims",
            line=line(entry, book),
            fields=claim.fields(entry, book),
            quote=sentence(entry, book, context=CONTEXT),
            chain=claim.chain(entry, book),
            address=claim.elsewhere(entry, book),
            chosen=chosen,
            past=past,
        ),
    )
