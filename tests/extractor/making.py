"""An article, and what a model may propose of it."""

from typing import Any

from counterclaim.model import Document

TEXT = (
    "Norland's defence ministry said on Friday that 575 Sudanese soldiers were killed near Khartoum on 3 May. "
    "A 43-year-old was among the dead. The rebels shot down 12 drones with MiG-29 jets, the ministry said."
)
STORY = Document(id="a.txt", text=TEXT, published="2024-05-04", language="en")
FIRST = TEXT.split(" A 43")[0]
SECOND = "A 43-year-old was among the dead."
THIRD = "The rebels shot down 12 drones with MiG-29 jets, the ministry said."


def claim(**fields: Any) -> dict[str, Any]:
    """A proposal that holds, with some fields as given."""
    good = {"sentence": FIRST, "figure": "575", "measure": "killed", "party": "Sudanese", "claimant": None,
            "time": "on 3 May", "place": "Khartoum"}  # fmt: skip
    return good | fields
