-- From version 6 to version 7: which reports tell of which events, by either end and without their mentions; contexts and modes counted.
DROP INDEX IF EXISTS mention_event;
CREATE INDEX mention_event ON mention (event, document, claim);
CREATE INDEX IF NOT EXISTS mention_document ON mention (document, event, claim);
CREATE INDEX event_contexts ON event (contexts) WHERE contexts > '';
CREATE INDEX event_mode ON event (mode) WHERE mode > '';
