-- From version 9 to version 10: the latest tellings of a negotiation.
CREATE INDEX talk_round_latest ON talk_round (talk);
