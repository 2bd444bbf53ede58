"""What goes with an export: what each column means, where the rows come from, and what they are not."""

from collections.abc import Mapping
from typing import Any

import msgspec

from counterclaim.model import SCHEMA, Filter
from counterclaim.views.exports.fields import FIELDS, MANY, Field
from counterclaim.views.exports.release import known

EVENTS = ("ged", "acled")  # formats whose rows are events, with columns of their own

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


def fields(to: str = "csv") -> list[dict[str, Any]]:
    """The columns of a format with their meaning, in order; of formats without columns what they hold of the record.

    >>> fields()[0]["name"], fields()[0]["kind"], fields("ged")[1]
    ('claim', 'text', {'name': 'relid', 'meaning': 'id of the incident'})
    """
    from counterclaim.views.exports.events import meanings

    if to in EVENTS:
        return [{"name": name, "meaning": meaning} for name, meaning in meanings(to).items()]
    return [_described(field) for field in FIELDS if field.name in known(to).holds]


def _described(field: Field) -> dict[str, Any]:
    told: dict[str, Any] = {"name": field.name, "kind": field.kind, "meaning": field.meaning}
    several = {"several": f"separated by {MANY.strip()}"} if field.many else {}
    return told | several | ({"values": list(field.values)} if field.values else {})


def dictionary(where: Filter | None = None, source: Mapping[str, Any] | None = None, to: str = "csv") -> dict[str, Any]:
    """The data dictionary: limits, the filter, what the caller tells of the source, and the columns of a format.

    >>> dictionary(Filter(party="russia"), {"claims": 3})["filter"]
    {'party': 'russia'}
    """
    asked = {key: value for key, value in msgspec.structs.asdict(where or Filter()).items() if value is not None}
    return {
        "schema": SCHEMA,
        **(source or {}),
        "filter": asked,
        "limits": [*LIMITS, GUARD_NOTE],
        "fields": fields(to),
    }
