"""The WSGI application (PEP 3333): what Granian, or any other WSGI server, serves."""

from __future__ import annotations

import os

from ringfence.lane.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ringfence_server.settings")

application = get_wsgi_application()
