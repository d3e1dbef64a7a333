from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("wire", "0007_portal")]

    operations = [
        migrations.RemoveIndex(model_name="push", name="wire_push_done"),
        migrations.AddIndex(
            model_name="push",
            index=models.Index(
                fields=["done_at"],
                condition=Q(~Q(state="done") | Q(number=None), done_at__isnull=False),
                name="wire_push_forgotten",
            ),
        ),
    ]
