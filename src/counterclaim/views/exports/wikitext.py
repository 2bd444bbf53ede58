"""A table for a wiki page: what each claimant says of each category, and no total of several rows."""

from collections.abc import Iterable
from typing import TextIO
from urllib.parse import quote

from counterclaim.model import Claim, Entry
from counterclaim.views import words
from counterclaim.views.exports.linked import web_address
from counterclaim.views.exports.release import Release, Tally

HEADS = ("Breakdown", "Casualties", "Time period", "Source")
NOBODY = "No claimant named"

# What wiki markup would obey instead of showing.
MARKUP = {ord(char): f"&#{ord(char)};" for char in "&<>[]{}|'~=_*#:;"}
IN_ADDRESS = "%/:?#@!$&()*+,;=~-._"  # reserved and unreserved characters of RFC 3986 that no wiki markup uses

Category = tuple[str | None, ...]


def write_wikitext(release: Release, out: TextIO, tally: Tally) -> None:
    """Write one table: a row for each claimant and category with the newest figure, by category."""
    newest: dict[Category, Entry] = {}
    for entry in release.entries:
        _keep_newest(newest, entry, tally)
    out.write('{| class="wikitable sortable"\n! ' + " !! ".join(HEADS) + "\n")
    for entry in sorted(newest.values(), key=_order):
        tally.keep()
        out.write("|-\n" + "".join(f"| {cell}\n" for cell in cells(entry)))
    out.write("|}\n")


def _keep_newest(newest: dict[Category, Entry], entry: Entry, tally: Tally) -> None:
    if entry.claim.stance not in ("asserts", "hedged"):
        tally.leave("other_stance", entry.claim.id)
        return
    category = _category(entry.claim)
    before = newest.get(category)
    if before is not None:
        older, entry = sorted((before, entry), key=_day)
        tally.leave("older", older.claim.id)
    newest[category] = entry


def _day(entry: Entry) -> str:
    return entry.claim.time.end or entry.published or ""


def _category(claim: Claim) -> Category:
    """Who says so of what. Sums of money, shares and rates are kept apart from counts."""
    who = claim.claimant
    figure, time = claim.figure, claim.time
    days = (time.start, time.end) if time.kind == "period" else ()
    counted = claim.conflict, claim.measure, claim.object, claim.party, figure.unit, figure.per, time.kind
    return (who and (who.id or who.name), *counted, *days)


def _order(entry: Entry) -> tuple[str, ...]:
    claim = entry.claim
    return claim.conflict or "", claim.measure, claim.object, claim.party or "", _who(entry), _day(entry)


def _who(entry: Entry) -> str:
    return entry.claim.claimant.name if entry.claim.claimant else NOBODY


def cells(entry: Entry) -> tuple[str, str, str, str]:
    """The cells of one row."""
    claim = entry.claim
    name = f"{wiki(_who(entry))}"
    return (
        wiki(words.what(claim.measure, claim.object, claim.party)),
        wiki(words.figure(claim.figure)),
        wiki(words.period(claim.time)),
        f"{name}<ref>{{{{cite news |title={wiki(entry.title or claim.id)}{''.join(_cited(entry))}}}}}</ref>",
    )


def _cited(entry: Entry) -> Iterable[str]:
    url = web_address(entry.url)
    if entry.outlet:
        yield f" |work={wiki(entry.outlet)}"
    if entry.published:
        yield f" |date={wiki(entry.published)}"
    if url:
        yield f" |url={quote(url, safe=IN_ADDRESS)}"


def wiki(text: str) -> str:
    """Text that a wiki shows as it is, on one line.

    >>> wiki("[[A|B]]")
    '&#91;&#91;A&#124;B&#93;&#93;'
    """
    return " ".join(words.clean(text).split()).translate(MARKUP)
