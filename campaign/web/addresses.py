"""The addresses of the house and what kind each path is; the only place that decides where a sign-in may lead."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlsplit

SIGN_IN: Final = "/dang-nhap"
SIGN_OUT: Final = "/dang-xuat"
SIGN_OUT_EVERYWHERE: Final = "/dang-xuat-moi-noi"
CHANGE_PASSWORD: Final = "/doi-mat-khau"  # noqa: S105 - an address, not a password
HOME: Final = "/"
BOARD: Final = "/cong-khai"
BOARD_NUMBERS: Final = "/cong-khai/so-lieu.csv"
BOARD_DICTIONARY: Final = "/cong-khai/tu-dien.csv"
BOARD_CODE: Final = "/cong-khai/qr.svg"
BOARD_CHART: Final = "/cong-khai/bieu-do.svg"

# Streamlit's own bundle: the same bytes for everybody, without any data.
_PUBLIC_PREFIXES: Final = ("/static/", "/favicon")
# Served by Streamlit for a page that is already open, never a page themselves.
_MACHINE_PREFIXES: Final = ("/_stcore/", "/media/", "/component/", "/static/", "/api/")
_NEVER_NEXT: Final = (SIGN_IN, SIGN_OUT, SIGN_OUT_EVERYWHERE, CHANGE_PASSWORD)
_LONGEST_NEXT: Final = 2000


def is_public_file(path: str) -> bool:
    """Tell whether a path is part of the bundle that everybody may fetch."""
    return path.startswith(_PUBLIC_PREFIXES) and ".." not in path


def is_page(path: str) -> bool:
    """Tell whether a path is a page that a person opens, as opposed to what a page fetches."""
    last = path.rsplit("/", 1)[-1]
    return (
        path.startswith("/")
        and not path.startswith(("//", *_MACHINE_PREFIXES))
        and "." not in last
        and "_stcore" not in path
    )


def safe_next(value: str | None) -> str:
    """Return an address of this site to go on to after signing in; anything else is the start page."""
    if not value or len(value) > _LONGEST_NEXT or not value.startswith("/"):
        return HOME
    # A browser reads "//" and "/\\" as another site, and drops tabs and line ends before it looks.
    if value.startswith("//") or "\\" in value or not value.isprintable():
        return HOME
    try:
        parts = urlsplit(value)
    except ValueError:
        return HOME
    if parts.scheme or parts.netloc or parts.path.rstrip("/") in _NEVER_NEXT:
        return HOME
    return value


def with_next(address: str, wanted: str) -> str:
    """Return an address that remembers where the person wanted to go."""
    return address if wanted == HOME else f"{address}?next={quote(wanted, safe='/')}"
