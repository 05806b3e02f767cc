"""Who works together in the sample's commune, and who answers for which village; some villages have nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import TeamKind
from campaign.services.charges import put_in_charge
from campaign.services.demo import signins
from campaign.services.teams import TeamFacts, add_team, join_team

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from campaign.services.call import Call
    from campaign.services.demo.script import Unit

PLAIN_TEAMS: Final = ("doi1", "doi2", "doi3")
"""User names of the youth union's volunteers, beside those who sign in."""

# Every sixth village waits for somebody: the desk has something to say.
_WITHOUT: Final = 6
_BUON: Final = (signins.TEAM_LEAD, signins.VILLAGE_VOLUNTEER)
_THON: Final = (signins.VOLUNTEER, *PLAIN_TEAMS)


def form_crews(*, call: Call, commune_code: str, villages: Sequence[Unit], on: date) -> None:
    """Form two teams from a day on, and put their people in charge of most villages."""
    digital = TeamFacts(
        kind=TeamKind.DIGITAL_TEAM, name="Tổ công nghệ số cộng đồng các buôn (mẫu)", lead=signins.TEAM_LEAD
    )
    union = TeamFacts(kind=TeamKind.YOUTH_UNION, name="Đội hình thanh niên tình nguyện (mẫu)", lead=signins.VOLUNTEER)
    for facts, people in ((digital, _BUON), (union, _THON)):
        team_id = add_team(call=call, place_code=commune_code, facts=facts)
        join_team(call=call, team_id=team_id, usernames=people, on=on)
    for number, unit in enumerate(villages):
        if number % _WITHOUT == _WITHOUT - 1:
            continue
        crew = _BUON if unit.team in {0, 1} else _THON
        # Buôn Jung is its own volunteer's.
        username = signins.VILLAGE_VOLUNTEER if unit.team == 0 else crew[number % len(crew)]
        put_in_charge(call=call, place_code=unit.place.code, username=username, on=on, seen=None)
