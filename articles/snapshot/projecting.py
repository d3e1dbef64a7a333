"""A Dispatch projected to the Article that readers see."""

from django.utils.text import Truncator

from articles.models import Article, ArticlePlace, ArticleTag, Breaking, Card, Dispatch, Signal
from articles.models.article import LONGEST_SEARCHED
from articles.snapshot.plain import Content
from articles.text import body
from articles.text.folding import folded
from articles.text.slugs import slugify

SUMMARY_LENGTH = 280
# What is longer between dateline and dash is no place.
PLACE_LENGTH = 100


def project(dispatch: Dispatch) -> Article | None:
    """Make the Article say what ``dispatch`` says, from it alone; None after a withdrawal."""
    if dispatch.signal == Signal.WITHDRAWAL:
        Article.objects.filter(pk=dispatch.story_uid).delete()
        Breaking.objects.filter(story_uid=dispatch.story_uid).delete()
        return None
    content = dispatch.data
    paragraphs = body.plain_paragraphs(body.from_data(content["body"]))
    picture, writer = content["picture"], content["writer"]
    article, _ = Article.objects.update_or_create(
        pk=dispatch.story_uid,
        defaults={
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
            "summary": Truncator(
                content["standfirst"] or (paragraphs[0] if paragraphs else "")
            ).chars(SUMMARY_LENGTH, truncate="…"),
            "picture": picture,
            # Dispatches of before there were these have none of them.
            "portrait": writer and writer.get("portrait"),
            "label": content.get("label", ""),
            "is_ai": content.get("is_ai", False),
            "updates_uid": (content.get("updates") or {}).get("story"),
            "translation_group": content["translation_group"],
            "published_at": content["published_at"],
            "updated_at": content["updated_at"],
            "is_corrected": bool(content["notices"]),
            "search_headline": folded(content["headline"]),
            "search_text": _searched(content, paragraphs),
        },
    )
    if picture is None:
        Card.objects.bulk_create([Card(dispatch=dispatch)], ignore_conflicts=True)
    article.tags.all().delete()
    ArticleTag.objects.bulk_create(
        ArticleTag(
            article=article,
            edition_id=dispatch.edition,
            slug=tag["slug"],
            name=tag["name"],
            published_at=content["published_at"],
            first_number=dispatch.first_number,
        )
        for tag in content["tags"]
    )
    article.places.all().delete()
    # Two spellings that make one address are one place.
    places = {slugify(name): name for name in reversed(content["places"])}
    ArticlePlace.objects.bulk_create(
        ArticlePlace(
            article=article,
            edition_id=dispatch.edition,
            slug=slug,
            name=name,
            published_at=content["published_at"],
            first_number=dispatch.first_number,
        )
        for slug, name in places.items()
        if len(name) <= PLACE_LENGTH
    )
    return article


def _searched(content: Content, paragraphs: list[str]) -> str:
    """The folded text, as much of it as can be indexed: a letter may fold to eighteen."""
    texts = [content["standfirst"], content["dateline"], *paragraphs]
    text = folded("\n".join([*texts, *(tag["name"] for tag in content["tags"])]))
    return text.encode()[:LONGEST_SEARCHED].decode(errors="ignore")
