"""Log-ins of every kind, and the sessions and tokens that come of them."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from tests.isolation.judge import document
from tests.isolation.operations import TOKENS, Operation, named
from tests.isolation.people import Somebody
from tests.isolation.world import World
from tests.lane.ways import Answer

LOG_INS = ("token_create", "auth_token_create", "jwt_create_create")
SCOPES = [
    f"{app}:{what}"
    for app in ("notes", "tasks", "transactions", "library", "conduit", "trash")
    for what in ("read", "write")
]
_ORIGIN = {"Origin": "http://testserver"}
_COOKIE = "__Host-ringfence-refresh"


class LogIns:
    """Plays the operations that begin and end sessions, and keeps the tokens."""

    def __init__(self, world: World, random: Random) -> None:
        self.world = world
        self.random = random

    # Log-ins

    def _log_in(self, who: Somebody, operation: Operation) -> dict[str, str]:
        """A new session's tokens."""
        name = self.random.choice([{"username": who.username}, {"email": who.email}, {"username": who.email}])
        body: dict[str, Any] = {**name, "password": who.password}
        headers = _ORIGIN if operation.name.startswith("web_") else {}
        if who.totp and self.random.random() < 1 / 2:
            refused = self.world.ask(who, operation, None, body=body, headers=headers)
            body = {"challenge": document(refused)["challenge"]}
            who.hide(body["challenge"])
        answer = self.world.ask(who, operation, None, body={**body, **self._code(who)}, headers=headers)
        tokens: dict[str, str] = self._done(answer)
        if cookie := self._cookie(answer):
            tokens["refresh"] = cookie
        who.hide(*tokens.values())
        return tokens

    def _log_in_again(self, who: Somebody, operation: Operation) -> Answer:
        tokens = self._log_in(who, operation)
        self._adopt(who, tokens)
        return self.world.ask(who, named("me_retrieve"))

    def _web_login_create(self, who: Somebody, operation: Operation) -> Answer:
        return self._log_in_again(who, operation)

    def _web_refresh_create(self, who: Somebody, operation: Operation) -> Answer:
        cookie = self._log_in(who, named("web_login_create"))["refresh"]
        answer = self.world.ask(who, operation, None, headers={**_ORIGIN, "Cookie": f"{_COOKIE}={cookie}"})
        who.hide(self._done(answer)["access"], self._cookie(answer))
        return answer

    def _web_logout_create(self, who: Somebody, operation: Operation) -> Answer:
        tokens = self._log_in(who, named("web_login_create"))
        headers = {**_ORIGIN, "Cookie": f"{_COOKIE}={tokens['refresh']}"}
        who.dead.append(tokens["access"])
        return self.world.ask(who, operation, None, headers=headers)

    def _refresh(self, who: Somebody, operation: Operation) -> Answer:
        refresh = self._log_in(who, named("token_create"))["refresh"]
        answer = self.world.ask(who, operation, None, body={"refresh": refresh})
        who.hide(*self._done(answer).values())
        return answer

    def _verify(self, who: Somebody, operation: Operation) -> Answer:
        return self.world.ask(who, operation, None, body={"token": who.access})

    def _log_out(self, who: Somebody, operation: Operation) -> Answer:
        tokens = self._log_in(who, named("token_create"))
        who.dead.append(tokens["access"])
        return self.world.ask(who, operation, None, body={"refresh": tokens["refresh"]})

    def _conduit_users_login_create(self, who: Somebody, operation: Operation) -> Answer:
        self._publish(who)
        user = {"email": self.random.choice([who.email, who.username]), "password": who.password, **self._code(who)}
        answer = self.world.ask(who, operation, None, body={"user": user})
        who.hide(self._done(answer)["user"]["token"])
        return answer

    def _conduit_users_logout_create(self, who: Somebody, operation: Operation) -> Answer:
        token = document(self._conduit_users_login_create(who, named("conduit_users_login_create")))["user"]["token"]
        who.dead.append(token)
        return self.world.ask(who, operation, token)

    # Sessions and tokens

    def _sessions_destroy(self, who: Somebody, operation: Operation) -> Answer:
        access = self._log_in(who, named("token_create"))["access"]
        rows = document(self.world.ask(who, named("sessions_list"), access, query={"page_size": 100}))["results"]
        (number,) = (row["id"] for row in rows if row["current"])
        who.dead.append(access)
        answer = self.world.ask(who, operation, ids={"id": number})
        who.known[operation.kind].pop(number, None)
        return answer

    def _sessions_end_all_create(self, who: Somebody, operation: Operation) -> Answer:
        answer = self.world.ask(who, operation)
        if answer.status == 200:
            who.bury()
        return answer

    def _me_tokens_create(self, who: Somebody, operation: Operation) -> Answer:
        body = {"name": who.word(), "scopes": SCOPES, "current_password": who.password}
        answer = self.world.ask(who, operation, body=body)
        made = self._done(answer)
        who.hide(made["token"])
        who.personal = (made["id"], made["token"])
        return answer

    def _me_tokens_destroy(self, who: Somebody, operation: Operation) -> Answer:
        self._me_tokens_create(who, named("me_tokens_create"))
        assert who.personal is not None
        number, token = who.personal
        who.dead.append(token)
        who.personal = None
        who.known[TOKENS].pop(number, None)
        return self.world.ask(who, operation, ids={"id": number})

    # What is kept

    def _adopt(self, who: Somebody, tokens: dict[str, str]) -> None:
        who.access, who.refresh = tokens["access"], tokens["refresh"]

    def _code(self, who: Somebody) -> dict[str, str]:
        return {"otp": who.recovery_codes.pop()} if who.totp else {}

    def _publish(self, who: Somebody) -> None:
        who.is_published = True
        self.world.publish(who.username)

    def _all_dead(self, who: Somebody) -> None:
        who.bury()
        if who.personal is not None:
            who.dead.append(who.personal[1])
            who.personal = None
        who.known[TOKENS].clear()

    @staticmethod
    def _cookie(answer: Answer) -> str:
        found = re.match(rf"{_COOKIE}=([\w.-]+);", answer.headers.get("set-cookie", "").strip())
        return found[1] if found else ""

    @staticmethod
    def _done(answer: Answer) -> Any:
        assert 200 <= answer.status < 300, f"{answer.status} {answer.body[:300]!r}"
        return document(answer)
