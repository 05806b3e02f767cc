"""Making and running an installation: init, migrate, demo, new, serve."""

from __future__ import annotations

import os
import runpy
import sys
from datetime import date, datetime
from getpass import getpass
from typing import Annotated

import typer

from campaign.cli.output import emit_json, emit_table, progress_bar, say
from campaign.cli.state import Json, opened, options_of
from campaign.clock import moment
from campaign.config import ROOT, Settings
from campaign.domain.vocabulary import LegalBasis
from campaign.errors import CampaignError
from campaign.i18n import _, current_language
from campaign.i18n.labels import label
from campaign.services import campaigns, setup
from campaign.services.demo import DemoSummary, SampleAccount, build_demo


def init(
    context: typer.Context,
    *,
    commune: Annotated[str, typer.Option(help="Code of the commune, e.g. 24490.")],
    admin: Annotated[str, typer.Option(help="User name of the first administrator.")],
    password_stdin: Annotated[
        bool, typer.Option(help="Read the administrator's password from standard input.")
    ] = False,
    json: Json = False,
) -> None:
    """Make a new database: schema, key file, reference data, first administrator.

    Without a terminal and without --password-stdin the administrator gets a one-time password, which is printed once.
    """
    options = options_of(context)
    password = _password(from_stdin=password_stdin)
    made = setup.init_installation(
        settings=options.settings,
        moment=moment(today=options.settings.today),
        commune_code=commune,
        admin_username=admin,
        password=password,
    )
    say(_("{commune} is ready. Database: {database}").format(commune=made.commune_name, database=made.database))
    say(_("Keep a copy of the key file {path}: without it phones and ids cannot be read.").format(path=made.key_file))
    shown = {"database": made.database, "key_file": made.key_file, "username": made.username}
    if password is None:
        shown["password"] = made.password
    if options.json or json:
        emit_json(shown)
    elif password is None:
        emit_table((_("User name"), _("One-time password")), [(made.username, made.password)])
        say(_("It is shown once; the person chooses another at the first sign-in."))


def migrate(context: typer.Context, *, json: Json = False) -> None:
    """Bring the schema to head; safe to run twice."""
    options = options_of(context)
    before, now = setup.migrate_installation(settings=options.settings)
    say(_("The schema is at version {version}.").format(version=now))
    if options.json or json:
        emit_json({"before": before, "now": now})


def demo(
    context: typer.Context,
    *,
    reset: Annotated[bool, typer.Option(help="Build the sample anew for today.")] = False,
    serve: Annotated[bool, typer.Option(help="Serve the app on the sample database.")] = False,
    json: Json = False,
) -> None:
    """Build the sample database (if absent), print its sign-ins, and serve it if asked."""
    options = options_of(context)
    settings = options.settings.for_demo()
    with progress_bar(_("Building the sample database")) as tell:
        made = build_demo(settings=settings, moment=moment(today=settings.today), reset=reset, progress=tell)
    _print_sample(made, as_json=options.json or json)
    if serve:
        _serve(settings)


def new(
    context: typer.Context,
    *,
    slug: Annotated[str, typer.Option(help="Short name, e.g. krong-pac-2026.")],
    name: Annotated[str, typer.Option(help="Full name.")],
    place: Annotated[str, typer.Option(help="Code of the place where it runs.")],
    template: Annotated[str, typer.Option(help="Key of the template, e.g. digital_citizen_2026.")],
    start: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="First day.")],
    end: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Last day.")],
    legal_basis: Annotated[LegalBasis, typer.Option(help="duty or consent.")] = LegalBasis.DUTY,
    plan_number: Annotated[str | None, typer.Option(help="Number of the plan or decision.")] = None,
    json: Json = False,
) -> None:
    """Make a campaign from a template, open for recording."""
    with opened(context) as call:
        made = campaigns.create_campaign(
            call=call,
            slug=slug,
            name=name,
            place_code=place,
            template=template,
            starts_on=start.date(),
            ends_on=end.date(),
            legal_basis=legal_basis,
            plan_number=plan_number,
        )
    say(_("The campaign “{name}” is open in {place}.").format(name=made.name, place=made.place_name))
    if options_of(context).json or json:
        emit_json(
            {
                "slug": made.slug,
                "place_code": made.place_code,
                "start": made.starts_on,
                "end": made.ends_on,
                "indicators": [indicator.key for indicator in made.indicators],
            }
        )


def serve(context: typer.Context) -> None:
    """Serve the app with production settings."""
    _serve(options_of(context).settings)


def _serve(settings: Settings) -> None:
    """Run app.py as `python app.py` does, in this process; the environment carries the choice of database."""
    if settings.demo:
        os.environ["CAMPAIGN_DEMO"] = "1"
    say(
        _("The app is served on http://{host}:{port} (stop it with Ctrl+C).").format(
            host=_shown(settings.host), port=settings.port
        )
    )
    sys.argv = [str(ROOT / "app.py")]
    runpy.run_path(str(ROOT / "app.py"), run_name="__main__")


def _shown(host: str) -> str:
    return "localhost" if host in {"127.0.0.1", "0.0.0.0"} else host  # noqa: S104 - compared, not listened on


def _password(*, from_stdin: bool) -> str | None:
    """Return the password that was given; None, for a one-time one, where nobody can be asked."""
    if from_stdin:
        given = sys.stdin.readline().rstrip("\r\n")
        if not given:
            raise CampaignError("password_not_given")
        return given
    if not sys.stdin.isatty():
        return None
    first = getpass(_("Password of the administrator: "))
    if getpass(_("The same again: ")) != first:
        raise CampaignError("passwords_differ")
    return first


def _print_sample(made: DemoSummary, *, as_json: bool) -> None:
    if as_json:
        emit_json(
            {
                "database": made.database,
                "campaigns": list(made.campaigns),
                "accounts": [
                    {
                        "role": account.role.value,
                        "username": account.username,
                        "password": account.password,
                        "place_code": account.place_code,
                    }
                    for account in made.accounts
                ],
            }
        )
        return
    say(_("Sample database: {path} (synthetic data, day {day}).").format(path=made.database, day=_day(made.today)))
    heads = (_("Role"), _("User name"), _("Password"), _("Place"), _("Who"))
    emit_table(heads, [(label(a.role), a.username, a.password, a.place_code, _who(a)) for a in made.accounts])


def _who(account: SampleAccount) -> str:
    return account.label_en if current_language() == "en" else account.label_vi


def _day(value: date) -> str:
    return value.strftime("%d/%m/%Y")
