"""Who looks after the technology, and a way to what is under an embargo."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wire", "0008_kept_pushes"),
    ]

    operations = [
        migrations.AddField(
            model_name="member",
            name="is_technical",
            field=models.BooleanField(default=False, verbose_name="looks after the technology"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("embargo_until__isnull", False)),
                fields=["embargo_until"],
                name="wire_entry_withheld",
            ),
        ),
    ]
