"""``ringfence explain-access``: which lock lets a user at a row, and which does not."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from ringfence_server.cli import options
from ringfence_server.cli.bootstrap import database_errors, setup
from ringfence_server.cli.console import fail, out, show

if TYPE_CHECKING:
    from ringfence.ownership.access import Answer

_MAX_ID = 2**63 - 1


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("explain-access")(explain_access)


def explain_access(
    user: Annotated[str, typer.Argument(help="Username, e-mail address or id.")],
    model: Annotated[str, typer.Argument(help="Model, as app_label.Model, e.g. notes.Note.")],
    row: Annotated[int, typer.Argument(metavar="ID", help="The row's id.", min=1, max=_MAX_ID)],
    as_json: Annotated[bool, typer.Option("--json", help="Print the answers as JSON.")] = False,
    data: options.Data = options.DATA,
) -> None:
    """Ask each lock whether USER can read and write the row ID of MODEL.

    For a project of your own, name its settings in DJANGO_SETTINGS_MODULE.
    """
    setup(data.expanduser().resolve())
    from ringfence.ownership.access import explain_access as explain

    model_class = _model(model)
    with database_errors():
        user_id = _user_id(user)
        if user_id is None:
            fail(f"There is no user {user}.")
        answers = explain(user_id, model_class, row)
    if not answers:
        fail(f"There is no {model_class._meta.label} {row}.")
    if as_json:
        typer.echo(json.dumps([asdict(answer) for answer in answers], indent=2))
    else:
        _print(answers)


def _model(name: str) -> Any:
    from django.apps import apps

    from ringfence.ownership.registry import is_owned

    try:
        model = apps.get_model(name)
    except (LookupError, ValueError):
        fail(f"There is no model {name}: write it as app_label.Model.", code=2)
    if not is_owned(model):
        fail(f"{model._meta.label} is not an owned model.", code=2)
    return model


def _user_id(user: str) -> int | None:
    """The id of the user who is meant: digits are an id first, and then a name like any other."""
    from django.contrib.auth import get_user_model

    from ringfence.ownership.scope import maintenance

    users = get_user_model()._default_manager
    with maintenance("explain-access"):
        if user.isdecimal() and int(user) <= _MAX_ID and users.filter(pk=int(user)).exists():
            return int(user)
        try:
            return int(users.get_by_natural_key(user).pk)
        except get_user_model().DoesNotExist:
            return None


def _print(answers: list[Answer]) -> None:
    table = Table("Lock", "Read", "Write", "Because", box=None, pad_edge=False)
    for answer in answers:
        table.add_row(answer.lock, _word(answer.reads), _word(answer.writes), answer.because)
    show(table)
    reads, writes = (all(getattr(answer, what) for answer in answers) for what in ("reads", "writes"))
    out.print(
        f"\nTaken together: {'can read' if reads else 'cannot read'}, {'can write' if writes else 'cannot write'}."
    )


def _word(allowed: bool) -> str:
    return "[green]yes[/]" if allowed else "[red]no[/]"
