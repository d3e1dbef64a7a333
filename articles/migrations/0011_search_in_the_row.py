"""What a search reads of many stories stands in their rows, not in a table beside them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_sketches")]

    operations = [
        # A common word is looked for in a thousand stories and more, the newest first, and taken
        # out of the table beside them each costs as much as all the rest.
        migrations.RunSQL(
            "ALTER TABLE articles_article ALTER COLUMN search_vector SET STORAGE MAIN",
            "ALTER TABLE articles_article ALTER COLUMN search_vector SET STORAGE EXTENDED",
        )
    ]
