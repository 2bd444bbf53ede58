"""The pages that people work in: what a request shows, as HTML that needs no script to be read.

    shelf.py       claims with links to their own pages
    claim.py       one claim: sentence in context, chain, fields, history
    article.py     a text with every claim in it marked
    quantity.py    one quantity side by side with the sentences of both sides
    cite.py        a claim as a citation: plain, BibTeX, CSL-JSON, RIS
    pages.py       the templates filled

Everything here is a function of what it is given: no ledger, no clock, no network. `pipeline/serve` asks the ledger.
"""
