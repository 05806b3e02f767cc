"""One function of a service, as the walk of tests/services/test_permissions_walk.py calls it."""

from collections.abc import Callable
from dataclasses import dataclass

from campaign.domain.permissions import Action
from campaign.services.call import Call
from tests.support.desk import Desk


@dataclass(frozen=True, kw_only=True)
class Walk:
    """One function: what it needs, how it is called on the first commune, what the official next door is told.

    `next_door` is the code of the refusal; None: it answers, with nothing of the first commune in it.
    """

    action: Action
    run: Callable[[Desk, Call], object]
    next_door: str | None
    writes: bool = False
