"""The command line of the contract: wiring, printing, exit statuses; no rules.

Messages and progress bars go to stderr, tables and JSON to stdout. 0 done, 1 refused or a check failed, 2 wrong usage.
"""

from campaign.cli.front import main

__all__ = ["main"]
