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

-- What is reckoned: comparisons and series cell by cell, findings realm by realm (realms.py says what these are).
-- `rank` is the place among all of one kind; `record` is JSON.
CREATE TABLE result (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, part TEXT NOT NULL,
  rank1, rank2, rank3, rank4, rank5, rank6, rank7, record BLOB NOT NULL
);
CREATE INDEX result_rank ON result (kind, rank1, rank2, rank3, rank4, rank5, rank6, rank7, id);
CREATE INDEX result_part ON result (kind, part);

-- Which rows of claims the results of a part are about: two arrays of one length. And what each result tells.
CREATE TABLE member (
  kind TEXT, part TEXT, results BLOB NOT NULL, claims BLOB NOT NULL, ids BLOB NOT NULL, tells BLOB NOT NULL,
  PRIMARY KEY (kind, part)
);

-- The origins of each cell, as heads.py writes and reads them.
CREATE TABLE origin (part TEXT PRIMARY KEY, rows BLOB NOT NULL, heads BLOB NOT NULL, more BLOB NOT NULL);

-- What takes long to work out of the tables above, as arrays, each with a mark of the state that it is of (kept.py).
CREATE TABLE kept (
  name TEXT, part TEXT, mark TEXT NOT NULL, type TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (name, part)
);

-- Rows of claims that were added or changed, and parts that must be reckoned with anew because of it; `mark` tells one
-- change of a part from a later one.  `grows` is 1 where claims were added and nothing else was changed.
CREATE TABLE changed (claim INTEGER PRIMARY KEY);
CREATE TABLE stale (
  sort TEXT, part TEXT, mark INTEGER NOT NULL, grows INTEGER NOT NULL, PRIMARY KEY (sort, part)
) WITHOUT ROWID;

-- What a realm needs to be gone on with by the claims that were added alone, as grow.py writes and reads it; and these
-- claims, where nothing else of a realm has changed since it was reckoned (`grows` of the table above).
CREATE TABLE grown (part TEXT PRIMARY KEY, lines BLOB NOT NULL, tracks BLOB NOT NULL, texts BLOB NOT NULL);
CREATE TABLE added (claim INTEGER PRIMARY KEY, part TEXT NOT NULL);
