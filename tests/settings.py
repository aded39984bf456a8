"""The server's settings with fixed secrets and the test app, on the database that the environment asks for."""

import os
import tempfile
from pathlib import Path

from tests import postgres

postgres.prepare_environment()
FOLDER = tempfile.TemporaryDirectory(prefix="ringfence-tests-", ignore_cleanup_errors=True)
os.environ["RINGFENCE_DATA"] = FOLDER.name
os.environ["RINGFENCE_PRODUCTION"] = "false"
os.environ["RINGFENCE_SECRET_KEY"] = "tests-only-secret-key-that-opens-nothing-0123456789"
os.environ["RINGFENCE_SIGNING_KEY"] = "tests-only-signing-key-that-opens-nothing-0123456789"

from ringfence_server.settings import *  # noqa: E402, F403
from ringfence_server.settings import DATABASES, INSTALLED_APPS, RINGFENCE  # noqa: E402

INSTALLED_APPS += ["tests.shelf", "tests.kinds"]
# Every test comes from one address; those of the throttles set it back.
RINGFENCE["THROTTLE_SCALE"] = 1000
PASSWORD_HASHERS = ["tests.hashers.QuickHasher"]
# A client of each request of its own would have every static file looked up anew.
WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
if "owner" not in DATABASES:
    # A file, not memory: the same locks and the same write-ahead log as the server has.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(FOLDER.name) / "test.sqlite3")}
