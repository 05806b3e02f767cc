"""Vietnamese written as lists of the nineties were: in TCVN3, in VNI, in Windows-1258. The people are made up."""

import unicodedata

from campaign.domain.imports.legacy import TCVN3

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TCVN3 = {letter: chr(byte) for byte, letter in TCVN3.items()}


def tcvn3(text: str) -> str:
    """Return the letters that a .VnTime document holds; capitals with tones are stored small, as its users had to."""
    return "".join(_TCVN3.get(letter) or _TCVN3.get(letter.lower(), letter) for letter in text)


def windows_1258(text: str) -> bytes:
    """Return the bytes of Windows-1258, whose tones stand behind their letters."""
    written = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        written += (bare + "".join(part for part in parts if part in _TONES)).encode("cp1258")
    return bytes(written)
