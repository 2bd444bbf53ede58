"""Small pieces of SVG: text that is measured and cut, lines, marks, links. Every word is escaped here.

Only presentation attributes are used, no style attribute and no style sheet: a picture looks the same inside a page
with a strict policy, in a file of its own, and in a renderer that knows no CSS. A page may override colours by class.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import escape

from counterclaim.views.pictures.styles import PAPER, RULE, SOFT
from counterclaim.views.words import clean

SIZE, SMALL = 13, 12  # of type, in units of the drawing, which are pixels where it is shown at its own width
FONTS = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, system-ui, sans-serif"

# Advance widths of Helvetica in thousandths of an em (Adobe's AFM file), from the space to the tilde; faces that
# systems use instead are up to 6 % wider, bold ones about 7 % more.
ADVANCES = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
)  # fmt: skip
OTHER, WIDE = 611, 1000
SPARE, BOLD = 1.06, 1.07


def width(words: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Return how wide a line of text is at most, in units of the drawing.

    >>> 40 < width("16,000") < 46, width("")
    (True, 0.0)
    """
    thousandths = sum(
        ADVANCES[ord(char) - 32] if " " <= char <= "~" else WIDE if ord(char) > 0x2E80 else OTHER for char in words
    )
    return thousandths * size / 1000 * SPARE * (BOLD if bold else 1)


def fitted(words: str, room: float, size: float = SIZE, *, bold: bool = False) -> str:
    """Return a text cut to the room that there is, with an ellipsis; empty where not even three letters fit.

    >>> fitted("Ministry of Defence of Ruritania", 100)
    'Ministry of Def…'
    """
    if width(words, size, bold=bold) <= room:
        return words
    end = min(len(words), int(room / (min(ADVANCES) * size / 1000)) + 1)  # no more letters fit, however narrow
    while end > 0 and width(words[:end].rstrip(" ,;(") + "…", size, bold=bold) > room:
        end -= 1
    return words[:end].rstrip(" ,;(") + "…" if end > 2 else ""


def wrapped(words: str, room: float, size: float = SIZE, *, bold: bool = False) -> list[str]:
    """Return a text broken into lines that fit the room, between words.

    >>> wrapped("one two three", 50)
    ['one two', 'three']
    """
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(fitted(word, room, size, bold=bold))
    return lines


def units(value: float) -> str:
    """Return a coordinate with at most one decimal.

    >>> units(3.0), units(3.14159), units(-0.04)
    ('3', '3.1', '0')
    """
    return f"{round(value, 1) + 0:g}" if abs(value) < 100_000 else f"{value:.0f}"


def text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    size: float = SIZE,
    bold: bool = False,
    soft: bool = False,
    halo: bool = False,
) -> str:
    """Return words at a place; with a halo where lines may run beneath.

    >>> text(0, 9, "5 < 6")
    '<text y="9">5 &lt; 6</text>'
    """
    more = f' x="{units(x)}"' if round(x, 1) else ""
    more += f' y="{units(y)}"'
    more += "" if anchor == "start" else f' text-anchor="{anchor}"'
    more += f' font-size="{size:g}"' if size != SIZE else ""
    more += ' font-weight="700"' if bold else ""
    more += f' class="soft" color="{SOFT}"' if soft else ""
    if halo:
        more += f' paint-order="stroke" stroke="{PAPER}" stroke-width="3" stroke-linejoin="round"'
    return f"<text{more}>{escape(clean(words))}</text>"


def line(x1: float, y1: float, x2: float, y2: float, *, more: str = "") -> str:
    """Return a straight line in the colour of its group.

    >>> line(0, 0, 5, 0)
    '<path d="M0 0H5"/>'
    """
    left, top, right, foot = units(x1), units(y1), units(x2), units(y2)
    to = f"H{right}" if top == foot else f"V{foot}" if left == right else f"L{right} {foot}"
    return f'<path d="M{left} {top}{to}"{more}/>'


def at(x: float, y: float, shape: str, *, scale: float = 1) -> str:
    """Return a shape moved to a place.

    >>> at(3, 4, "<circle/>")
    '<g transform="translate(3 4)"><circle/></g>'
    """
    larger = f" scale({scale:.2g})" if scale != 1 else ""
    return f'<g transform="translate({units(x)} {units(y)}){larger}">{shape}</g>'


def ruled(lines: Iterable[str]) -> str:
    """Return lines of the grid."""
    body = "".join(lines)
    return f'<g class="rule" color="{RULE}" stroke="currentColor" fill="none">{body}</g>' if body else ""


def stroked(body: str, thick: float = 1.5, more: str = "") -> str:
    """Return lines in the colour of what is around them."""
    return f'<g stroke="currentColor" fill="none" stroke-width="{thick:g}"{more}>{body}</g>' if body else ""


def linked(href: str | None, aloud: str, body: str, *, stop: bool = True) -> str:
    """Return a mark as a link that says what it is; the mark alone where there is nowhere to go.

    Without `stop` the tabulator passes it by: of a hundred marks the table beside the picture has the same links.

    >>> linked("#c_1", "16,000", "<circle/>")
    '<a href="#c_1" aria-label="16,000"><circle/></a>'
    """
    said = escape(clean(aloud))
    if not href:
        return f"<g><title>{said}</title>{body}</g>"
    passed = "" if stop else ' tabindex="-1"'
    return f'<a href="{escape(href)}"{passed} aria-label="{said}">{body}</a>'


@dataclass
class Labels:
    """Words placed so that they neither overlap each other nor leave the drawing."""

    left: float
    top: float
    right: float
    bottom: float
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def block(self, x: float, y: float, reach: float) -> None:
        """Keep words away from a mark."""
        self.taken.append((x - reach, y - reach, x + reach, y + reach))

    def place(
        self,
        words: str,
        x: float,
        y: float,
        *,
        size: float = SMALL,
        bold: bool = False,
        reach: float = 8,
        rise: float | None = None,
    ) -> tuple[float, float, str] | None:
        """Return (x, baseline, anchor) beside a mark, the first free of right, left, above, below; None where none is.

        The mark reaches so far to the sides, and above and below as far unless `rise` tells.

        >>> Labels(0, 0, 100, 40).place("12", 96, 20)
        (88, 24.2, 'end')
        """
        wide, drop = width(words, size, bold=bold), size * 0.35
        over = reach if rise is None else rise
        tries: Sequence[tuple[float, float, str]] = (
            (x + reach, y + drop, "start"),
            (x - reach, y + drop, "end"),
            (x, y - over - 2, "middle"),
            (x, y + over + size * 0.8, "middle"),
        )
        for px, py, anchor in tries:
            start = px - {"start": 0, "end": wide, "middle": wide / 2}[anchor]
            box = (start - 2, py - size * 0.85, start + wide + 2, py + size * 0.25)
            if self.free(box):
                self.taken.append(box)
                return px, py, anchor
        return None

    def free(self, box: tuple[float, float, float, float]) -> bool:
        """Whether a box is inside and meets no other."""
        x1, y1, x2, y2 = box
        inside = self.left <= x1 and self.top <= y1 and x2 <= self.right and y2 <= self.bottom
        return inside and not any(x1 < b[2] and b[0] < x2 and y1 < b[3] and b[1] < y2 for b in self.taken)
