"""The ledger as a folder of pages that any web host can serve, and that opens from a disk as well.

    site.py       what a publication is made of, and how its pages are written
    address.py    where each page stands, and how one page links to another
    packed.py     many records held small
    records.py    the pages of claims, documents and withdrawn claims
    lists.py      the home page, the ledger, comparisons, series, checks, method
    search.py     the index that the search page loads, and CITATION.cff
    shelves.py    pages that hold many things, where a page for each would be too many files
    work.py       what is written so far: a run that was stopped is gone on with
    templates/    frames and lists; the parts of the report serve here too

Nothing is fetched from elsewhere; without scripts everything but the search can be read. Beside each page
`index.html` stands the same as `index.json`.
"""

from counterclaim.views.publication.packed import Chosen, Packed
from counterclaim.views.publication.site import MARK, Site, things, write_site
from counterclaim.views.publication.work import unfinished

__all__ = ["MARK", "Chosen", "Packed", "Site", "things", "unfinished", "write_site"]
