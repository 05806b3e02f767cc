"""*Ghi nhận*: find a person, tick the steps, save. The screen that decides whether the product lives."""

from __future__ import annotations

from campaign.i18n import _
from campaign.ui import cards, context
from campaign.ui.forms import screen, style


def main() -> None:
    """Draw the working part for the campaign in view."""
    here = context.current()
    if here.campaign is None:
        style.title(_("Record"))
        cards.empty(
            _("There is no campaign in your area yet"),
            _("As soon as the official has opened one, you can record here."),
        )
        return
    screen.work(here.campaign.slug)


main()
