"""What one answer says by itself: what no answer to a stranger or to a visitor may be or hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from ringfence.ownership.scope import acting_as
from ringfence.testing import reach
from ringfence.testing.findings import Finding
from ringfence.testing.http import Answer, Ask
from ringfence.testing.script import Cast
from ringfence.testing.targets import Target

_REFUSED = (401, 403)
_CHANGES = ("update", "partial_update", "destroy")


class Judge:
    """Judges answers that are given while the owner's rows are there, right after each and before it is undone."""

    def __init__(self, cast: Cast, public: Collection[type[Any]]) -> None:
        self._cast = cast
        self._public = public
        self._now_theirs, self._now_own = reach.Holdings(cast.owner), reach.Holdings(cast.stranger)
        self._theirs = self._now_theirs()
        self._markers = reach.markers(cast.owner, cast.stranger)

    def findings(self, target: Target, ask: Ask, answer: Answer) -> Iterator[Finding]:
        """What is wrong with ``answer``, in words."""
        if answer.status >= 500:
            yield Finding(f"fails with {answer.status}: {answer.error!r}")
        elif answer.status == 429:
            yield Finding("is throttled, so that nothing is tested: switch the view's own throttle off for tests")
        if ask.who == "owner":
            return
        if answer.maintained:
            yield Finding("is answered as a database role that reaches everybody's rows (maintenance)")
        yield from self._status(target, ask, answer)
        yield from self._content(target, ask, answer)
        if answer.wrote or (answer.is_success and not ask.is_safe):
            yield from reach.changes(self._theirs, self._now_theirs())
        if answer.is_success and not ask.is_safe:
            yield from reach.pointers(self._now_own(), self._theirs)

    def _status(self, target: Target, ask: Ask, answer: Answer) -> Iterator[Finding]:
        if ask.who == "visitor":
            open_to_all = target.is_published or target.view_class in self._public
            if answer.status not in _REFUSED and not (open_to_all and (ask.is_safe or not target.action(ask.method))):
                yield Finding(f"is answered {answer.status}, not 401 or 403")
        elif ask.is_control and target.model is not None and answer.status == 400:
            yield Finding(
                "is refused, so that writes are not tested. Give a body that it accepts: "
                f"assert_isolated(bodies={{{target.view_class.__name__}: lambda: {{...}}}})",
                answer.text[:200],
            )
        elif ask.is_theirs and target.is_published and target.action(ask.method) in _CHANGES and answer.status != 403:
            yield Finding(f"somebody else's write to a published row is answered {answer.status}, not 403")

    def _content(self, target: Target, ask: Ask, answer: Answer) -> Iterator[Finding]:
        sent = ask.path + (ask.body or b"").decode()
        held = answer.text + str(answer.headers)
        for marker, column in self._markers.items():
            if marker in held and marker not in sent:
                yield Finding(f"the answer holds another owner's {column}", repr(marker))
        document = answer.document
        count = document.get("count") if isinstance(document, dict) else None
        if ask.who == "stranger" and target.is_list and not target.is_published and isinstance(count, int):
            with acting_as(self._cast.stranger):
                own = target.model._base_manager.filter(owner_id=self._cast.stranger.pk).count()
            if count > own:
                yield Finding("counts more rows than the caller has", f"{count} instead of {own}")


def next_page(ask: Ask, answer: Answer) -> Ask | None:
    """The request for the page that ``answer`` says comes next."""
    document = answer.document if ask.method == "GET" and answer.is_success else None
    link = document.get("next") if isinstance(document, dict) else None
    if not isinstance(link, str):
        return None
    parts = urlsplit(link)
    return replace(ask, path=f"{parts.path}?{parts.query}")
