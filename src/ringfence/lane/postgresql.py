"""One round trip to PostgreSQL: the check of the session, which sets the owner, and the statement, in one pipeline.

Both are one implicit transaction, that ends with the pipeline: the owner's setting does not outlive it. The connection
is Django's own of this thread.
"""

from __future__ import annotations

import itertools
import select
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any
from uuid import UUID

import psycopg
from psycopg import pq

from ringfence.lane.statements import Statement, encoded
from ringfence.ownership.patience import silence
from ringfence.ownership.scope import scope_or_none, tell_database

# A connection keeps so many statements; then it forgets all of them, since it cannot tell which are out of use.
MOST_PREPARED = 500

# Planned once, not for each owner anew: every statement goes by an owner and an index that begins with one. And for
# rows that are in memory: as if each cost a turn of a disk, an owner's rows are all read where one is wanted, which is
# cheap for the owner that the planner has in mind, who has few.
_PLANNING = b"SET plan_cache_mode = force_generic_plan; SET random_page_cost = 1.1"
_BEGIN = b"ringfence_begin"
_BEGIN_TEXT = b"SELECT id FROM ringfence_begin($1)"
_UUID = 2950

_TUPLES = pq.ExecStatus.TUPLES_OK
_DONE = (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK)
_SYNC = pq.ExecStatus.PIPELINE_SYNC
# For names, of statements and of what is prepared of them: never the same twice.
_numbers = itertools.count(1)
_OPEN = nullcontext()
_READY = (pq.TransactionStatus.IDLE, pq.TransactionStatus.INTRANS)


class Refused(Exception):
    """The database refused the statement; the long way says what is wrong.

    ``is_about_values`` where it is for what was to be stored or compared (SQL, classes 22 and 23 of SQLSTATE).
    """

    def __init__(self, reason: str, state: bytes | None = None) -> None:
        super().__init__(reason)
        self.is_about_values = (state or b"").startswith((b"22", b"23"))


class Prepared:
    """A statement as PostgreSQL prepares it. Raises ``Untraceable`` for a parameter without a type."""

    def __init__(self, statement: Statement, types: list[int] | None = None) -> None:
        self.name = b"%d" % next(_numbers)
        # 0 leaves a type to PostgreSQL, where a parameter goes into a column.
        types = statement.types() if types is None else types
        # The same value is one parameter: of two that are equal each time the planner would not know it.
        sent: dict[Any, tuple[int, Any, Any]] = {}
        numbers = []
        parameters = zip(statement.bindings, statement.examples, types, strict=True)
        for place, (binding, example, oid) in enumerate(parameters):
            key = (place, oid) if binding is None else (binding, oid)
            numbers.append(sent.setdefault(key, (len(sent) + 1, binding, encoded(example)))[0])
        self.text = statement.numbered(numbers)
        self.types = [oid for _, oid in sent]
        self._sent = [(binding, constant) for _, binding, constant in sent.values()]

    def bind(self, values: Mapping[str, Any]) -> list[bytes | None]:
        """The parameters in text format; those that are the same for all requests are encoded already."""
        return [constant if binding is None else encoded(binding(values)) for binding, constant in self._sent]


class _Link(threading.local):
    """What this thread knows of its connection: the name under which it has each statement that it prepared."""

    connection: Any = None
    poll: Any = None
    # Milliseconds without a word after which it is given up; None for never.
    silence: float | None = None

    def __init__(self) -> None:
        self.known: dict[bytes, bytes] = {}


_link = _Link()


def run(
    connection: Any,
    sid: UUID,
    user_id: int,
    prepared: Prepared,
    parameters: Sequence[bytes | None],
    *,
    looks_first: bool = False,
) -> Any:
    """The rows of the statement, each a tuple of bytes or None, as the owner of the session ``sid``.

    None where the session is dead or not of ``user_id``. With ``looks_first`` a connection that has broken meanwhile
    is replaced before anything is sent: a statement that writes cannot be sent again. Raises :class:`Refused`, and what
    psycopg raises for a connection that broke (which is closed then).
    """
    connection.ensure_connection()
    link = _linked(connection)
    if looks_first and not connection.in_atomic_block and link.poll.poll(0):
        # Nobody has asked anything: what there is to read is its end.
        connection.close()
        connection.ensure_connection()
        link = _linked(connection)
    pgconn = link.connection.pgconn
    try:
        if pgconn.transaction_status not in _READY:
            raise Refused("the connection is busy")
        is_idle = pgconn.transaction_status == pq.TransactionStatus.IDLE
        with _OPEN if is_idle else _savepoint(pgconn):
            found, rows = _exchange(link, pgconn, sid, prepared, parameters)
    except psycopg.OperationalError:
        connection.close()
        raise
    if connection.in_atomic_block:
        tell_database(connection, scope_or_none())
    return rows if found == str(user_id).encode() else None


