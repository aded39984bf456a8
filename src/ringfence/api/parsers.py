"""JSON request bodies, read strictly: what RFC 8259 calls an error or leaves open is a 400 that says why.

What comes out can be stored in either database and means the same to every reader: UTF-8 without a byte
order mark, no key twice, no number that is none, no NUL and no lone surrogate, 32 levels at most.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import IO, Any, cast

from django.conf import settings
from django.utils.http import parse_header_parameters
from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.parsers import JSONParser

from ringfence.api.errors import TooLarge

MAX_DEPTH = 32
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

# Escapes of NUL or half a surrogate pair; of the raw forms JSON refuses the one and UTF-8 the other.
_SUSPECT_ESCAPE = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MAX_NAME = 100
# Of a number with a fraction or an exponent, as long as the longest integer that Python reads.
_MAX_NUMBER = 4300


class JSONNumber(float):
    """A number with a fraction or an exponent that keeps how it was written, since money is no binary fraction."""

    literal: str

    def __new__(cls, literal: str) -> JSONNumber:
        """The number of a literal of RFC 8259."""
        number = super().__new__(cls, literal)
        number.literal = literal
        return number


class StrictJSONParser(JSONParser):
    """``application/json`` by RFC 8259, in UTF-8.

    Raises ``ParseError`` (400, "parse_error") with a sentence for each refusal, ``UnsupportedMediaType``
    (415) for another charset, and ``TooLarge`` (413) beyond ``DATA_UPLOAD_MAX_MEMORY_SIZE``.
    """

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """Return the decoded value: any JSON value, an object in the usual case."""
        if media_type and ";" in media_type:
            _check_charset(media_type)
        body = _read(stream)
        value = _decode(body)
        if body.count(b"[") + body.count(b"{") > MAX_DEPTH:
            _check_depth(value)
        if b"\\u" in body and _SUSPECT_ESCAPE.search(body):
            _check_strings(value)
        return value


def _check_charset(media_type: str) -> None:
    charset = parse_header_parameters(media_type)[1].get("charset", "utf-8")
    if charset.lower() not in ("utf-8", "utf8"):
        raise UnsupportedMediaType(media_type, detail="JSON is read as UTF-8 only: leave the charset out.")


def _read(stream: IO[Any]) -> bytes:
    limit = cast("int | None", settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    body: bytes = stream.read() if limit is None else stream.read(limit + 1)
    if limit is not None and len(body) > limit:
        raise TooLarge
    return body


def _decode(body: bytes) -> Any:
    if body.startswith(BYTE_ORDER_MARK):
        raise ParseError("The body starts with a byte order mark; JSON is sent without one.")
    try:
        return _DECODER.decode(body.decode())
    except UnicodeDecodeError as exc:
        raise ParseError(f"The body is not UTF-8 (at byte {exc.start}).") from exc
    except json.JSONDecodeError as exc:
        raise ParseError(f"The body is not JSON: {exc.msg} (line {exc.lineno}, column {exc.colno}).") from exc
    except RecursionError as exc:
        raise _too_deep() from exc
    except ValueError as exc:
        # Python refuses to read integers of more than some thousand digits, since that takes quadratic time.
        raise ParseError("The body has a number with too many digits.") from exc


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ParseError(f'The key "{_printable(twice)}" occurs twice in one object.')
    return value


def _number(literal: str) -> JSONNumber:
    if len(literal) > _MAX_NUMBER:
        raise ParseError("The body has a number with too many digits.")
    value = JSONNumber(literal)
    if math.isinf(value):
        raise ParseError("The body has a number that is too large.")
    return value


def _constant(name: str) -> float:
    raise ParseError(f"{name} is not JSON.")


def _check_depth(value: Any) -> None:
    """Level by level, so that no depth costs stack."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            item
            for container in level
            if isinstance(container, dict | list)
            for item in (container.values() if isinstance(container, dict) else container)
            if isinstance(item, dict | list)
        ]
        if not level:
            return
    raise _too_deep()


def _check_strings(value: Any) -> None:
    todo = [value]
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            _check_string(item)
        elif isinstance(item, dict):
            todo += item.keys()
            todo += item.values()
        elif isinstance(item, list):
            todo += item


def _check_string(string: str) -> None:
    if "\x00" in string:
        raise ParseError("The body has a string with the NUL character (\\u0000), which cannot be stored.")
    if _SURROGATE.search(string):
        raise ParseError("The body has a string with half a character (a lone surrogate, \\ud800 to \\udfff).")


def _too_deep() -> ParseError:
    return ParseError(f"The body is nested more than {MAX_DEPTH} levels deep.")


def _printable(key: str) -> str:
    """The key as it may stand in an answer, which is UTF-8 and must not repeat a body's megabytes."""
    short = key if len(key) <= _MAX_NAME else key[:_MAX_NAME] + "…"
    return short.encode("utf-8", "backslashreplace").decode()


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_float=_number, parse_constant=_constant)
