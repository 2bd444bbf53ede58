-- The tables of a ledger. Each row of each table is one event of the chain: `seq` counts through all tables
-- without a gap, `hash` is the SHA-256 of the hash before it and of this row's event (chain.py says which columns).
-- `digest` is the salted SHA-256 of the row's content; the salt stands with the text, and goes when the text goes.
-- Columns other than these repeat, for searching, what `record` (canonical JSON) says; `verify` compares them.

CREATE TABLE text (
  seq INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,   -- of the text as UTF-8, hex
  salt BLOB,                     -- 32 random bytes; NULL once withdrawn
  body,                          -- the text, uncompressed (bytes where it has lone surrogates); NULL once withdrawn
  digest BLOB NOT NULL,
  hash BLOB NOT NULL
);

CREATE TABLE document (
  seq INTEGER PRIMARY KEY,
  text INTEGER NOT NULL REFERENCES text (seq),
  key TEXT UNIQUE,               -- hash of id, text and what is known of the document; source and bytes left out
  id TEXT,
  outlet TEXT,                   -- case folded
  record TEXT,                   -- everything but the text; NULL once withdrawn
  digest BLOB NOT NULL,
  hash BLOB NOT NULL
);

CREATE TABLE reading (
  seq INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (seq),
  reader TEXT NOT NULL,          -- who read, with the version
  read_at TEXT NOT NULL,         -- when, as the caller says
  claims INTEGER NOT NULL,       -- claims found, those that stood already included
  hash BLOB NOT NULL,
  UNIQUE (document, reader)
);

CREATE TABLE superseded (
  seq INTEGER PRIMARY KEY,
  record INTEGER NOT NULL UNIQUE, -- seq of the document or claim in whose place something newer stands
  reading INTEGER NOT NULL REFERENCES reading (seq),
  hash BLOB NOT NULL
);

CREATE TABLE claim (
  seq INTEGER PRIMARY KEY,
  reading INTEGER NOT NULL REFERENCES reading (seq),
  document INTEGER NOT NULL REFERENCES document (seq),
  id TEXT NOT NULL,
  start INTEGER,                 -- of the figure, in code points
  measure TEXT,
  object TEXT,
  party TEXT,
  conflict TEXT,
  side TEXT,                     -- of the claimant
  claimant TEXT,                 -- id, name, words of the text and aliases, case folded, one a line
  kind TEXT,                     -- of the claimant
  place TEXT,                    -- name, and the words of the text, case folded, one a line
  day TEXT,                      -- last day of the claim, else the day of publication
  record TEXT,                   -- NULL once withdrawn, like the columns above
  digest BLOB NOT NULL,
  hash BLOB NOT NULL
);

CREATE TABLE withdrawal (
  seq INTEGER PRIMARY KEY,
  text INTEGER NOT NULL UNIQUE REFERENCES text (seq),
  sha256 TEXT NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,              -- when, as the caller says
  hash BLOB NOT NULL
);

CREATE TABLE decision (
  seq INTEGER PRIMARY KEY,
  text TEXT,                     -- sha256 of the one text that it is about; NULL where it quotes none
  salt BLOB,                     -- NULL once the text is withdrawn
  record TEXT,                   -- canonical JSON; NULL once the text is withdrawn
  digest BLOB NOT NULL UNIQUE,
  hash BLOB NOT NULL
);

-- For filters; (document, start) at the end gives the order of reading without sorting.
CREATE INDEX document_id ON document (id);
CREATE INDEX document_text ON document (text);
CREATE INDEX claim_id ON claim (id);
CREATE INDEX claim_order ON claim (document, start);
CREATE INDEX claim_measure ON claim (measure, document, start);
CREATE INDEX claim_object ON claim (object, document, start);
CREATE INDEX claim_party ON claim (party, document, start);
CREATE INDEX claim_conflict ON claim (conflict, document, start);
CREATE INDEX claim_side ON claim (side, document, start);
CREATE INDEX claim_private ON claim (document, start) WHERE kind = 'private';
CREATE INDEX claim_day ON claim (day);

