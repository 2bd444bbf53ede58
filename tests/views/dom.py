"""Elements of a page by simple selectors: tags, classes, ids, descendants and children. Enough for these tests."""

import re

import lxml.html
from lxml.html import HtmlElement

STEP = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<marks>(?:[.#][\w-]+)*)")


def parse(page: str) -> HtmlElement:
    return lxml.html.fromstring(page)


def find(root: HtmlElement, selectors: str) -> list[HtmlElement]:
    """Return the elements in the order of the page, for `a.n`, `.ends > div` or `#checks p, li`.

    >>> [e.text for e in find(parse("<div><p><b class='x y'>1</b><i><b class=x>2</b></i></div>"), "p > b.x")]
    ['1']
    """
    paths = []
    for selector in selectors.split(","):
        path, axis = ".", "//"
        for part in selector.split():
            if part == ">":
                axis = "/"
                continue
            step = STEP.fullmatch(part)
            assert step, f"not a simple selector: {part}"
            path += axis + (step["tag"] or "*")
            for mark in re.findall(r"[.#][\w-]+", step["marks"]):
                name = mark[1:]
                path += f"[@id='{name}']" if mark[0] == "#" else f"[contains(concat(' ', @class, ' '), ' {name} ')]"
            axis = "//"
        paths.append(path)
    return list(root.xpath(" | ".join(paths)))


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
