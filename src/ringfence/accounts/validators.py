"""Password rules that Django does not ship."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError


class MaximumLengthValidator:
    """Refuses passwords over ``max_length`` characters, which only cost time to hash."""

    def __init__(self, max_length: int = 128) -> None:
        self.max_length = max_length

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ``ValidationError`` when ``password`` is too long."""
        if len(password) > self.max_length:
            raise ValidationError(
                f"This password is too long. It may contain at most {self.max_length} characters.",
                code="password_too_long",
            )

    def get_help_text(self) -> str:
        """The rule as a sentence."""
        return f"Your password may contain at most {self.max_length} characters."
