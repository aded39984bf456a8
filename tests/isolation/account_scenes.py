"""Whatever concerns an account: log-ins of every kind, factors, mails with links, closing and opening again."""

from __future__ import annotations

import re

from django.core import mail as django_mail

from ringfence.accounts import mail
from tests.accounts.authenticator import Authenticator
from tests.isolation.judge import document
from tests.isolation.log_in_scenes import LOG_INS, LogIns
from tests.isolation.operations import Operation, named
from tests.isolation.people import Somebody
from tests.lane.ways import Answer
from tests.letters import ringfence

_LINK = re.compile(r"^http\S+/(?P<uid>[\w-]+)/(?P<token>[\w.:-]+)$", re.MULTILINE)
# A code is needed for most of what concerns a factor.
_FEW_CODES = 4

_SAME = {
    **dict.fromkeys(LOG_INS, "log_in_again"),
    **dict.fromkeys(("token_refresh_create", "auth_token_refresh_create", "jwt_refresh_create"), "refresh"),
    **dict.fromkeys(("token_verify_create", "jwt_verify_create"), "verify"),
    **dict.fromkeys(("logout_create", "token_blacklist_create"), "log_out"),
    **dict.fromkeys(("register_create", "users_create"), "register"),
    **dict.fromkeys(("me_destroy", "me_deactivate_create", "users_me_destroy", "users_destroy"), "close"),
    **dict.fromkeys(
        ("me_partial_update", "users_me_update", "users_me_partial_update", "users_update", "users_partial_update"),
        "change_address",
    ),
    **dict.fromkeys(("conduit_user_update", "conduit_user_partial_update"), "change_profile"),
    **dict.fromkeys(
        ("users_reset_password_create", "users_reset_username_create", "users_resend_activation_create"), "ask_for_mail"
    ),
}


