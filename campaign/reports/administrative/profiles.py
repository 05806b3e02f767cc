"""Whose report it is: head, number form, signature and recipients of the two profiles.

A People's Committee writes by NĐ 30/2020/NĐ-CP, Phụ lục I; the Youth Union by HD 29-HD/TWĐTN-VP (2013), without the
national title. The number, the signature and the name below it stay blank: they are the clerk's and the signer's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import PlaceKind, ReportProfile
from campaign.i18n import _
from campaign.i18n.labels import label
from campaign.reports.administrative.words import bare_name, full_name, name_in_text

if TYPE_CHECKING:
    from campaign.services.document_models import DocumentView

_OFFICES: Final = frozenset({PlaceKind.PROVINCE, PlaceKind.COMMUNE, PlaceKind.WARD, PlaceKind.SPECIAL_ZONE})
_NUMBER_GAP: Final = "\u00a0" * 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a report is headed and closed with.

    `above` are the lines over the issuing body, in capitals, `issuer_lines` its own, bold. `motto` is "" where there is
    none; `has_stars` puts three stars below the issuer. `issuer` is its name in a sentence, `seat` the place of the
    date line. `signer_lines` stand above the signature; `recipients` are the lines of "Nơi nhận".
    """

    above: tuple[str, ...]
    issuer_lines: tuple[str, ...]
    has_stars: bool
    title: str
    motto: str
    number: str
    number_in_text: str
    issuer: str
    seat: str
    signer_lines: tuple[str, ...]
    recipients: tuple[str, ...]


def profile_of(view: DocumentView, profile: ReportProfile) -> Profile:
    """Return head and closing of a report about a place; a village's report is issued by its commune."""
    name, kind = view.place_name, view.place_kind
    if kind not in _OFFICES and view.parent_kind is not None:
        name, kind = view.parent_name, view.parent_kind
    return _youth_union(view, name, kind) if profile is ReportProfile.DOAN else _committee(name, kind)


def list_profile(*, name: str, kind: PlaceKind) -> Profile:
    """Return head and closing of a list that a People's Committee draws up ("DS-UBND")."""
    return _committee(name, kind, symbol=_("DS-UBND"))


def _committee(name: str, kind: PlaceKind, *, symbol: str = "") -> Profile:
    at_province = kind is PlaceKind.PROVINCE
    last = (
        _("- Filed: clerical office, {unit}.").format(unit="…") if at_province else _("- Filed: clerk, culture desk.")
    )
    symbol = symbol or _("BC-UBND")
    return Profile(
        above=(),
        issuer_lines=(_("People’s Committee").upper(), full_name(name, kind).upper()),
        has_stars=False,
        title=_("Socialist Republic of Viet Nam").upper(),
        motto=_("Independence - Freedom - Happiness"),
        number=_("No.: {number}").format(number=f"{_NUMBER_GAP}/{symbol}"),
        number_in_text=_("No. {number}").format(number=f"{_NUMBER_GAP}/{symbol}"),
        issuer=_("The People’s Committee of {place}").format(place=name_in_text(name, kind)),
        seat=bare_name(name, kind),
        signer_lines=(_("ON BEHALF OF THE PEOPLE’S COMMITTEE"), _("CHAIR")),
        recipients=(
            _("- As above;"),
            _("- Provincial Party and People’s Council;")
            if at_province
            else _("- Party committee, People’s Council of the {word};").format(word=label(kind).lower()),
            last,
        ),
    )


def _youth_union(view: DocumentView, name: str, kind: PlaceKind) -> Profile:
    symbol = _("BC/DTN")
    # Above a commune's own Union stands the province's; whose place is not known is not guessed.
    is_below = kind is not PlaceKind.PROVINCE and view.place_name == name and view.parent_kind is PlaceKind.PROVINCE
    above = _("Youth Union of {place}").format(place=full_name(view.parent_name, PlaceKind.PROVINCE))
    own = full_name(name, kind)
    return Profile(
        above=(above.upper(),) if is_below else (),
        issuer_lines=(_("Executive board").upper(), _("Youth Union of {place}").format(place=own).upper()),
        has_stars=True,
        title=_("Ho Chi Minh Communist Youth Union").upper(),
        motto="",
        number=_("No.: {number}").format(number=f"{_NUMBER_GAP}-{symbol}"),
        number_in_text=_("No. {number}").format(number=f"{_NUMBER_GAP}-{symbol}"),
        issuer=_("The standing board of the Youth Union of {place}").format(place=name_in_text(name, kind)),
        seat=bare_name(name, kind),
        signer_lines=(_("ON BEHALF OF THE STANDING BOARD"), _("SECRETARY")),
        recipients=(_("- As above;"), _("- Standing Party committee;"), _("- Filed: office of the Union.")),
    )
