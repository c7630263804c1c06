"""The web process: `gunicorn config.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
# What was read in at the start stays: the collector need not go through it again and again.
gc.collect()
gc.freeze()
