"""The printed sheet of first sign-ins: one slip a person to cut out, on A4, as one HTML file that needs nothing else.

The passwords on it are made once and stored nowhere, so neither is this sheet.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from campaign.i18n import _, current_language, day
from campaign.i18n.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from campaign.services.rosters import Slip

_STYLE: Final = """@page{size:A4;margin:12mm}
*{box-sizing:border-box}
body{margin:0;font:11pt/1.4 "Times New Roman",Tinos,"Liberation Serif",serif;color:#000}
h1{font-size:13pt;margin:0 0 2mm}p{margin:0 0 2mm}
.slips{display:grid;grid-template-columns:1fr 1fr}
.slip{border:1px dashed #000;padding:4mm 5mm;break-inside:avoid;min-height:62mm}
.slip h2{font-size:13pt;margin:0}.slip .of{margin:0 0 2mm;font-size:10pt}
dl{display:grid;grid-template-columns:auto 1fr;gap:1mm 3mm;margin:0 0 2mm}dt{font-size:10pt}
dd{margin:0;font:bold 12pt/1.3 "DejaVu Sans Mono",Consolas,monospace;overflow-wrap:anywhere}
ol{margin:0;padding-left:5mm;font-size:10pt}
.note{border:1px solid #000;padding:2mm 3mm}
@media screen{body{max-width:210mm;margin:0 auto;padding:10mm}}
@media screen and (max-width:600px){.slips{grid-template-columns:1fr}}"""


def sheet_html(*, slips: Sequence[Slip], address: str, made_on: date) -> str:
    """Return the sheet as a whole HTML document; `address` is where the site is opened."""
    title = _("First sign-ins, {day}").format(day=day(made_on))
    note = _("Hand each slip to its person only. The passwords are shown on this sheet alone and stored nowhere.")
    body = "".join(_slip(slip, address) for slip in slips)
    return (
        f'<!doctype html><html lang="{current_language()}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>"
        f'<p class="note">{escape(note)}</p><div class="slips">{body}</div></body></html>'
    )


def _slip(slip: Slip, address: str) -> str:
    facts = (
        (_("User name"), slip.username),
        (_("One-time password"), slip.password),
        (_("Address"), address or "…"),
    )
    steps = (
        _("Open the address above in the browser of the telephone or computer."),
        _("Type the user name and the one-time password as they are printed, dashes included."),
        _("Choose a password of your own (at least 14 characters), tell it to nobody, and tear up this slip."),
    )
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts)
    told = "".join(f"<li>{escape(step)}</li>" for step in steps)
    who = f"<h2>{escape(slip.full_name)}</h2>"
    of = f'<p class="of">{escape(label(slip.role))} · {escape(slip.place_name)}</p>'
    return f'<section class="slip">{who}{of}<dl>{rows}</dl><ol>{told}</ol></section>'
