"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from newsroom import environment as env
from newsroom.head import bodiless
from newsroom.unreadable import in_utf_8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
# A reader won't wait longer.
env.default("DATABASE_SECONDS", "10")

application = in_utf_8(bodiless(get_wsgi_application()))
# All that the pages are made of is loaded here, and no reader waits for it.
_ = get_resolver().url_patterns
