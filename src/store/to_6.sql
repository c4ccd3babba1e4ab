-- From version 5 to version 6: storylines are made anew, by what their events share beyond their lands.
UPDATE event SET storyline = NULL;
DELETE FROM storyline;
ALTER TABLE storyline ADD COLUMN top INTEGER NOT NULL DEFAULT -1;
DROP INDEX storyline_last;
CREATE INDEX storyline_last ON storyline (last);
CREATE TABLE storyline_pair (
    one       TEXT NOT NULL,
    other     TEXT NOT NULL,
    storyline INTEGER NOT NULL REFERENCES storyline (id),
    first     TEXT NOT NULL,
    last      TEXT NOT NULL,
    PRIMARY KEY (one, other, storyline)
) STRICT, WITHOUT ROWID;
DROP INDEX event_storyline;
CREATE INDEX event_storyline ON event (storyline, day);
