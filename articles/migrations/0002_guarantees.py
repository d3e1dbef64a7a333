"""What the database itself sees to, also from psql (docs/decisions/triggers.md).

It refuses a changed record and a number nobody gave, and keeps a version of what pages show
besides stories. A table whose rows every page shows belongs in ``SHOWN``.
"""

from django.db import migrations

RECORD = ("articles_dispatch", "articles_event", "articles_complaintevent")
SHOWN = (
    *("articles_edition", "articles_desk", "articles_person", "articles_place"),
    *("articles_placealias", "articles_page", "articles_house", "articles_mastheadentry"),
    "articles_breaking",
)

REFUSE = """
CREATE FUNCTION articles_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
"""
APPEND_ONLY = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION articles_refuse_change();
"""

NUMBER = """
CREATE FUNCTION articles_check_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number IS DISTINCT FROM (SELECT last FROM articles_dispatchcounter WHERE id = 1) THEN
        RAISE EXCEPTION 'dispatch number % was not taken from the counter', NEW.number
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER articles_dispatch_number BEFORE INSERT ON articles_dispatch
    FOR EACH ROW EXECUTE FUNCTION articles_check_number();

CREATE FUNCTION articles_count_by_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.id = OLD.id AND NEW.last = OLD.last + 1 THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the dispatch counter only counts on by one'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER articles_dispatchcounter_by_one BEFORE UPDATE OR DELETE ON articles_dispatchcounter
    FOR EACH ROW EXECUTE FUNCTION articles_count_by_one();
CREATE TRIGGER articles_dispatchcounter_no_truncate BEFORE TRUNCATE ON articles_dispatchcounter
    FOR EACH STATEMENT EXECUTE FUNCTION articles_refuse_change();
"""

SITE = """
CREATE FUNCTION articles_change_site() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_siteversion SET version = gen_random_uuid(), changed_at = clock_timestamp();
    RETURN NULL;
END $$;
"""
CHANGES_SITE = """
CREATE TRIGGER {table}_changes_site AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION articles_change_site();
"""
FRONT = """
CREATE FUNCTION articles_change_front() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_siteversion SET front = gen_random_uuid();
    RETURN NULL;
END $$;
CREATE TRIGGER articles_pin_changes_front
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON articles_pin
    FOR EACH STATEMENT EXECUTE FUNCTION articles_change_front();
"""

RENDERED = """
CREATE FUNCTION articles_focal_point_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.is_rendered := false;
    RETURN NEW;
END $$;
CREATE TRIGGER articles_picture_focal_point_moves BEFORE UPDATE ON articles_picture FOR EACH ROW
    WHEN ((OLD.focal_x, OLD.focal_y) IS DISTINCT FROM (NEW.focal_x, NEW.focal_y))
    EXECUTE FUNCTION articles_focal_point_moves();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [
                REFUSE,
                *(APPEND_ONLY.format(table=table) for table in RECORD),
                NUMBER,
                SITE,
                *(CHANGES_SITE.format(table=table) for table in SHOWN),
                FRONT,
                RENDERED,
            ],
            """
            DROP FUNCTION articles_refuse_change, articles_check_number, articles_count_by_one,
                articles_change_site, articles_change_front, articles_focal_point_moves CASCADE
            """,
        ),
    ]
