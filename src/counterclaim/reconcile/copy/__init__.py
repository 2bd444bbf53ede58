"""The analytic copy of a ledger: pages, counts and full-text search over a million claims within a tenth of a second.

    with Copy(ledger) as copy:                       # beside the ledger, or in memory where nothing can be written
        copy.refresh(progress=None)                  # brought up to the ledger; at once where it is fresh
        found = copy.page(Filter(party="russia"), text='bridge "by the river"', sort="newest", after=None, limit=50)
        found.entries, found.total, found.last       # `after=found.last` gives the next page; None: there is none
        copy.facets(Filter(party="russia"), text="bridge")   # {"measure": (Count(value="killed", claims=1204), ...)}

The copy is derived: it can be deleted at any time, is made anew when the ledger is not the one that it was made from,
and holds no word of a text that was withdrawn. Filters mean what they mean for `Ledger.entries`. Searches: every word
must stand in the sentence or in title, outlet, claimant, place, what is counted; "words in quotes" stand side by side;
shell* begins so.
One `Copy` serves one thread at a time; several copies of one ledger may be open in threads or processes.

file     the file: columns in parts, names, facts
fill     from the ledger into the file, in batches, as far as it has grown
select   filters, searches, orders and counts on columns
profiles claims by the values that they have in all facets together, counted at once
work     one part reckoned with, or a conflict's realm and its cells at once, in this process or in others
reckon   which parts that must be, and their results put away
heads    the origins of a part as arrays, from which the comparisons of a day need only the figures near it
dated    comparisons and series of some days alone
results  what was reckoned, in order of rank
found    lists with several values of a facet, and the counts beside them
ranked   which results there are, in order, and what they are about
kept     what takes long to work out, kept for the next start
drawn    what pictures of very many claims need, counted
halves   JSON of names that hold half a character
"""

from counterclaim.reconcile.copy.door import Copy, Count, Page

__all__ = ["Copy", "Count", "Page"]
