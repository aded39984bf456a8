"""``assert_isolated``: two owners, every owner-scoped route, and nothing of one's in any answer to the other.

The stranger, who is the other owner, and a visitor send the same requests twice: while the owner's private rows
are there, and after they were rolled back. Whatever the rows are, nobody else may be able to tell.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from rest_framework.test import APIClient

from ringfence.api.checks import routes
from ringfence.api.models import TrashedRow
from ringfence.ownership.scope import MIGRATION_ALIAS
from ringfence.testing import accounts, reach
from ringfence.testing.bodies import Body
from ringfence.testing.findings import Finding, Findings
from ringfence.testing.http import Answer, Ask, Speaker, undone, unthrottled
from ringfence.testing.judge import Judge, next_page
from ringfence.testing.people import logged_in, make_user
from ringfence.testing.rows import Factory, Make
from ringfence.testing.rubbish import thrown_away
from ringfence.testing.script import Cast, Script
from ringfence.testing.targets import Target

# Longer than the second that a time in an answer may be rounded to.
_A_MOMENT = 1.1

Seen = tuple[Target, Ask, Answer]


@dataclass(frozen=True, slots=True)
class Report:
    """What was tried: the routes, the models (by the ORM as well), and the number of requests.

    ``refused`` are writes of one's own that were refused with whatever body the test could think of, so that
    nothing in them was tried. ``unchanging`` are routes that show no row (a calendar, a list of choices): even the
    owner is answered the same with and without rows. ``restless`` are requests whose answer changes by itself, so
    that only its status and the texts in it were compared.
    """

    routes: tuple[str, ...]
    models: tuple[str, ...]
    requests: int
    refused: tuple[str, ...]
    unchanging: tuple[str, ...]
    restless: tuple[str, ...]


def assert_isolated(
    *,
    users: tuple[Any, Any] | None = None,
    rows: Mapping[type[Any], Make] | None = None,
    bodies: Mapping[type[Any], Callable[[], Body]] | None = None,
    parameters: Mapping[str, Any] | None = None,
    public: Collection[type[Any]] = (),
    client: Callable[[Any], APIClient] | None = None,
) -> Report:
    """Raise ``AssertionError``, naming route, method and what leaked, unless nobody reaches another owner's rows.

    What it needs it makes, and rolls it back. ``users`` are two saved users to take instead of new
    ones; ``rows`` make a row of a model, or the row that a view shows; ``bodies`` make a body that a view's writes
    accept (both are called as the acting owner, several times); ``parameters`` fill parts of addresses that are no
    column of the row; ``public`` are views that visitors may read; ``client`` gives a client that is logged in as
    a user, where ``force_authenticate`` is not enough.
    """
    _refuse_a_real_database()
    with _quiet(), unthrottled(), undone():
        targets = _targets(parameters or {})
        factory = Factory(rows or {})
        factory.give(TrashedRow, lambda: thrown_away(factory))
        owner, stranger = users or (make_user(factory), make_user(factory))
        views = {target.view_class: target.model for target in targets if target.model}
        cast = Cast(owner, stranger, factory, {**accounts.bodies(), **(bodies or {})}, views)
        enter = logged_in if client is None else _always(client)
        speaker = Speaker({"owner": enter(owner, factory), "stranger": enter(stranger, factory)})
        return _Run(targets, cast, speaker, public).report()


class _Run:
    """One run of the test. Findings are collected, so that a failure tells them all."""

    def __init__(self, targets: list[Target], cast: Cast, speaker: Speaker, public: Collection[type[Any]]) -> None:
        self._targets = targets
        self._cast = cast
        self._speaker = speaker
        self._public = public
        self._findings = Findings()
        self._refused: dict[str, None] = {}
        self._restless: dict[str, None] = {}
        self._unchanging: list[str] = []

    def report(self) -> Report:
        """Do everything and say what was done. Raises ``AssertionError``."""
        cast = self._cast
        cast.enter()
        scripts = [Script(target, cast) for target in self._targets]
        with undone():
            cast.bring_private_rows()
            judge = Judge(cast, self._public)
            seen = [each for script in scripts for each in self._play(script, judge)]
            by_the_orm = list(reach.found_by_the_orm(cast.stranger, cast.models(cast.others)))
        self._compare(seen)
        for finding in by_the_orm:
            self._findings.add(finding)
        if self._findings:
            raise AssertionError(str(self._findings)) from self._findings.cause
        return Report(
            tuple(str(target) for target in self._targets),
            tuple(model._meta.label for model in cast.models(cast.others)),
            self._speaker.count,
            tuple(self._refused),
            tuple(self._unchanging),
            tuple(self._restless),
        )

    def _play(self, script: Script, judge: Judge) -> Iterator[Seen]:
        """Ask everything of one route, pages beyond the first included, and judge each answer by itself."""
        asked: set[Ask] = set()
        for first in script.asks():
            ask: Ask | None = first
            while ask is not None and ask not in asked:
                asked.add(ask)
                with undone():
                    answer = self._speaker.ask(ask)
                    for finding in judge.findings(script.target, ask, answer):
                        self._find(script.target, ask, finding, answer.error)
                if ask.is_control and not answer.is_success:
                    self._refused[f"{ask}: {answer.status}"] = None
                yield script.target, ask, answer
                ask = next_page(ask, answer)

    def _compare(self, seen: list[Seen]) -> None:
        """Ask everything again, now that the owner's private rows are gone."""
        noticed: dict[Target, bool] = defaultdict(bool)
        differing: list[tuple[Seen, Answer]] = []
        for target, ask, present in seen:
            absent = self._ask(ask)
            if ask.who == "owner":
                shown = present.status not in (404, 405) if target.is_published else present != absent
                noticed[target] |= shown
            elif present.status != absent.status:
                what = f"answers {present.status} if another owner has the row, {absent.status} if nobody has it"
                self._find(target, ask, Finding(what), absent.error)
            elif present != absent and not (present.is_success and not ask.is_safe):
                differing.append(((target, ask, present), absent))
        self._settle(differing)
        for target, shown in noticed.items():
            if not shown:
                self._hollow(target)

    def _settle(self, differing: list[tuple[Seen, Answer]]) -> None:
        """Tell answers that differ by another owner's rows from those that differ each time."""
        if differing:
            time.sleep(_A_MOMENT)
        for (target, ask, present), absent in differing:
            if self._ask(ask) == absent:
                finding = Finding("tells whether another owner has the row", _difference(present, absent))
                self._find(target, ask, finding)
            else:
                self._restless[str(ask)] = None

    def _hollow(self, target: Target) -> None:
        if target.is_about_a_row or target.is_list:
            name = target.view_class.__name__
            what = (
                f"{target}: even the owner is answered the same with the row that was made for the test and without, "
                f"so that nothing is tested. Give a row that it shows: assert_isolated(rows={{{name}: lambda: ...}})."
            )
            self._findings.add(Finding(what))
        else:
            self._unchanging.append(str(target))

    def _ask(self, ask: Ask) -> Answer:
        with undone():
            return self._speaker.ask(ask)

    def _find(self, target: Target, ask: Ask, finding: Finding, error: BaseException | None = None) -> None:
        self._findings.add(finding, request=str(ask), route=str(target), error=error)


