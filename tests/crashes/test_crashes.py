"""What was acknowledged survives a kill: a few of the kills of ``make crashes``, on the database of the tests."""

from __future__ import annotations

from pathlib import Path

from tests.crashes.killing import trial
from tests.scratch import on_postgresql


def test_what_was_acknowledged_is_there_after_every_process_was_killed_at_any_moment(tmp_path: Path) -> None:
    found = trial(tmp_path, postgresql=on_postgresql(), kills=5, seed=7)
    assert found.verdict.faults == []
    assert found.kills.total() == 5
    assert found.verdict.acknowledged > 20
    assert found.verdict.rows > 0
