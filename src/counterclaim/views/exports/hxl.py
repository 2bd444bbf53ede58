"""A table with a row of HXL tags (https://hxlstandard.org): core tags where the meaning fits, else `#x_`."""

from collections.abc import Callable, Iterator
from typing import TextIO

from counterclaim.model import Entry
from counterclaim.views.exports.fields import BY_NAME, Cell, page_of
from counterclaim.views.exports.release import Release, Tally
from counterclaim.views.exports.spreadsheet import write_rows

# HXL 1.1 hashtags and attributes: https://hxlstandard.org/standard/1-1final/dictionary/
TAGS = {
    "claim": "#meta+id",
    "claim_url": "#meta+url+claim",
    "claimant": "#org+name+claimant",
    "claimant_id": "#org+code+claimant",
    "claimant_side": "#group+claimant",
    "claimant_kind": "#org+type+claimant",
    "party": "#x_target+code",
    "conflict": "#crisis+code",
    "measure": "#indicator+name",
    "object": "#x_target+type",
    "figure": "#indicator+text",
    "value": "#indicator+num",
    "low": "#indicator+num+min",
    "high": "#indicator+num+max",
    "qualifier": "#meta+qualifier",
    "unit": "#indicator+unit",
    "period_start": "#date+start",
    "period_end": "#date+end",
    "period_kind": "#meta+period",
    "published": "#date+reported",
    "place": "#loc+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "place_precision": "#geo+precision",
    "stance": "#meta+stance",
    "checked": "#status+verification",
    "checked_by": "#status+verification+set_by",
    "verification": "#status+verification+stated",
    "source_reliability": "#status+reliability",
    "credibility": "#status+credibility",
    "origins": "#meta+origins",
    "status": "#status+review",
    "review": "#status+review+readers",
    "document": "#meta+document",
    "title": "#meta+title",
    "outlet": "#meta+source",
    "url": "#meta+url+source",
    "quote": "#description+quote",
}
# Of people killed, wounded and displaced the ends of the figure stand once more under the core tag.
CORE = {"killed": "#affected+killed", "wounded": "#affected+injured", "displaced": "#affected+displaced"}
END_NAMES = {"low": "min", "high": "max"}


def _core(measure: str, end: str) -> Callable[[Entry], Cell]:
    def found(entry: Entry) -> Cell:
        claim = entry.claim
        people = claim.measure == measure and claim.figure.unit == "persons" and claim.figure.per is None
        return getattr(claim.figure, end) if people else None

    return found


CORE_COLUMNS = {
    (f"{measure}_{END_NAMES[end]}", f"{tag}+{END_NAMES[end]}"): _core(measure, end)
    for measure, tag in CORE.items()
    for end in END_NAMES
}


def write_hxl(release: Release, out: TextIO, tally: Tally) -> None:
    """Write headers, tags and a line for each claim."""
    names = [*TAGS, *(name for name, _ in CORE_COLUMNS)]
    tags = [*TAGS.values(), *(tag for _, tag in CORE_COLUMNS)]
    write_rows(out, [names, tags], _rows(release, tally), raw=release.raw)


def _rows(release: Release, tally: Tally) -> Iterator[list[Cell]]:
    for entry in release.entries:
        tally.keep()
        cells = [BY_NAME[name].of(entry) for name in TAGS]
        cells[list(TAGS).index("claim_url")] = page_of(entry.claim.id, release.base)
        yield [*cells, *(of(entry) for of in CORE_COLUMNS.values())]
