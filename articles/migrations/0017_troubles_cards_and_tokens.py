"""What the worker has trouble with, the cards it has drawn, and names by chance for pictures."""

import django.core.validators
import django.db.models.deletion
from django.contrib.auth.management import create_permissions
from django.db import migrations, models
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Left

import articles.models.picture

# The worker counts its tries in articles_trouble now.
MOVES = """
CREATE OR REPLACE FUNCTION articles_focal_point_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.is_rendered := false;
    RETURN NEW;
END $$;
"""
# What is on the disk keeps its names.
TOKENS = "UPDATE articles_picture SET token = left(checksum, 20)"
CARDS = """
INSERT INTO articles_card (dispatch_id)
SELECT dispatch_id FROM articles_article WHERE picture IS NULL
"""


def let_editors_see(apps, schema_editor):
    # Permissions come after all migrations by themselves; the groups need them now.
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permission = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="articles", codename="view_trouble"
    )
    for group in apps.get_model("auth", "Group").objects.filter(
        name__in=("editor", "chief", "admin")
    ):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("articles", "0016_privacy_page")]

    operations = [
        migrations.CreateModel(
            name="Card",
            fields=[
                (
                    "dispatch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="card",
                        serialize=False,
                        to="articles.dispatch",
                    ),
                ),
                ("made_at", models.DateTimeField(null=True)),
            ],
            options={
                "default_permissions": [],
            },
        ),
        migrations.CreateModel(
            name="Trouble",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "duty",
                    models.CharField(
                        choices=[
                            ("publish", "Publish the story"),
                            ("render", "Make the picture’s sizes"),
                            ("card", "Draw the story’s card"),
                            ("erase", "Erase the sender of a complaint"),
                            ("forget", "Erase old counts"),
                        ],
                        max_length=8,
                        verbose_name="what the worker does",
                    ),
                ),
                ("row", models.BigIntegerField(verbose_name="for")),
                (
                    "what",
                    models.CharField(blank=True, max_length=500, verbose_name="what went wrong"),
                ),
                ("since", models.DateTimeField(verbose_name="since")),
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="tries")),
                ("next_at", models.DateTimeField(verbose_name="next try")),
            ],
            options={
                "verbose_name": "trouble of the worker",
                "verbose_name_plural": "troubles of the worker",
                "ordering": ["-since", "-pk"],
                "default_permissions": ["view"],
            },
        ),
        migrations.RunSQL(CARDS, migrations.RunSQL.noop),
        migrations.RunSQL(MOVES, migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name="picture",
            name="attempts",
        ),
        migrations.AddField(
            model_name="picture",
            name="token",
            field=models.CharField(
                db_index=True,
                default=articles.models.picture.by_chance,
                editable=False,
                max_length=20,
            ),
        ),
        migrations.RunSQL(TOKENS, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="picture",
            name="checksum",
            field=models.CharField(editable=False, max_length=64, verbose_name="SHA-256"),
        ),
        migrations.AlterField(
            model_name="picture",
            name="file",
            field=models.ImageField(
                height_field="height",
                upload_to=articles.models.picture.place,
                validators=[
                    django.core.validators.FileExtensionValidator(["jpg", "jpeg", "png", "webp"])
                ],
                verbose_name="file",
                width_field="width",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                Coalesce(
                    KeyTextTransform("token", "picture"),
                    Left(
                        KeyTextTransform("checksum", "picture"), 20, output_field=models.TextField()
                    ),
                ),
                name="article_by_picture",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                Coalesce(
                    KeyTextTransform("token", "portrait"),
                    Left(
                        KeyTextTransform("checksum", "portrait"),
                        20,
                        output_field=models.TextField(),
                    ),
                ),
                name="article_by_portrait",
            ),
        ),
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(fields=["file"], name="picture_by_file"),
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(
                condition=models.Q(("made_at", None)), fields=["-dispatch"], name="card_to_be_drawn"
            ),
        ),
        migrations.AddConstraint(
            model_name="trouble",
            constraint=models.UniqueConstraint(
                fields=("duty", "row"), name="trouble_once_for_a_row"
            ),
        ),
        migrations.AddConstraint(
            model_name="trouble",
            constraint=models.CheckConstraint(
                condition=models.Q(("duty__in", ["publish", "render", "card", "erase", "forget"])),
                name="trouble_duty_is_known",
            ),
        ),
        migrations.RunPython(let_editors_see, migrations.RunPython.noop),
    ]
