"""Counterclaim keeps an auditable ledger of the figures that parties to a conflict claim.

    >>> import counterclaim as cc
    >>> [article] = cc.read(text="Norland said on Friday that it had shot down 12 drones.", published="2024-05-03")
    >>> [claim.figure.value for claim in cc.find_claims(article)]
    [12]

The house, in the order in which a sentence travels: `articles` reads anything into documents, `claims` finds
the claims in them, `ledger` keeps both, `reconcile` reckons with them, `views` show them. `vocabulary` holds
the words. `pipeline` and `cli` are the only ones that know all stages.

The names below are the same words as the verbs of the command line. Each is imported when it is first used.
"""

import importlib
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counterclaim.claims import find_claims, find_leftovers
    from counterclaim.errors import (
        AnswerError,
        CounterclaimError,
        EndpointError,
        LedgerError,
        ReadError,
        SpanError,
        UsageError,
        VocabularyError,
    )
    from counterclaim.extractor import Endpoint, Extraction, Refusal, endpoint, extract
    from counterclaim.ledger import Ledger
    from counterclaim.ledger.releases import release
    from counterclaim.model import (
        Claim,
        Claimant,
        Comparison,
        Document,
        Entry,
        FieldSpan,
        Figure,
        Filter,
        Finding,
        Leftover,
        Place,
        Point,
        Series,
        SideRange,
        Skipped,
        Span,
        Time,
        Via,
    )
    from counterclaim.pipeline.answers import report
    from counterclaim.pipeline.changes import changes
    from counterclaim.pipeline.coding import code, coding_difference
    from counterclaim.pipeline.drawing import draw
    from counterclaim.pipeline.exporting import export
    from counterclaim.pipeline.held import held, let_in
    from counterclaim.pipeline.importing import import_into
    from counterclaim.pipeline.joined import incidents, origins
    from counterclaim.pipeline.judging import adds_up, checked, judge
    from counterclaim.pipeline.notebook import check, compare, list_claims, plot, series
    from counterclaim.pipeline.publishing import publish
    from counterclaim.pipeline.readers import How
    from counterclaim.pipeline.reading import read, read_into
    from counterclaim.tables import Imported, import_table
    from counterclaim.views.notebook import to_arrow, to_pandas, to_polars

__version__ = "0.1.0"

__all__ = [
    "AnswerError",
    "Claim",
    "Claimant",
    "Comparison",
    "CounterclaimError",
    "Document",
    "Endpoint",
    "EndpointError",
    "Entry",
    "Extraction",
    "FieldSpan",
    "Figure",
    "Filter",
    "Finding",
    "How",
    "Imported",
    "Ledger",
    "LedgerError",
    "Leftover",
    "Place",
    "Point",
    "ReadError",
    "Refusal",
    "Series",
    "SideRange",
    "Skipped",
    "Span",
    "SpanError",
    "Time",
    "UsageError",
    "Via",
    "VocabularyError",
    "adds_up",
    "changes",
    "check",
    "checked",
    "code",
    "coding_difference",
    "compare",
    "draw",
    "endpoint",
    "export",
    "extract",
    "find_claims",
    "find_leftovers",
    "held",
    "import_into",
    "import_table",
    "incidents",
    "judge",
    "let_in",
    "list_claims",
    "origins",
    "plot",
    "publish",
    "read",
    "read_into",
    "release",
    "report",
    "series",
    "to_arrow",
    "to_pandas",
    "to_polars",
]

_ELSEWHERE = {
    "counterclaim.claims": ("find_claims", "find_leftovers"),
    "counterclaim.errors": tuple(name for name in __all__ if name.endswith("Error")),
    "counterclaim.extractor": ("Endpoint", "Extraction", "Refusal", "endpoint", "extract"),
    "counterclaim.ledger": ("Ledger",),
    "counterclaim.ledger.releases": ("release",),
    "counterclaim.pipeline.changes": ("changes",),
    "counterclaim.pipeline.coding": ("code", "coding_difference"),
    "counterclaim.pipeline.importing": ("import_into",),
    "counterclaim.pipeline.held": ("held", "let_in"),
    "counterclaim.pipeline.judging": ("adds_up", "checked", "judge"),
    "counterclaim.pipeline.answers": ("report",),
    "counterclaim.pipeline.notebook": ("check", "compare", "list_claims", "plot", "series"),
    "counterclaim.views.notebook": ("to_arrow", "to_pandas", "to_polars"),
    "counterclaim.pipeline.drawing": ("draw",),
    "counterclaim.pipeline.exporting": ("export",),
    "counterclaim.pipeline.publishing": ("publish",),
    "counterclaim.pipeline.joined": ("incidents", "origins"),
    "counterclaim.pipeline.readers": ("How",),
    "counterclaim.pipeline.reading": ("read", "read_into"),
    "counterclaim.tables": ("Imported", "import_table"),
}
_HOME = {name: module for module, names in _ELSEWHERE.items() for name in names}


def __getattr__(name: str) -> Any:
    """A public name, from the stage where it lives; the rest are records of `model`."""
    if name not in __all__:
        raise AttributeError(f"module 'counterclaim' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME.get(name, "counterclaim.model")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted([*__all__, "__version__"])


def _show_in_notebooks() -> None:
    """Where a notebook runs, it shows single records as tables too."""
    running = sys.modules["IPython"].get_ipython()
    if running is not None:
        importlib.import_module("counterclaim.views.notebook").register(
            running.display_formatter.formatters["text/html"]
        )


if "IPython" in sys.modules:
    _show_in_notebooks()
