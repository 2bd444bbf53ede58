"""Exports read back with the reference tool of each format: what it holds of each claim, by the names of our columns.

Each reader gives one dictionary a claim. A column that has no value is left out, as it is in most formats.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from counterclaim.views.exports import Release, Report, formats, write_file, write_stream
from counterclaim.views.exports.fields import BY_NAME
from counterclaim.views.exports.spreadsheet import exact

Row = dict[str, Any]
BASE = "https://desk.example/ledger/"


def exported(release: Release, to: str, folder: Path) -> tuple[Path, Report]:
    """An export in a file or a folder, and its report."""
    path = folder / f"export{formats()[to].suffix}"
    return path, write_file(release, path, to)


def printed(release: Release, to: str) -> tuple[str, Report]:
    """An export as it is printed, and its report."""
    out = io.BytesIO()
    report = write_stream(release, out, to)
    return out.getvalue().decode("utf-8"), report


def typed(row: dict[str, str]) -> Row:
    """Cells of text as the values that they stand for, by the kind of their column."""
    kinds = {"number": float, "whole number": int, "yes or no": "true".__eq__, "text": exact}
    return {name: kinds[BY_NAME[name].kind](cell) for name, cell in row.items() if cell != "" and name in BY_NAME}  # type: ignore[operator]


# ---------------------------------------------------------------- tables
def from_csv(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from map(typed, csv.DictReader(lines))


def from_jsonl(path: Path) -> Iterator[Row]:
    from msgspec import convert

    from counterclaim.model import Claim, Entry
    from counterclaim.views.exports.fields import NAMES, row

    for line in path.read_text(encoding="utf-8").splitlines():
        values = json.loads(line)
        about = {
            name: values.pop(name)
            for name in ("title", "published", "outlet", "url", "text_sha256", "status", "seen", "review")
        }
        entry = Entry(claim=convert(values, Claim), document=values["document"], **about)
        yield dict(zip(NAMES, row(entry, BASE), strict=True))


def from_parquet(path: Path) -> Iterator[Row]:
    import pyarrow.parquet

    yield from pyarrow.parquet.read_table(path).to_pylist()


def from_xlsx(path: Path) -> Iterator[Row]:
    import openpyxl

    book = openpyxl.load_workbook(path)
    head, *lines = book["claims"].iter_rows()
    assert not any(cell.data_type == "f" for sheet in book for line in sheet.iter_rows() for cell in line)
    yield from (
        {name.value: cell.value for name, cell in zip(head, line, strict=True) if cell.value is not None}
        for line in lines
    )


def from_geojson(path: Path) -> Iterator[Row]:
    import geojson

    read = geojson.loads(path.read_text(encoding="utf-8"))
    assert read.is_valid, read.errors()
    for feature in read["features"]:
        longitude, latitude = feature["geometry"]["coordinates"]
        yield feature["properties"] | {"longitude": longitude, "latitude": latitude}


def from_hxl(path: Path) -> Iterator[Row]:
    import hxl

    from counterclaim.views.exports.hxl import TAGS

    data = hxl.data(str(path), hxl.InputOptions(allow_local=True))
    assert all(column.tag for column in data.columns)
    names = {name: [column.display_tag for column in data.columns].index(canonical(tag)) for name, tag in TAGS.items()}
    for line in data:
        yield typed({name: str(line.values[place] or "") for name, place in names.items()})


def canonical(tag: str) -> str:
    """A tag with its attributes in libhxl's own order."""
    from hxl.model import Column

    return str(Column.parse(tag).display_tag)


