-- From version 1 to version 2: the sentence that tells of an event best, and the mention that it is.
ALTER TABLE event ADD COLUMN sentence TEXT NOT NULL DEFAULT '';
ALTER TABLE event ADD COLUMN best INTEGER REFERENCES mention (id);
ALTER TABLE event ADD COLUMN telling INTEGER NOT NULL DEFAULT -1;
