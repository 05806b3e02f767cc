"""The screen on which campaigns are set up, copied, closed and reopened, and their templates are kept."""
