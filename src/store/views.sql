-- The views of the ledger, made anew whenever it is brought to another version.

CREATE VIEW events AS
SELECT e.id, e.day, e.day_told, e.type, e.mode, e.cameo,
       (SELECT group_concat(land, ' ') FROM event_land WHERE event = e.id AND role = 'a') AS actors,
       (SELECT group_concat(land, ' ') FROM event_land WHERE event = e.id AND role = 'r') AS recipients,
       e.status, e.certainty, e.place, e.country, e.lat, e.lon, e.contexts, e.quad, e.goldstein, e.score, e.killed, e.injured,
       e.reports, e.copies, e.sources, e.disputed, e.storyline, e.sentence
FROM event e;

CREATE VIEW event_reports AS
SELECT m.event, d.published, d.source, d.name AS report, d.title, m.sentence, m.trigger, m.type, m.status, m.certainty, m.place,
       m.country, m.day, c.source AS said_by, c.kind AS said_by_kind, d.copy_of, d.url, m.rule, m.document, m.number, m.id AS mention
FROM mention m JOIN document d ON d.id = m.document LEFT JOIN claim c ON c.document = m.document AND c.number = m.claim;

CREATE VIEW claims AS
SELECT c.document, c.number, d.published, d.source AS outlet, d.name AS report, c.source, a.name AS actor, a.country, c.kind, c.manner, c.cue,
       c.content, c.within
FROM claim c JOIN document d ON d.id = c.document LEFT JOIN actor a ON a.id = c.actor;

CREATE VIEW actors AS
SELECT a.id, a.name, a.kind, a.country, a.sectors, a.code, count(p.mention) AS mentions
FROM actor a LEFT JOIN mention_party p ON p.actor = a.id GROUP BY a.id;

-- A round as one report tells it.
CREATE VIEW talks AS
SELECT t.id, t.lands, t.first, t.last, r.round, r.number, r.status, r.day, r.day_end, r.place, r.country, r.place_hedged, r.delegates, r.outcome,
       d.published, d.source, d.name AS report
FROM talk t JOIN talk_round r ON r.talk = t.id JOIN document d ON d.id = r.document;

-- A round as all its reports tell it: the surest status, the day and place most of them tell, the longest list of delegates.
CREATE VIEW rounds AS
SELECT t.id AS talk, t.lands, g.round, (SELECT max(number) FROM talk_round x WHERE x.talk = t.id AND x.round = g.round) AS number,
       (SELECT status FROM talk_round x WHERE x.talk = t.id AND x.round = g.round ORDER BY CASE status WHEN 'happened' THEN 0 WHEN 'ongoing' THEN 1
        WHEN 'negated' THEN 2 WHEN 'planned' THEN 3 WHEN 'possible' THEN 4 ELSE 5 END, id LIMIT 1) AS status,
       coalesce((SELECT day FROM talk_round x WHERE x.talk = t.id AND x.round = g.round AND day <> '' GROUP BY day, day_end
                 ORDER BY day = day_end DESC, count(*) DESC, day LIMIT 1), '') AS day,
       coalesce((SELECT day_end FROM talk_round x WHERE x.talk = t.id AND x.round = g.round AND day <> '' GROUP BY day, day_end
                 ORDER BY day = day_end DESC, count(*) DESC, day LIMIT 1), '') AS day_end,
       coalesce((SELECT place FROM talk_round x WHERE x.talk = t.id AND x.round = g.round AND place <> '' GROUP BY place
                 ORDER BY min(place_hedged), max(place_kind IN ('country', 'region', 'sea', 'admin1', 'continent')), count(*) DESC,
                 min(id) LIMIT 1), '') AS place,
       coalesce((SELECT country FROM talk_round x WHERE x.talk = t.id AND x.round = g.round AND place <> '' GROUP BY place
                 ORDER BY min(place_hedged), max(place_kind IN ('country', 'region', 'sea', 'admin1', 'continent')), count(*) DESC,
                 min(id) LIMIT 1), '') AS country,
       (SELECT count(DISTINCT document) FROM talk_round x WHERE x.talk = t.id AND x.round = g.round) AS reports,
       coalesce((SELECT delegates FROM talk_round x WHERE x.talk = t.id AND x.round = g.round ORDER BY length(delegates) DESC, id LIMIT 1), '') AS delegates,
       coalesce((SELECT outcome FROM talk_round x WHERE x.talk = t.id AND x.round = g.round ORDER BY length(outcome) DESC, id LIMIT 1), '') AS outcome,
       (SELECT min(d.published) FROM talk_round x JOIN document d ON d.id = x.document WHERE x.talk = t.id AND x.round = g.round) AS told
FROM talk t JOIN talk_round g ON g.talk = t.id
WHERE NOT EXISTS (SELECT 1 FROM talk_round x WHERE x.talk = g.talk AND x.round = g.round AND x.id < g.id);

CREATE VIEW calendar AS
SELECT e.id, e.day, e.day_end, e.day_told, e.type, (SELECT group_concat(land, ' ') FROM event_land WHERE event = e.id AND role IN ('a', 'r')) AS lands,
       e.place, e.country, e.certainty, e.reports
FROM event e WHERE e.status IN ('planned', 'possible') AND e.day_told = 1;

-- Sums of a pair of lands and a day, both ways, negated and unreal events left out.
CREATE VIEW dyad_day AS
SELECT a.land AS actor, r.land AS recipient, e.day, count(*) AS events, sum(e.reports) AS reports,
       sum(e.goldstein) AS goldstein, sum(e.score) AS score, sum(e.goldstein * e.reports) AS goldstein_by_reports,
       sum(e.score * e.reports) AS score_by_reports
FROM event_land a
JOIN event_land r ON r.event = a.event AND r.land <> a.land AND (r.role = 'r' OR (r.role = 'a' AND a.role = 'a'))
JOIN event e ON e.id = a.event
WHERE a.role = 'a' AND e.status IN ('happened', 'ongoing', 'planned', 'possible')
GROUP BY a.land, r.land, e.day;
