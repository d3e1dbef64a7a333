import django.db.models.deletion
from django.db import migrations, models

from articles.text.slugs import slugify

BATCH = 1000


def project(apps, schema_editor):
    """The places of the stories that are there already, as ``snapshot.project`` has them."""
    article = apps.get_model("articles", "Article")
    place = apps.get_model("articles", "ArticlePlace")
    rows = article.objects.values_list(
        "pk", "edition_id", "published_at", "first_number", "dispatch__content__places"
    )
    made = []
    for pk, edition, published_at, first_number, names in rows.iterator(chunk_size=BATCH):
        made += [
            place(
                article_id=pk,
                edition_id=edition,
                slug=slug,
                name=name,
                published_at=published_at,
                first_number=first_number,
            )
            for slug, name in {slugify(name): name for name in reversed(names)}.items()
            if len(name) <= 100
        ]
        if len(made) >= BATCH:
            place.objects.bulk_create(made)
            made.clear()
    place.objects.bulk_create(made)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_site_version"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArticlePlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=100)),
                ("published_at", models.DateTimeField()),
                ("first_number", models.BigIntegerField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="articles.article",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.edition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("article", "slug"), name="article_place_once")
                ],
                "indexes": [
                    models.Index(
                        fields=["edition", "slug", "-published_at", "-first_number"],
                        name="article_by_place",
                    )
                ],
            },
        ),
        migrations.RunPython(project, migrations.RunPython.noop, elidable=True),
    ]
