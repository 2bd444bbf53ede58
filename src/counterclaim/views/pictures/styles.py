"""How a voice is drawn: colour, shape and dash by its position, never by colour alone, never by blame.

Okabe and Ito's palette: the first side in the alphabet is blue, round and solid, the second vermilion, square and
dashed; a third camp violet, a triangle on its point and long dashes; who fights in none purple diamonds; independent
sources green, triangular and dotted; where nobody is named, grey crosses. Across several conflicts a first and a second
side tell nothing, and every party is drawn in one style, slate hexagons. Each colour is darkened where needed to stand
4.5 to 1 against white, so that it may be the colour of words too.
"""

from typing import Literal

from markupsafe import Markup

Style = Literal["a", "b", "camp", "party", "third", "independent", "unattributed"]
STYLES: tuple[Style, ...] = ("a", "b", "camp", "party", "third", "independent", "unattributed")
CAMPS: tuple[Style, ...] = ("a", "b", "camp")  # of one conflict, by the alphabet; a fourth shares the third's style

COLOURS: dict[Style, str] = {
    "a": "#0072b2",
    "b": "#b84f00",
    "camp": "#3b00b2",
    "party": "#3d4a57",
    "third": "#95477d",
    "independent": "#007a5a",
    "unattributed": "#666",
}
# How a number stands inside a mark: a triangle's middle is lower, or higher, than its box's.
LOWER: dict[Style, int] = {"independent": 1, "camp": -1}
INK, SOFT, RULE, PAPER = "#1b1b1b", "#595959", "#d9d5cc", "#fff"
SHAPES: dict[Style, str] = {
    "a": '<circle r="5"/>',
    "b": '<path d="M-4.6-4.6H4.6V4.6H-4.6z"/>',
    "camp": '<path d="M0 6.2 6.2-4.6H-6.2z"/>',
    "party": '<path d="M-3-5.2H3L6 0 3 5.2H-3L-6 0z"/>',
    "third": '<path d="M0-6.2 6.2 0 0 6.2-6.2 0z"/>',
    "independent": '<path d="M0-6 6 4.8H-6z"/>',
    "unattributed": '<path d="M-4-4 4 4M-4 4 4-4" fill="none" stroke="currentColor" stroke-width="2.4"/>',
}
DASHES: dict[Style, str] = {
    "a": "",
    "b": "7 3",
    "camp": "14 4",
    "party": "",
    "third": "9 3 2 3",
    "independent": "2 3",
    "unattributed": "1 2",
}


def group(style: Style, body: str) -> str:
    """Return markup in the colour of a style.

    >>> group("a", "<circle/>")
    '<g class="sa" color="#0072b2"><circle/></g>'
    """
    return f'<g class="s{style[0]}" color="{COLOURS[style]}">{body}</g>' if body else ""


def dash(style: Style) -> str:
    """Return the attribute of a line's dash; none for the solid one.

    >>> dash("a"), dash("independent")
    ('', ' stroke-dasharray="2 3"')
    """
    return f' stroke-dasharray="{DASHES[style]}"' if DASHES[style] else ""


def marker(style: Style) -> Markup:
    """Return the shape of a style as a small picture that goes before a name; it says nothing aloud.

    >>> marker("a")[:22]
    Markup('<svg class="key sa" wi')
    """
    head = f'<svg class="key s{style[0]}" width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true" '
    return Markup(f'{head}color="{COLOURS[style]}" fill="currentColor">{SHAPES[style]}</svg>')
