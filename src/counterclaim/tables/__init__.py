"""Tables of published figures -> a document that is the table, and a claim for each figure in it.

mapping    what the columns of a table mean: a file that a person writes
cells      the text of a table as rows of cells, each with its place in the text
numbers    the number in a cell
words      what the other cells of a row say: day, claimant, kind
of_rows    a row to claims
importing  a table to a document and its claims
"""

from counterclaim.tables.importing import Imported, import_table
from counterclaim.tables.mapping import Mapping, mapping, shipped

__all__ = ["Imported", "Mapping", "import_table", "mapping", "shipped"]
