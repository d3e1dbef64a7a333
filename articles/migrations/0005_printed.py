import django.db.models.deletion
from django.db import migrations, models

REMEMBER = """
CREATE FUNCTION articles_remember_desk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_formerslug (slug, edition_id, desk_id)
    VALUES (OLD.slug, OLD.edition_id, OLD.id)
    ON CONFLICT (edition_id, slug) WHERE desk_id IS NOT NULL DO UPDATE SET desk_id = OLD.id;
    RETURN NULL;
END $$;
CREATE FUNCTION articles_remember_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_formerslug (slug, person_id) VALUES (OLD.slug, OLD.id)
    ON CONFLICT (slug) WHERE person_id IS NOT NULL DO UPDATE SET person_id = OLD.id;
    RETURN NULL;
END $$;
CREATE TRIGGER articles_remember_desk AFTER UPDATE OF slug ON articles_desk
    FOR EACH ROW WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION articles_remember_desk();
CREATE TRIGGER articles_remember_person AFTER UPDATE OF slug ON articles_person
    FOR EACH ROW WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION articles_remember_person();
"""
FORGET = """
DROP TRIGGER articles_remember_desk ON articles_desk;
DROP TRIGGER articles_remember_person ON articles_person;
DROP FUNCTION articles_remember_desk, articles_remember_person;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name="Print",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="printed",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("number", models.BigIntegerField()),
                ("digest", models.CharField(max_length=32)),
                ("head", models.TextField()),
                ("text", models.TextField()),
                ("links", models.JSONField()),
                ("shared", models.TextField()),
                ("lead", models.TextField()),
                ("second", models.TextField()),
                ("strip", models.TextField()),
                ("row", models.TextField()),
                ("section_row", models.TextField()),
                ("wire", models.TextField()),
                ("brief", models.TextField()),
                ("opinion", models.TextField()),
                ("found", models.TextField()),
                ("rss", models.TextField()),
                ("atom", models.TextField()),
                ("news", models.TextField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="trouble",
            name="trouble_duty_is_known",
        ),
        migrations.AlterField(
            model_name="trouble",
            name="duty",
            field=models.CharField(
                choices=[
                    ("publish", "Publish the story"),
                    ("render", "Make the picture’s sizes"),
                    ("card", "Draw the story’s card"),
                    ("erase", "Erase the sender of a complaint"),
                    ("forget", "Erase old counts"),
                    ("print", "Print the story again"),
                ],
                max_length=8,
                verbose_name="what the worker does",
            ),
        ),
        migrations.AddConstraint(
            model_name="trouble",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("duty__in", ["publish", "render", "card", "erase", "forget", "print"])
                ),
                name="trouble_duty_is_known",
            ),
        ),
        migrations.AddField(
            model_name="formerslug",
            name="desk",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.desk",
            ),
        ),
        migrations.AddField(
            model_name="formerslug",
            name="edition",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.edition",
            ),
        ),
        migrations.AddField(
            model_name="formerslug",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.person",
            ),
        ),
        migrations.AddIndex(
            model_name="print",
            index=models.Index(fields=["number"], name="print_by_number"),
        ),
        migrations.AddIndex(
            model_name="print",
            index=models.Index(fields=["digest"], name="print_by_digest"),
        ),
        migrations.AddConstraint(
            model_name="formerslug",
            constraint=models.UniqueConstraint(
                condition=models.Q(("desk__isnull", False)),
                fields=("edition", "slug"),
                name="former_desk_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="formerslug",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", False)),
                fields=("slug",),
                name="former_person_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="formerslug",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("desk__isnull", False),
                        ("edition__isnull", False),
                        ("person__isnull", True),
                    ),
                    models.Q(
                        ("desk__isnull", True), ("edition__isnull", True), ("person__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="former_slug_of_one",
            ),
        ),
        migrations.RunSQL(REMEMBER, FORGET),
    ]
