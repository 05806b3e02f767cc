"""`campaign user …`: adding, listing and disabling accounts, and new passwords."""

from __future__ import annotations

from typing import Annotated

import typer

from campaign.cli.output import emit_json, emit_table, say
from campaign.cli.state import Json, opened, options_of
from campaign.domain.vocabulary import Role
from campaign.i18n import _, clock_time
from campaign.i18n.labels import label
from campaign.services import accounts as service
from campaign.services import idle

accounts = typer.Typer(no_args_is_help=True, help="Accounts.")


@accounts.command()
def add(
    context: typer.Context,
    username: str,
    *,
    role: Annotated[Role, typer.Option(help="What the account may do.")],
    place: Annotated[str, typer.Option(help="Code of the place where it may do it.")],
    name: Annotated[str | None, typer.Option(help="Full name of the person.")] = None,
    json: Json = False,
) -> None:
    """Add an account with a one-time password, which is printed once."""
    with opened(context) as call:
        made = service.add_account(
            call=call, username=username, full_name=name or username, role=role, place_code=place
        )
    _print_password(context, made.username, made.password, as_json=json)


@accounts.command(name="list")
def list_(context: typer.Context, *, json: Json = False) -> None:
    """List the accounts."""
    with opened(context) as call:
        rows = service.list_accounts(call=call)
    if options_of(context).json or json:
        emit_json(
            [
                {
                    "username": row.username,
                    "full_name": row.full_name,
                    "role": row.role.value,
                    "place_code": row.place_code,
                    "disabled": row.disabled,
                    "last_sign_in_at": row.last_sign_in_at.isoformat() if row.last_sign_in_at else None,
                }
                for row in rows
            ]
        )
        return
    emit_table(
        (_("User name"), _("Full name"), _("Role"), _("Place"), _("State"), _("Last sign-in")),
        [
            (
                row.username,
                row.full_name,
                label(row.role),
                row.place_code,
                _("disabled") if row.disabled else _("in use"),
                clock_time(row.last_sign_in_at) if row.last_sign_in_at else None,
            )
            for row in rows
        ],
    )


@accounts.command()
def disable(context: typer.Context, username: str) -> None:
    """Disable an account; its sessions end at once."""
    with opened(context) as call:
        service.disable_account(call=call, username=username)
    say(_("The account {username} is disabled.").format(username=username))


@accounts.command(name="disable-idle")
def disable_idle(context: typer.Context, *, json: Json = False) -> None:
    """Disable the accounts that nobody used for 45 days; the last administrator stays."""
    with opened(context) as call:
        found = idle.disable_idle(call=call)
    if options_of(context).json or json:
        emit_json({"disabled": list(found)})
        return
    for username in found:
        say(_("The account {username} is disabled.").format(username=username))
    if not found:
        say(_("No account was unused for 45 days."))


@accounts.command(name="reset-password")
def reset_password(context: typer.Context, username: str, *, json: Json = False) -> None:
    """Give an account a new one-time password, which is printed once."""
    with opened(context) as call:
        password = service.reset_password(call=call, username=username)
    _print_password(context, username, password, as_json=json)


def _print_password(context: typer.Context, username: str, password: str, *, as_json: bool) -> None:
    if options_of(context).json or as_json:
        emit_json({"username": username, "password": password})
        return
    emit_table((_("User name"), _("One-time password")), [(username, password)])
    say(_("It is shown once; the person chooses another at the first sign-in."))
