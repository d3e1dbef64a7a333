"""A version of the site, which the database itself changes with what pages show besides stories.

A table whose rows pages show gets the same trigger: ``EXECUTE FUNCTION articles_change_site()``.
"""

import uuid

from django.db import migrations, models

CHANGE = """
CREATE FUNCTION articles_change_site() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_siteversion SET version = gen_random_uuid(), changed_at = clock_timestamp();
    RETURN NULL;
END $$;
"""
TRIGGER = """
CREATE TRIGGER {table}_changes_site AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION articles_change_site();
"""
TABLES = (
    *("articles_edition", "articles_desk", "articles_person"),
    *("articles_page", "articles_house", "articles_mastheadentry"),
)


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_standing_pages")]

    operations = [
        migrations.CreateModel(
            name="SiteVersion",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("version", models.UUIDField(default=uuid.uuid4)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="site_version_is_one_row"
                    )
                ],
            },
        ),
        migrations.RunSQL(
            "INSERT INTO articles_siteversion (id, version, changed_at)"
            " VALUES (1, gen_random_uuid(), now())",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(CHANGE, "DROP FUNCTION articles_change_site CASCADE"),
        *(
            migrations.RunSQL(TRIGGER.format(table=table), migrations.RunSQL.noop)
            for table in TABLES
        ),
    ]
