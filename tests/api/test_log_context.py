"""Lines that are written after the view, or in another thread, are of the request that caused them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, StreamingHttpResponse
from django.test import RequestFactory

from ringfence.accounts import mail
from ringfence.api import log_context
from ringfence.api.middleware import RequestIdFilter, RequestIdMiddleware

ID = "a-request-id"


def answer(request: HttpRequest) -> StreamingHttpResponse:
    def parts() -> Iterator[bytes]:
        for _ in range(2):
            yield str(log_context.current()).encode()

    log_context.add(user=1)
    return StreamingHttpResponse(parts())


def test_a_streamed_answer_is_made_within_the_facts_of_its_request() -> None:
    request = RequestFactory().get("/", headers={"X-Request-ID": ID})
    response: Any = RequestIdMiddleware(answer)(request)
    assert log_context.current() == {}
    between = []
    for part in response.streaming_content:
        between.append(log_context.current())
        assert part == str({"request_id": ID, "user": 1}).encode()
    assert between == [{}, {}]


def test_what_a_stream_holds_open_is_closed_with_it() -> None:
    closed = []

    def parts() -> Iterator[bytes]:
        try:
            yield b"1"
            yield b"2"
        finally:
            closed.append(True)

    stream = log_context.streamed({}, parts())
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert closed == [True]


def test_facts_are_added_to_a_request_only() -> None:
    log_context.add(user=1)
    assert log_context.current() == {}


def test_a_mail_that_cannot_be_sent_is_a_line_of_the_request_that_asked(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise OSError("no mail server")

    caplog.handler.addFilter(mark := RequestIdFilter())
    try:
        with log_context.within({"request_id": ID}):
            mail._enqueue("reset", fail)
        mail.flush(10)
    finally:
        caplog.handler.removeFilter(mark)
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert record.request_id == ID  # type: ignore[attr-defined]
