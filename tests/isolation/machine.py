"""The machine: two people and a visitor do everything that the server offers, each among what the others have."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any
from urllib.parse import urlsplit

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize

from tests.isolation.choices import among, is_about_rows, mentions, step, where
from tests.isolation.filling import HOLE, Filler, filled, has_hole
from tests.isolation.log_in_scenes import LOG_INS
from tests.isolation.operations import (
    RELATIONS,
    Operation,
    address_of,
    at,
    named,
    pages,
    private_rows,
)
from tests.isolation.people import Somebody
from tests.isolation.scenes import Scenes
from tests.isolation.twins import same, unnamed, with_name
from tests.isolation.world import OWN, Call, World, call_of
from tests.lane.ways import Answer

# Ids that no row ever had: far beyond those that are given out, the greatest of all among them.
_NEVER = 10**12
_GREATEST = 2**63 - 1

_SEEDS = st.integers(0, 2**20)
# A body may be refused for what was drawn.
_TRIES = 20
_WRONG = "wrong, and long enough"


class Isolation(RuleBasedStateMachine):
    """One server, two people who have just joined, and a visitor. The test gives ``world``."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.random = Random(0)
        self.scenes = Scenes(self.world, self.random)
        self.visitor = self.world.newcomer("a visitor", is_visitor=True)

    @initialize(seed=_SEEDS)
    def join(self, seed: int) -> None:
        """Two people join."""
        self.random.seed(seed)
        self.alice, self.bob = (self.scenes.accounts.join(name) for name in ("alice", "bob"))

    def teardown(self) -> None:
        """They go, and what they wrote stays secret."""
        self.world.leave(*self.world.people)

    @step(seed=_SEEDS, operation=where(is_about_rows), swap=st.booleans())
    def act_on_rows(self, seed: int, operation: Operation, swap: bool) -> None:
        """Somebody does something with rows of their own."""
        who, _ = self._two(seed, swap)
        self.scenes.act(who, operation)

    @step(seed=_SEEDS, operation=where(lambda each: is_about_rows(each) and each.method != "GET"), swap=st.booleans())
    def change_rows(self, seed: int, operation: Operation, swap: bool) -> None:
        """Somebody changes rows of their own."""
        who, _ = self._two(seed, swap)
        self.scenes.act(who, operation)

    @step(seed=_SEEDS, operation=where(lambda each: each.is_conduit), swap=st.booleans())
    def act_in_public(self, seed: int, operation: Operation, swap: bool) -> None:
        """Somebody does something in Conduit."""
        who, _ = self._two(seed, swap)
        self.scenes.act(who, operation)

    @step(
        seed=_SEEDS, operation=where(lambda each: not each.is_conduit and not is_about_rows(each)), swap=st.booleans()
    )
    def act_on_account(self, seed: int, operation: Operation, swap: bool) -> None:
        """Somebody does something about their account."""
        who, _ = self._two(seed, swap)
        self.scenes.act(who, operation)

    @step(seed=_SEEDS, operation=where(lambda each: not each.needs_token))
    def visit(self, seed: int, operation: Operation) -> None:
        """A visitor does what needs no token."""
        self._two(seed, swap=False)
        self.scenes.act(self.visitor, operation)

    @step(seed=_SEEDS, operation=among(private_rows), swap=st.booleans())
    def reach(self, seed: int, operation: Operation, swap: bool) -> None:
        """An address with another's id answers as one with an id that nobody ever had, and changes nothing."""
        who, other = self._two(seed, swap)
        theirs = self.scenes.row(other, operation.kind)
        body = self._body(who, operation)
        headers = self.scenes.headers(operation)
        method = self.random.choice([operation.method, operation.method, "HEAD", "OPTIONS"])

        def call(number: int) -> Call:
            made = call_of(operation, ids={"id": number}, body=body, headers=headers)
            return Call(None if method != operation.method else operation, method, made.path, body, headers=headers)

        answer = self._alike(who, other, operation.kind, theirs, call)
        assert method == "OPTIONS" or answer.status >= 400, f"{who}: {method} on {operation}: {answer.status}"

    @step(seed=_SEEDS, operation=among(mentions), swap=st.booleans())
    def mention(self, seed: int, operation: Operation, swap: bool) -> None:
        """A body or a query with another's id is answered as one with an id that nobody ever had."""
        who, other = self._two(seed, swap)
        made = self._mention(who, operation)
        if made is None:
            return
        call, kind = made
        theirs = self.scenes.row(other, kind)
        answer = self._alike(who, other, kind, theirs, call)
        assert operation.method == "GET" or answer.status >= 400, f"{operation} takes {other}'s {kind}{theirs}"

    @step(
        seed=_SEEDS,
        operation=where(lambda each: each.needs_token),
        token=st.sampled_from(["none", "no token", "dead"]),
    )
    def trespass(self, seed: int, operation: Operation, token: str) -> None:
        """A visitor, with no token or a dead one, is refused, and told nothing of whether a row is there."""
        who, other = self._two(seed, swap=False)
        ids = self.scenes.ids(other, operation)
        dead = self.random.choice(who.dead or ["a.b.c"])
        given = {"none": None, "no token": "nonsense", "dead": dead}[token]
        body = self._body(self.visitor, operation)
        calls = [call_of(operation, ids=each, body=body) for each in (ids, {name: self._never() for name in ids})]
        first, second = (self.world.send(self.visitor, call, given) for call in calls)
        self._same(first, second, f"{operation} tells a visitor whether a row is there")

    @step(seed=_SEEDS, swap=st.booleans())
    def guess(self, seed: int, swap: bool) -> None:
        """A name or an address that is somebody's is answered as one that is nobody's."""
        who, other = self._two(seed, swap)
        theirs, nobodys = self.random.choice([(other.username, who.word()), (other.email, who.address())])
        asks = [
            *((name, {"username": "{}", "password": _WRONG}) for name in (*LOG_INS, "web_login_create")),
            ("me_reopen_create", {"username": "{}", "password": _WRONG}),
            ("conduit_users_login_create", {"user": {"email": "{}", "password": _WRONG}}),
        ]
        if "@" in theirs:
            asks += [
                (f"users_{name}_create", {"email": "{}"})
                for name in ("reset_password", "reset_username", "resend_activation")
            ]
        operation, body = self.random.choice([(named(name), body) for name, body in asks])
        headers = self.scenes.headers(operation)
        calls = [call_of(operation, body=with_name(body, each), headers=headers) for each in (theirs, nobodys)]
        first, second = (self.world.send(who, call, None) for call in calls)
        self._same(first, second, f"{operation} tells whether {theirs} is somebody")

    @step(seed=_SEEDS, name=st.sampled_from(["profile", "follow", "unfollow", "profile_atom", "articles"]))
    def look_up(self, seed: int, name: str) -> None:
        """Whoever never entered Conduit is not to be found there."""
        who, _ = self._two(seed, swap=False)
        carol = self.scenes.accounts.join("carol")
        operation = named(f"conduit_{name}")
        key = self.random.choice(["author", "favorited"])
        query = {key: "{}"} if name == "articles" else {}
        first, second = (
            self.world.ask(who, operation, ids={"username": each}, query=with_name(query, each))
            for each in (carol.username, who.word())
        )
        self.world.leave(carol)
        self._same(first, second, f"{operation} tells whether {carol.username} is somebody")

    @step(
        seed=_SEEDS,
        route=among(pages),
        who=st.integers(0, 2),
        method=st.sampled_from(["GET", "HEAD", "POST"]),
    )
    def open_page(self, seed: int, route: Any, who: int, method: str) -> None:
        """A page, a file or a part of the admin site, with another's id in its address."""
        self._two(seed, swap=False)
        actor = [self.alice, self.bob, self.visitor][who]
        theirs = self.scenes.row(self.bob if actor is self.alice else self.alice, "/api/notes/")
        answers = [
            self.world.send(actor, Call(None, method, address_of(route, str(number))))
            for number in (theirs, self._never())
        ]
        assert answers[0].status == answers[1].status, f"{route.pattern} tells whether a row is there"

    @step(seed=_SEEDS, swap=st.booleans())
    def follow_link(self, seed: int, swap: bool) -> None:
        """The address of another's next page opens one's own rows."""
        who, other = self._two(seed, swap)
        if not other.links:
            return
        link = urlsplit(self.random.choice(other.links))
        operation = at("GET", link.path)
        answer = self.world.send(who, Call(operation, "GET", f"{link.path}?{link.query}"))
        assert answer.status in (200, 400, 404)

    def try_until_done(self, operation: Operation) -> None:
        """Play ``operation`` until it succeeds once, or it seems that it never will."""
        for seed in range(_TRIES):
            if self.world.successes[operation.name]:
                return
            who, _ = self._two(seed, swap=False)
            self.scenes.act(who, operation)

    # What rules are made of

    def _step(self, seed: int) -> None:
        self.world.steps += 1
        self.random.seed(seed)

    def _two(self, seed: int, swap: bool) -> tuple[Somebody, Somebody]:
        self._step(seed)
        who, other = (self.bob, self.alice) if swap else (self.alice, self.bob)
        self.scenes.accounts.enter(who)
        self.scenes.accounts.enter(other)
        return who, other

    def _same(self, first: Answer, second: Answer, finding: str) -> None:
        self.world.pairs += 1
        same(first, second, finding)

    def _never(self) -> int:
        return self.random.choice([_NEVER + self.random.randrange(10**6), _GREATEST - self.random.randrange(10**6)])

    def _body(self, who: Somebody, operation: Operation) -> Any:
        if operation.body is None:
            return None
        filler = Filler(who, self.random, lambda kind: None if who.is_visitor else self.scenes.row(who, kind))
        return filler.body(operation.body, whole=operation.method != "PATCH")

    def _mention(self, who: Somebody, operation: Operation) -> tuple[Callable[[int], Call], str] | None:
        """How ``who`` asks ``operation`` with an id, and of which collection it is; None for what names none."""
        kinds: list[str] = []

        def row(kind: str) -> Any:
            kinds.append(kind)
            return HOLE if kind == kinds[0] else self.scenes.row(who, kind)

        ids = self.scenes.ids(who, operation)
        query: dict[str, Any] = {}
        body: Any = None
        if operation.method == "GET":
            name = self.random.choice(
                [each["name"] for each in operation.parameters("query") if each["name"] in RELATIONS]
            )
            query = {**Filler(who, self.random, lambda kind: None).query(operation), name: row(RELATIONS[name])}
        elif operation.template.endswith("/bulk/"):
            body = self._bulk(who, operation, Filler(who, self.random, row), kinds)
        else:
            body = Filler(who, self.random, row).body(operation.body or {}, whole=operation.method != "PATCH")
        if not has_hole([body, query]):
            return None
        return lambda number: call_of(
            operation, ids=ids, query=filled(query, number), body=filled(body, number)
        ), kinds[0]

    def _bulk(self, who: Somebody, operation: Operation, filler: Filler, kinds: list[str]) -> Any:
        items = {name: said["items"] for name, said in (operation.body or {})["properties"].items()}
        part = self.random.choice(["create", "update", "delete"])
        if part == "create":
            return {"create": [filler.value(items["create"], "")]}
        kinds.append(operation.kind)
        if part == "delete":
            return {"delete": [HOLE]}
        return {"update": [{**Filler(who, self.random, lambda kind: None).value(items["update"], ""), "id": HOLE}]}

    def _alike(self, who: Somebody, other: Somebody, kind: str, theirs: Any, call: Callable[[int], Call]) -> Answer:
        """What both ids are answered with; the other's row is as it was before."""
        row = at("GET", f"{kind}{{id}}/")
        before = self.world.ask(other, row, ids={"id": theirs}) if row else None
        if before is not None and before.status == 404:
            other.known[kind].pop(theirs, None)
        numbers = (theirs, self._never())
        anothers, nobodys = (unnamed(self.world.send(who, call(number), OWN), number) for number in numbers)
        self._same(anothers, nobodys, f"{who} can tell {other}'s {kind}{theirs} from none")
        if row is not None and before is not None:
            after = self.world.ask(other, row, ids={"id": theirs})
            self._same(before, after, f"{who} has changed {other}'s {kind}{theirs}")
        return anothers
