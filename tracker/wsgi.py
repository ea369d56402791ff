"""The web server's door; signs with the secret key of the data folder where the environment gives none."""

import os

from django.core.wsgi import get_wsgi_application

from tracker.store.data_folder import keep_secret_key

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
keep_secret_key()
application = get_wsgi_application()
