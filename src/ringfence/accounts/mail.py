"""Mails about accounts: plain text, sent by a thread of its own after the transaction has committed.

A request that asks for a mail leaves only the name that was given. Looking it up, counting, rendering and
sending are the thread's, which does the same for an unknown name up to the sending: neither an answer nor its
time tells whether somebody is known. A process that ends sends what waits first, for as long as it is given.
Nothing is tried twice: a failure is logged, without its link, and the person asks again.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import BoundedSemaphore
from typing import Any

from django.core.mail import EmailMessage
from django.db import connections, transaction
from django.template.loader import render_to_string

from ringfence.accounts import gateway, mail_tokens, names, throttles
from ringfence.accounts.mail_tokens import NOBODY, Link
from ringfence.accounts.models import User
from ringfence.api import log_context
from ringfence.ownership.scope import entered, owner_scope, owner_transaction

logger = logging.getLogger("ringfence.mail")

# Mails that may wait in one process; one more is dropped and logged.
LONGEST_QUEUE = 1000


def send_link(link: Link, identifier: str) -> None:
    """Send a link to whoever has this username or address, if it is for them; later, and silently if not.

    An account gets a few of each kind in an hour ("mail.account"); those over it are silently not sent.
    """
    _later(link.name, partial(_send_link, link, identifier))


def send_address_link(user: User, address: str) -> None:
    """Send ``address`` a link that makes it the address of ``user``; silently not, when it had too many."""
    _later("address", partial(_send_address_link, user.pk, address))


def notify(template: str, user: User, address: str | None) -> None:
    """Tell ``address``, if there is one, what happened to the account of ``user``."""
    if address:
        _later(template, partial(_send, template, address, {"username": user.username}))


def flush(timeout: float) -> None:
    """Wait until what was asked for is sent. Raises ``TimeoutError`` after ``timeout`` seconds."""
    _sender.submit(connections.close_all).result(timeout)


def _send_link(link: Link, identifier: str) -> None:
    key = names.key(identifier)
    with owner_transaction():
        credential = gateway.find_credential(key)
    user = _user(credential.user_id if credential else NOBODY)
    too_many = throttles.hit("mail.account", link.name, credential.user_id if credential else key).wait
    subject, body = _render(link.name, {"username": user.username, "url": link.url(user)})
    if user.email and link.is_for(user) and not too_many:
        _message(subject, body, user.email).send()


def _send_address_link(user_id: int, address: str) -> None:
    user = _user(user_id)
    too_many = throttles.hit("mail.account", "address", names.key(address)).wait
    if user.is_active and not too_many:
        _send("address", address, {"username": user.username, "url": mail_tokens.address_url(user, address)})


def _user(user_id: int) -> User:
    with owner_transaction(), entered(owner_scope(user_id)):
        return User.objects.filter(pk=user_id).first() or mail_tokens.nobody()


def _send(template: str, address: str, context: Mapping[str, str]) -> None:
    _message(*_render(template, context), address).send()


def _render(template: str, context: Mapping[str, str]) -> tuple[str, str]:
    """Subject and body: the template's first line, and the rest."""
    text = render_to_string(f"ringfence_accounts/mail/{template}.txt", dict(context))
    subject, _, body = text.partition("\n")
    return subject.strip(), body.lstrip("\n")


def _message(subject: str, body: str, address: str) -> EmailMessage:
    # RFC 3834: nobody's holiday notice shall answer.
    return EmailMessage(subject, body, to=[address], headers={"Auto-Submitted": "auto-generated"})


def _later(what: str, work: Callable[[], None]) -> None:
    transaction.on_commit(partial(_enqueue, what, work))


def _enqueue(what: str, work: Callable[[], None]) -> None:
    if not _room.acquire(blocking=False):
        logger.error("A mail (%s) is dropped: %d are waiting already.", what, LONGEST_QUEUE)
        return
    facts = log_context.current()
    _sender.submit(_run, facts, work).add_done_callback(partial(_done, facts, what))


def _run(facts: log_context.Facts, work: Callable[[], None]) -> None:
    try:
        with log_context.within(facts):
            work()
    finally:
        # The thread lives as long as the process, and no request's end tidies up after it.
        connections.close_all()


def _done(facts: log_context.Facts, what: str, future: Future[Any]) -> None:
    _room.release()
    failure = future.exception()
    if failure is not None:
        # Not its text nor a traceback: a mail server's refusal may quote the mail, and with it the link.
        code = getattr(failure, "smtp_code", "")
        with log_context.within(facts):
            logger.error("A mail (%s) could not be sent: %s %s", what, type(failure).__name__, code)


def _begin() -> None:
    """A thread that does not run yet, and an empty queue; also in a process that was forked from another."""
    global _sender, _room
    _sender = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ringfence-mail")
    _room = BoundedSemaphore(LONGEST_QUEUE)


_sender: ThreadPoolExecutor
_room: BoundedSemaphore
_begin()
os.register_at_fork(after_in_child=_begin)
