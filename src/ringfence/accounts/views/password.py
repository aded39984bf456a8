"""The password, asked for once more before a step that weakens an account or makes something outlive its session.

So that a token left lying about is not enough.
"""

from __future__ import annotations

from rest_framework import serializers

from ringfence.accounts import throttles
from ringfence.accounts.models import User
from ringfence.api.serializers import KnownFields


class PasswordSerializer(KnownFields):
    """The password, once more."""

    current_password = serializers.CharField(max_length=1024, trim_whitespace=False)

    def validate_current_password(self, password: str) -> str:
        """Right, or counted as a wrong try."""
        user: User = self.context["request"].user
        with throttles.require("password", user.pk) as attempt:
            right = user.check_password(password)
        if not right:
            raise serializers.ValidationError("Invalid password.", code="invalid_password")
        attempt.give_back()
        return password
