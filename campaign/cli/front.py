"""The front door of the command line: global options, and what every refusal ends in."""

from __future__ import annotations

import logging
import secrets
import sys
from typing import Annotated

import typer

from campaign.cli.accounts import accounts
from campaign.cli.imports import import_app
from campaign.cli.numbers import export_app, progress, verify
from campaign.cli.output import say
from campaign.cli.reports import documents, report
from campaign.cli.state import Json, Options, options_of
from campaign.cli.upkeep import demo, init, migrate, new, serve
from campaign.errors import CampaignError
from campaign.i18n import _, use_language
from campaign.i18n.errors import error_text

_log = logging.getLogger(__name__)

app = typer.Typer(
    name="campaign", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
)
for command in (init, demo, new, serve, migrate, progress, report, documents, verify):
    app.command()(command)
app.add_typer(accounts, name="user")
app.add_typer(export_app, name="export")
app.add_typer(import_app, name="import")


@app.callback()
def start(
    context: typer.Context,
    *,
    demo: Annotated[bool, typer.Option("--demo", help="Work on the sample database, not the configured one.")] = False,
    json: Json = False,
) -> None:
    """Digital-citizen campaign tracker."""
    context.obj = Options(demo=demo, json=json)
    use_language(options_of(context).settings.language)


def main() -> None:
    """Run a command line and leave with its status; no traceback ever reaches a person."""
    try:
        app(prog_name="campaign")
    except CampaignError as error:
        say(f"campaign: {error_text(error)}")
        sys.exit(2 if error.code in {"setting_invalid", "usage_invalid"} else 1)
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(1)
    except Exception:  # noqa: BLE001 - a front door: a number for the person, the rest for the log
        number = secrets.token_hex(4)
        logging.basicConfig(stream=sys.stderr, level=logging.ERROR)
        _log.debug("fault %s", number, exc_info=True)
        say(_("Something went wrong in the program (number {number}); nothing was half-written.").format(number=number))
        raise SystemExit(1) from None
