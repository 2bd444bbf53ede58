"""Anything that holds an article -> `Document`.

    origin.py    where a text comes from: outlet, date, address; and who says so
    decode.py    bytes -> text, or one line that says why not
    plain.py     text and Markdown: front matter, NAME.meta.json
    page.py      HTML: the article in the page, and what the page declares of itself
    lines.py     JSON lines of documents, streamed
    language.py  which language a text is in
    reader.py    files, folders, standard input: `read_source`, `read_sources`

Bad input gives `Skipped`, never an exception.
"""