def from_datapackage(path: Path) -> Iterator[Row]:
    from frictionless import Package

    package = Package(str(path / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["type", "message"])
    rows = (row.to_dict() for row in package.get_resource("documents").read_rows())
    documents = {(row["document"], row["text_sha256"]): row for row in rows}
    for row in package.get_resource("claims").read_rows():
        whole = documents[row["document"], row["text_sha256"]] | row.to_dict()
        yield {name: exact(v) if isinstance(v, str) else float(v) if BY_NAME[name].kind == "number" else v
               for name, v in whole.items() if v is not None}  # fmt: skip


def from_csvw(path: Path) -> Iterator[Row]:
    """The same folder by its other description, CSV on the Web."""
    from csvw import TableGroup

    group = TableGroup.from_file(path / "csv-metadata.json")
    group.check_referential_integrity()
    documents = {(row["document"], row["text_sha256"]): row for row in group.tabledict["documents.csv"]}
    for row in group.tabledict["claims.csv"]:
        whole = documents[row["document"], row["text_sha256"]] | row
        yield {name: exact(v) if isinstance(v, str) else float(v) if BY_NAME[name].kind == "number" else v
               for name, v in whole.items() if v is not None}  # fmt: skip


# ---------------------------------------------------------------- linked data
def _only(values: list[Any]) -> Any:
    [value] = values
    return value.get("@value", value.get("@id"))


def from_jsonld(path: Path) -> Iterator[Row]:
    from pyld import jsonld

    schema = "https://schema.org/"

    def of(node: Any, *names: str) -> Any:
        for name in names:
            node = node.get(schema + name, [{}])[0] if isinstance(node, dict) else {}
        return node.get("@value", node.get("@id")) if isinstance(node, dict) else node

    for node in jsonld.expand(json.loads(path.read_text(encoding="utf-8"))):
        if node.get("@type") != [schema + "Claim"]:
            continue
        told = {
            "claim": of(node, "identifier"), "claim_url": of(node, "url"), "quote": of(node, "text"),
            "claimant": of(node, "author", "name"), "claimant_id": of(node, "author", "identifier"),
            "document": of(node, "firstAppearance", "identifier"), "title": of(node, "firstAppearance", "headline"),
            "published": of(node, "firstAppearance", "datePublished"),
            "outlet": of(node, "firstAppearance", "publisher", "name"), "url": of(node, "firstAppearance", "url"),
            "place": of(node, "spatialCoverage", "name"), "latitude": of(node, "spatialCoverage", "geo", "latitude"),
            "longitude": of(node, "spatialCoverage", "geo", "longitude"),
        }  # fmt: skip
        for one in node[schema + "additionalProperty"]:
            told[of(one, "propertyID")] = of(one, "value")
            if of(one, "propertyID") == "figure":
                told["unit"] = of(one, "unitText")
        yield {name: value for name, value in told.items() if value is not None}


# The context itself, as the working group published it (contexts/README.md); to fetch it would need a network.
OA, AS, DCT = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "http://purl.org/dc/terms/"
ANNO = Path(__file__).parent / "contexts" / "anno.jsonld"


def _own_context(url: str, options: Any = None) -> dict[str, Any]:
    assert url == "http://www.w3.org/ns/anno.jsonld"
    here = {"contextUrl": None, "documentUrl": url, "contentType": "application/ld+json"}
    return here | {"document": json.loads(ANNO.read_text(encoding="utf-8"))}


def from_annotations(path: Path) -> Iterator[Row]:
    from pyld import jsonld

    told = jsonld.expand(json.loads(path.read_text(encoding="utf-8")), {"documentLoader": _own_context})
    for item in told[0][AS + "items"][0]["@list"]:
        assert item["@type"] == [OA + "Annotation"]
        bodies, target = item[OA + "hasBody"], item[OA + "hasTarget"][0]
        words, place = target[OA + "hasSelector"]
        figure_words, figure_place = words[OA + "refinedBy"][0], place[OA + "refinedBy"][0]
        start, end = _only(place[OA + "start"]), _only(place[OA + "end"])
        url = _only([body for body in bodies if "@id" in body])
        yield {
            "claim": url.rstrip("/").rpartition("/")[2], "claim_url": url, "quote": _only(words[OA + "exact"]),
            "quote_start": start, "quote_end": end, "figure": _only(figure_words[OA + "exact"]),
            "figure_start": start + _only(figure_place[OA + "start"]),
            "figure_end": start + _only(figure_place[OA + "end"]),
            "url": source if (source := _only(target[OA + "hasSource"])).startswith("http") else None,
            "document": _only(target[OA + "hasScope"]),
            "text_sha256": _only(target[OA + "hasState"][0]["http://www.w3.org/1999/02/22-rdf-syntax-ns#value"])
            .rpartition("=")[2],
        }  # fmt: skip


def from_prov(path: Path) -> Iterator[Row]:
    import rdflib
    from rdflib import DCTERMS, PROV, RDFS

    graph = rdflib.Graph().parse(data=path.read_text(encoding="utf-8"), format="json-ld")
    for claim, article in graph.subject_objects(PROV.wasQuotedFrom):
        row: Row = {"claim": graph.value(claim, DCTERMS.identifier), "claim_url": claim,
                    "quote": graph.value(claim, PROV.value)}  # fmt: skip
        named = {
            "title": DCTERMS.title,
            "published": DCTERMS.issued,
            "outlet": DCTERMS.publisher,
            "url": DCTERMS.source,
        }
        row |= {name: graph.value(article, term) for name, term in named.items()}
        for name in graph.objects(article, DCTERMS.identifier):
            row |= {"text_sha256": name[7:]} if name.startswith("sha256:") else {"document": name}
        reading = graph.value(claim, PROV.wasGeneratedBy)
        assert graph.value(reading, PROV.used) == article
        row["rule"] = graph.value(graph.value(reading, PROV.wasAssociatedWith), RDFS.label)
        claimant = graph.value(claim, PROV.wasAttributedTo)
        if claimant is not None:
            row["claimant"] = graph.value(claimant, RDFS.label)
            statement = graph.value(claim, PROV.hadPrimarySource)
            passed_on = set(graph.objects(statement, PROV.wasAttributedTo)) - {claimant}
            row["via"] = "; ".join(graph.value(one, RDFS.label) for one in passed_on) or None
            for name in graph.objects(claimant, DCTERMS.identifier):
                row |= {"claimant_kind": name[5:]} if name.startswith("kind:") else {"claimant_id": name}
        yield {name: str(value) for name, value in row.items() if value is not None}


def from_ftm(path: Path) -> Iterator[Row]:
    from followthemoney import model

    found: dict[str, dict[str, Any]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            ident = line["canonical_id"]
            one = found.setdefault(ident, {"id": ident, "schema": line["schema"], "properties": {}})
            assert model.get(line["schema"]).get(line["prop"]).type.name == line["prop_type"]
            one["properties"].setdefault(line["prop"], []).append(exact(line["value"]))
    proxies = {ident: model.get_proxy(data, cleaned=False) for ident, data in found.items()}
    for ident, proxy in proxies.items():
        model.get(proxy.schema.name).validate(found[ident])
        if proxy.schema.name != "Documentation":
            continue
        claimant, article = proxies[proxy.first("entity")], proxies[proxy.first("document")]
        row = {
            "claim": proxy.first("recordId"), "claim_url": proxy.first("sourceUrl"), "quote": proxy.first("summary"),
            "claimant": claimant.first("name"), "period_start": proxy.first("startDate"),
            "period_end": proxy.first("endDate"), "title": article.first("title"),
            "published": article.first("publishedAt"), "outlet": article.first("publisher"),
            "url": article.first("sourceUrl"), "claimant_kind": proxy.first("role"),
        }  # fmt: skip
        yield {name: value for name, value in row.items() if value is not None}


# ---------------------------------------------------------------- wiki and citations
def from_wikitext(path: Path) -> Iterator[Row]:
    import html

    import mwparserfromhell

    [table] = mwparserfromhell.parse(path.read_text(encoding="utf-8")).filter_tags(matches=lambda n: n.tag == "table")
    heads = [str(cell.contents).strip() for cell in table.contents.filter_tags(matches=lambda n: n.tag == "th")]
    assert heads == ["Breakdown", "Casualties", "Time period", "Source"]
    for line in table.contents.filter_tags(matches=lambda n: n.tag == "tr"):
        cells = line.contents.filter_tags(matches=lambda n: n.tag == "td")
        if not cells:
            continue
        what, figure, period, source = (cell.contents for cell in cells)
        [cite] = source.filter_templates()
        told = {part.name.strip(): html.unescape(str(part.value).strip()) for part in cite.params}
        yield {
            "what": html.unescape(what.strip_code().strip()), "figure": html.unescape(figure.strip_code().strip()),
            "period": html.unescape(period.strip_code().strip()),
            "claimant": html.unescape(str(source).partition("<ref>")[0].strip()),
            "title": told.get("title"), "outlet": told.get("work"), "published": told.get("date"),
            "url": told.get("url"),
        }  # fmt: skip


def from_bibtex(path: Path) -> Iterator[Row]:
    import bibtexparser
    from bibtexparser import middlewares

    text = path.read_text(encoding="utf-8")
    library = bibtexparser.parse_string(text, append_middleware=[middlewares.LatexDecodingMiddleware()])
    as_written = bibtexparser.parse_string(text).entries_dict  # addresses are no TeX
    assert not library.failed_blocks
    for entry in library.entries:
        # pylatexenc gives the modifier letter ˆ for the command of the circumflex ^
        fields = {name: str(value.value).replace("ˆ", "^") for name, value in entry.fields_dict.items()}
        months = "jan feb mar apr may jun jul aug sep oct nov dec".split()
        day = [fields.get("year"), fields.get("month"), fields.get("day")]
        day[1] = f"{months.index(day[1]) + 1:02}" if day[1] else None
        row = {
            "claim": entry.key, "claimant": fields["author"], "title": fields.get("booktitle"),
            "outlet": fields.get("howpublished"), "published": "-".join(part for part in day if part),
            "url": url.value if (url := as_written[entry.key].fields_dict.get("url")) else None,
            "claim_url": re.search(r"(\S+c/c_\w+/)", fields["note"])[1],
        }  # fmt: skip
        yield {name: value for name, value in row.items() if value}


def from_csl(path: Path) -> Iterator[Row]:
    from citeproc.source.json import CiteProcJSON

    items = json.loads(path.read_text(encoding="utf-8"))
    read = CiteProcJSON(items)
    assert list(read) == [item["id"].lower() for item in items]
    for item in items:
        [day] = item.get("issued", {}).get("date-parts", [[]])
        row = {
            "claim": item["id"], "claimant": read[item["id"].lower()].author[0]["literal"],
            "title": item.get("container-title"), "outlet": item.get("publisher"), "url": item.get("URL"),
            "published": "-".join(f"{part:02}" for part in day), "claim_url": item["archive_location"],
        }  # fmt: skip
        yield {name: value for name, value in row.items() if value}


def from_ris(path: Path) -> Iterator[Row]:
    import rispy

    for one in rispy.loads(path.read_text(encoding="utf-8")):
        row = {
            "claim": one["id"], "claimant": one["authors"][0], "title": one.get("secondary_title"),
            "outlet": one.get("publisher"), "url": (one.get("urls") or [None])[0],
            "published": (one.get("date") or "").replace("/", "-"), "claim_url": one["accession_number"],
        }  # fmt: skip
        yield {name: value for name, value in row.items() if value}


READERS: dict[str, Callable[[Path], Iterator[Row]]] = {
    "csv": from_csv,
    "jsonl": from_jsonl,
    "parquet": from_parquet,
    "xlsx": from_xlsx,
    "geojson": from_geojson,
    "hxl": from_hxl,
    "datapackage": from_datapackage,
    "jsonld": from_jsonld,
    "annotations": from_annotations,
    "prov": from_prov,
    "ftm": from_ftm,
    "bibtex": from_bibtex,
    "csl": from_csl,
    "ris": from_ris,
}
