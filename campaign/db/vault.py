"""Encryption of phones and personal ids at rest, and the keyed index that finds one without opening any.

AES-256-GCM bound to the person and the column, HMAC-SHA-256 for the blind index (a plain hash of twelve digits
is worthless: domain § 2.1). The key file is made by `init`, has mode 0600, and never enters git or a backup.
"""

from __future__ import annotations

import base64
import hashlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from campaign.errors import CampaignError

if TYPE_CHECKING:
    import uuid

_KEY_BYTES = 32
_NONCE_BYTES = 12
_BLOCK_BYTES = 64


class Vault:
    """Seals and opens personal numbers with the installation's key."""

    def __init__(self, master: bytes) -> None:
        self._cipher = AESGCM(_derive(master, b"campaign/seal/1"))
        # HMAC by its definition (RFC 2104), its key worked in once: an import asks for 300.000 indexes.
        key = _derive(master, b"campaign/index/1").ljust(_BLOCK_BYTES, b"\0")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in key))
        # Kept in the database, so that a wrong key file is refused at the start and not at the first phone.
        self.fingerprint = _derive(master, b"campaign/fingerprint/1").hex()[:32]

    def seal(self, value: str, *, owner: uuid.UUID, column: str) -> bytes:
        """Encrypt a value for one person's column."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, value.encode(), _bound_to(owner, column))

    def open(self, sealed: bytes, *, owner: uuid.UUID, column: str) -> str:
        """Decrypt; raises `CampaignError("key_wrong")` if the key or the row is not the one it was sealed with."""
        nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, body, _bound_to(owner, column)).decode()
        except InvalidTag as error:
            raise CampaignError("key_wrong") from error

    def index(self, value: str, *, column: str) -> bytes:
        """Return the keyed index of a value (32 bytes): equal values have equal indexes, nothing else shows."""
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(f"{column}:{value}".encode())
        outer.update(inner.digest())
        return outer.digest()


def create_key_file(path: Path) -> Vault:
    """Make a new key file with mode 0600; raises `CampaignError("key_exists")` rather than overwrite one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    master = os.urandom(_KEY_BYTES)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
    except FileExistsError as error:
        raise CampaignError("key_exists", path=str(path)) from error
    with os.fdopen(handle, "w") as file:
        file.write(base64.b64encode(master).decode() + "\n")
    return Vault(master)


def load_key_file(path: Path) -> Vault:
    """Read the key file; raises `key_missing`, `key_unreadable` (not a key) or `key_open_to_others` (mode)."""
    try:
        text = path.read_text("ascii")
    except FileNotFoundError as error:
        raise CampaignError("key_missing", path=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise CampaignError("key_unreadable", path=str(path)) from error
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise CampaignError("key_open_to_others", path=str(path))
    try:
        master = base64.b64decode(text.strip(), validate=True)
    except ValueError as error:
        raise CampaignError("key_unreadable", path=str(path)) from error
    if len(master) != _KEY_BYTES:
        raise CampaignError("key_unreadable", path=str(path))
    return Vault(master)


def _derive(master: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=purpose).derive(master)


def _bound_to(owner: uuid.UUID, column: str) -> bytes:
    return owner.bytes + column.encode()
