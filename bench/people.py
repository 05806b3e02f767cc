"""Made-up citizens and what was done for them, the same for the same seed; no name belongs to a real person.

Rows come as plain values (ids and days as text) that SQLite keeps and PostgreSQL reads, since a million of them
must not take minutes. It refuses to invent rules: what records add up to is asked of the product.
"""

from __future__ import annotations

import functools
import random
import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from campaign.domain.names import fold, person_sort_key
from campaign.domain.steps import Contribution, CountedIndicators, LiveRecord, contributions
from campaign.domain.vocabulary import Channel, StepStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from campaign.db.vault import Vault


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FAMILY = _words("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Nông Triệu Đinh Trịnh Mai Cao")
_MIDDLE = _words("Văn Thị Hữu Đức Minh Ngọc Thanh Thu Quang Xuân Kim Hồng Công Bảo Gia Như Anh Hoài Tuấn Mỹ")
_GIVEN = _words(
    "An Ân Anh Bình Châu Chi Cường Dung Dũng Duyên Đạt Giang Hà Hải Hạnh Hiền Hiếu Hoa Hòa Hùng Hương Khánh "
    "Lan Linh Loan Long Mai Minh Nam Nga Ngân Nhung Oanh Phúc Phương Quân Quỳnh Sơn Tâm Thảo Thắng Thủy Trang "
    "Trung Tú Uyên Vân Việt Vy Yến"
)
_HIGHLAND_GIVEN = _words("Maryam Then Bling Juên Nguôm Wôt Lina Ruê Siên Thăm Khanh Bliu Nhuôm Ngơi Blăng")
_HIGHLAND_FAMILY = _words("Niê Êban Ayun Mlô Kbuôr Bkrông Ktla Byă Adrơng Hđơk Kpă")
_HIGHLAND_SHARE = 0.4

