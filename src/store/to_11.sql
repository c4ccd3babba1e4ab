-- From version 10 to version 11: an event has as many outlets as tell of it, no longer sixteen at most.
UPDATE event SET sources = (SELECT count(DISTINCT d.source) FROM mention m JOIN document d ON d.id = m.document WHERE m.event = event.id AND d.source > '')
WHERE sources > 1;
