"""What ``check --deploy`` looks at besides Django's own."""

from typing import Any

from django.conf import settings
from django.core import checks
from django.db import Error, connection

OWNS = """
SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass('articles_dispatch')
"""


@checks.register(deploy=True)
def site_owns_no_table(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Who owns the record's table can switch off what keeps it from being changed."""
    if not settings.PRODUCTION:
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute(OWNS)
            row = cursor.fetchone()
    except Error:
        # Before the database is made; that it is away is said elsewhere.
        return []
    if row is None or not row[0]:
        return []
    message = "The role of DATABASE_URL owns the tables, and can switch off their triggers."
    hint = "Run the site as another role than the migrations: deploy/postgresql/roles.sql."
    return [checks.Warning(message, hint=hint, id="newsroom.W001")]
