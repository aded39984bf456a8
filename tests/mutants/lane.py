"""Breakages of the short way and of compiled reads, which may know no rule less than the long way."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_CLOSED, _CREATES = "ringfence/lane/closed.py", "ringfence/lane/creates.py"
_OWN_RULE = "lane/test_closed.py::test_a_view_with_a_rule_of_its_own_keeps_the_long_way"
_ENDS = "lane/test_tokens.py::test_a_token_ends_at_once"

MUTANTS = (
    Mutant(
        "lane-of-a-dead-session",
        "ringfence/lane/sqlite.py",
        "    return found is not None and found[0] == user_id",
        "    return found is None or found[0] == user_id",
        "A token opens the short way after its session was ended.",
        (_ENDS,),
    ),
    Mutant(
        "lane-of-another-user",
        "ringfence/lane/sqlite.py",
        "    return found is not None and found[0] == user_id",
        "    return found is not None",
        "A token may name one user and live on the session of another.",
        ("lane/test_tokens.py::test_a_token_says_nobody_elses_name",),
    ),
    Mutant(
        "lane-creates-for-a-session-that-was",
        "ringfence/lane/sqlite.py",
        "    with transaction.atomic(using=connection.alias):\n        if not _lives(connection, sid, user_id):\n",
        "    lives = _lives(connection, sid, user_id)\n"
        "    with transaction.atomic(using=connection.alias):\n        if not lives:\n",
        "A session that ends while its request waits for the lock still makes a row.",
        ("lane/test_creates.py::test_a_session_that_ends_while_it_waits_to_write_makes_nothing",),
    ),
    Mutant(
        "lane-keeps-its-first-owner",
        "ringfence/lane/lanes.py",
        "plans.run(plan, claims, {plans.OWNER: claims.user_id, **asked.values})",
        'plans.run(plan, claims, {plans.OWNER: vars(self).setdefault("first", claims.user_id), **asked.values})',
        "The caller who comes second is given the first one's rows.",
        ("lane/test_tokens.py::test_two_owners_in_turns_get_their_own_rows_by_one_plan",),
    ),
    Mutant(
        "lane-of-an-expired-token",
        "ringfence/lane/bearers.py",
        "        if found.expires > time.time():",
        "        if True:",
        "A token that was good once is good for as long as it is remembered.",
        ("lane/test_tokens.py::test_a_token_that_expires_while_it_is_known_is_dead",),
    ),
    Mutant(
        "lane-past-permissions",
        _CLOSED,
        '        "permission_classes": (set(view.permission_classes), _PERMISSIONS),',
        '        "permission_classes": (set(), _PERMISSIONS),',
        "A view's own permissions are not asked.",
        (_OWN_RULE,),
    ),
    Mutant(
        "lane-past-throttles",
        _CLOSED,
        '        "throttle_classes": (set(view.throttle_classes), set()),',
        '        "throttle_classes": (set(), set()),',
        "A view's own throttles are not asked.",
        (_OWN_RULE,),
    ),
    Mutant(
        "lane-past-authentication",
        _CLOSED,
        "    if SessionAuthentication not in view.authentication_classes:",
        "    if False:",
        "A session opens a view that takes none.",
        (_OWN_RULE,),
    ),
    Mutant(
        "lane-past-the-views-own-rows",
        _CLOSED,
        '"get_exception_handler", "get_queryset", "get_serializer"),',
        '"get_exception_handler", "get_serializer"),',
        "A view that chooses rows by the request is answered with those of the probe.",
        (_OWN_RULE,),
    ),
    Mutant(
        "lane-past-the-object",
        _CLOSED,
        '    if action == "retrieve" and not finds_plainly(',
        '    if action == "retrieve" and False and not finds_plainly(',
        "A permission that looks at the row is not asked before it is shown.",
        ("lane/test_closed.py::test_who_looks_at_a_row_before_it_is_shown_has_no_lane_of_one",),
    ),
    Mutant(
        "lane-of-a-moment",
        "ringfence/lane/statements.py",
        """    raise Untraceable("a parameter depends on something else than the request's values")""",
        "    return lambda values: first",
        "A statement keeps what the code has read once: the clock, a name.",
        ("lane/test_closed.py::test_a_queryset_that_asks_the_clock_is_asked_each_time",),
    ),
    Mutant(
        "lane-past-idempotency",
        _CREATES,
        '_UNUSUAL = ("HTTP_IDEMPOTENCY_KEY", "HTTP_CONTENT_ENCODING"',
        '_UNUSUAL = ("HTTP_CONTENT_ENCODING"',
        "A POST that is sent again makes a second row.",
        ("lane/test_creates.py::test_anything_else_goes_the_long_way",),
        "postgresql",
    ),
    Mutant(
        "lane-past-signals",
        _CREATES,
        "        if any(signal.has_listeners(self.model) for signal in _SIGNALS):",
        "        if False:",
        "What a project does whenever a row is made is not done.",
        ("lane/test_creates.py::test_whoever_listens_to_signals_hears_of_every_row",),
        "postgresql",
    ),
    Mutant(
        "lane-past-own-validation",
        _CLOSED,
        'if name.startswith("validate_") and not hasattr(OwnedSerializer, name)]',
        "if False]",
        "A serializer's own `validate_…` is not asked.",
        ("lane/test_creates.py::test_a_view_that_stores_or_validates_in_its_own_way_has_no_lane",),
        "postgresql",
    ),
    Mutant(
        "compiled-owner-of-published-rows",
        "ringfence/compiler/levels.py",
        '        if found is None or found.is_relation or policy_of(self.model).readers != "owner":',
        "        if found is None or found.is_relation:",
        "A published row says that whoever reads it owns it.",
        ("compiler/test_published.py",),
    ),
)