-- The ledger only grows. Inserting over a row (INSERT OR REPLACE) would delete it without asking the delete
-- triggers, so that is refused too.
CREATE TRIGGER text_replace BEFORE INSERT ON text
WHEN EXISTS (SELECT 1 FROM text WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM text WHERE sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: this text stands already'); END;

CREATE TRIGGER document_replace BEFORE INSERT ON document
WHEN EXISTS (SELECT 1 FROM document WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM document WHERE key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: this document stands already'); END;

CREATE TRIGGER reading_replace BEFORE INSERT ON reading
WHEN EXISTS (SELECT 1 FROM reading WHERE seq = NEW.seq)
  OR EXISTS (SELECT 1 FROM reading WHERE document = NEW.document AND reader = NEW.reader)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: this reading stands already'); END;

CREATE TRIGGER superseded_replace BEFORE INSERT ON superseded
WHEN EXISTS (SELECT 1 FROM superseded WHERE seq = NEW.seq)
  OR EXISTS (SELECT 1 FROM superseded WHERE record = NEW.record)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: this record is superseded already'); END;

CREATE TRIGGER claim_replace BEFORE INSERT ON claim
WHEN EXISTS (SELECT 1 FROM claim WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: this claim stands already'); END;

CREATE TRIGGER withdrawal_replace BEFORE INSERT ON withdrawal
WHEN EXISTS (SELECT 1 FROM withdrawal WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM withdrawal WHERE text = NEW.text)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: this text is withdrawn already'); END;

CREATE TRIGGER decision_replace BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM decision WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM decision WHERE digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: this decision stands already'); END;

CREATE TRIGGER text_delete BEFORE DELETE ON text
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: texts are never deleted, only withdrawn'); END;

CREATE TRIGGER document_delete BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: documents are never deleted'); END;

CREATE TRIGGER reading_delete BEFORE DELETE ON reading
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: readings are never deleted'); END;

CREATE TRIGGER superseded_delete BEFORE DELETE ON superseded
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: what is superseded stays so'); END;

CREATE TRIGGER claim_delete BEFORE DELETE ON claim
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: claims are never deleted'); END;

CREATE TRIGGER withdrawal_delete BEFORE DELETE ON withdrawal
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: withdrawals are never deleted'); END;

CREATE TRIGGER decision_delete BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: decisions are never deleted, only undone'); END;

CREATE TRIGGER reading_update BEFORE UPDATE ON reading
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: readings are never changed'); END;

CREATE TRIGGER superseded_update BEFORE UPDATE ON superseded
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: what is superseded stays so'); END;

CREATE TRIGGER withdrawal_update BEFORE UPDATE ON withdrawal
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: withdrawals are never changed'); END;

-- The one permitted change: when a withdrawal of the text stands in the ledger, the text and what quotes it may
-- be emptied. Number, digest and hash stay.
CREATE TRIGGER text_update BEFORE UPDATE ON text
WHEN NOT (
  NEW.seq IS OLD.seq AND NEW.sha256 IS OLD.sha256 AND NEW.digest IS OLD.digest AND NEW.hash IS OLD.hash
  AND NEW.salt IS NULL AND NEW.body IS NULL
  AND EXISTS (SELECT 1 FROM withdrawal WHERE text = OLD.seq)
)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: texts are never changed, only withdrawn'); END;

CREATE TRIGGER document_update BEFORE UPDATE ON document
WHEN NOT (
  NEW.seq IS OLD.seq AND NEW.text IS OLD.text AND NEW.digest IS OLD.digest AND NEW.hash IS OLD.hash
  AND NEW.key IS NULL AND NEW.id IS NULL AND NEW.outlet IS NULL AND NEW.record IS NULL
  AND EXISTS (SELECT 1 FROM withdrawal WHERE text = OLD.text)
)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: documents are never changed'); END;

CREATE TRIGGER claim_update BEFORE UPDATE ON claim
WHEN NOT (
  NEW.seq IS OLD.seq AND NEW.reading IS OLD.reading AND NEW.document IS OLD.document AND NEW.id IS OLD.id
  AND NEW.digest IS OLD.digest AND NEW.hash IS OLD.hash
  AND NEW.start IS NULL AND NEW.measure IS NULL AND NEW.object IS NULL AND NEW.party IS NULL
  AND NEW.conflict IS NULL AND NEW.side IS NULL AND NEW.claimant IS NULL AND NEW.kind IS NULL AND NEW.place IS NULL
  AND NEW.day IS NULL AND NEW.record IS NULL
  AND EXISTS (SELECT 1 FROM withdrawal JOIN document ON document.text = withdrawal.text
              WHERE document.seq = OLD.document)
)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: claims are never changed; a new reading is a new row'); END;

CREATE TRIGGER decision_update BEFORE UPDATE ON decision
WHEN NOT (
  NEW.seq IS OLD.seq AND NEW.text IS OLD.text AND NEW.digest IS OLD.digest AND NEW.hash IS OLD.hash
  AND NEW.salt IS NULL AND NEW.record IS NULL
  AND EXISTS (SELECT 1 FROM withdrawal WHERE sha256 = OLD.text)
)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: decisions are never changed, only undone'); END;
