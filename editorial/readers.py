"""Who in the newsroom may see a story, asked from the story's side."""

from django.db.models import Q, QuerySet

from articles.models import Story, User


def readers_of(story: Story) -> QuerySet[User]:
    """The accounts that ``Story.objects.visible_to`` shows it to, those that may sign in alone."""
    own = Q(pk=story.created_by_id) if story.created_by_id else Q(pk__in=[])
    if story.writer_id:
        own |= Q(person=story.writer_id)
    reviews = Q(pk__in=User.objects.with_perm("articles.review_story"))
    views = Q(pk__in=User.objects.with_perm("articles.view_story"))
    seen = reviews | (views & (own | Q(person__edition=story.edition_id)))
    return User.objects.filter(seen, is_active=True, is_staff=True)


def writers_of(story: Story) -> set[int]:
    """The keys of the accounts whose own story it is: who filed it, and who signs it."""
    signs = story.writer.user_id if story.writer else None
    return {key for key in (story.created_by_id, signs) if key}
