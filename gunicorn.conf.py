"""What gunicorn, started here, reads of itself; the rest stands on its command line."""

from newsroom import gunicorn_log

logger_class = gunicorn_log.Logger
post_request = gunicorn_log.end_request
