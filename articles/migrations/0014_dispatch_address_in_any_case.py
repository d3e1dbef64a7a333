from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0013_writer_language"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="dispatch",
            index=models.Index(
                models.F("edition"),
                Upper("slug"),
                models.OrderBy(models.F("number"), descending=True),
                name="dispatch_address_in_any_case",
            ),
        ),
    ]
