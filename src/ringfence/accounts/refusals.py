"""What a log-in may be refused with, as the OpenAPI document shows it, whichever view it goes through."""

from __future__ import annotations

from rest_framework.exceptions import APIException, Throttled

from ringfence.accounts.hashers import Busy
from ringfence.accounts.log_in import SecondFactorRequired, WrongCode, WrongCredential

LOG_IN_REFUSALS: tuple[APIException, ...] = (
    WrongCredential(),
    SecondFactorRequired("eyJhbGciOiJIUzI1NiJ9…", ["totp", "recovery"]),
    WrongCode(),
    Throttled(30),
    Busy(),
)
