"""The database itself sees to it that no printed item changes (docs/decisions/triggers.md)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("wire", "0004_items_and_receipts")]

    operations = [
        migrations.RunSQL(
            """
            CREATE TRIGGER wire_printeditem_append_only BEFORE UPDATE OR DELETE ON wire_printeditem
                FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();
            CREATE TRIGGER wire_printeditem_no_truncate BEFORE TRUNCATE ON wire_printeditem
                FOR EACH STATEMENT EXECUTE FUNCTION articles_refuse_change();
            """,
            """
            DROP TRIGGER wire_printeditem_append_only ON wire_printeditem;
            DROP TRIGGER wire_printeditem_no_truncate ON wire_printeditem;
            """,
        ),
    ]
