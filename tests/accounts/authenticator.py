"""An authenticator app for tests: codes of a secret, at any step from now."""

from __future__ import annotations

import base64
import time
from dataclasses import dataclass
from typing import Any

from django_otp.oath import TOTP

from tests.people import PASSWORD, Person


@dataclass
class Authenticator:
    """Gives codes; ``recovery_codes`` are those shown when it was confirmed."""

    secret: str
    recovery_codes: list[str]

    def code(self, step: int = 0) -> str:
        """The code of now, or of so many steps later."""
        totp = TOTP(base64.b32decode(self.secret))
        totp.time = time.time() + 30 * step
        return f"{totp.token():06d}"


def enrol(person: Person) -> Any:
    """Begin to set one up."""
    return person.post("/api/me/factors/totp/", {"current_password": PASSWORD})


def confirmed(person: Person) -> Authenticator:
    """Set one up and confirm it; its code of the previous step is used up by that."""
    answer = enrol(person)
    assert answer.status_code == 201, answer.content
    app = Authenticator(answer.json()["secret"], [])
    done = person.post("/api/me/factors/totp/confirm/", {"otp": app.code(-1)})
    assert done.status_code == 200, done.content
    app.recovery_codes = done.json()["recovery_codes"]
    return app
