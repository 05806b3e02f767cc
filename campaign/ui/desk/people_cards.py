"""The cards about people of the field, and about campaigns and targets: for whoever manages them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.domain.vocabulary import Role
from campaign.i18n import _, current_language, day, day_short, ngettext, number
from campaign.services.account_list import AccountState
from campaign.ui.accounts.screen import VILLAGES
from campaign.ui.campaigns.route import View
from campaign.ui.desk.cards import Card, Line, address
from campaign.ui.keys import Param, Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from campaign.services.desk_models import (
        Aim,
        DeskNumbers,
        DeskToday,
        Helper,
        Helpers,
        Named,
        OpenCampaign,
        Places,
    )


def homes(numbers: DeskNumbers, today: DeskToday) -> Iterator[Card]:
    """Yield the villages that have nobody."""
    if today.without_worker is not None:
        n = today.without_worker.total
        yield _homes(
            numbers,
            today.without_worker,
            key="without-worker",
            calm=_("places without a volunteer"),
            headline=ngettext("{n} place without a volunteer", "{n} places without a volunteer", n),
            action=_("Assign volunteers"),
        )
    if today.without_charge is not None:
        n = today.without_charge.total
        yield _homes(
            numbers,
            today.without_charge,
            key="without-charge",
            calm=_("places without a person in charge"),
            headline=ngettext("{n} place without a person in charge", "{n} places without a person in charge", n),
            action=_("Name who is in charge"),
        )


def helpers(numbers: DeskNumbers, today: DeskToday, *, days: int) -> Iterator[Card]:
    """Yield who is inactive."""
    if today.no_records is not None:
        n = today.no_records.total
        text = ngettext(
            "{n} volunteer without a record for {days} days", "{n} volunteers without a record for {days} days", n
        )
        yield _helpers(
            numbers,
            today.no_records,
            key="no-records",
            calm=_("volunteers without records"),
            headline=text.format(n=number(n), days=number(days)),
            facts=_last_record,
            asked={Param.KIND: Role.VOLUNTEER.value},
        )
    if today.never_signed_in is not None:
        n = today.never_signed_in.total
        yield _helpers(
            numbers,
            today.never_signed_in,
            key="never-signed-in",
            calm=_("accounts that never signed in"),
            headline=ngettext("{n} account never signed in", "{n} accounts never signed in", n).format(n=number(n)),
            facts=lambda helper: _("made on {day}").format(day=day(helper.created_on)),
            asked={Param.STATUS: AccountState.NEVER_SIGNED_IN.value},
        )
    if today.soon_disabled is not None:
        n = today.soon_disabled.total
        text = ngettext("{n} account will be disabled within 7 days", "{n} accounts will be disabled within 7 days", n)
        yield _helpers(
            numbers,
            today.soon_disabled,
            key="soon-disabled",
            calm=_("accounts about to be disabled"),
            headline=text.format(n=number(n)),
            facts=lambda helper: _("on {day}, after 45 days without a sign-in").format(day=day(helper.disabled_on)),
            asked={Param.STATUS: AccountState.IDLE_SOON.value},
        )


def campaigns(today: DeskToday) -> Iterator[Card]:
    """Yield the campaigns that wait to be opened, and those that are over and still open."""
    if today.past_end is not None:
        n = len(today.past_end)
        text = ngettext("{n} campaign is over and still open", "{n} campaigns are over and still open", n)
        yield _campaigns(
            today.past_end,
            key="past-end",
            calm=_("campaigns past their end"),
            headline=text.format(n=number(n)),
            facts=lambda found: _("ended on {day}").format(day=day(found.ends_on)),
            action=_("Close it, or move its end"),
            view=View.CAMPAIGN,
            urgent=True,
        )
    if today.drafts is not None:
        n = len(today.drafts)
        text = ngettext("{n} draft waits to be opened", "{n} drafts wait to be opened", n)
        yield _campaigns(
            today.drafts,
            key="drafts",
            calm=_("campaign drafts"),
            headline=text.format(n=number(n)),
            facts=lambda found: _("begins on {day}").format(day=day(found.starts_on)),
            action=_("Continue the draft"),
            view=View.SET_UP,
        )


def uneven(numbers: DeskNumbers, today: DeskToday) -> Card | None:
    """Return the targets whose parts do not make the whole."""
    if today.uneven is None:
        return None
    n = len(today.uneven)
    text = ngettext("{n} target does not add up", "{n} targets do not add up", n)

    def link(aim: Aim) -> str:
        due = None if aim.due_on == numbers.ends_on else aim.due_on.isoformat()
        return address(Screen.TARGETS, numbers.campaign, {Param.DUE: due, Param.COLUMNS: aim.indicator})

    lines = tuple(
        Line(
            name=aim.indicator_en if current_language() == "en" else aim.indicator_vi,
            href=link(aim),
            facts=_("due {due}: given out {given} of {total}").format(
                due=day_short(aim.due_on), given=number(aim.given), total=number(aim.total)
            ),
        )
        for aim in today.uneven
    )
    return Card(
        key="uneven",
        calm=_("targets that do not add up"),
        total=n,
        headline=text.format(n=number(n)),
        lines=lines,
        action=(_("Set targets"), link(today.uneven[0]) if today.uneven else ""),
    )


def _homes(numbers: DeskNumbers, found: Places, *, key: str, calm: str, headline: str, action: str) -> Card:
    def line(place: Named) -> Line:
        if numbers.by_commune:
            link = address(Screen.DESK, numbers.campaign, {Param.PLACE: place.code})
        else:
            link = address(Screen.ACCOUNTS, numbers.campaign, {Param.VIEW: VILLAGES, Param.UNIT: place.code})
        facts = ngettext("{n} place", "{n} places", place.n).format(n=number(place.n)) if numbers.by_commune else ""
        return Line(name=place.name, href=link, facts=facts)

    return Card(
        key=key,
        calm=calm,
        total=found.total,
        headline=headline.format(n=number(found.total)),
        lines=tuple(line(place) for place in found.first),
        named=sum(place.n for place in found.first),
        action=(action, address(Screen.ACCOUNTS, numbers.campaign, {Param.VIEW: VILLAGES})),
    )


def _helpers(
    numbers: DeskNumbers,
    found: Helpers,
    *,
    key: str,
    calm: str,
    headline: str,
    facts: Callable[[Helper], str],
    asked: Mapping[Param, str | None],
) -> Card:
    lines = tuple(
        Line(
            name=helper.full_name,
            href=address(Screen.ACCOUNTS, numbers.campaign, {Param.PERSON: helper.username}),
            facts=" · ".join(part for part in (helper.username, helper.place_name, facts(helper)) if part),
        )
        for helper in found.first
    )
    action = (_("Open Accounts"), address(Screen.ACCOUNTS, numbers.campaign, asked))
    return Card(key=key, calm=calm, total=found.total, headline=headline, lines=lines, action=action)


def _last_record(helper: Helper) -> str:
    if helper.last_record_on is None:
        return _("nothing yet")
    return _("last record {day}").format(day=day_short(helper.last_record_on))


def _campaigns(
    found: tuple[OpenCampaign, ...],
    *,
    key: str,
    calm: str,
    headline: str,
    facts: Callable[[OpenCampaign], str],
    action: str,
    view: View,
    urgent: bool = False,
) -> Card:
    lines = tuple(
        Line(name=c.name, href=address(Screen.CAMPAIGNS, c.slug, {Param.VIEW: view.value}), facts=facts(c))
        for c in found
    )
    link = lines[0].href if lines else ""
    return Card(
        key=key, calm=calm, total=len(found), headline=headline, lines=lines, action=(action, link), urgent=urgent
    )
