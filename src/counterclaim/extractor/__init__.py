"""An optional second reader: a language model behind an OpenAI-compatible endpoint, which may only quote.

It is off unless an endpoint is named. The model gets passages that can hold a claim and answers with words of theirs.
What becomes of the words is decided here: `quotes` finds them in the text, and `grounding` has the project's own
modules read the number, names, times and places there; what is not in the text, is ambiguous or is no figure is
refused, counted and reported. `address` says where to ask, `transport` asks, `answer` reads what comes back, `reading`
goes through all.
"""

from counterclaim.extractor.address import Endpoint, endpoint
from counterclaim.extractor.reading import Extraction, Refusal, extract

__all__ = ["Endpoint", "Extraction", "Refusal", "endpoint", "extract"]