def _linked(connection: Any) -> _Link:
    psycopg_connection = connection.connection
    if _link.connection is not psycopg_connection:
        _link.connection = psycopg_connection
        _link.known = {}
        psycopg_connection.pgconn.exec_(_PLANNING)
        limit = silence(connection)
        _link.silence = None if limit is None else 1000 * limit
        _link.poll = select.poll()
        _link.poll.register(psycopg_connection.pgconn.socket, select.POLLIN)
    idle = psycopg_connection.pgconn.transaction_status == pq.TransactionStatus.IDLE
    if len(_link.known) > MOST_PREPARED and idle:
        # Outside of a transaction, which a name that is gone already would break. Those after it stay, unused.
        names = list(_link.known.values())
        _link.known = {}
        psycopg_connection.pgconn.exec_(b";".join(b"DEALLOCATE " + name for name in names))
    return _link


@contextmanager
def _savepoint(pgconn: Any) -> Iterator[None]:
    """Have a transaction that somebody has begun around the request (ATOMIC_REQUESTS, a test) outlive a refusal."""
    pgconn.exec_(b"SAVEPOINT ringfence_lane")
    try:
        yield
    finally:
        if pgconn.transaction_status == pq.TransactionStatus.INERROR:
            pgconn.exec_(b"ROLLBACK TO SAVEPOINT ringfence_lane")
        if pgconn.status == pq.ConnStatus.OK:
            pgconn.exec_(b"RELEASE SAVEPOINT ringfence_lane")


def _exchange(link: _Link, pgconn: Any, sid: UUID, prepared: Prepared, parameters: Sequence[bytes | None]) -> Any:
    """The user's id and the statement's rows: everything is sent, then everything read, whatever fails in between."""
    new: dict[bytes, bytes] = {}
    pgconn.enter_pipeline_mode()
    try:
        begin = _send(link, pgconn, new, _BEGIN, _BEGIN_TEXT, [_UUID])
        pgconn.send_query_prepared(begin, [sid.hex.encode()])
        statement = _send(link, pgconn, new, prepared.name, prepared.text, prepared.types)
        pgconn.send_query_prepared(statement, parameters)
        pgconn.pipeline_sync()
        results = _results(link, pgconn)
    finally:
        if pgconn.status == pq.ConnStatus.OK:
            pgconn.exit_pipeline_mode()
    failed = next((result for result in results if result.status not in _DONE), None)
    selected = [result for result in results if result.status == _TUPLES]
    found = selected[0].get_value(0, 0) if selected and selected[0].ntuples else None
    if failed is None:
        link.known.update(new)
        data = selected[-1]
        columns = range(data.nfields)
        return found, [tuple([data.get_value(row, column) for column in columns]) for row in range(data.ntuples)]
    # What was prepared before the failure is there and what came after is not: from now on by other names.
    link.known.pop(prepared.name, None)
    if not selected:
        # The check of the session itself: somebody has deallocated it, or changed its function.
        link.known.pop(_BEGIN, None)
    if selected and found is None:
        # A dead session first: what its statement met is nobody's business.
        return None, None
    state = failed.error_field(pq.DiagnosticField.SQLSTATE)
    raise Refused(failed.error_message.decode(errors="replace"), state)


def _send(link: _Link, pgconn: Any, new: dict[bytes, bytes], key: bytes, text: bytes, types: list[int]) -> bytes:
    """The name of a statement, which is prepared by the pipeline if it is not yet."""
    name = link.known.get(key)
    if name is None:
        name = new[key] = b"ringfence_%d" % next(_numbers)
        pgconn.send_prepare(name, text, types)
    return name


def _results(link: _Link, pgconn: Any) -> list[Any]:
    """What the pipeline answers, to its end. Raises ``psycopg.OperationalError`` where it breaks off or is silent."""
    results: list[Any] = []
    while pgconn.flush():
        select.select([], [pgconn.socket], [], None if link.silence is None else link.silence / 1000)
    while True:
        while pgconn.is_busy():
            if not link.poll.poll(link.silence):
                pgconn.finish()
                raise psycopg.OperationalError("the database has said nothing for too long")
            pgconn.consume_input()
        result = pgconn.get_result()
        if result is not None and result.status == _SYNC:
            return results
        if pgconn.status != pq.ConnStatus.OK:
            raise psycopg.OperationalError("the connection broke")
        if result is not None:
            results.append(result)
