-- The analytic copy: a file beside the ledger, made from it, which may be deleted at any time.

CREATE TABLE about (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

-- Columns of claims, cut into parts of 65,536; row n of the copy is number n % 65,536 of part n / 65,536.
CREATE TABLE part (field TEXT, number INTEGER, data BLOB NOT NULL, PRIMARY KEY (field, number));

-- Claims as people decided: the row of the copy that stands for the rows as they were read.
CREATE TABLE decided (row INTEGER PRIMARY KEY, claim TEXT NOT NULL, entry TEXT NOT NULL);
CREATE INDEX decided_claim ON decided (claim);

-- What the numbers in a column of names stand for.
CREATE TABLE code (field TEXT, number INTEGER, value TEXT NOT NULL, PRIMARY KEY (field, number)) WITHOUT ROWID;

-- The words of each claim's sentence and what is around it; rowid is the row of the copy.
CREATE VIRTUAL TABLE words USING fts5 (
  sentence, about, content = '', columnsize = 0, tokenize = "unicode61 remove_diacritics 2"
);
