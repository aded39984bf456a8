"""A copy of the project in which the code is broken and the tests are run; the project itself is never touched."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests.mutants.mutant import Mutant

GRACE_SECONDS = 20
# What a copy needs nothing of, and what it may share with the project since no test changes it.
_LEFT_OUT = (".git", ".*_cache", "__pycache__", "var", "node_modules", "test-results", "playwright-report")
_SHARED = (".venv", ".uv", "web/node_modules")
# Of the environment, what is about other tests than those of the copy.
_OTHERS = ("RINGFENCE_", "PYTEST_", "DJANGO_")


class Stopped(Exception):
    """Somebody wants no more runs."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A test that failed, as pytest names it, and the first line of what it said."""

    test: str
    said: str


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of pytest came to: its exit status (None: it had no end), and which tests failed."""

    code: int | None
    failures: tuple[Failure, ...]
    output: str
    seconds: float

    @property
    def passed(self) -> bool:
        """Whether tests ran and none failed."""
        return self.code == 0


class Workshop:
    """The copy, on one database: ``variables`` are those that choose it. Close it when it is done with."""

    def __init__(self, project: Path, variables: Mapping[str, str]) -> None:
        self._project = project
        self._folder = Path(tempfile.mkdtemp(prefix="ringfence-mutants-"))
        self._variables = variables
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self.copy = self._folder / "project"
        # Where a test database may be kept: a file, or the name of one on a server.
        self.kept = "ringfence_kept" if "RINGFENCE_DATABASE_URL" in variables else str(self._folder / "kept.sqlite3")
        left_out = shutil.ignore_patterns(*_LEFT_OUT, *(name for name in _SHARED if "/" not in name))
        shutil.copytree(project, self.copy, ignore=left_out, symlinks=True)
        for name in _SHARED:
            if (project / name).exists():
                (self.copy / name).symlink_to(project / name)

    def close(self) -> None:
        """Take the copy away."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def stop(self) -> None:
        """End the run that is under way, and begin no other."""
        self._stopped = True
        if self._process is not None:
            _end(self._process)

    def is_apart(self) -> bool:
        """Whether Python imports the copy's packages here, and none of the project's."""
        names = ("ringfence", "ringfence_server", "tests")
        code = f"import {', '.join(names)}; print(*({', '.join(f'{name}.__file__' for name in names)}), sep='\\n')"
        command = [sys.executable, "-c", code]
        said = subprocess.run(
            command, cwd=self.copy, env=self._environment(), capture_output=True, text=True, check=True
        )
        return all(Path(line).is_relative_to(self.copy) for line in said.stdout.splitlines())

    @contextmanager
    def broken(self, mutant: Mutant) -> Iterator[None]:
        """Have the breakage in the copy inside the block. Raises ``Misfit``."""
        file = self.copy / "src" / mutant.file
        source = mutant.read(self._project)
        text = mutant.broken(source)
        try:
            _write(file, text)
            yield
        finally:
            _write(file, source)

    def run(self, tests: Sequence[str], seconds: float, **variables: str) -> Run:
        """Run ``tests``, arguments of pytest, for so many seconds at most. Raises :class:`Stopped`.

        ``variables`` are further ones of its environment.
        """
        if self._stopped:
            raise Stopped
        report, log = self._folder / "report.xml", self._folder / "log"
        report.unlink(missing_ok=True)
        options = ["-q", "-rfE", "--no-header", "--tb=short", "-p", "no:cacheprovider", f"--junitxml={report}"]
        began = time.monotonic()
        with log.open("wb") as file:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "pytest", *options, *tests],
                cwd=self.copy,
                env=self._environment() | variables,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                code: int | None = self._process.wait(seconds)
            except subprocess.TimeoutExpired:
                code = None
            finally:
                _end(self._process)
        if self._stopped:
            raise Stopped
        return Run(code, tuple(_failures(report)), log.read_text(errors="replace"), time.monotonic() - began)

    def _environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(_OTHERS)}
        # Before what is installed, which is the project itself.
        return inherited | dict(self._variables) | {"PYTHONPATH": f"{self.copy / 'src'}{os.pathsep}{self.copy}"}


def _write(file: Path, text: str) -> None:
    """Write a source, and let Python forget what it has compiled of the one before, which may be of the same second."""
    file.write_text(text)
    for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
        compiled.unlink()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End pytest and all that it has started: by asking first, so that its servers are stopped as well."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(GRACE_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _failures(report: Path) -> Iterator[Failure]:
    if not report.exists():
        return
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        for wrong in (*case.iter("failure"), *case.iter("error")):
            said = (wrong.get("message") or "").strip().splitlines()
            yield Failure(_named(case.get("classname") or "", case.get("name") or ""), said[0] if said else "")


def _named(classname: str, name: str) -> str:
    """``tests/api/test_x.py::TestY::test_z[a]`` of what the report has instead."""
    parts = classname.split(".")
    classes = [part for part in parts if part[:1].isupper()]
    file = "/".join(part for part in parts if part not in classes)
    return "::".join([f"{file}.py", *classes, name] if file else [name])
