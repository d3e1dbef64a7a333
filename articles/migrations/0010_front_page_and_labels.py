"""Pins, the breaking bar, read counts, labels of stories; and who arranges the front page."""

import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

ROLES = ("editor", "chief", "admin")
CHANGES_SITE = """
CREATE TRIGGER articles_breaking_changes_site
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON articles_breaking
    FOR EACH STATEMENT EXECUTE FUNCTION articles_change_site();
"""


def let_roles_arrange(apps, schema_editor):
    # Permissions come after all migrations by themselves; the groups need it now.
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permission = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="articles", codename="arrange_front"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_old_addresses"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Breaking",
            fields=[
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="breaking",
                        serialize=False,
                        to="articles.edition",
                    ),
                ),
                ("text", models.CharField(max_length=160, verbose_name="text")),
                ("story_uid", models.UUIDField(null=True)),
                ("url", models.CharField(blank=True, max_length=300, verbose_name="link")),
                ("until", models.DateTimeField(verbose_name="until")),
            ],
            options={
                "verbose_name": "breaking bar",
                "verbose_name_plural": "breaking bars",
                "default_permissions": [],
            },
        ),
        migrations.CreateModel(
            name="Pin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("story_uid", models.UUIDField()),
                ("position", models.PositiveSmallIntegerField()),
                ("lapses_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "front page",
                "verbose_name_plural": "front page",
                "ordering": ["edition", "position"],
                "permissions": [("arrange_front", "Can arrange the front page")],
                "default_permissions": [],
            },
        ),
        migrations.CreateModel(
            name="ReadCount",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "edition_id",
                        "hour",
                        "story_uid",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.edition",
                    ),
                ),
                ("hour", models.DateTimeField()),
                ("story_uid", models.UUIDField()),
                ("count", models.PositiveIntegerField()),
            ],
            options={
                "default_permissions": [],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="is_ai",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="article",
            name="label",
            field=models.CharField(
                blank=True,
                choices=[
                    ("advertorial", "Advertorial"),
                    ("iklan", "Advertisement"),
                    ("sponsor", "Sponsored"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="portrait",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="article",
            name="updates_uid",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="desk",
            name="is_opinion",
            field=models.BooleanField(
                default=False,
                help_text="The front page shows its newest pieces with the faces of their writers.",
                verbose_name="opinion",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="portrait",
            field=models.ForeignKey(
                blank=True,
                help_text="Stands beside opinion pieces; those printed before keep the one they had.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.picture",
                verbose_name="portrait",
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="awaiting_verification",
            field=models.BooleanField(
                default=False,
                help_text="The story says so at its end, and waits on the desk until it is verified.",
                verbose_name="still to be verified",
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="is_ai",
            field=models.BooleanField(
                default=False,
                help_text="The text is labelled as made with artificial intelligence.",
                verbose_name="made with AI",
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="label",
            field=models.CharField(
                blank=True,
                choices=[
                    ("advertorial", "Advertorial"),
                    ("iklan", "Advertisement"),
                    ("sponsor", "Sponsored"),
                ],
                help_text="For what somebody paid for. Lists and feeds show it too.",
                max_length=12,
                verbose_name="label",
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="updates",
            field=models.ForeignKey(
                blank=True,
                help_text="The unverified story that this one updates. Each links to the other.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="updated_by",
                to="articles.story",
                verbose_name="verifies",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("updates_uid__isnull", False)),
                fields=["updates_uid"],
                name="article_by_updated",
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(("awaiting_verification", True)),
                fields=["latest_dispatch"],
                name="story_to_be_verified",
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(("updates", models.F("id")), _negated=True),
                name="story_does_not_update_itself",
                violation_error_message="A story cannot verify itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(("label__in", ["", "advertorial", "iklan", "sponsor"])),
                name="story_label_is_known",
            ),
        ),
        migrations.AddField(
            model_name="breaking",
            name="switched_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pin",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pins",
                to="articles.edition",
            ),
        ),
        migrations.AddField(
            model_name="pin",
            name="pinned_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="breaking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("url", ""),
                    models.Q(("story_uid__isnull", True), ("url__startswith", "/")),
                    _connector="OR",
                ),
                name="breaking_leads_within_the_site",
            ),
        ),
        migrations.AddConstraint(
            model_name="pin",
            constraint=models.UniqueConstraint(
                fields=("edition", "story_uid"), name="pin_story_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="pin",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("edition", "position"),
                name="pin_place_once",
            ),
        ),
        migrations.RunSQL(CHANGES_SITE, migrations.RunSQL.noop),
        migrations.RunPython(let_roles_arrange, migrations.RunPython.noop, elidable=True),
    ]
