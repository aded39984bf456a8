"""Entering Conduit: who registers, logs in or publishes there can be found there from then on."""

from __future__ import annotations

from typing import Any

from ringfence.accounts import names
from ringfence_server.conduit.models import Profile


def enter(user: Any) -> Profile:
    """The profile of ``user``, who is acting; made when there is none. Two at once make one."""
    profile: Profile | None = Profile.objects.filter(owner_id=user.pk).first()
    if profile is None:
        new = Profile(username=user.username, username_key=names.key(user.username))
        Profile.objects.bulk_create([new], ignore_conflicts=True)
        profile = Profile.objects.get(owner_id=user.pk)
    return profile


def rename(user: Any, **signal: Any) -> None:
    """Receives ``username_changed``: the profile of ``user``, if any, takes the new name in the same scope."""
    changed = {"username": user.username, "username_key": names.key(user.username)}
    Profile.objects.filter(owner_id=user.pk).update(**changed)
