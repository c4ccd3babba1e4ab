-- From version 4 to version 5: negotiations are known by their lands, and their rounds by what several reports tell of them.
ALTER TABLE talk ADD COLUMN reports INTEGER NOT NULL DEFAULT 0;
CREATE TABLE talk_land (
    land TEXT NOT NULL,
    talk INTEGER NOT NULL REFERENCES talk (id),
    told INTEGER NOT NULL,
    PRIMARY KEY (land, talk)
) STRICT, WITHOUT ROWID;
CREATE INDEX talk_land_talk ON talk_land (talk);
ALTER TABLE talk_round ADD COLUMN round INTEGER NOT NULL DEFAULT 0;
ALTER TABLE talk_round ADD COLUMN place_kind TEXT NOT NULL DEFAULT '';
UPDATE talk_round SET place_kind = coalesce((SELECT place_kind FROM mention WHERE document = talk_round.document AND place = talk_round.place LIMIT 1), '')
WHERE place <> '';
DROP INDEX talk_round_talk;
CREATE INDEX talk_round_talk ON talk_round (talk, round);
DROP INDEX talk_lands;
CREATE INDEX talk_last ON talk (last);
CREATE INDEX talk_round_document ON talk_round (document);
UPDATE talk SET reports = (SELECT count(DISTINCT document) FROM talk_round WHERE talk = talk.id);
WITH RECURSIVE part(talk, land, rest, told) AS (
    SELECT id, '', lands || ' ', reports FROM talk
    UNION ALL
    SELECT talk, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1), told FROM part WHERE rest <> ''
)
INSERT OR IGNORE INTO talk_land (land, talk, told) SELECT land, talk, told FROM part WHERE land <> '';
