"""What the database itself sees to: a delivery never changes, and staff are no subscriber's people.

``articles_refuse_change`` is of the record's own triggers (docs/decisions/triggers.md).
"""

from django.db import migrations

APPEND_ONLY = """
CREATE TRIGGER wire_delivery_append_only BEFORE UPDATE OR DELETE ON wire_delivery
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();
CREATE TRIGGER wire_delivery_no_truncate BEFORE TRUNCATE ON wire_delivery
    FOR EACH STATEMENT EXECUTE FUNCTION articles_refuse_change();
"""

# The row of the account is locked, so that of two at once one sees the other.
NO_STAFF = """
CREATE FUNCTION wire_refuse_staff() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM articles_user WHERE id = NEW.user_id FOR SHARE;
    IF EXISTS (SELECT FROM articles_user
            WHERE id = NEW.user_id AND (is_staff OR is_superuser)) THEN
        RAISE EXCEPTION 'an account of the newsroom is no subscriber''s'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER wire_member_is_not_staff BEFORE INSERT OR UPDATE ON wire_member
    FOR EACH ROW EXECUTE FUNCTION wire_refuse_staff();

CREATE FUNCTION wire_refuse_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM wire_member WHERE user_id = NEW.id) THEN
        RAISE EXCEPTION 'a subscriber''s account is not the newsroom''s'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER wire_staff_is_no_member BEFORE UPDATE OF is_staff, is_superuser ON articles_user
    FOR EACH ROW WHEN (NEW.is_staff OR NEW.is_superuser)
    EXECUTE FUNCTION wire_refuse_member();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_guarantees"), ("wire", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [APPEND_ONLY, NO_STAFF],
            """
            DROP TRIGGER wire_delivery_append_only ON wire_delivery;
            DROP TRIGGER wire_delivery_no_truncate ON wire_delivery;
            DROP FUNCTION wire_refuse_staff, wire_refuse_member CASCADE;
            """,
        ),
    ]