class Accounts(LogIns):
    """Plays the operations of accounts, and keeps what the person is then known by."""

    def knows(self, operation: Operation) -> bool:
        """Whether the operation is one of these."""
        return hasattr(self, f"_{_SAME.get(operation.name, operation.name)}")

    def act(self, who: Somebody, operation: Operation) -> Answer:
        """Play it."""
        answer: Answer = getattr(self, f"_{_SAME.get(operation.name, operation.name)}")(who, operation)
        return answer

    def join(self, name: str) -> Somebody:
        """Somebody new with an account, logged in."""
        who = self.world.newcomer(name)
        who.username, who.email, who.password = who.word(), who.address(), who.new_password()
        body = {"username": who.username, "email": who.email, "password": who.password}
        who.id = self._done(self.world.ask(who, named("register_create"), None, body=body))["id"]
        self.enter(who)
        return who

    def enter(self, who: Somebody) -> None:
        """See to it that ``who`` has an account that is open, and a live session."""
        if who.is_closed:
            self._open_again(who)
        elif who.access is None:
            self._adopt(who, self._log_in(who, named(self.random.choice(LOG_INS))))
        if who.totp and len(who.recovery_codes) < _FEW_CODES:
            self._me_factors_totp_destroy(who, named("me_factors_totp_destroy"))

    # New accounts

    def _register(self, who: Somebody, operation: Operation) -> Answer:
        body = {"username": who.word(), "password": who.new_password()}
        if self.random.random() < 1 / 2:
            body["email"] = who.address()
        return self.world.ask(who, operation, None, body=body)

    def _conduit_users_create(self, who: Somebody, operation: Operation) -> Answer:
        user = {"username": who.word(), "email": who.address(), "password": who.new_password()}
        self.world.publish(user["username"])
        answer = self.world.ask(who, operation, None, body={"user": user})
        who.hide(self._done(answer)["user"]["token"])
        return answer

    # Oneself

    def _change_address(self, who: Somebody, operation: Operation) -> Answer:
        body = {"email": who.address(), "current_password": who.password}
        if operation.name == "me_partial_update":
            body |= {"first_name": who.word(), "last_name": who.word()}
        answer = self.world.ask(who, operation, ids={"id": who.id}, body=body)
        if answer.status == 200:
            who.email = body["email"]
        return answer

    def _change_profile(self, who: Somebody, operation: Operation) -> Answer:
        user = {"bio": who.word(), "image": who.word()}
        if not who.totp and self.random.random() < 1 / 4:
            user |= {"username": who.word(), "email": who.address(), "password": who.new_password()}
        self.world.publish(user["bio"], user["image"], user.get("username", ""))
        self._publish(who)
        answer = self.world.ask(who, operation, body={"user": user})
        if answer.status == 200:
            self._take(who, **user)
        return answer

    def _users_set_password_create(self, who: Somebody, operation: Operation) -> Answer:
        new = who.new_password()
        answer = self.world.ask(who, operation, body={"current_password": who.password, "new_password": new})
        if answer.status == 204:
            who.password = new
        return answer

    def _users_set_username_create(self, who: Somebody, operation: Operation) -> Answer:
        new = self._new_name(who)
        answer = self.world.ask(who, operation, body={"current_password": who.password, "new_username": new})
        if answer.status == 204:
            who.username = new
        return answer

    def _close(self, who: Somebody, operation: Operation) -> Answer:
        answer = self.world.ask(who, operation, ids={"id": who.id}, body={"current_password": who.password})
        if answer.status == 204:
            who.is_closed = True
            self._all_dead(who)
        return answer

    def _me_reopen_create(self, who: Somebody, operation: Operation) -> Answer:
        self._close(who, named("me_deactivate_create"))
        return self._open_again(who)

    def _open_again(self, who: Somebody) -> Answer:
        body = {"username": who.username, "password": who.password, **self._code(who)}
        answer = self.world.ask(who, named("me_reopen_create"), None, body=body)
        tokens = self._done(answer)
        who.hide(*tokens.values())
        who.is_closed = False
        self._adopt(who, tokens)
        return answer

    # Second factors

    def _me_factors_totp_create(self, who: Somebody, operation: Operation) -> Answer:
        if who.totp:
            self._me_factors_totp_destroy(who, named("me_factors_totp_destroy"))
        answer = self.world.ask(who, operation, body={"current_password": who.password})
        who.hide(*self._done(answer).values())
        return answer

    def _me_factors_totp_confirm_create(self, who: Somebody, operation: Operation) -> Answer:
        secret = document(self._me_factors_totp_create(who, named("me_factors_totp_create")))["secret"]
        answer = self.world.ask(who, operation, body={"otp": Authenticator(secret, []).code(-1)})
        who.totp, who.recovery_codes = secret, self._done(answer)["recovery_codes"]
        who.hide(*who.recovery_codes)
        return answer

    def _me_factors_recovery_codes_create(self, who: Somebody, operation: Operation) -> Answer:
        self._with_factor(who)
        answer = self.world.ask(who, operation, body={"current_password": who.password, **self._code(who)})
        who.recovery_codes = self._done(answer)["recovery_codes"]
        who.hide(*who.recovery_codes)
        return answer

    def _me_factors_totp_destroy(self, who: Somebody, operation: Operation) -> Answer:
        self._with_factor(who)
        answer = self.world.ask(who, operation, body={"current_password": who.password, **self._code(who)})
        self._done(answer)
        who.totp, who.recovery_codes = None, []
        return answer

    def _with_factor(self, who: Somebody) -> None:
        if not who.totp:
            self._me_factors_totp_confirm_create(who, named("me_factors_totp_confirm_create"))

    # Mails with links

    def _ask_for_mail(self, who: Somebody, operation: Operation) -> Answer:
        return self.world.ask(who, operation, None, body={"email": who.email})

    def _users_activation_create(self, who: Somebody, operation: Operation) -> Answer:
        new = who.address()
        with ringfence(ACTIVATION_REQUIRED=True):
            django_mail.outbox.clear()
            body = {"email": new, "current_password": who.password}
            self._done(self.world.ask(who, named("users_me_partial_update"), body=body))
            answer = self.world.ask(who, operation, None, body=self._link(new))
        if answer.status == 204:
            who.email = new
        return answer

    def _users_reset_password_confirm_create(self, who: Somebody, operation: Operation) -> Answer:
        new = who.new_password()
        link = self._mailed(who, "users_reset_password_create")
        answer = self.world.ask(who, operation, None, body={**link, "new_password": new})
        if answer.status == 204:
            who.password = new
            self._all_dead(who)
        return answer

    def _users_reset_username_confirm_create(self, who: Somebody, operation: Operation) -> Answer:
        new = self._new_name(who)
        link = self._mailed(who, "users_reset_username_create")
        answer = self.world.ask(who, operation, None, body={**link, "new_username": new})
        if answer.status == 204:
            who.username = new
        return answer

    def _mailed(self, who: Somebody, name: str) -> dict[str, str]:
        mail.flush(10)
        django_mail.outbox.clear()
        self._ask_for_mail(who, named(name))
        return self._link(who.email)

    def _link(self, address: str) -> dict[str, str]:
        mail.flush(10)
        found = [_LINK.search(str(letter.body)) for letter in django_mail.outbox if letter.to == [address]]
        (link,) = (each for each in found if each)
        return link.groupdict()

    def _take(self, who: Somebody, **changed: str) -> None:
        who.username = changed.get("username", who.username)
        who.email = changed.get("email", who.email)
        who.password = changed.get("password", who.password)

    def _new_name(self, who: Somebody) -> str:
        new = who.word()
        if who.is_published:
            self.world.publish(new)
        return new