# What may have happened to one person: (position of the step, status, days after the first visit).
_DONE, _HAD, _HELPED = StepStatus.COMPLETED, StepStatus.ALREADY_HAD, StepStatus.ASSISTED
_Shape = tuple[tuple[int, StepStatus, int], ...]
_SHAPES: tuple[tuple[int, _Shape], ...] = (
    (40, ()),
    (15, ((2, _DONE, 0),)),
    (10, ((1, _HAD, 0), (2, _DONE, 0))),
    (8, ((0, _DONE, 0), (1, _DONE, 0), (2, _HELPED, 0))),
    (8, ((3, _HAD, 0), (4, _HAD, 0), (5, _DONE, 3))),
    (6, ((2, StepStatus.REFUSED, 0),)),
    (8, tuple((step, _DONE, step // 3) for step in range(7))),
    (5, tuple((step, _HAD if step in (1, 4) else _DONE, step) for step in range(7))),
)
_WEIGHTS = [weight for weight, _ in _SHAPES]
_WEDNESDAY, _SATURDAY = 2, 5
Plain = str | int | bytes | None

CITIZEN_COLUMNS = (
    "commune_id", "id", "place_id", "full_name", "name_fold", "sort_key", "birth_year", "sex", "phone_cipher",
    "phone_index", "phone_last", "personal_id_cipher", "personal_id_index", "personal_id_last", "consent",
    "created_at",
)  # fmt: skip
RECORD_COLUMNS = (
    "commune_id", "id", "campaign_id", "citizen_id", "indicator_id", "status", "place_id", "day", "device_at",
    "server_at", "channel", "save_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The campaign that people are recorded in; ``steps`` are indicator ids, ``until`` the last day."""

    campaign_id: int
    steps: tuple[int, ...]
    counted: CountedIndicators
    starts_on: date
    until: date


@functools.cache
def _spelled(name: str) -> tuple[str, str]:
    return fold(name), person_sort_key(name)


def citizen_id(number: int) -> str:
    """The id of the citizen with a number, in 32 digits, rising like the product's own ids."""
    return f"0192{0:08x}7{0:03x}8{number:015x}"


def made_up_name(rng: random.Random) -> str:
    """A Kinh or a highland name that belongs to nobody."""
    if rng.random() >= _HIGHLAND_SHARE:
        return f"{rng.choice(_FAMILY)} {rng.choice(_MIDDLE)} {rng.choice(_GIVEN)}"
    given, family = rng.choice(_HIGHLAND_GIVEN), rng.choice(_HIGHLAND_FAMILY)
    return f"H’{given} {family}" if rng.random() < 0.5 else f"Y {given} {family}"


def citizen_rows(
    *, commune_id: int, units: Sequence[int], numbers: range, vault: Vault | None = None
) -> Iterator[tuple[Plain, ...]]:
    """Rows of the citizen table in the order of CITIZEN_COLUMNS; with a vault, all have phone and id."""
    rng = random.Random(f"people/{commune_id}/{numbers.start}")
    made = _stored(datetime(2026, 9, 1, tzinfo=UTC))
    for number in numbers:
        owner, name = citizen_id(number), made_up_name(rng)
        folded, key = _spelled(name)
        sealed = _sealed(vault, owner, number) if vault else (None,) * 6
        yield (
            commune_id, owner, units[number % len(units)], name, folded, key, 1940 + int(rng.random() * 72),
            "male" if rng.random() < 0.5 else "female", *sealed, "not_required", made,
        )  # fmt: skip


def _sealed(vault: Vault, owner: str, number: int) -> tuple[Plain, ...]:
    # The last digits must not run with the rows, or an index would look better than it is.
    scattered, bearer = number * 7919 % 10**8, uuid.UUID(owner)
    phone, identity = f"+849{scattered:08d}", f"0662{scattered:08d}"
    return (
        vault.seal(phone, owner=bearer, column="phone"), vault.index(phone, column="phone"), phone[-4:],
        vault.seal(identity, owner=bearer, column="personal_id"), vault.index(identity, column="personal_id"),
        identity[-4:],
    )  # fmt: skip


class Recording:
    """The records of many citizens; ``progress`` are the roll-ups that they make, leaf places only."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.progress: Counter[Contribution] = Counter()
        self._patterns: Counter[tuple[int, date, int]] = Counter()
        self._days = _working_days(work.starts_on, work.until)

    def rows(self, *, commune_id: int, units: Sequence[int], numbers: range) -> Iterator[tuple[Plain, ...]]:
        """Rows of the record table in the order of RECORD_COLUMNS, for the citizens with these numbers."""
        rng = random.Random(f"records/{commune_id}/{numbers.start}")
        shapes = rng.choices(range(len(_SHAPES)), _WEIGHTS, k=len(numbers))
        days = rng.choices(self._days, k=len(numbers))
        visits: dict[tuple[int, date, int], list[tuple[int, str, str, str]]] = {}
        campaign, channel = self.work.campaign_id, Channel.HOME_VISIT.value
        for number, shape, day in zip(numbers, shapes, days, strict=True):
            unit = units[number % len(units)]
            pattern = (unit, day, shape)
            self._patterns[pattern] += 1
            if pattern not in visits:
                visits[pattern] = [
                    (live.indicator_id, live.status.value, live.day.isoformat(), _stored(live.server_at))
                    for live in self._live(unit, day, shape)
                ]
            citizen, save = citizen_id(number), f"{0x0193:04x}{number:028x}"
            for at, (indicator_id, status, on, stamp) in enumerate(visits[pattern]):
                yield (
                    commune_id, f"{0x0194:04x}{number:026x}{at:02x}", campaign, citizen, indicator_id, status,
                    unit, on, stamp, stamp, channel, save,
                )  # fmt: skip

    def settle(self) -> None:
        """Counts all rows that were taken: what one pattern adds is asked once, and multiplied."""
        for (unit, day, shape), people in self._patterns.items():
            live = self._live(unit, day, shape)
            for cell, n in contributions(records=live, counted=self.work.counted).items():
                self.progress[cell] += n * people
        self._patterns.clear()

    def _live(self, unit: int, first: date, shape: int) -> list[LiveRecord]:
        found = []
        for at, (step, status, later) in enumerate(_SHAPES[shape][1]):
            day = min(first + timedelta(days=later), self.work.until)
            found.append(
                LiveRecord(
                    id=uuid.UUID(int=at),
                    indicator_id=self.work.steps[step],
                    status=status,
                    place_id=unit,
                    day=day,
                    # Steps of one day were saved one after the other: their order never hangs on an id.
                    server_at=datetime(day.year, day.month, day.day, 3, step, tzinfo=UTC),
                )
            )
        return found


def _stored(instant: datetime) -> str:
    """An instant in UTC as SQLite keeps it and as PostgreSQL reads it."""
    return instant.strftime("%Y-%m-%d %H:%M:%S.%f")


def _working_days(start: date, until: date) -> list[date]:
    """Every day once, outreach days (Wednesday, Saturday) six times."""
    days = [start + timedelta(days=at) for at in range((until - start).days + 1)]
    return [day for day in days for _ in range(6 if day.weekday() in (_WEDNESDAY, _SATURDAY) else 1)]
