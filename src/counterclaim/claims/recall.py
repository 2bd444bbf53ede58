"""What a text has named before a point, found without going through all of it: a text may be one line of a megabyte."""

import bisect
from collections import deque
from collections.abc import Callable, Hashable, Sequence

from counterclaim.claims.sources import Source
from counterclaim.vocabulary.actors import ActorMention

RECENT = 4  # sources among which a common noun ("the group") is looked for


class Told:
    """The sources that were named so far. Of those that differ only in where they stand the newest is enough."""

    def __init__(self) -> None:
        self._newest: dict[Hashable, Source] = {}
        self.recent: deque[Source] = deque(maxlen=RECENT)

    def add(self, source: Source) -> None:
        """One more, named behind all others."""
        kind = (source.name, source.id, source.side, source.kind, source.person, source.plural)
        self._newest.pop(kind, None)
        self._newest[kind] = source
        self.recent.append(source)

    def newest(self, fits: Callable[[Source], object]) -> Source | None:
        """The last one named that fits; `fits` does not ask where it stands."""
        return next(filter(fits, reversed(self._newest.values())), None)


class Mentions:
    """The actors of a text in its order; those that fit a question are looked for once."""

    def __init__(self, actors: Sequence[ActorMention]) -> None:
        self._actors = actors
        self._fitting: dict[Hashable, tuple[list[ActorMention], list[int]]] = {}

    def last(
        self, asked: Hashable, fits: Callable[[ActorMention], object], before: int, *, ended: bool = True
    ) -> ActorMention | None:
        """The last actor that begins before an offset and fits, with `ended` one that ends there too.

        `asked` names the question: the same name always stands for the same `fits`.
        """
        if asked not in self._fitting:
            found = [m for m in self._actors if fits(m)]
            self._fitting[asked] = found, [m.start for m in found]
        found, starts = self._fitting[asked]
        at = bisect.bisect_left(starts, before) - 1
        while at >= 0 and ended and found[at].end > before:
            at -= 1
        return found[at] if at >= 0 else None
