"""How to cite a claim: the claimant and the outlet first, the ledger second. Plain, BibTeX, CSL-JSON and RIS."""

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

from counterclaim.model import Entry, Record
from counterclaim.reconcile import wording
from counterclaim.views import words
from counterclaim.views.exports.lines import without_nothing
from counterclaim.views.exports.linked import web_address
from counterclaim.views.exports.release import Release, Tally

NOBODY = "Claimant not named"


class Citation(Record, frozen=True, kw_only=True):
    """What every style of citation is made of."""

    claim: str
    claimant: str
    what: str  # "16,000 (Killed: soldiers (Russia), running total, to 26 March 2022)"
    title: str | None  # of the article
    outlet: str | None
    published: str | None
    url: str | None
    ledger: str  # the ledger, its version, the head of its chain
    claim_url: str
    accessed: str | None  # ISO date


def citation(entry: Entry, release: Release) -> Citation:
    """The citation of one claim; the day of access is that on which the release was made."""
    claim = entry.claim
    counted = words.what(claim.measure, claim.object, claim.party)
    head = f", chain head {release.chain_head[:16]}" if release.chain_head else ""
    return Citation(
        claim=claim.id,
        claimant=words.clean(claim.claimant.name) if claim.claimant else NOBODY,
        what=f"{words.figure(claim.figure)} ({counted}, {words.period(claim.time)})",
        title=entry.title and words.clean(entry.title),
        outlet=entry.outlet and words.clean(entry.outlet),
        published=entry.published,
        url=web_address(entry.url),
        ledger=f"Counterclaim {release.version} ledger{head}".replace("  ", " "),
        claim_url=release.iri(claim.id),
        accessed=release.made[:10] or None,
    )


def plain(cited: Citation) -> str:
    """A citation to paste into a text.

    >>> plain(
    ...     Citation(
    ...         claim="c_7k2m",
    ...         claimant="Norland Army",
    ...         what="12 (Killed: soldiers)",
    ...         title="Two counts",
    ...         outlet="Harbour Gazette",
    ...         published="2024-03-04",
    ...         url=None,
    ...         ledger="Counterclaim 0.1 ledger",
    ...         claim_url="counterclaim:c/c_7k2m/",
    ...         accessed="2024-05-01",
    ...     )
    ... )
    'Norland Army: 12 (Killed: soldiers). In: "Two counts", Harbour Gazette, 4 March 2024. Claim c_7k2m, Counterclaim
    0.1 ledger, counterclaim:c/c_7k2m/, accessed 1 May 2024.'
    """
    article = [f'"{cited.title}"' if cited.title else None, cited.outlet, words.day(cited.published), cited.url]
    accessed = f"accessed {words.day(cited.accessed)}" if cited.accessed else None
    ledger = [f"Claim {cited.claim}", cited.ledger, cited.claim_url, accessed]
    return f"{cited.claimant}: {cited.what}. In: {_listed(article)}. {_listed(ledger)}."


def _listed(parts: list[str | None]) -> str:
    return ", ".join(part for part in parts if part)


# ---------------------------------------------------------------- BibTeX
TEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
       "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}  # fmt: skip

LIGATURE = re.compile(r"([-'`,?!<>])(?=[-'`,<>])")  # pairs that TeX sets as one sign: two hyphens as a dash


def tex(text: str) -> str:
    r"""Text for TeX.

    >>> tex("50 % of {A_1}")
    '50 \\% of \\{A\\_1\\}'
    """
    return LIGATURE.sub(r"\1{}", "".join(TEX.get(char, char) for char in text))


def bibtex(cited: Citation) -> str:
    """A BibTeX entry."""
    year, month, day = [*(cited.published or "").split("-"), "", "", ""][:3]
    fields = {
        "author": "{" + tex(cited.claimant) + "}",
        "title": "{" + tex(cited.what) + "}",
        "booktitle": cited.title and "{" + tex(cited.title) + "}",
        "howpublished": cited.outlet and tex(cited.outlet),
        "year": year,
        "month": month and wording.MONTHS[int(month) - 1][:3].lower() if month.isdigit() else "",
        "day": day,
        "url": cited.url,
        "urldate": cited.accessed,
        "note": tex(f"Claim {cited.claim}, {cited.ledger}, ") + r"\url{" + cited.claim_url + "}",
    }
    braced = {name: value if name == "month" else "{" + value + "}" for name, value in fields.items() if value}
    told = (f"  {name} = {value},\n" for name, value in braced.items())
    return f"@misc{{{cited.claim},\n{''.join(told)}}}\n"


# ---------------------------------------------------------------- CSL-JSON
def csl(cited: Citation) -> dict[str, Any]:
    """A CSL-JSON item."""
    return without_nothing({
        "id": cited.claim,
        "type": "entry",
        "author": [{"literal": cited.claimant}],
        "title": cited.what,
        "container-title": cited.title,
        "publisher": cited.outlet,
        "issued": _date(cited.published),
        "URL": cited.url,
        "accessed": _date(cited.accessed),
        "archive": cited.ledger,
        "archive_location": cited.claim_url,
    })  # fmt: skip


def _date(iso: str | None) -> dict[str, Any] | None:
    """A date as far as it is known: a year, a month or a day."""
    parts = (iso or "")[:10].split("-")
    return {"date-parts": [[int(part) for part in parts]]} if all(part.isdigit() for part in parts) else None


# ---------------------------------------------------------------- RIS
def ris(cited: Citation) -> str:
    """A RIS record."""
    fields = [
        ("TY", "GEN"), ("ID", cited.claim), ("AU", cited.claimant), ("TI", cited.what), ("T2", cited.title),
        ("PB", cited.outlet), ("PY", (cited.published or "")[:4]), ("DA", (cited.published or "").replace("-", "/")),
        ("UR", cited.url), ("Y2", (cited.accessed or "").replace("-", "/")), ("AN", cited.claim_url),
        ("N1", f"Claim {cited.claim}, {cited.ledger}"), ("ER", ""),
    ]  # fmt: skip
    one_line = ((tag, re.sub(r"\s+", " ", value or "").strip()) for tag, value in fields)
    return "".join(f"{tag}  - {value}\r\n" for tag, value in one_line if value or tag == "ER")


# ---------------------------------------------------------------- files
def citations(release: Release, tally: Tally) -> Iterator[Citation]:
    """The citation of each claim, once: byte-identical texts give the same claim."""
    told: set[str] = set()
    for entry in release.entries:
        if entry.claim.id in told:
            tally.leave("duplicate", entry.claim.id)
            continue
        told.add(entry.claim.id)
        tally.keep()
        yield citation(entry, release)


def write_bibtex(release: Release, out: TextIO, tally: Tally) -> None:
    """Write an entry for each claim."""
    for cited in citations(release, tally):
        out.write(bibtex(cited) + "\n")


def write_csl(release: Release, out: TextIO, tally: Tally) -> None:
    """Write a list of items."""
    out.write("[")
    for place, cited in enumerate(citations(release, tally)):
        out.write(f"{',' if place else ''}\n{json.dumps(csl(cited), ensure_ascii=False)}")
    out.write("\n]\n")


def write_ris(release: Release, out: TextIO, tally: Tally) -> None:
    """Write a record for each claim."""
    for cited in citations(release, tally):
        out.write(ris(cited) + "\r\n")
