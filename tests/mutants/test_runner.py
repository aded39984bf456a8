"""The runner tells a breakage that a test notices from one that none does, and from one that proves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mutants import report
from tests.mutants.journal import Journal
from tests.mutants.mutant import Mutant
from tests.mutants.runner import Result, Runner, Unsound
from tests.mutants.trial import all_tried
from tests.mutants.workshop import Stopped, Workshop

GUARD = '''"""A guard."""

LIMIT = 10


def may(owner: int, user: int) -> bool:
    # Nobody else.
    return owner == user


def is_long(text: str) -> bool:
    return len(text) > LIMIT
'''
FILES = {
    "pytest.ini": "[pytest]\n",
    "src/ringfence/__init__.py": "",
    "src/ringfence/guard.py": GUARD,
    "src/ringfence_server/__init__.py": "",
    "tests/__init__.py": "",
    "tests/test_guard.py": (
        "from ringfence.guard import may\n\n\nclass TestGuard:\n"
        "    def test_nobody_else_may(self):\n        assert not may(1, 2)\n"
    ),
    "tests/test_lengths.py": (
        "from ringfence.guard import is_long\n\n\ndef test_eleven_are_long():\n    assert is_long('x' * 11)\n"
    ),
}
WHOLE = ("tests",)
# A project that needs none of pytest's plugins is sooner done without.
VARIABLES = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one guard and two tests."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture
def runner(project: Path) -> Iterator[Runner]:
    """A runner over a copy of the project."""
    workshop = Workshop(project, VARIABLES)
    yield Runner(workshop, WHOLE, keeps=False)
    workshop.close()


def breakage(old: str, new: str) -> Mutant:
    return Mutant("odd", "ringfence/guard.py", old, new, "Anybody may.", ("test_guard.py",))


def verdict(result: Result) -> tuple[str, str]:
    return result.verdict, result.by


def test_a_breakage_that_its_own_test_notices_is_killed(runner: Runner) -> None:
    result = runner.tried(breakage("owner == user", "True"))
    assert verdict(result) == ("killed", "tests/test_guard.py::TestGuard::test_nobody_else_may")


def test_a_breakage_that_only_another_test_notices_is_killed_by_that(runner: Runner) -> None:
    result = runner.tried(breakage("LIMIT = 10", "LIMIT = 99"))
    assert verdict(result) == ("killed", "tests/test_lengths.py::test_eleven_are_long")


def test_a_change_that_means_nothing_survives(runner: Runner) -> None:
    assert verdict(runner.tried(breakage("# Nobody else.", "# Anybody."))) == ("survived", "no test")


def test_code_that_cannot_be_imported_proves_nothing(runner: Runner) -> None:
    result = runner.tried(breakage("LIMIT = 10", "LIMIT = nobody"))
    assert result.verdict == "unclear"
    assert "collection failure" in result.by


@pytest.mark.parametrize(
    "body",
    [
        "@pytest.fixture\ndef db():\n    raise ValueError('away')\n\n\ndef test_guard(db):\n    pass\n",
        "def test_guard():\n    raise sqlite3.OperationalError('database is locked')\n",
    ],
)
def test_a_test_that_had_no_database_proves_nothing(project: Path, body: str) -> None:
    (project / "tests/test_guard.py").write_text(f"import sqlite3\n\nimport pytest\n\n\n{body}")
    workshop = Workshop(project, VARIABLES)
    result = Runner(workshop, WHOLE, keeps=False).tried(breakage("# Nobody else.", "# Anybody."))
    workshop.close()
    assert result.verdict == "unclear"


def test_a_test_that_fails_without_the_breakage_proves_nothing(project: Path) -> None:
    (project / "tests/test_moods.py").write_text("def test_a_bad_day():\n    assert False\n")
    workshop = Workshop(project, VARIABLES)
    result = Runner(workshop, WHOLE, keeps=False).tried(breakage("# Nobody else.", "# Anybody."))
    workshop.close()
    assert verdict(result) == ("unclear", "tests/test_moods.py::test_a_bad_day fails without it, too")


def test_tests_that_fail_on_the_code_as_it_is_are_told_before_anything_is_broken(project: Path) -> None:
    (project / "src/ringfence/guard.py").write_text(GUARD.replace("owner == user", "True"))
    workshop = Workshop(project, VARIABLES)
    with pytest.raises(Unsound, match="test_nobody_else_may"):
        all_tried(Runner(workshop, WHOLE, keeps=False), [breakage("LIMIT = 10", "LIMIT = 9")], Journal(None, project))
    workshop.close()


def test_one_breakage_is_gone_before_the_next_and_the_project_is_never_touched(project: Path, runner: Runner) -> None:
    broken, harmless = breakage("owner == user", "True"), breakage("# Nobody else.", "# Anybody.")
    results = all_tried(runner, [broken, harmless, broken], Journal(None, project))
    assert [result.verdict for result in results] == ["killed", "survived", "killed"]
    assert {name: (project / name).read_text() for name in FILES} == FILES


def test_a_run_that_broke_off_goes_on_where_it_was(project: Path, runner: Runner, tmp_path: Path) -> None:
    file = tmp_path / "journal"
    broken, harmless = breakage("owner == user", "True"), breakage("# Nobody else.", "# Anybody.")
    all_tried(runner, [broken, harmless], Journal(file, project))
    again = Journal(file, project)
    found = again.known(broken)
    assert found is not None
    assert verdict(found) == ("killed", "tests/test_guard.py::TestGuard::test_nobody_else_may")
    # What survived is tried again, and so is all of a file that has changed.
    assert again.known(harmless) is None
    assert again.is_sound("sqlite", "test_guard.py")
    (project / "src/ringfence/guard.py").write_text(GUARD.replace("10", "11"))
    assert again.known(broken) is None


def test_a_run_without_end_proves_nothing(project: Path) -> None:
    (project / "tests/test_guard.py").write_text("import time\n\n\ndef test_waits():\n    time.sleep(600)\n")
    workshop = Workshop(project, VARIABLES)
    run = workshop.run(["tests/test_guard.py"], 0.1)
    workshop.close()
    assert (run.code, run.passed) == (None, False)


def test_after_a_stop_nothing_is_begun(project: Path) -> None:
    workshop = Workshop(project, VARIABLES)
    workshop.stop()
    with pytest.raises(Stopped):
        workshop.run(["tests"], 60)
    workshop.close()


def test_the_page_names_what_broke_and_the_test_that_failed() -> None:
    killed, survived = breakage("a", "b"), Mutant("other", "x.py", "a", "b", "Nothing.", ("t.py",), "postgresql")
    results = {
        "odd": Result(killed, "killed", "tests/test_guard.py::test_x[a|b]"),
        "other": Result(survived, "survived", "no test"),
    }
    areas = {"Guards": (killed,), "Others": (survived,), "None": ()}
    page = report.page(results, areas, on="two cores", version="18", minutes=2.4)
    assert "| `odd` (`ringfence/guard.py`) | Anybody may. | `test_guard.py::test_x` |" in page
    assert "| `other` (`x.py`, PostgreSQL) | Nothing. | **survived**: no test |" in page
    assert "1 of 2 noticed, 1 survived, in 2 minutes" in " ".join(page.split())
    assert [line for line in page.splitlines() if line.startswith("## ")] == ["## Guards", "## Others"]
