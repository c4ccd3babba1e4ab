-- From version 3 to version 4: what lists and sums ask of all events, places, outlets and sources stands in indexes.
DROP INDEX event_type_day;
CREATE INDEX event_type_day ON event (type, day, quad);
CREATE INDEX event_status_day ON event (status, day, day_told);
CREATE INDEX event_sums ON event (day, quad, status, type, mode, contexts, reports, goldstein, score);
CREATE INDEX event_place ON event (place, country, lat, lon, day, quad) WHERE place > '';
CREATE INDEX document_source ON document (source, published) WHERE source > '';
CREATE INDEX claim_by ON claim (source);
CREATE INDEX correction_mention ON correction (mention);
CREATE INDEX correction_document ON correction (document);