def _always(client: Callable[[Any], APIClient]) -> Callable[[Any, Factory], Callable[[], APIClient]]:
    """The caller's own function, whose client stays the same for all requests of a user."""

    def enter(user: Any, factory: Factory) -> Callable[[], APIClient]:
        made = client(user)
        return lambda: made

    return enter


def _refuse_a_real_database() -> None:
    """Raise ``AssertionError`` where Django's own test runner left the roles on the database of the settings."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor != "postgresql" or MIGRATION_ALIAS not in connections.settings:
        return
    name = connection.settings_dict["NAME"]
    chosen = connections.settings[MIGRATION_ALIAS]["TEST"]["NAME"]
    if not name.startswith(chosen or TEST_DATABASE_PREFIX):
        raise AssertionError(
            f'The tests run on the database "{name}" itself. Put pytest_plugins = ["ringfence.testing.plugin"] into '
            'conftest.py; with manage.py test, set TEST_RUNNER = "ringfence.testing.runner.Runner".'
        )


def _targets(parameters: Mapping[str, Any]) -> list[Target]:
    """The owner-scoped routes. Raises ``AssertionError`` if there are none, or others that give no reason."""
    every = [route for route in routes() if not route.is_admin]
    silent = [f"/{route.pattern} ({route.name})" for route in every if not route.is_owned and not route.unscoped_reason]
    if silent:
        raise AssertionError(
            f"Not owner-scoped, so not tested: {', '.join(silent)}. Derive the view from OwnedViewSet or OwnedView, or "
            'mark it: @unscoped("why").'
        )
    targets = [Target(route, parameters) for route in every if route.is_owned]
    if not targets:
        raise AssertionError("No route is owner-scoped, so nothing was tested: is ROOT_URLCONF the right one?")
    return targets


def _difference(present: Answer, absent: Answer) -> str:
    if present.body != absent.body:
        return f"{_short(present.text)} instead of {_short(absent.text)}"
    return f"by the headers {', '.join(sorted({name for name, _ in set(present.headers) ^ set(absent.headers)}))}"


def _short(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:200]}…"


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Django from logging each refusal."""
    logger = logging.getLogger("django.request")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before
