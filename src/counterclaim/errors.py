"""The exceptions of Counterclaim, one small tree.

    CounterclaimError
    ├── ReadError         a source could not be read
    ├── VocabularyError   a data file is wrong
    ├── SpanError         words are not where they are said to be
    ├── LedgerError       a ledger cannot be opened, is damaged, or is not a ledger
    ├── UsageError        what was asked for cannot be done as asked
    ├── EndpointError     a model cannot be asked at all: it is not there, refuses, or leads elsewhere
    └── AnswerError       a model gave no answer that can be used for one document

Every message is one line: what happened, where, what would have been right, what to do.
"""


class CounterclaimError(Exception):
    """Anything that Counterclaim refuses, said in one line that a user can act on.

    >>> str(CounterclaimError("no claims in 'a.db': read something into it first"))
    "no claims in 'a.db': read something into it first"
    """


class ReadError(CounterclaimError):
    """A source could not be read."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source, self.reason = source, reason


class VocabularyError(CounterclaimError):
    """A vocabulary file is wrong; the message names the file and the entry."""


class SpanError(CounterclaimError):
    """The words of a claim do not stand in the text where the claim says."""


class LedgerError(CounterclaimError):
    """A ledger cannot be opened, is damaged, or comes from a newer version."""


class UsageError(CounterclaimError):
    """What was asked for cannot be done as asked."""


class EndpointError(CounterclaimError):
    """A model cannot be asked at all: it is not there, refuses, or leads elsewhere."""


class AnswerError(CounterclaimError):
    """A model gave no answer that can be used for one document; for the next it may."""
