"""Who may do what at the desk: three roles, each a group of Django's; superusers are chiefs."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class Role(IntEnum):
    """What somebody may do at the desk; each role may do what those below it may."""

    NONE = 0  #: not even look
    READER = 1  #: look at everything, change nothing
    EDITOR = 2  #: approve, hold, embargo, kill, correct, judge, merge, split; undo what one did oneself
    CHIEF = 3  #: change the rules of sources; undo what anybody did


#: the group that stands for each role; migration 0004 makes them
GROUPS = {
    Role.READER: "desk readers",
    Role.EDITOR: "desk editors",
    Role.CHIEF: "desk chiefs",
}


def role_of(user: User | AnonymousUser) -> Role:
    """Return somebody's role: the highest of their groups."""
    if not isinstance(user, User) or not user.is_active:
        return Role.NONE
    if user.is_superuser:
        return Role.CHIEF
    names = set(user.groups.values_list("name", flat=True))
    return max((role for role, name in GROUPS.items() if name in names), default=Role.NONE)


def give(user: User, role: Role) -> None:
    """Give somebody a role at the desk, and take the others away; `NONE` takes all away."""
    user.groups.remove(*Group.objects.filter(name__in=GROUPS.values()))
    if role is not Role.NONE:
        user.groups.add(Group.objects.get_or_create(name=GROUPS[role])[0])
