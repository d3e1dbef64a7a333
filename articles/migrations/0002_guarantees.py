"""What the database itself refuses: a changed record, and a number nobody gave."""

from django.db import migrations

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


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO articles_dispatchcounter (id, last) VALUES (1, 0)",
            "DELETE FROM articles_dispatchcounter",
        ),
        migrations.RunSQL(REFUSE, "DROP FUNCTION articles_refuse_change CASCADE"),
        migrations.RunSQL(APPEND_ONLY.format(table="articles_dispatch"), migrations.RunSQL.noop),
        migrations.RunSQL(APPEND_ONLY.format(table="articles_event"), migrations.RunSQL.noop),
        migrations.RunSQL(
            NUMBER,
            "DROP FUNCTION articles_check_number CASCADE; DROP FUNCTION articles_count_by_one CASCADE",
        ),
    ]
