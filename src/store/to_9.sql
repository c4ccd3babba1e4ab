-- From version 8 to version 9: the storylines of a pair of lands by their last day; how many events a storyline had when its lands were
-- last counted. Storylines are made anew.
UPDATE event SET storyline = NULL;
DELETE FROM storyline_pair;
DELETE FROM storyline;
ALTER TABLE storyline ADD COLUMN summed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX storyline_pair_last ON storyline_pair (one, other, last, first);
