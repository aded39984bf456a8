"""Refusals at start-up about PostgreSQL's roles: that there are three, and that the server's is bound by policies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DEFAULT_DB_ALIAS, connections, router

from ringfence.ownership.registry import guarded_models
from ringfence.ownership.roles import role_faults
from ringfence.ownership.routers import RoleRouter
from ringfence.ownership.scope import MAINTENANCE_ALIAS, MIGRATION_ALIAS

_ALIASES = (DEFAULT_DB_ALIAS, MIGRATION_ALIAS, MAINTENANCE_ALIAS)


@register(Tags.security)
def check_aliases(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """E008 and E015: the settings name three roles on PostgreSQL, and a router that chooses among them."""
    if connections[DEFAULT_DB_ALIAS].vendor != "postgresql" or not guarded_models():
        return []
    missing = [alias for alias in _ALIASES if alias not in connections.settings]
    if missing:
        return [
            Error(
                "PostgreSQL is used with one role for everything.",
                hint="Make the three roles (ringfence roles) and name them in DATABASES: "
                f"{', '.join(missing)} missing.",
                id="ringfence.E008",
            )
        ]
    messages: list[CheckMessage] = []
    users = [connections.settings[alias]["USER"] for alias in _ALIASES]
    if len(set(users)) < len(users):
        same = ", ".join(f'{alias} is "{user}"' for alias, user in zip(_ALIASES, users, strict=True))
        messages.append(
            Error(
                f"Two of the three aliases of PostgreSQL are one role: {same}.",
                hint="Make the three roles (ringfence roles), and give each alias its own USER.",
                id="ringfence.E008",
            )
        )
    if not any(isinstance(chosen, RoleRouter) for chosen in router.routers):
        messages.append(
            Error(
                "Nothing leads maintenance and migrations to their roles.",
                hint='Add "ringfence.ownership.routers.RoleRouter" to DATABASE_ROUTERS.',
                id="ringfence.E015",
            )
        )
    return messages


@register(Tags.database)
def check_roles(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """E009: the role that serves requests is one that the policies bind. Asks the live database."""
    connection = connections[DEFAULT_DB_ALIAS]
    if DEFAULT_DB_ALIAS not in (databases or ()) or connection.vendor != "postgresql" or not guarded_models():
        return []
    with connection.cursor() as cursor:
        # And not USER: a connection without one is the operating system's account.
        cursor.execute("SELECT session_user")
        faults = role_faults(cursor, cursor.fetchone()[0])
    return [Error(f"The server is not bound by policies: {fault}", id="ringfence.E009") for fault in faults]
