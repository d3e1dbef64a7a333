"""Indexes in the order of the newsroom's lists, and of the words by which it finds a row."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models
from django.db.models.functions import Concat, Upper

_BETWEEN = "-_/()[].,:;!?\"'“”‘’"


def words_of(*fields):
    parts = [part for field in fields for part in (models.Value(" "), field)]
    return Upper(
        models.Func(
            Concat(*parts, output_field=models.TextField()),
            models.Value(_BETWEEN),
            models.Value(" " * len(_BETWEEN)),
            function="TRANSLATE",
            output_field=models.TextField(),
        )
    )


def words_index(words, name):
    return GinIndex(OpClass(words, name="gin_trgm_ops"), name=name, fastupdate=False)


def index_tags(apps, schema_editor):
    tag = apps.get_model("taggit", "Tag")
    schema_editor.add_index(tag, words_index(words_of("name"), "tag_words"))
    # For ``iexact``: a tag is typed in any case.
    schema_editor.add_index(tag, models.Index(Upper("name"), name="tag_in_any_case"))


def by(name, *fields):
    return models.Index(fields=fields, name=name)


WORDS = {
    "article": ["headline", "slug"],
    "picture": ["caption", "photographer", "agency", "alternative", "keywords"],
    "story": ["headline", "slug", "code_text"],
}
INDEXES = {
    "article": [words_index(models.F("words"), "article_words")],
    "complaint": [
        by("complaint_waiting", "status", "-due_at", "-id"),
        by("complaint_by_time", "-due_at", "-id"),
        words_index(words_of("reference", "name", "story_address"), "complaint_words"),
    ],
    "dispatch": [
        by("dispatch_by_edition", "edition", "-number"),
        by("dispatch_by_signal", "signal", "-number"),
        words_index(words_of("slug"), "dispatch_words"),
    ],
    "event": [
        by("event_by_verb", "verb", "-id"),
        words_index(words_of("actor_name"), "event_actor_words"),
    ],
    "person": [
        by("person_by_name", "name", "id"),
        words_index(words_of("name"), "person_words"),
    ],
    "picture": [
        by("picture_by_time", "-uploaded_at", "-id"),
        by("picture_by_kind", "kind", "-uploaded_at", "-id"),
        by("picture_by_agency", "agency", "-uploaded_at", "-id"),
        models.Index(
            fields=["-uploaded_at", "-id"],
            condition=models.Q(is_ai=True),
            name="picture_made_with_ai",
        ),
        words_index(models.F("words"), "picture_words"),
    ],
    "story": [
        by("story_by_change", "-updated_at", "-id"),
        by("story_by_status", "status", "-updated_at", "-id"),
        by("story_by_edition", "edition", "-updated_at", "-id"),
        by("story_by_desk", "desk", "-updated_at", "-id"),
        by("story_by_writer", "writer", "-updated_at", "-id"),
        by("story_by_filer", "created_by", "-updated_at", "-id"),
        words_index(models.F("words"), "story_words"),
    ],
}


def story_key(name, to, **options):
    """A foreign key whose own index one of the above begins with."""
    field = models.ForeignKey(to, models.PROTECT, db_index=False, **options)
    return migrations.AlterField("story", name, field)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_duties"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [
        TrigramExtension(),
        migrations.RemoveIndex("complaint", "complaint_waiting"),
        migrations.RemoveIndex("story", "story_desk"),
        story_key("edition", "articles.edition", verbose_name="edition"),
        story_key("desk", "articles.desk", verbose_name="desk"),
        story_key(
            *("writer", "articles.person"),
            null=True,
            blank=True,
            related_name="stories",
            verbose_name="reporter",
        ),
        story_key(
            *("created_by", settings.AUTH_USER_MODEL),
            null=True,
            editable=False,
            related_name="+",
            verbose_name="filed by",
        ),
        *(
            migrations.AddField(
                model,
                "words",
                models.GeneratedField(
                    expression=words_of(*fields),
                    output_field=models.TextField(),
                    db_persist=True,
                ),
            )
            for model, fields in WORDS.items()
        ),
        *(
            migrations.AddIndex(model, index)
            for model, indexes in INDEXES.items()
            for index in indexes
        ),
        # Who writes for which desk is no chance, as PostgreSQL would have it.
        migrations.RunSQL(
            "CREATE STATISTICS story_lists (mcv)"
            " ON edition_id, desk_id, status, writer_id, created_by_id FROM articles_story",
            "DROP STATISTICS story_lists",
        ),
        migrations.RunPython(index_tags, migrations.RunPython.noop),
    ]
