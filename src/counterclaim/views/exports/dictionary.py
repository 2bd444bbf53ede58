"""What goes with an export: what each column means, where the rows come from, and what they are not."""

from collections.abc import Mapping
from typing import Any

from counterclaim.model import SCHEMA, Filter
from counterclaim.views.exports.fields import FIELDS

LIMITS = (
    "Each row is a claim as a document reports it, not a fact: one mention of one figure.",
    "The same claim may stand in many documents; rows must not be added up or averaged across claimants.",
    "low and high are what the words allow. They are not a confidence interval.",
    "Offsets count Unicode code points of the document's text. Names of private persons are blanked letter for letter.",
)
GUARD_NOTE = (
    "Cells of text that a spreadsheet would run as a formula have an apostrophe in front. "
    "Take it away again, or export with --raw, to have the exact words."
)


def fields() -> list[dict[str, Any]]:
    """The columns with their meaning, in order.

    >>> fields()[0]["name"], fields()[0]["kind"]
    ('claim', 'text')
    """
    told = ({"name": field.name, "kind": field.kind, "meaning": field.meaning} for field in FIELDS)
    return [
        {**column, "values": list(field.values)} if field.values else column
        for column, field in zip(told, FIELDS, strict=True)
    ]


def dictionary(where: Filter | None = None, source: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The data dictionary: limits, the filter, what the caller tells of the source, and the columns.

    >>> dictionary(Filter(party="russia"), {"claims": 3})["filter"]
    {'party': 'russia'}
    """
    import msgspec

    asked = {key: value for key, value in msgspec.structs.asdict(where or Filter()).items() if value is not None}
    return {
        "schema": SCHEMA,
        **(source or {}),
        "filter": asked,
        "limits": [*LIMITS, GUARD_NOTE],
        "fields": fields(),
    }
