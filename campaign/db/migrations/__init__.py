"""Schema versions, one concern a file; head equals the tables of `campaign.db.tables` (a test compares them)."""
