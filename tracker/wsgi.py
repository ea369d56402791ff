"""The web server's door; makes the secret key of the data folder where none is set."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
application = get_wsgi_application()

from tracker.store.data_folder import keep_secret_key  # noqa: E402  the registry of apps must stand first

keep_secret_key()
