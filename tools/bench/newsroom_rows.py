"""The newsroom behind an archive: the rows of its own lists, in bulk like the archive's."""

from django.db.models import Model

from articles.models import Event, Picture, Story

# Of a larger archive only what the public reads is built.
MOST = 100_000
TABLES = ["articles_story", "articles_event", "articles_picture", "taggit_tag"]

STORY = """jsonb_build_object(
    'uid', numbered.uid, 'slug', left(m.slug, 100) || '-' || n, 'headline', m.headline || more,
    'copy_digest', NULL, 'translation_of_id', NULL, 'updates_id', NULL,
    'awaiting_verification', m.awaiting_verification AND n %% 50 = 0, 'status', 'published',
    'latest_dispatch_id', n, 'created_at', numbered.at, 'updated_at', numbered.at)"""
EVENT = "jsonb_build_object('story_id', s.id, 'at', numbered.at, 'data', '{}'::jsonb)"
PICTURE = """jsonb_build_object(
    'caption', m.caption || more, 'uploaded_at', numbered.at, 'is_rendered', true)"""
TAG = """INSERT INTO taggit_tag (name, slug)
    SELECT 'Tagar' || more, 'tagar-' || n FROM numbered WHERE n %% 5 = 0"""
OF_MODEL = "JOIN articles_story o ON o.uid = numbered.model"


def statements() -> list[str]:
    """One of each for a copy of the archive's; what isn't named above is as in the demo."""
    return [
        _copies(Story, STORY, "JOIN articles_story m ON m.uid = numbered.model"),
        _copies(
            *(Event, EVENT),
            f"JOIN articles_story s ON s.uid = numbered.uid {OF_MODEL}"
            " JOIN articles_event m ON m.story_id = o.id",
        ),
        _copies(Picture, PICTURE, f"{OF_MODEL} JOIN articles_picture m ON m.id = o.picture_id"),
        TAG,
    ]


def _copies(model: type[Model], changes: str, joins: str) -> str:
    options = model._meta  # noqa: SLF001 - public in Django
    columns = [
        str(field.column)
        for field in options.concrete_fields
        if not (field.primary_key or field.generated)
    ]
    names, values = ", ".join(columns), ", ".join(f"made.{column}" for column in columns)
    return f"""
        INSERT INTO {options.db_table} ({names}) SELECT {values} FROM numbered {joins},
        LATERAL jsonb_populate_record(m, {changes}) made"""  # noqa: S608 - our own names
