"""What an ASGI server serves."""

import os

from django.core.asgi import get_asgi_application

from newsroom import environment as env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
# A reader won't wait longer.
env.default("DATABASE_SECONDS", "10")

application = get_asgi_application()
