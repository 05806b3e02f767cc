"""The sign-ins of the sample: one for each role, a volunteer of one village, officials next door and of the province.

Their passwords are printed for everybody to try; they exist in sample databases only.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from campaign.domain.vocabulary import Role
from campaign.services.demo.lists import FOLDER


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleAccount:
    """One sign-in of the sample, with what it shows in both languages."""

    role: Role
    username: str
    password: str = field(repr=False)
    place_code: str
    full_name: str
    label_vi: str
    label_en: str

    def label(self, language: str) -> str:
        """Return what the account is for."""
        return self.label_en if language == "en" else self.label_vi


OFFICIAL: Final = "canbo"
TEAM_LEAD: Final = "totruong"
VOLUNTEER: Final = "tinhnguyen"
VILLAGE_VOLUNTEER: Final = "tnv.jung"
NEIGHBOUR: Final = "canbo.eaphe"
PROVINCE_OFFICIAL: Final = "canbo.tinh"
PROVINCE_LEADER: Final = "lanhdao.tinh"


@cache
def sample_accounts() -> tuple[SampleAccount, ...]:
    """Return the sign-ins of the sample, the most powerful first."""
    with (FOLDER / "accounts.csv").open(encoding="utf-8", newline="") as source:
        return tuple(_account(line) for line in csv.DictReader(source))


def _account(line: Mapping[str, str]) -> SampleAccount:
    return SampleAccount(
        role=Role(line["role"]),
        username=line["username"],
        password=line["password"],
        place_code=line["place_code"],
        full_name=line["full_name"],
        label_vi=line["label_vi"],
        label_en=line["label_en"],
    )
