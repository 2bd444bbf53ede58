"""The words of the record and what they mean, from the lists that the program itself uses."""

from counterclaim.views import words
from counterclaim.vocabulary.words import toml

Terms = tuple[tuple[str, str], ...]
KINDS = ("persons", "things", "places", "attacks", "money")  # as measures.toml tells them apart
LADDERS = (  # lists of words.toml, and what each defines
    ("ladder", "How far a claim is checked"),
    ("reliability", "How reliable its source is, on a topic"),
    ("credibility", "How credible the claim is"),
    ("roles", "In what part a claimant speaks"),
    ("stances", "How something is said"),
    ("best", "One figure of a side, where a reader asks for it"),
)


def definitions() -> tuple[tuple[str, Terms], ...]:
    """Each list with its heading, for the page of the method.

    >>> dict(dict(definitions())["What is counted"])["shot_down"]
    'Shot down'
    """
    titles = toml("units.toml")["titles"]
    measures = {family[kind] for family in toml("measures.toml").values() for kind in KINDS if kind in family}
    counted = tuple((one, titles.get(one, one.replace("_", " ").capitalize())) for one in sorted(measures))
    things = tuple((one, one.replace("_", " ")) for one in sorted(set(toml("objects.toml")) - {"irregular_plurals"}))
    ladders = tuple((heading, tuple(words.labels()[name].items())) for name, heading in LADDERS)
    return (*ladders, ("What is counted", counted), ("Of whom or what", things))
