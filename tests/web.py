"""The tests of the web pages, which are no Python: types, sizes, units, and the pages in a browser.

``make test`` builds the pages first. Where there is no Chromium the browser tests are skipped, and that is printed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.outcomes import Outcome

FOLDER = Path(__file__).parent.parent / "web"
BUILT = FOLDER.parent / "src/ringfence_server/web/index.html"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# What has no tests of its own to count: each is one.
CHECKS = {
    "the types of the API are those of its document": ["node", "scripts/schema.mjs", "--check"],
    "the types agree": ["node_modules/.bin/tsc", "--noEmit"],
    "first loads keep to their budgets": ["node", "scripts/figures.mjs"],
}

Run = Callable[[Sequence[str], dict[str, str], Path], int]


def run(wait_for: Run) -> list[Outcome]:
    """Run all of them with ``wait_for(command, environment, folder)``, which gives an exit status."""
    if not BUILT.exists() or not (FOLDER / "node_modules").is_dir():
        print("The web pages have not been built: run `make web`.", flush=True)
        return [Outcome("Pages", 1, 0, 0, 0, 0.0)]
    return [_checks(wait_for), _units(wait_for), _browser(wait_for)]


def browser() -> str | None:
    """The path of an installed Chromium, or the one that CHROMIUM names; None where there is none."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def _checks(wait_for: Run) -> Outcome:
    began = time.monotonic()
    failed = 0
    for what, command in CHECKS.items():
        print(f"== Pages: {what}", flush=True)
        failed += wait_for(command, dict(os.environ), FOLDER) != 0
    return Outcome("Pages: checks", 0, len(CHECKS) - failed, failed, 0, time.monotonic() - began)


def _units(wait_for: Run) -> Outcome:
    print("== Unit tests of the pages", flush=True)
    with tempfile.TemporaryDirectory(prefix="ringfence-report-") as folder:
        report = Path(folder, "report.xml")
        options = ["--reporter=default", "--reporter=junit", f"--outputFile.junit={report}"]
        began = time.monotonic()
        code = wait_for(["node_modules/.bin/vitest", "run", *options], dict(os.environ), FOLDER)
        return Outcome.of("Pages: units", code, report, time.monotonic() - began)


def _browser(wait_for: Run) -> Outcome:
    path = browser()
    if path is None:
        return Outcome("Pages: browser", 0, 0, 0, 0, 0.0, skipped_for="no Chromium was found (CHROMIUM names one)")
    print(f"== The pages in {path}", flush=True)
    with tempfile.TemporaryDirectory(prefix="ringfence-report-") as folder:
        report = Path(folder, "report.xml")
        environment = os.environ | {"CHROMIUM": path, "PLAYWRIGHT_JUNIT_OUTPUT_FILE": str(report)}
        began = time.monotonic()
        code = wait_for(["node_modules/.bin/playwright", "test"], environment, FOLDER)
        return Outcome.of("Pages: browser", code, report, time.monotonic() - began)
