"""The sentences of the audit log: one line of the chain as a person would say it, its values before and after."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from campaign.clock import local_time
from campaign.domain.vocabulary import ReportStatus
from campaign.i18n import N_, _, current_language, day, ngettext, number
from campaign.i18n.labels import word
from campaign.ui.audit_actions import DONE, FIELDS, VOCABULARY
from campaign.ui.tables import LogLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.services.audit import AuditLine

# These say how many steps, so their sentence is chosen by the number.
_COUNTED: Final = ("record.save", "record.undo")
# Actors and reasons that are written as codes.
_NOBODY: Final[Mapping[str, str]] = {
    "?": N_("Somebody unknown"),
    "system": N_("The system"),
    "sample": N_("Sample data"),
}
_REASONS: Final[Mapping[str, str]] = {
    "locked": N_("too many wrong passwords before"),
    "disabled": N_("the account is disabled"),
    "idle": N_("not used for 45 days"),
    "pause": N_("locked after a pause"),
    "signed_out": N_("signed out"),
}
GROUPS: Final[Mapping[str, str]] = {
    "record": N_("Records"),
    "citizen": N_("Citizens"),
    "import": N_("Imported lists"),
    "target": N_("Targets"),
    "campaign": N_("Campaigns"),
    "template": N_("Templates"),
    "report": N_("Reported numbers"),
    "outreach": N_("Outreach days"),
    "initiative": N_("Models and initiatives"),
    "commendation": N_("Commendation"),
    "place": N_("Places"),
    "account": N_("Accounts and sign-ins"),
    "team": N_("Teams"),
    "installation": N_("Installation"),
}
_SHARES: Final[Mapping[str, str]] = {
    "whole": N_("the whole place"),
    "part_main": N_("its larger part"),
    "part": N_("a part of it"),
}
_SHOWN_VALUES: Final = 8


def actions_of(group: str) -> tuple[str, ...]:
    """Return the actions of a group, or the one action itself; () for anything else."""
    known = (*DONE, *_COUNTED)
    if group in known:
        return (group,)
    return tuple(action for action in known if group in GROUPS and action.startswith(f"{group}."))


def sentence(line: AuditLine) -> str:
    """Return "ghi 3 bước cho H’Maryam Niê tại Buôn Jung": what the actor did."""
    values = {
        "who": line.subject_name or _somebody(line),
        "where": line.place_name or _("the whole area"),
        "campaign": line.campaign_name or line.subject_id,
    }
    if line.action in _COUNTED:
        n = len(_steps(line.after) | _steps(line.before))
        if line.action == "record.save":
            text = ngettext("recorded {n} step for {who} in {where}", "recorded {n} steps for {who} in {where}", n)
        else:
            text = ngettext("took back {n} step of {who} in {where}", "took back {n} steps of {who} in {where}", n)
        return text.format(n=number(n), **values)
    known = DONE.get(line.action)
    return _(known).format(**values) if known else line.action


def changes(line: AuditLine, names: Mapping[tuple[str, str], tuple[str, str]]) -> tuple[str, ...]:
    """Return "Kích hoạt định danh mức 2: Đã hướng dẫn → Đã hoàn thành", one text a value that was set or changed."""
    before, after = _flat(line.before), _flat(line.after)
    found = []
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old == new or (key not in after and line.after is not None and key[0] != "steps"):
            continue
        shown = _value(key, new) if old is None else f"{_value(key, old)} → {_value(key, new)}"
        found.append(f"{_field(key, line, names)}: {shown}")
    hidden = len(found) - _SHOWN_VALUES
    if hidden > 0:
        found[_SHOWN_VALUES:] = [ngettext("and {n} more", "and {n} more", hidden).format(n=number(hidden))]
    return tuple(found)


def when(line: AuditLine) -> str:
    """Return "14:05 21/11/2026" in local time."""
    return local_time(line.at).strftime("%H:%M %d/%m/%Y")


def log_line(line: AuditLine, names: Mapping[tuple[str, str], tuple[str, str]]) -> LogLine:
    """Return the line as the list draws it."""
    details = changes(line, names)
    if line.reason:
        reason = _(_REASONS[line.reason]) if line.reason in _REASONS else line.reason
        details = (*details, _("Reason: {reason}").format(reason=reason))
    who = _(_NOBODY[line.actor]) if line.actor in _NOBODY else line.actor_name
    return LogLine(when=when(line), who=who, what=sentence(line), details=details)


def _somebody(line: AuditLine) -> str:
    return _("a citizen") if line.subject_kind == "citizen" else _("an account")


def _steps(values: Mapping[str, Any] | None) -> set[str]:
    found = (values or {}).get("steps")
    return set(found) if isinstance(found, dict) else set()


def _flat(values: Mapping[str, Any] | None) -> dict[tuple[str, str], Any]:
    """Return (group, key) -> value; steps are the one group, everything else stands alone."""
    flat: dict[tuple[str, str], Any] = {}
    for key, value in (values or {}).items():
        if key == "steps" and isinstance(value, dict):
            flat |= {("steps", step): status for step, status in value.items()}
        else:
            flat["", key] = value
    return flat


def _field(key: tuple[str, str], line: AuditLine, names: Mapping[tuple[str, str], tuple[str, str]]) -> str:
    group, name = key
    if group == "steps":
        return _indicator(name, line, names)
    if line.action == "target.set":
        # "24490-V07 all_steps 2027-01-06": place, indicator and due day, as the service names a cell.
        code, indicator, due = (*name.split(" "), "", "")[:3]
        return f"{code} · {_indicator(indicator, line, names)} · {_day(due)}"
    if line.subject_kind == "report":
        # "2026-08-05 community_skills": day and indicator of one number.
        on, _space, indicator = name.partition(" ")
        return f"{_day(on)} · {_indicator(indicator, line, names)}"
    return _(FIELDS[name]) if name in FIELDS else name


def _indicator(key: str, line: AuditLine, names: Mapping[tuple[str, str], tuple[str, str]]) -> str:
    found = names.get((line.campaign or "", key))
    return key if found is None else found[current_language() == "en"]


def _value(key: tuple[str, str], value: object) -> str:
    if isinstance(value, dict):
        parts = [f"{word('PopulationGroup', str(part))} {_plain(n)}" for part, n in value.items()]
        return ", ".join(parts) or "–"
    if isinstance(value, list) and _is_report(value):
        return _report(value)
    if isinstance(value, list):
        return _target(value) if _is_target(value) else ", ".join(_part(key, str(part)) for part in value) or "–"
    return _stored_word(key, value) if isinstance(value, str) else _plain(value, year=key[1].endswith("year"))


def _part(key: tuple[str, str], part: str) -> str:
    """Return one of several values: fields that changed and words of a vocabulary, everything else is a code."""
    if key[1] == "changed" and part in FIELDS:
        return _(FIELDS[part])
    return word(VOCABULARY[key[1]], part) if key[1] in VOCABULARY else part


def _plain(value: object, *, year: bool = False) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("given") if value else _("none")
    return number(value) if isinstance(value, int | float) and not year else str(value)


def _stored_word(key: tuple[str, str], value: str) -> str:
    group, name = key
    if group == "steps":
        return word("StepStatus", value)
    if name == "share":
        return _(_SHARES[value]) if value in _SHARES else value
    return word(VOCABULARY[name], value) if name in VOCABULARY else _day(value)


def _is_report(value: list[Any]) -> bool:
    return len(value) > 1 and value[0] in set(ReportStatus) and isinstance(value[1], int)


def _report(value: list[Any]) -> str:
    """Return "Đã gửi: 12", of a ratio "Đã gửi: 18/20 = 90,00%"."""
    status, n, *ratio = value
    told = f"{word('ReportStatus', status)}: {number(n)}"
    if ratio:
        told += f"/{number(ratio[0])}"
    return f"{told} = {number(ratio[1] / 100, digits=2)}%" if len(ratio) > 1 and ratio[1] is not None else told


def _is_target(value: list[Any]) -> bool:
    return len(value) == 2 and value[0] in {"count", "percent"}  # noqa: PLR2004 - kind and amount


def _target(value: list[Any]) -> str:
    kind, amount = value
    if amount is None:
        return "–"
    return f"{number(amount / 100, digits=2)}%" if kind == "percent" else number(amount)


def _day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text
