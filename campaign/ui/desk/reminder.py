"""The text that asks silent units for their records, short enough for one message of a Zalo group.

It names units and never a person: a group chat is no place for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import _, ngettext, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.services.desk_models import DeskNumbers, SilentPlace

LONGEST: Final = 900
_TITLE: Final = 200


def for_records(numbers: DeskNumbers, *, campaign: str) -> str:
    """Return the reminder for units that recorded nothing; "" when there is none."""
    found = numbers.silent
    if found is None or not found.total:
        return ""
    days = number(found.days)
    if numbers.by_commune:
        total = len(found.worst)
        text = ngettext(
            "{n} commune has units without a record for {days} days or longer:",
            "{n} communes have units without a record for {days} days or longer:",
            total,
        )
    else:
        total = found.total
        text = ngettext(
            "{n} unit has recorded nothing for {days} days or longer:",
            "{n} units have recorded nothing for {days} days or longer:",
            total,
        )
    return message(
        _("{campaign}: asked to record.").format(campaign=campaign[:_TITLE]),
        text.format(n=number(total), days=days),
        _("Please record what was done today, or say what you need help with. Thank you."),
        units=[_unit(place) for place in found.worst],
        total=total,
    )


def message(*lines: str, units: Sequence[str], total: int) -> str:
    """Return a head, a reason and a foot around as many units as fit into 900 characters; the others are counted."""
    head, why, foot = lines
    named: list[str] = []
    for unit in units:
        more = total - len(named) - 1
        if len("\n".join((head, why, *_list([*named, unit], more), foot))) > LONGEST:
            break
        named.append(unit)
    return "\n".join((head, why, *_list(named, total - len(named)), foot))


def _unit(place: SilentPlace) -> str:
    if place.n > 1:
        return f"{place.name} ({ngettext('{n} unit', '{n} units', place.n).format(n=number(place.n))})"
    return place.name


def _list(named: Sequence[str], more: int) -> list[str]:
    lines = [f"- {name}" for name in named]
    if more > 0:
        lines.append(ngettext("- and {n} more unit", "- and {n} more units", more).format(n=number(more)))
    return lines
