"""What was found so far, in a file, so that a run that broke off goes on where it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from tests.mutants.mutant import Mutant
from tests.mutants.runner import Result


class Journal:
    """Lines of JSON, one for each result; of no file, nothing is known and nothing kept.

    What a test noticed once is known for as long as the breakage and the file that it breaks are the same; nothing is
    known of the tests, so that a run over changed ones begins with a new file.
    """

    def __init__(self, file: Path | None, project: Path) -> None:
        self._file = file
        self._project = project
        self._found: dict[str, dict[str, str]] = {}
        self._sound: set[tuple[str, str]] = set()
        self.seconds = 0.0
        for line in file.read_text().splitlines() if file is not None and file.exists() else ():
            entry = json.loads(line)
            self.seconds += entry.get("spent", 0.0)
            self._sound |= {(entry["database"], test) for test in entry.get("sound", ())}
            if entry.get("verdict") == "killed":
                self._found[entry["key"]] = entry

    def known(self, mutant: Mutant) -> Result | None:
        """What became of ``mutant`` before, if a test noticed it."""
        entry = self._found.get(self._key(mutant))
        return None if entry is None else Result(mutant, "killed", entry["by"], entry["said"])

    def note(self, result: Result) -> None:
        """Keep a result."""
        self._write({"key": self._key(result.mutant), "verdict": result.verdict, "by": result.by, "said": result.said})

    def is_sound(self, database: str, test: str) -> bool:
        """Whether ``test`` has passed on the code as it is."""
        return (database, test) in self._sound

    def note_sound(self, database: str, tests: Sequence[str]) -> None:
        """Keep which tests have passed on the code as it is."""
        self._write({"database": database, "sound": [*tests]})

    def spend(self, seconds: float) -> None:
        """Keep how long a run has taken; ``seconds`` are those of all."""
        self.seconds += seconds
        self._write({"spent": seconds})

    def _key(self, mutant: Mutant) -> str:
        return hashlib.sha256(f"{mutant!r}\n{mutant.read(self._project)}".encode()).hexdigest()

    def _write(self, entry: object) -> None:
        if self._file is not None:
            with self._file.open("a") as file:
                file.write(json.dumps(entry) + "\n")
