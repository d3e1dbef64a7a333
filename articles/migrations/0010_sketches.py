"""What stories said first lately, to compare others with. Those of before have none until saved."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_words")]

    operations = [
        migrations.CreateModel(
            name="Sketch",
            fields=[
                (
                    "story",
                    models.OneToOneField(
                        "articles.story",
                        models.CASCADE,
                        editable=False,
                        primary_key=True,
                        related_name="sketch",
                        serialize=False,
                    ),
                ),
                ("shingles", ArrayField(models.IntegerField())),
                ("at", models.DateTimeField()),
            ],
            options={
                "default_permissions": [],
                "indexes": [
                    GinIndex(fields=["shingles"], name="sketch_shingles", fastupdate=False)
                ],
            },
        ),
    ]
