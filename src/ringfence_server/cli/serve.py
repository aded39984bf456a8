"""Granian, held so that one signal stops everything: its workers never outlive the command."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import resource
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from secrets import token_hex
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from ringfence_server.cli.address import Address

APPLICATION = "ringfence_server.wsgi"
# What a worker has whose parent was killed.
_ORPHAN_SECONDS = 1
# Of each worker: while one request waits for the database another is answered. With more they wait for each other:
# in short runs beside other work four answered a list 1.4 times slower, and each has a connection of its own.
THREADS = 2
# New objects before the collector of cycles looks at them, and how often at older ones: a request makes hundreds.
_COLLECT_AFTER = (10_000, 10, 10)
# Connections that each worker holds, idle ones among them; further ones wait to be accepted, and nobody sees them.
_CONNECTIONS = 2048
# Files that a worker has open besides.
_FILES = 256
# The longest that Granian allows: a thread's database connection lives as long as the thread.
_THREAD_IDLE_SECONDS = 600


def serve(address: Address, workers: int, *, grace: int) -> None:
    """Serve until SIGINT, SIGTERM or SIGHUP. Raises ``SystemExit(1)`` when workers keep dying.

    ``grace`` is how many seconds a request in flight has then, before its worker is killed and its transaction with it.
    """
    server = Granian(
        APPLICATION,
        address=address.ip,
        port=address.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        backpressure=_connections(),
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=_THREAD_IDLE_SECONDS,
        respawn_failed_workers=True,
        workers_kill_timeout=grace,
        log_level=LogLevels.warning,
    )
    # A signal to the whole process group ends workers before Granian has told them to: that is no news then.
    logging.getLogger("_granian").addFilter(lambda record: not server.interrupt_signal)
    # A closed terminal stops the server, where Granian would reload it; unless nohup asked for the contrary.
    ignored = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    at_hangup = signal.SIG_IGN if ignored else server.signal_handler_interrupt
    server.on_startup(lambda: signal.signal(signal.SIGHUP, at_hangup))
    # Loaded before the workers are forked: they share its memory, and an error in it is told once.
    import_module(APPLICATION)
    _spare_what_stays()
    try:
        server.serve(target_loader=partial(load, address, token_hex()))
    except SystemExit:
        if not server.interrupt_signal:
            raise


def _connections() -> int:
    """How many connections a worker may hold: each is an open file, of which a shell allows few by default."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _CONNECTIONS + _FILES
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return min(_CONNECTIONS, max(soft - _FILES, _FILES))


def load(address: Address, secret: str, target: str) -> Callable[..., Any]:
    """The application ``target`` for a new worker, whose end is tied to its parent's.

    It refuses requests while too many wait for this server, whose workers know each other by ``secret``.
    """
    # Ctrl-C reaches every process of the terminal; only the parent answers it, and tells its workers.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    # Until Granian sets its own, the parent's handlers are inherited, which would swallow the signal here.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_follow_parent, daemon=True).start()
    application: Callable[..., Any] = import_module(target).application
    from django.conf import settings

    from ringfence_server.overload import guarded

    return guarded(application, address, secret, getattr(settings, "RINGFENCE_QUEUE_SECONDS", 0))


def _spare_what_stays() -> None:
    """Let the collector of cycles pass over what has been loaded, which it would look through again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT_AFTER)


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_ORPHAN_SECONDS)
    os._exit(1)
