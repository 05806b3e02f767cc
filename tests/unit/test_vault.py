"""The keyed index of numbers: the standard's own HMAC, so that databases of before still find everybody."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from campaign.db.vault import Vault

MASTER = bytes(range(32))


@pytest.mark.parametrize("value", ["+84912345678", "", "H’Thử Niê", "x" * 300])
def test_the_index_is_hmac_sha_256_of_column_and_value(value: str) -> None:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"campaign/index/1").derive(MASTER)
    expected = hmac.digest(key, f"phone:{value}".encode(), hashlib.sha256)
    vault = Vault(MASTER)
    assert vault.index(value, column="phone") == expected
    # The second one begins where the first began.
    assert vault.index(value, column="phone") == expected
    assert vault.index(value, column="personal_id") != expected
    assert Vault(bytes(32)).index(value, column="phone") != expected
