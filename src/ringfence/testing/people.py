"""The two users of the isolation test, and how each of them speaks HTTP with the project."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from rest_framework.test import APIClient

from ringfence.ownership.scope import acting_as
from ringfence.testing import accounts
from ringfence.testing.rows import CannotMakeRow, Factory, reason
from ringfence.testing.values import NoValue


def make_user(factory: Factory) -> Any:
    """A saved user of the project's own model, with ``PASSWORD``. Raises :class:`CannotMakeRow`."""
    model = get_user_model()
    named = {model.USERNAME_FIELD, *model.REQUIRED_FIELDS}
    try:
        user = model(**factory.columns(model, None, {}, wanted=lambda field: field.name in named))
        user.set_password(accounts.PASSWORD)
        _save(user)
    except (DatabaseError, ValidationError, ValueError, TypeError, NoValue) as exc:
        raise CannotMakeRow(
            f"assert_isolated cannot make a user: {reason(exc)}. Give it two: assert_isolated(users=(one, other))."
        ) from exc
    return user


def logged_in(user: Any, factory: Factory) -> Callable[[], APIClient]:
    """What gives, for each request, a client that is logged in as ``user``, whatever the project's authentication."""
    client, credentials = APIClient(), accounts.credentials(user, factory)

    def fresh() -> APIClient:
        # A copy each time: what a view does to request.user would outlive the request, whose writes are undone.
        client.force_authenticate(deepcopy(user), credentials)
        return client

    return fresh


def _save(user: Any) -> None:
    """Under a policy of the user table a new user has to be its own owner, so that its id comes first."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor != "postgresql":
        user.save(force_insert=True)
        return
    meta, quote = user._meta, connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s))", [quote(meta.db_table), meta.pk.column])
        user.pk = cursor.fetchone()[0]
    with acting_as(user):
        user.save(force_insert=True)
