"""GeoJSON (RFC 7946): a point for each claim whose place is known."""

from collections.abc import Iterator
from typing import Any, TextIO

from counterclaim.views.exports.dictionary import dictionary
from counterclaim.views.exports.fields import NAMES, row
from counterclaim.views.exports.lines import write_json
from counterclaim.views.exports.release import Release, Tally, radius
from counterclaim.views.points import point_of


def write_geojson(release: Release, out: TextIO, tally: Tally) -> None:
    """Write a collection of points; claims without a point are left out and counted.

    Coordinates are longitude, latitude (RFC 7946 section 3.1.1), rounded by the precision of the place. The data
    dictionary stands under `counterclaim`.
    """
    head = {"type": "FeatureCollection", "counterclaim": dictionary(release.where, release.about())}
    write_json(out, head, "features", _features(release, tally))


def _features(release: Release, tally: Tally) -> Iterator[dict[str, Any]]:
    for entry in release.entries:
        place = entry.claim.place
        point = point_of(place)
        if place is None or point is None:
            tally.leave("no_place", entry.claim.id)
            continue
        tally.keep()
        yield {
            "type": "Feature",
            "id": f"{entry.claim.id}@{entry.text_sha256[:16]}",
            "geometry": {"type": "Point", "coordinates": [point[1], point[0]]},
            "properties": {
                **dict(zip(NAMES, row(entry, release.base), strict=True)),
                "radius_m": radius(place.precision),
            },
        }
