-- From version 7 to version 8: the sources of claims, each once, so that a part of a name is looked for among them alone.
DROP INDEX IF EXISTS claim_source; -- as it was called for a while
CREATE INDEX IF NOT EXISTS claim_by ON claim (source);
CREATE TABLE claim_source (source TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO claim_source SELECT DISTINCT source FROM claim WHERE source <> '';
