"""Files that are sent: spooled to a temporary file as they arrive, never whole in memory, up to a size.

As ``text/csv`` the body is the file; as ``multipart/form-data`` the file is the part ``file``. ``request.data`` is
then the file itself, open at its beginning; whoever reads it closes it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http.multipartparser import MultiPartParser
from django.utils.http import parse_header_parameters
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.parsers import BaseParser

from ringfence.api.errors import TooLarge
from ringfence.api.wsgi import UNMEASURED

SETTING = "UPLOAD_MAX_SIZE"
DEFAULT_MAX_SIZE = 100 * 1024 * 1024

FILE = "file"
_CHUNK = 64 * 1024
# What a multipart body may have around its file.
_ENVELOPE = 64 * 1024


class InvalidFile(ValidationError):
    """400 about the file as a whole, ``{"file": [message]}``."""

    def __init__(self, message: str, code: str = "invalid") -> None:
        super().__init__({FILE: [ErrorDetail(message, code)]})


class CsvParser(BaseParser):
    """``text/csv`` (RFC 4180) in UTF-8, unread: what is in it is for the view to say.

    Raises ``TooLarge`` (413) beyond ``settings.RINGFENCE["UPLOAD_MAX_SIZE"]`` bytes, and :class:`InvalidFile`.
    """

    media_type = "text/csv"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """The body as a temporary file."""
        _check_charset(media_type or "")
        limit = max_size()
        _check_announced(parser_context, limit)
        with ExitStack() as stack:
            file = stack.enter_context(tempfile.TemporaryFile())
            while chunk := stream.read(_CHUNK):
                if file.tell() + len(chunk) > limit:
                    raise TooLarge
                file.write(chunk)
            _check_whole(file, parser_context)
            file.seek(0)
            # Whoever reads it closes it.
            stack.pop_all()
        return file


class CsvFormParser(BaseParser):
    """``multipart/form-data`` (RFC 7578) with a part ``file`` and no other, of any type that a browser gives it."""

    media_type = "multipart/form-data"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        """The part ``file`` as a temporary file; raises as :class:`CsvParser`."""
        limit = max_size()
        _check_announced(parser_context, limit + _ENVELOPE)
        request = (parser_context or {})["request"]
        meta = {**request.META, "CONTENT_TYPE": media_type}
        fields, files = MultiPartParser(meta, stream, [_Spool(request)], "utf-8").parse()
        sent = files.getlist(FILE)
        try:
            _check_parts([*fields, *files], len(sent), FILE in fields)
        except ValidationError:
            for _, others in files.lists():
                for other in others:
                    other.close()
            raise
        _check_charset(f"text/csv; charset={sent[0].charset}" if sent[0].charset else "")
        sent[0].seek(0)
        return sent[0]


class _Spool(TemporaryFileUploadHandler):
    """Django's handler for large files, which has no limit of its own."""

    received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > max_size():
            raise TooLarge
        super().receive_data_chunk(raw_data, start)


def max_size() -> int:
    """The size in bytes that a file may have."""
    return int(getattr(settings, "RINGFENCE", {}).get(SETTING, DEFAULT_MAX_SIZE))


def _check_announced(parser_context: Mapping[str, Any] | None, limit: int) -> None:
    """Refuse what says of itself that it is too large, before it is read."""
    request = (parser_context or {}).get("request")
    length = request.META.get("CONTENT_LENGTH", "") if request is not None else ""
    if str(length).isdecimal() and int(length) > limit:
        raise TooLarge


def _check_whole(file: IO[bytes], parser_context: Mapping[str, Any] | None) -> None:
    """Refuse what broke off on the way: a line cut short would be taken for another one.

    Where no length was announced, only the end of the last line says that it is whole.
    """
    request = (parser_context or {}).get("request")
    meta: Mapping[str, Any] = request.META if request is not None else {}
    received = file.tell()
    announced = str(meta.get("CONTENT_LENGTH", ""))
    if announced.isdecimal() and received < int(announced):
        raise InvalidFile(f"The file broke off: {received} of {announced} bytes arrived.", "incomplete")
    if meta.get(UNMEASURED) and received:
        file.seek(-1, os.SEEK_END)
        if file.read(1) not in (b"\n", b"\r"):
            raise InvalidFile(
                "The last line has no end, so the file may have broken off: end it, or send a Content-Length.",
                "incomplete",
            )


def _check_charset(media_type: str) -> None:
    charset = parse_header_parameters(media_type)[1].get("charset", "utf-8")
    if charset.lower() not in ("utf-8", "utf8", "us-ascii"):
        raise InvalidFile("A file is read as UTF-8 only: save it so, and leave the charset out.")


def _check_parts(names: list[str], number: int, is_text: bool) -> None:
    unknown = {name: [ErrorDetail("Unknown field.", "unknown")] for name in names if name != FILE}
    if unknown:
        raise ValidationError(unknown)
    if number > 1:
        raise InvalidFile("Send one file.", "repeated")
    if is_text:
        raise InvalidFile("The submitted data was not a file. Check the encoding type on the form.")
    if not number:
        raise InvalidFile("No file was submitted.", "required")
