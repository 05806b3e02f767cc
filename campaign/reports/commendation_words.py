"""The rules of the shortlist in plain words: the same beside the list on the screen and below it on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.domain.commendation import MIN_BASE, WEIGHTS, Ground, Part, Unranked
from campaign.domain.vocabulary import CommendationKind
from campaign.i18n import N_, _, current_language, number
from campaign.reports.administrative.words import share_cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.domain.commendation import Share
    from campaign.services.shortlist import Shortlist, ShortlistLine

NAMES: Final[Mapping[Part, str]] = {
    Part.REACH: N_("People helped"),
    Part.TARGET: N_("Target reached"),
    Part.HARD: N_("Hard villages"),
    Part.STEADY: N_("Steadiness"),
    Part.SATISFACTION: N_("Satisfaction"),
}
_RULES: Final[Mapping[Part, str]] = {
    Part.REACH: N_(
        "Unique people whom they helped to complete a step, of the eligible people of the places they answer for."
    ),
    Part.TARGET: N_("What these places reached of their target, by “{indicator}”."),
    Part.HARD: N_("Unique people helped, of the eligible people of the hard villages among these places."),
    Part.STEADY: N_("Days on which they recorded something, of the days of the campaign so far."),
    Part.SATISFACTION: N_("No data yet: takes no part."),
}  # fmt: skip
_NAMED: Final = 15
_GROUPS: Final[Mapping[tuple[CommendationKind, Ground | None], str]] = {
    (CommendationKind.COLLECTIVE, Ground.VILLAGES): N_("Collectives of villages"),
    (CommendationKind.COLLECTIVE, Ground.SCHOOLS): N_("Collectives of schools"),
    (CommendationKind.COLLECTIVE, None): N_("Collectives that cannot be ranked"),
    (CommendationKind.INDIVIDUAL, Ground.VILLAGES): N_("Individuals of villages"),
    (CommendationKind.INDIVIDUAL, Ground.SCHOOLS): N_("Individuals of schools"),
    (CommendationKind.INDIVIDUAL, None): N_("Individuals who cannot be ranked"),
}
_WHY: Final[Mapping[Unranked, str]] = {
    Unranked.OUTSIDE: N_("from outside the campaign: the software has no numbers of theirs"),
    Unranked.NO_PLACE: N_("answers for no village or school"),
    Unranked.NO_DATA: N_("no data: nobody counted the people of their places, and there is no target"),
    Unranked.SMALL: N_("fewer than {n} eligible people"),
}


def part_name(part: Part) -> str:
    """Return the name of a part of the score."""
    return _(NAMES[part])


def rule_of(part: Part, found: Shortlist) -> str:
    """Return what a part counts."""
    if part is Part.TARGET and found.target_of is None:
        return _("This campaign counts no people: takes no part.")
    if part is Part.HARD and not found.hard:
        return _("No village is harder than the others: takes no part.")
    return _(_RULES[part]).format(indicator=_indicator(found))


def weight_of(part: Part, found: Shortlist) -> str:
    """Return how much a part weighs, a dash where it takes no part."""
    absent = (
        part is Part.SATISFACTION
        or (part is Part.TARGET and found.target_of is None)
        or (part is Part.HARD and not found.hard)
    )
    return "–" if absent else number(WEIGHTS[part])


def other_rules(found: Shortlist) -> tuple[str, ...]:
    """Return the rules that are no part of the score, one sentence each."""
    rules = [
        _("Rates and never totals: a small village stands as high as a large one."),
        _("More than the whole counts as the whole."),
        _("What is not known takes no part: the weights of the others then make 100."),
        _("Fewer than {n} eligible people are not ranked; equal scores share a rank.").format(n=number(MIN_BASE)),
        _("Collectives and individuals, villages and schools are ranked apart."),
        hard_rule(found),
        _("Nobody is scored by ethnicity, age or sex, and no citizen is named."),
        _("The software proposes nobody: the leader chooses."),
    ]  # fmt: skip
    return tuple(rules)


def hard_rule(found: Shortlist) -> str:
    """Return the rule for hard villages, with those that it names."""
    rule = _(
        "Hard villages are the third in which people had the smallest share of the required steps before the campaign"
    )
    if not found.hard:
        return _("{rule}: none here.").format(rule=rule)
    hardest = sorted(found.hard, key=lambda village: village.before.rate)
    named = ", ".join(f"{h.place.name} ({share_text(h.before)})" for h in hardest[:_NAMED])
    if len(hardest) > _NAMED:
        named = _("{names} and {n} other villages").format(names=named, n=number(len(hardest) - _NAMED))
    return _("{rule}: {names}.").format(rule=rule, names=named)


def group_name(kind: CommendationKind, ground: Ground | None) -> str:
    """Return the heading of those who are compared with each other."""
    return _(_GROUPS[kind, ground])


def why_unranked(line: ShortlistLine) -> str:
    """Return why somebody has no rank, "" for whoever has one."""
    reason = line.standing.unranked
    return "" if reason is None else _(_WHY[reason]).format(n=number(MIN_BASE))


def share_text(share: Share | None) -> str:
    """Return "93,39%", and "no data" where nothing is known."""
    return _("no data yet") if share is None else share_cell(share.n, share.of)


def share_parts(share: Share | None) -> str:
    """Return "45 of 50", the numbers behind a percentage."""
    return "" if share is None else _("{n} of {of}").format(n=number(share.n), of=number(share.of))


def score_text(line: ShortlistLine) -> str:
    """Return the score with two decimals, a dash without one."""
    score = line.standing.score
    return "–" if score is None else number(float(score), digits=2)


def rank_text(line: ShortlistLine) -> str:
    """Return "1/4", a dash without a rank."""
    standing = line.standing
    return "–" if standing.rank is None else f"{standing.rank}/{standing.ranked}"


def _indicator(found: Shortlist) -> str:
    return found.target_of.name(current_language()) if found.target_of else ""
