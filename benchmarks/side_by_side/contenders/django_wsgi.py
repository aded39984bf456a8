"""The WSGI application of every contender in Django."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.side_by_side.contenders.django_settings"

application = get_wsgi_application()
