"""The ASGI entry point: the process that waits for subscribers. The site is ``wsgi.py``."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from wire.stream.application import application  # noqa: E402 - it needs the models

__all__ = ["application"]
