"""Passwords: hashing with argon2id, the rule of length, and one-time passwords that can be read out on the phone.

Nothing here logs, stores or compares a password in the clear.
"""

from __future__ import annotations

import secrets
import threading
import unicodedata
from functools import lru_cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from campaign.errors import CampaignError

# TCVN 14423:2026, level 2: at least 14 characters where there is no second factor.
MINIMUM: Final = 14
# Longer is no safer, and hashing a novel is a way to keep a server busy.
MAXIMUM: Final = 200
_FEWEST_DIFFERENT: Final = 5

# RFC 9106 argon2id with 19 MiB and two passes: the least that OWASP's password storage sheet allows,
# chosen because the server of a commune is small. A stronger choice here rehashes at the next sign-in.
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# Hashing is what a flood of sign-ins costs; more at once than this would only take each other's memory.
_AT_ONCE: Final = threading.BoundedSemaphore(4)

# Syllables that everybody spells the same way when they hear them; no c/d/b, which make rude words.
_CONSONANTS: Final = "ghkmnprstvx"
_VOWELS: Final = "aeiou"


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password, parameters and salt included."""
    with _AT_ONCE:
        return _HASHER.hash(_plain(password))


def verify_password(password: str, stored: str | None) -> bool:
    """Tell whether a password fits a stored hash; None (no such account) takes as long and says no."""
    with _AT_ONCE:
        try:
            _HASHER.verify(stored or _dummy(), _plain(password))
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


def rehash_if_old(password: str, stored: str) -> str | None:
    """Return a new hash when the stored one was made with other parameters, else None."""
    return hash_password(password) if _HASHER.check_needs_rehash(stored) else None


def require_good_password(password: str) -> None:
    """Pass, or raise `password_too_short` (minimum), `password_too_long` (maximum) or `password_too_easy`."""
    plain = _plain(password)
    if len(plain) < MINIMUM:
        raise CampaignError("password_too_short", minimum=MINIMUM)
    if len(plain) > MAXIMUM:
        raise CampaignError("password_too_long", maximum=MAXIMUM)
    if len(set(plain)) < _FEWEST_DIFFERENT:
        raise CampaignError("password_too_easy")


def one_time_password() -> str:
    """Return a password like "kema-nuti-hapo-rexa-47": 52 bits, and a person can take it down by ear."""
    words = ["".join(secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS) for _ in "12") for _ in "1234"]
    return "-".join([*words, str(10 + secrets.randbelow(90))])


def _plain(password: str) -> str:
    # Keyboards write Vietnamese letters in two ways; the same key presses must be the same password.
    return unicodedata.normalize("NFC", password)


@lru_cache(maxsize=1)
def _dummy() -> str:
    return _HASHER.hash(secrets.token_hex(16))
