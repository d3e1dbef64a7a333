"""A version of the front pages, changed with each pin; and the site's with each place's name."""

import uuid

from django.db import migrations, models

CHANGE = """
CREATE FUNCTION articles_change_front() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_siteversion SET front = gen_random_uuid();
    RETURN NULL;
END $$;
CREATE TRIGGER articles_pin_changes_front
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON articles_pin
    FOR EACH STATEMENT EXECUTE FUNCTION articles_change_front();
"""
PLACES = """
CREATE TRIGGER {table}_changes_site AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION articles_change_site();
"""
DROP = "DROP TRIGGER {table}_changes_site ON {table}"


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_renditions")]

    operations = [
        migrations.AddField(
            model_name="siteversion",
            name="front",
            field=models.UUIDField(default=uuid.uuid4),
        ),
        migrations.RunSQL(CHANGE, "DROP FUNCTION articles_change_front CASCADE"),
        *(
            migrations.RunSQL(PLACES.format(table=table), DROP.format(table=table))
            for table in ("articles_place", "articles_placealias")
        ),
    ]
