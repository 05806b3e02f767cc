"""The table of rights, for any role, place and scope."""

from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.permissions import RIGHTS, Action, Viewer, allowed, require
from campaign.domain.vocabulary import Role
from campaign.errors import CampaignError

ids = st.integers(1, 400)
# Small numbers, so that /1/2/ meets /1/20/ and /1/2/3/.
paths = st.lists(ids, min_size=1, max_size=4).map(lambda parts: "/" + "".join(f"{part}/" for part in parts))
scopes = st.lists(paths | st.just("/"), max_size=3).map(tuple)
roles, actions = st.sampled_from(Role), st.sampled_from(Action)


def parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part]


@given(role=roles, action=actions, scope=scopes, path=paths)
def test_a_right_holds_at_a_place_and_all_below_it_and_nowhere_else(
    role: Role, action: Action, scope: tuple[str, ...], path: str
) -> None:
    inside = any(parts(path)[: len(parts(root))] == parts(root) for root in scope)
    assert allowed(role=role, action=action, scope=scope, path=path) == (action in RIGHTS[role] and inside)


@given(role=roles, action=actions, scope=scopes, path=paths, more=paths)
def test_a_wider_scope_never_takes_a_right_away(
    role: Role, action: Action, scope: tuple[str, ...], path: str, more: str
) -> None:
    if allowed(role=role, action=action, scope=scope, path=path):
        assert allowed(role=role, action=action, scope=(*scope, more), path=path)


@given(role=roles, action=actions, path=paths)
def test_nobody_may_anything_without_a_scope(role: Role, action: Action, path: str) -> None:
    assert not allowed(role=role, action=action, scope=(), path=path)


@given(role=roles, action=actions, scope=scopes)
def test_without_a_place_only_the_role_is_asked(role: Role, action: Action, scope: tuple[str, ...]) -> None:
    assert allowed(role=role, action=action, scope=scope, path=None) == (action in RIGHTS[role])


@given(role=roles, action=actions, scope=scopes, path=paths)
def test_requiring_is_allowing(role: Role, action: Action, scope: tuple[str, ...], path: str) -> None:
    viewer = Viewer(account_id=1, username="a", full_name="A", role=role, place_id=None, commune_id=0, scope=scope)
    try:
        require(viewer=viewer, action=action, path=path)
        passed = True
    except CampaignError as error:
        passed = False
        refused = (error.code, error.details)
        # What lies out of scope is not told.
        same = ("not_permitted", {"action": action.value})
        if refused != same:
            raise
    assert passed == allowed(role=role, action=action, scope=scope, path=path)


def test_what_each_role_must_never_do() -> None:
    readers = (Role.LEADER, Role.AUDITOR)
    for role in readers:
        assert RIGHTS[role].isdisjoint({Action.RECORD, Action.ENROL, Action.SEE_PEOPLE, Action.SET_TARGETS})
    for role in (Role.VOLUNTEER, Role.TEAM_LEAD):
        assert RIGHTS[role].isdisjoint(
            {Action.EXPORT_PEOPLE, Action.REVEAL, Action.MANAGE_ACCOUNTS, Action.SEE_AUDIT, Action.SET_TARGETS}
        )
    assert Action.CORRECT_ANY not in RIGHTS[Role.VOLUNTEER]
    assert RIGHTS[Role.ADMIN] == frozenset(Action)
    assert set(RIGHTS) == set(Role)
