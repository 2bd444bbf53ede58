"""Pictures that carry the claims: pure functions from records to accessible, static SVG.

    ladder.py  rungs.py               claims of one quantity on a logarithmic scale, each side's range a bracket
    lines.py  tracks.py  marks.py  strips.py   each claimant's figures over time
    multiples.py                      small multiples, one for each measure
    timeline.py                       who said what when
    maps.py  clusters.py  sites.py    where: marks on bundled boundaries, without tiles or network
    ground.py  projection.py  atlas.py   the boundaries
    picture.py                        the one form: drawings, table, CSV, summary, source line; files, notebooks
    canvas.py  scales.py  dates.py    text that is measured, lines, scales, days along an axis
    heaps.py                          claims that are drawn alike, as a number
    styles.py  voices.py              who speaks, and how a voice is drawn
    raster.py                         SVG to PNG without a browser
    pictures.css  pictures.js         for a page that shows them, and lets them be saved

A picture needs no script and no style sheet. Ranges of claims are brackets, never shaded like a probability.
"""

from counterclaim.views.pictures.ladder import ladder
from counterclaim.views.pictures.lines import series_picture
from counterclaim.views.pictures.maps import claims_map
from counterclaim.views.pictures.multiples import multiples
from counterclaim.views.pictures.picture import Picture, script, source_line, style_sheet
from counterclaim.views.pictures.timeline import timeline
from counterclaim.views.pictures.voices import nowhere

__all__ = [
    "Picture",
    "claims_map",
    "ladder",
    "multiples",
    "nowhere",
    "script",
    "series_picture",
    "source_line",
    "style_sheet",
    "timeline",
]
