"""REST framework's fields of dates and times, read strictly: ISO 8601 in the profile of RFC 3339, in ASCII."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from rest_framework import serializers

from ringfence.api import literals

_DATE = "A date that exists is required: YYYY-MM-DD."
_TIME = "A time is required: hh:mm[:ss[.uuuuuu]]."
_DATETIME = "A moment that exists is required: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][Z|+hh:mm|-hh:mm]."


class StrictDateField(serializers.DateField):
    """``2026-01-31``, from year 1 to 9999; no other format."""

    default_error_messages: ClassVar = {"invalid": _DATE}

    def to_internal_value(self, value: Any) -> datetime.date:
        """The date, or a ``ValidationError``."""
        if not isinstance(value, str):
            return self._given(value)
        try:
            return literals.calendar_date(value)
        except ValueError:
            self.fail("invalid")

    def _given(self, value: Any) -> datetime.date:
        if isinstance(value, datetime.datetime):
            self.fail("datetime")
        if not isinstance(value, datetime.date):
            self.fail("invalid")
        return value


class StrictTimeField(serializers.TimeField):
    """``23:59``, with seconds and a fraction at will; no offset, no other format."""

    default_error_messages: ClassVar = {"invalid": _TIME}

    def to_internal_value(self, value: Any) -> datetime.time:
        """The time, or a ``ValidationError``."""
        if isinstance(value, datetime.time):
            return value
        if not isinstance(value, str):
            self.fail("invalid")
        try:
            return literals.clock_time(value)
        except ValueError:
            self.fail("invalid")


class StrictDateTimeField(serializers.DateTimeField):
    """RFC 3339; without an offset it is in the server's time zone. No leap second, no other format.

    A moment outside the years 1 to 9999 in that zone (``0001-01-01T00:00+14:00``) is refused.
    """

    default_error_messages: ClassVar = {"invalid": _DATETIME}

    def to_internal_value(self, value: Any) -> datetime.datetime:
        """The moment in the server's time zone, or a ``ValidationError``."""
        if isinstance(value, str):
            try:
                value = literals.date_time(value)
            except ValueError:
                self.fail("invalid")
        if not isinstance(value, datetime.datetime):
            self.fail("invalid")
        try:
            moment: datetime.datetime = self.enforce_timezone(value)
        except OverflowError:
            self.fail("overflow")
        return moment
