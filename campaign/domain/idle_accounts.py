"""Accounts that nobody uses: after 45 days they are disabled (TCVN 14423:2026, level 2).

Counted in local days from the last of three: the last sign-in, the day it was enabled again, the day it was made.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

IDLE_DAYS: Final = 45
WARN_DAYS: Final = 7


def used_until(*, created_on: date, enabled_on: date | None, signed_in_on: date | None) -> date:
    """Return the day from which an account's idle days are counted."""
    return max(day for day in (created_on, enabled_on, signed_in_on) if day is not None)


def disabled_on(*, used: date) -> date:
    """Return the first day on which an account last used on a day is idle for too long."""
    return used + timedelta(days=IDLE_DAYS)


def is_idle(*, used: date, today: date) -> bool:
    """Tell whether an account was not used for 45 days."""
    return today >= disabled_on(used=used)


def is_warned(*, used: date, today: date) -> bool:
    """Tell whether an account will be disabled within a week if nobody signs in."""
    return not is_idle(used=used, today=today) and disabled_on(used=used) - today <= timedelta(days=WARN_DAYS)
