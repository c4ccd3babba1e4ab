-- From version 2 to version 3: events that turn out to be one are joined, and their rounds found by the event.
CREATE INDEX IF NOT EXISTS talk_round_event ON talk_round (event) WHERE event IS NOT NULL;
