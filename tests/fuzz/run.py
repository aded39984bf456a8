"""``make fuzz``: Schemathesis over the whole document, against a real server on SQLite and one on PostgreSQL.

``python -m tests.fuzz.run [--sqlite | --postgresql] [--seconds N] [anything for schemathesis run]``: five minutes for
each database if nothing is said. Each is a server of its own, ``ringfence up`` in a temporary folder with its throttles
wide open. All phases are run, the stateful one among them. The exit status is 0 only if no check failed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import postgres
from tests.fuzz import COUNTS
from tests.server import running

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "whole_or_part",
    "ignored_auth",
    "use_after_free",
    "ensure_resource_availability",
    "unsupported_method",
    "allow_header_conformance",
)
SECONDS = 300
_COMMAND = str(Path(sys.executable).with_name("schemathesis"))
_ROOT = Path(__file__).parents[2]
# Of what the server said, where something failed.
_LAST_LINES = 40


@dataclass(frozen=True)
class Outcome:
    """What one database's run came to: its exit status, and how often each status was answered by operation."""

    database: str
    code: int
    answers: dict[tuple[str, int], int]
    operations: int
    accounts: int

    @property
    def requests(self) -> int:
        """How many were sent."""
        return sum(self.answers.values())

    def by_class(self, first: int) -> int:
        """How many were answered 2xx, 4xx …"""
        return sum(count for (_, status), count in self.answers.items() if status // 100 == first)

    @property
    def reached(self) -> int:
        """How many operations have succeeded at least once."""
        return len({operation for operation, status in self.answers if status < 300})


def main(arguments: Sequence[str]) -> int:
    """Run it as the command line says and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.run", allow_abbrev=False)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--sqlite", action="store_true", help="on SQLite only")
    which.add_argument("--postgresql", action="store_true", help="on PostgreSQL only")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="for each database (%(default)s)")
    options, for_schemathesis = parser.parse_known_args(arguments)
    outcomes = []
    if not options.postgresql:
        outcomes.append(_run("SQLite", {}, options.seconds, for_schemathesis))
    if not options.sqlite:
        with _postgresql() as (name, variables):
            outcomes.append(_run(name, variables, options.seconds, for_schemathesis))
    _print(outcomes)
    return 0 if all(outcome.code == 0 and outcome.requests for outcome in outcomes) else 1


@contextmanager
def _postgresql() -> Iterator[tuple[str, dict[str, str]]]:
    server = postgres.start()
    try:
        variables = postgres.environment(server)
        wanted = {name: value for name, value in variables.items() if name.endswith("DATABASE_URL")}
        yield f"PostgreSQL {server.version}", wanted
    finally:
        server.stop()


def _run(database: str, variables: dict[str, str], seconds: int, options: Sequence[str]) -> Outcome:
    print(f"== {database}: {seconds} seconds", flush=True)
    with tempfile.TemporaryDirectory(prefix="ringfence-fuzz-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        settings = {
            "RINGFENCE_DATA": str(folder / "data"),
            "RINGFENCE_PRODUCTION": "false",
            "RINGFENCE_THROTTLE_SCALE": "1000000",
            "RINGFENCE_EMAIL_URL": "dummymail://",
            # Refusals are what is asked for.
            "RINGFENCE_LOG_LEVEL": "ERROR",
        }
        with running.up(folder, **settings, **variables) as server:
            server.wait_until_up()
            said = server.get("/api/schema/", {"Accept": "application/json"}).text
            document, counts = folder / "document.json", folder / "counts.json"
            document.write_text(said)
            code = _schemathesis(server.origin, document, counts, seconds, options)
            found: Any = json.loads(counts.read_text()) if counts.exists() else {"answers": [], "accounts": 0}
            if code != 0:
                print("\n".join(["-- what the server said last", *server.output.splitlines()[-_LAST_LINES:]]))
    answers = {(operation, status): count for operation, status, count in found["answers"]}
    methods = ("get", "post", "put", "patch", "delete")
    operations = sum(method in methods for item in json.loads(said)["paths"].values() for method in item)
    return Outcome(database, code, answers, operations, found["accounts"])


def _schemathesis(origin: str, document: Path, counts: Path, seconds: int, options: Sequence[str]) -> int:
    command = [_COMMAND, "run", str(document), "--url", origin, "--max-time", str(seconds)]
    command += ["--checks", ",".join(CHECKS), "--continue-on-failure", "--warnings", "off"]
    command += ["--generation-database", "none", "--suppress-health-check", "all", *options]
    environment = {
        **os.environ,
        "PYTHONPATH": str(_ROOT),
        "SCHEMATHESIS_HOOKS": "tests.fuzz.hooks",
        COUNTS: str(counts),
    }
    return subprocess.run(command, cwd=document.parent, env=environment, check=False).returncode


def _print(outcomes: Sequence[Outcome]) -> None:
    head = ("requests", "2xx", "3xx", "4xx", "5xx", "operations", "succeeded", "accounts")
    print(f"\n{'Schemathesis':<20}" + "".join(f"{each:>11}" for each in head))
    total: Counter[str] = Counter()
    for outcome in outcomes:
        classes = {f"{first}xx": outcome.by_class(first) for first in (2, 3, 4, 5)}
        figures = {
            "requests": outcome.requests,
            **classes,
            "operations": outcome.operations,
            "succeeded": outcome.reached,
            "accounts": outcome.accounts,
        }
        total.update({name: figures[name] for name in ("requests", *classes)})
        verdict = "" if outcome.code == 0 else "  <- failed"
        print(f"{outcome.database:<20}" + "".join(f"{figures[each]:>11}" for each in head) + verdict)
    print(f"{'total':<20}" + "".join(f"{total[each]:>11}" for each in head[:5]))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except postgres.CannotStart as error:
        sys.exit(str(error))
