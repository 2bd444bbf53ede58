"""The templates of the app, filled. They stand beside those of the report and use its parts."""

from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from counterclaim.views import words
from counterclaim.views.pictures.picture import style_sheet
from counterclaim.views.report.excerpts import CLASSES

ICONS = {"error": "▲", "warn": "△", "info": "·"}


def _clean(value: object) -> object:
    """Whatever is put out as plain text goes without control characters; markup is made of such text already."""
    return words.clean(value) if type(value) is str else value


def address(path: str, chosen: dict[str, Any] | None = None, **changed: Any) -> str:
    """An address with what is chosen in it, some of it changed; None and empty values are left out.

    >>> address("/claims", {"measure": ("killed",), "page": 3}, page=None, q="Port Alder")
    '/claims?measure=killed&q=Port+Alder'
    """
    pairs = {**(chosen or {}), **changed}
    told = {name: value for name, value in pairs.items() if value not in (None, "", (), [])}
    return quote(path, safe="/#") + ("?" + urlencode(told, doseq=True) if told else "")


@cache
def environment() -> Environment:
    """The templates of the app, and after them those of the report."""
    found = Environment(
        loader=ChoiceLoader([PackageLoader("counterclaim.views.app"), PackageLoader("counterclaim.views.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    found.filters["day"] = words.day
    found.filters["counted"] = words.counted
    found.filters["number"] = words.number
    found.globals.update(address=address, label=words.label, labels=words.labels, icons=ICONS, marks=CLASSES)
    return found


def page(template: str, **context: Any) -> str:
    """A page as HTML."""
    return environment().get_template(f"{template}.html").render(**context)


@cache
def style() -> str:
    """The style sheet: the report's with that of the app."""
    report = files("counterclaim.views.report").joinpath("templates/report.css").read_text(encoding="utf-8")
    return style_sheet() + report + files("counterclaim.views.app").joinpath("static/app.css").read_text("utf-8")


@cache
def script() -> str:
    """The script: the keys of review, words selected, documents that come in; nothing is needed for reading."""
    return files("counterclaim.views.app").joinpath("static/app.js").read_text("utf-8")
