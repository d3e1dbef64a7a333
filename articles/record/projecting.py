"""A Dispatch projected to the Article that readers see, and printed."""

from datetime import UTC, datetime

from django.db import connection
from django.utils.text import Truncator

from articles.models import Article, ArticlePlace, ArticleTag, Breaking, Card, Dispatch, PubStatus
from articles.models.article import LONGEST_SEARCHED
from articles.pictures import recipe
from articles.record import printing
from articles.record.plain import Content
from articles.text import body
from articles.text.folding import folded
from articles.text.slugs import slugify

SUMMARY_LENGTH = 280
# What is longer between dateline and dash is no place.
PLACE_LENGTH = 100


def project(dispatch: Dispatch) -> Article | None:
    """Make the Article say what ``dispatch`` says, from it alone; None when readers may not.

    They may not read what is withdrawn, under an embargo, or held.
    """
    if dispatch.pubstatus != PubStatus.USABLE:
        Article.objects.filter(pk=dispatch.story_uid).delete()
        Breaking.objects.filter(story_uid=dispatch.story_uid).delete()
        return None
    fields = _fields(dispatch)
    article = Article(story_uid=dispatch.story_uid, **fields)
    Article.objects.bulk_create(
        [article], update_conflicts=True, unique_fields=["story_uid"], update_fields=[*fields]
    )
    content = dispatch.data
    if content["picture"] is None:
        Card.objects.bulk_create([Card(dispatch=dispatch)], ignore_conflicts=True)
    _unlist(article)
    _list(article, ArticleTag, {tag["slug"]: tag["name"] for tag in content["tags"]})
    # Two spellings that make one address are one place.
    places = {slugify(name): name for name in reversed(content["places"])}
    fitting = {slug: name for slug, name in places.items() if len(name) <= PLACE_LENGTH}
    _list(article, ArticlePlace, fitting)
    printing.keep(article, content)
    return article


def shaped(dispatch: Dispatch) -> Article:
    """The Article that ``project`` would make, stored nowhere."""
    return Article(story_uid=dispatch.story_uid, **_fields(dispatch))


def _fields(dispatch: Dispatch) -> Content:
    content = dispatch.data
    picture, writer = content["picture"], content["writer"]
    # Dispatches of before pictures stood in texts have none.
    pictures = content.get("pictures", {})
    blocks = body.from_data(content["body"])
    paragraphs = body.plain_paragraphs(blocks, body.captions(pictures))
    opening = next(iter(body.plain_paragraphs(body.running(blocks))), "")
    return {
        "dispatch": dispatch,
        "first_number": dispatch.first_number,
        "edition_id": dispatch.edition,
        "slug": dispatch.slug,
        "section_id": content["section"]["id"],
        "desk_id": content["desk"]["id"],
        "desk_name": content["desk"]["name"],
        "writer_id": writer and writer["id"],
        "writer_name": writer["name"] if writer else "",
        "writer_language": writer.get("language", "") if writer else "",
        "headline": content["headline"],
        "summary": Truncator(content["standfirst"] or opening).chars(SUMMARY_LENGTH, truncate="…"),
        "picture": picture,
        "text_pictures": sorted({recipe.token(each) for each in pictures.values()}),
        # Dispatches of before there were these have none of them.
        "portrait": writer and writer.get("portrait"),
        "label": content.get("label", ""),
        "is_ai": content.get("is_ai", False),
        "updates_uid": (content.get("updates") or {}).get("story"),
        "translation_group": content["translation_group"],
        "published_at": _moment(content["published_at"]),
        "updated_at": _moment(content["updated_at"]),
        "is_corrected": bool(content["notices"]),
        "search_headline": folded(content["headline"]),
        "search_text": _searched(content, paragraphs),
    }


def _unlist(article: Article) -> None:
    """Take the article off the lists of its tags and places, in one statement."""
    tags, places = ArticleTag._meta.db_table, ArticlePlace._meta.db_table  # noqa: SLF001 - public in Django
    statement = (
        f"WITH tags AS (DELETE FROM {tags} WHERE article_id = %(pk)s)"  # noqa: S608 - our own names
        f" DELETE FROM {places} WHERE article_id = %(pk)s"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {"pk": article.pk})


def _list[Row: (ArticleTag, ArticlePlace)](
    article: Article, model: type[Row], names: dict[str, str]
) -> None:
    """Have ``model`` list ``article`` under ``names``, by slug."""
    model.objects.bulk_create(
        model(
            article=article,
            edition_id=article.edition_id,
            slug=slug,
            name=name,
            published_at=article.published_at,
            first_number=article.first_number,
        )
        for slug, name in names.items()
    )


def _moment(written: str) -> datetime:
    # As the database gives it back, so that what is printed is the same later.
    return datetime.fromisoformat(written).astimezone(UTC)


def _searched(content: Content, paragraphs: list[str]) -> str:
    """The folded text, as much of it as can be indexed: a letter may fold to eighteen."""
    texts = [content["standfirst"], content["dateline"], *paragraphs]
    text = folded("\n".join([*texts, *(tag["name"] for tag in content["tags"])]))
    return text.encode()[:LONGEST_SEARCHED].decode(errors="ignore")
