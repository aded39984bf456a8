"""The WSGI module, as any WSGI server loads it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from secrets import token_urlsafe

from tests.server.running import environment


def test_the_wsgi_module_is_all_that_a_wsgi_server_needs(tmp_path: Path) -> None:
    """Importing it sets Django up: no setting is read, and no model imported, before that."""
    done = subprocess.run(
        [sys.executable, "-c", "from ringfence_server.wsgi import application; print(type(application).__name__)"],
        env=environment(
            RINGFENCE_DATA=str(tmp_path),
            RINGFENCE_SECRET_KEY=token_urlsafe(48),
            RINGFENCE_SIGNING_KEY=token_urlsafe(48),
        ),
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert (done.returncode, done.stdout) == (0, "ShortWay\n"), done.stderr
