"""The screen of outreach days: the calendar, planning, one day with what came of it."""
