import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0011_search_in_the_row"),
    ]

    operations = [
        migrations.CreateModel(
            name="PictureInText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "picture in the text",
                "verbose_name_plural": "pictures in the text",
            },
        ),
        migrations.AddField(
            model_name="article",
            name="text_pictures",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20), default=list
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["text_pictures"], name="article_by_text_pictures"
            ),
        ),
        migrations.AddField(
            model_name="pictureintext",
            name="picture",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="in_texts",
                to="articles.picture",
            ),
        ),
        migrations.AddField(
            model_name="pictureintext",
            name="story",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pictures_in_text",
                to="articles.story",
            ),
        ),
        migrations.AddConstraint(
            model_name="pictureintext",
            constraint=models.UniqueConstraint(
                fields=("story", "picture"), name="picture_once_in_text"
            ),
        ),
    ]
