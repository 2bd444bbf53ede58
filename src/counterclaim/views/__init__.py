"""The last stage but the command line: what is kept and reckoned, shown.

    words.py  plain.py   figures, dates and names as a reader sees them; text made safe for a terminal
    terminal.py          tables
    explain.py           one claim: its sentence and what each word gave
    report/              one self-contained page
    pictures/            series, ladders, timelines, maps as SVG, for the page and for files
    exports/             files for other programs
    privacy.py           private persons by role wherever claims leave the ledger

Nothing here reads or reckons; every view takes records and gives text.
"""
