"""What was named before a point: the quick look-up gives what going through all of it backwards gives."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.claims.recall import Mentions, Told
from counterclaim.claims.sources import Source
from counterclaim.vocabulary.actors import ActorMention, find_actors

ARMY = Source("Army of Norland", "norland/army", "norland", "body", 0, 4, "army", False)
OTHERS = (replace(ARMY, name="A nurse", id=None, side=None, person=True), replace(ARMY, name="Monitor", kind="monitor"))
named = st.lists(st.sampled_from((ARMY, *OTHERS)), max_size=12)


@given(named, st.sampled_from(["", "army", "nurse", "nobody"]))
def test_the_newest_that_fits_is_the_last_in_the_list(sources: list[Source], word: str) -> None:
    told, every = Told(), [replace(one, start=at, end=at + 4) for at, one in enumerate(sources)]
    for one in every:
        told.add(one)
    assert told.newest(lambda p: word in p.name.lower()) == next(
        (p for p in reversed(every) if word in p.name.lower()), None
    )
    assert list(told.recent) == every[-4:]


TEXT = "Ukraine and Russia said that the Ukrainian army and the Russian army met. Ukraine's army told the UN."
ACTORS = find_actors(TEXT)


@given(st.integers(0, len(TEXT) + 1), st.booleans(), st.sampled_from(["ukrain", "russia", "army", "un", "nobody"]))
def test_the_last_mention_before_a_point_is_that_of_a_walk_backwards(before: int, ended: bool, word: str) -> None:
    def fits(m: ActorMention) -> bool:
        return word in m.text.lower()

    there = [m for m in ACTORS if m.start < before and fits(m) and not (ended and m.end > before)]
    assert Mentions(ACTORS).last(word, fits, before, ended=ended) == (there[-1] if there else None)
