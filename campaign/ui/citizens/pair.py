"""Two entries side by side, also on a phone: a line a field, and the word "differs" where both say something else."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from campaign.clock import local_time
from campaign.domain.vocabulary import HAVE_STATUSES
from campaign.i18n import N_, _, day, number
from campaign.i18n.labels import label
from campaign.ui.citizens import route, sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from campaign.services.duplicates import PairLine, PairSide
    from campaign.ui.tables import Html

# Why two look alike, as `campaign.domain.likeness` writes it.
_REASONS: Final[Mapping[str, str]] = {
    "same_id": N_("same personal ID"),
    "name_same": N_("same name"),
    "name_marks": N_("same name but for the accents"),
    "name_other_marks": N_("same letters of the name, other accents"),
    "name_order": N_("same words of the name in another order"),
    "name_prefix": N_("same name with and without Y or H’"),
    "name_typing": N_("names that differ by a typing error"),
    "name_shorter": N_("one name is a part of the other"),
    "name_near": N_("names that sound alike"),
    "birth_same": N_("same day of birth"),
    "birth_year": N_("same year of birth"),
    "birth_swapped": N_("day and month of birth exchanged"),
    "birth_typing": N_("births that differ by a typing error"),
    "same_phone": N_("same phone"),
    "same_place": N_("same village"),
}
_NAMED: Final = 6


def drawn(line: PairLine, short: Mapping[str, str]) -> Html:
    """Return the two entries with why they look alike; `short` names the steps of the campaign in view."""
    both = (line.first, line.second)
    heads = "".join(
        f'<th scope="col"><a href="{escape(route.person_address(side.commune_id, side.id))}" target="_self">'
        f"{escape(side.full_name)}</a></th>"
        for side in both
    )
    mark = sheet.mark(differs="full_name" in line.differences)
    return sheet.compared(
        head=f'<tr><th scope="row">{escape(_("Full name"))}{mark}</th>{heads}</tr>',
        rows=[
            sheet.row(title, values, differs=field in line.differences) for field, title, values in _fields(both, short)
        ],
        below=alike(line.reasons),
    )


def alike(reasons: Sequence[str]) -> str:
    """Return "Giống nhau: cùng tên · cùng năm sinh"."""
    told = [_(_REASONS[code]) if code in _REASONS else code for code in reasons]
    return _("Alike: {reasons}").format(reasons=" · ".join(told)) if told else ""


def _fields(both: tuple[PairSide, PairSide], short: Mapping[str, str]) -> list[tuple[str, str, tuple[str, str]]]:
    """Return (field, title, what either says) of what at least one says."""
    asked = [
        ("birth", _("Born"), _born),
        ("sex", _("Sex"), lambda side: label(side.sex) if side.sex else ""),
        ("place", _("Lives in"), lambda side: side.place_name),
        ("phone", _("Phone"), lambda side: _dots(side.phone_last)),
        ("personal_id", _("Personal ID"), lambda side: _dots(side.personal_id_last)),
        ("guardian_name", _("Legal representative"), lambda side: side.guardian_name or ""),
        ("consent", _("Consent"), lambda side: label(side.consent)),
        ("steps", _("Steps"), lambda side: _steps(side, short)),
        ("created", _("In the list since"), _created),
    ]
    found = [(field, title, (tell(both[0]), tell(both[1]))) for field, title, tell in asked]
    # That two agree alike is no news.
    told = [one for one in found if one[0] != "consent" or one[2][0] != one[2][1]]
    return [(field, title, values) for field, title, values in told if any(values)]


def _born(side: PairSide) -> str:
    return day(side.birth_date) if side.birth_date else str(side.birth_year or "")


def _dots(digits: str | None) -> str:
    return f"…{digits}" if digits else ""


def _steps(side: PairSide, short: Mapping[str, str]) -> str:
    """Return "2/9: thẻ căn cước, VNeID": how many the person has, the first of them by name."""
    have = [short.get(key, key) for key, status in side.steps.items() if status in HAVE_STATUSES]
    told = f"{number(len(have))}/{number(len(short))}"
    more = f" +{number(len(have) - _NAMED)}" if len(have) > _NAMED else ""
    return f"{told}: {', '.join(have[:_NAMED])}{more}" if have else told


def _created(side: PairSide) -> str:
    return " · ".join(part for part in (day(local_time(side.created_at).date()), side.created_by) if part)
