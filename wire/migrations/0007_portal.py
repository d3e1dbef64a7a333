"""What the portal lists and keeps: entries, downloads, bookmarks and saved searches."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wire", "0006_push"),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("sent_at", models.DateTimeField()),
                ("edition", models.CharField(max_length=8)),
                ("desk", models.BigIntegerField()),
                ("section", models.BigIntegerField()),
                ("desk_name", models.CharField(max_length=60)),
                ("kind", models.CharField(blank=True, max_length=3)),
                ("urgency", models.PositiveSmallIntegerField()),
                ("has_pictures", models.BooleanField()),
                ("embargo_until", models.DateTimeField(null=True)),
                ("headline", models.CharField(max_length=250)),
                ("search_vector", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "default_permissions": [],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search_vector"], name="wire_entry_search"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Bookmark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("story_uid", models.UUIDField(verbose_name="story")),
                (
                    "is_shared",
                    models.BooleanField(default=False, verbose_name="shared with colleagues"),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wire.company",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bookmarks",
                        to="wire.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "bookmark",
                "verbose_name_plural": "bookmarks",
                "ordering": ["-id"],
                "default_permissions": [],
                "indexes": [models.Index(fields=["company", "-id"], name="wire_bookmark_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "story_uid"), name="wire_bookmark_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Download",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(verbose_name="number")),
                ("format", models.CharField(blank=True, max_length=10, verbose_name="format")),
                ("picture", models.CharField(blank=True, max_length=20, verbose_name="picture")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="downloads",
                        to="wire.company",
                        verbose_name="subscriber",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wire.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "download",
                "verbose_name_plural": "downloads",
                "ordering": ["-id"],
                "default_permissions": [],
                "indexes": [
                    models.Index(fields=["company", "-id"], name="wire_download_newest"),
                    models.Index(fields=["company", "number"], name="wire_download_of_item"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("wanted", models.JSONField(default=dict)),
                (
                    "mail",
                    models.CharField(
                        choices=[("none", "No mail"), ("now", "At once"), ("daily", "Once a day")],
                        default="none",
                        max_length=5,
                        verbose_name="mail",
                    ),
                ),
                ("looked_at", models.BigIntegerField(default=0)),
                ("next_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="searches",
                        to="wire.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "saved search",
                "verbose_name_plural": "saved searches",
                "ordering": ["name", "pk"],
                "default_permissions": [],
                "indexes": [
                    models.Index(
                        condition=models.Q(("mail", "none"), _negated=True),
                        fields=["next_at"],
                        name="wire_saved_search_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("mail__in", ["none", "now", "daily"])),
                        name="wire_saved_search_mail_is_known",
                    )
                ],
            },
        ),
    ]
