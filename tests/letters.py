"""Reading the mails that the server sent, and settings of its own for one test."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core import mail as django_mail
from django.test import override_settings

from ringfence.accounts import mail

_LINK = re.compile(r"^http\S+/(?P<uid>[\w-]+)/(?P<token>[\w.:-]+)$", re.MULTILINE)


class Letters:
    """What was sent so far; whoever looks waits for the thread that sends."""

    def all(self) -> list[Any]:
        """Every mail, oldest first."""
        mail.flush(10)
        return list(django_mail.outbox)

    def only(self) -> Any:
        """The one mail there is; it is taken out."""
        (letter,) = self.all()
        django_mail.outbox.clear()
        return letter

    def link(self) -> dict[str, str]:
        """``uid`` and ``token`` of the link in the one mail there is; it is taken out."""
        found = _LINK.search(self.only().body)
        assert found is not None
        return found.groupdict()


def ringfence(**changes: Any) -> override_settings:
    """``settings.RINGFENCE`` with these changes, as a context manager or a decorator."""
    return override_settings(RINGFENCE={**settings.RINGFENCE, **changes})
