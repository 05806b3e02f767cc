"""The one way a click becomes a write: snapshot, one service call, outcome.

Nothing of Streamlit is touched between the service's first and last statement, because its rerun signal would
take the transaction with it. A double click is two runs with one token, and the second finds its work done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

from campaign.errors import CampaignError
from campaign.ui import context, state

if TYPE_CHECKING:
    from uuid import UUID

    from campaign.services.call import Call

C = TypeVar("C")
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How the last write of a form ended: what the service returned, or why it refused.

    `token` is the id that the save bore, for an undo. `form` says beside which form it is shown.
    """

    form: str
    token: UUID
    result: Any = None
    error: CampaignError | None = None

    @property
    def done(self) -> bool:
        """Whether the write was stored."""
        return self.error is None


class OnClick(TypedDict):
    """What a button takes: `st.button(…, **actions.on_click(…))`; works for `st.form_submit_button` as well."""

    on_click: Callable[..., None]
    kwargs: dict[str, Any]


def on_click(
    *,
    form: str,
    command: Callable[[Values, UUID], C],
    write: Callable[[Call, C], object],
    reads: Mapping[str, str] | None = None,
    resets: Mapping[str, object] | None = None,
    after: Callable[[Outcome], None] | None = None,
) -> OnClick:
    """Return the arguments that make a button write.

    Args:
        form: names the outcome and the token; one form has one token at a time.
        command: makes the frozen command from the values and the token; may raise a `CampaignError`.
        write: calls ONE service function with the fresh call and the command.
        reads: which widgets the command needs, as `{name in values: widget key}`.
        resets: widget values to put back after a stored write, as `{widget key: value}`.
        after: runs after the write, stored or refused, for what belongs to the screen (step back to the list).

    The token is taken now, while the button is drawn: two clicks on one drawn button are one save.
    """
    return OnClick(
        on_click=run,
        kwargs={
            "form": form,
            "token": state.token(form),
            "command": command,
            "write": write,
            "reads": dict(reads or {}),
            "resets": dict(resets or {}),
            "after": after,
        },
    )


def run(
    *,
    form: str,
    token: UUID,
    command: Callable[[Values, UUID], C],
    write: Callable[[Call, C], object],
    reads: Mapping[str, str],
    resets: Mapping[str, object],
    after: Callable[[Outcome], None] | None = None,
) -> None:
    """Carry out one write as a widget callback; a refusal becomes an outcome, everything else is an error of ours."""
    values = state.snapshot(reads)
    try:
        # The session is looked up again: it may have ended since the button was drawn.
        fresh = context.call()
        result = write(fresh, command(values, token))
    except CampaignError as error:
        outcome = Outcome(form=form, token=token, error=error)
    else:
        outcome = Outcome(form=form, token=token, result=result)
        state.renew_token(form)
        for key, value in resets.items():
            state.put_widget(key, value)
    _slot(form).set(outcome)
    if after is not None:
        after(outcome)


def outcome(form: str) -> Outcome | None:
    """Return how the last write of a form ended, until `dismiss` or the next write."""
    return _slot(form).get()


def dismiss(form: str) -> None:
    """Forget the outcome of a form (the person turned to something else)."""
    _slot(form).clear()


def _slot(form: str) -> state.Slot[Outcome | None]:
    return state.Slot(f"outcome:{form}", lambda: None)
