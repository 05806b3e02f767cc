"""*Nhập danh sách*: a file, its columns, a dry run, the import, and the way back."""

from __future__ import annotations

from campaign.ui import context
from campaign.ui.importing import screen


def main() -> None:
    """Draw the screen."""
    screen.draw(context.current())


main()
