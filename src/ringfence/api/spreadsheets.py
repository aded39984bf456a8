"""CSV (RFC 4180) as spreadsheets write and read it, line by line in constant memory.

What is written is safe to open: a text that a spreadsheet would take for a formula gets an apostrophe in front, which
reading takes off again, so that every text comes back as it was. Numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from rest_framework.exceptions import APIException

from ringfence.api.uploads import InvalidFile

# Characters of a line, and of a cell, which may have several lines.
MAX_LINE = 100_000
DELIMITERS = ",;\t"
ROWS_A_PIECE = 500

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")
_MAX_NAME = 100


def guarded(text: str) -> str:
    """``text`` as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text that ``guarded`` made ``cell`` of; any other cell as it is."""
    return cell[1:] if _GUARDED.match(cell) else cell


def written(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """A CSV file in pieces: UTF-8, commas, every cell in quotes, so that no other delimiter can split it."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    for number, row in enumerate(rows, start=1):
        writer.writerow(row)
        if number % ROWS_A_PIECE == 0:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


class BadLines(APIException):
    """400: some lines of a file do not do, so that nothing was written. ``report`` says which; ``bad``, how many."""

    status_code = 400
    default_code = "bad_lines"

    def __init__(self, report: Mapping[str, Any]) -> None:
        number = report["bad"]
        sentence = f"{number} bad line{'' if number == 1 else 's'}; nothing was written."
        super().__init__(sentence)
        # Past REST framework's own making of details, which turns numbers into texts.
        self.detail: Any = {"detail": sentence, "code": self.default_code, **report}


@dataclass(frozen=True, slots=True)
class Record:
    """One record: the number of the line that it begins in, its cells by column, or what is wrong with it whole."""

    line: int
    cells: dict[str, str] = field(default_factory=dict)
    fault: str = ""


class Spreadsheet:
    """A CSV file whose first line names its columns, without case and in any order.

    UTF-8 with or without a byte order mark; commas, semicolons or tabs. ``required`` and ``optional`` are the columns
    that are known. Raises ``InvalidFile`` for what makes the file unreadable as a whole; a record that cannot be read
    says so itself, and reading goes on behind it.
    """

    def __init__(self, file: IO[bytes], required: Sequence[str], optional: Sequence[str] = ()) -> None:
        # The number of the line read last, and of all.
        self.line = 0
        self.lines = _count_lines(file)
        self._known, self._required = [*required, *optional], required
        self._text = io.TextIOWrapper(file, "utf-8-sig", newline="")
        self.columns, self._delimiter = self._header()

    def records(self) -> Iterator[Record]:
        """The records below the header, without empty lines."""
        reader = csv.reader(self._physical_lines(), delimiter=self._delimiter, strict=True)
        while True:
            line = self.line + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield Record(line, fault="A quotation mark is not closed, or not doubled inside of quotes.")
                continue
            if not cells:
                continue
            if len(cells) != len(self.columns):
                yield Record(line, fault=f"{len(cells)} columns where the first line has {len(self.columns)}.")
            else:
                yield Record(line, dict(zip(self.columns, cells, strict=True)))

    def _header(self) -> tuple[list[str], str]:
        line = next(self._physical_lines(), "")
        if not line.strip():
            raise InvalidFile("The file is empty, or its first line is." if self.lines else "The file is empty.")
        names: list[str] = []
        for delimiter in DELIMITERS:
            try:
                names = next(csv.reader([line], delimiter=delimiter, strict=True))
            except csv.Error:
                continue
            names = [name.strip().lower() for name in names]
            if set(names) & set(self._known) and (len(names) > 1 or len(self._known) == 1):
                break
        self._check_names(names)
        return names, delimiter

    def _check_names(self, names: list[str]) -> None:
        known = ", ".join(self._known)
        for name in names:
            if name not in self._known:
                raise InvalidFile(f'Unknown column "{name[:_MAX_NAME]}". Known: {known}.', "unknown")
            if names.count(name) > 1:
                raise InvalidFile(f'The column "{name}" occurs twice.', "repeated")
        missing = [name for name in self._required if name not in names]
        if missing:
            raise InvalidFile(f"The first line does not name: {', '.join(missing)}.", "required")

    def _physical_lines(self) -> Iterator[str]:
        while True:
            try:
                line = self._text.readline(MAX_LINE + 1)
            except UnicodeDecodeError as exc:
                raise InvalidFile(f"The file is not UTF-8 (after line {self.line}).") from exc
            if not line:
                return
            self.line += 1
            if len(line) > MAX_LINE:
                raise InvalidFile(f"Line {self.line} has more than {MAX_LINE} characters.", "max_length")
            yield line


def _count_lines(file: IO[bytes]) -> int:
    """The lines of the file, by whichever line end it has; leaves it at its beginning."""
    by_feed = by_return = 0
    last = b""
    while chunk := file.read(1 << 16):
        by_feed += chunk.count(b"\n")
        by_return += chunk.count(b"\r")
        last = chunk[-1:]
    file.seek(0)
    return (by_feed or by_return) + (last not in (b"", b"\n", b"\r"))
