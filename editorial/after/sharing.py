"""Links by which somebody outside reads a story before it goes out: who made and revoked them."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Refused, Words
from articles.actions.transitions import Verb, lock, owns_or_reviews, record
from articles.models import Story, User
from articles.record import Content
from articles.text import signs
from editorial.models import PreviewLink
from editorial.models.preview_link import KEPT_CLOSED

LONGEST: Final = timedelta(days=14)


def shares(user: User, story: Story) -> bool:
    """Whether ``user`` may show the story outside: their own, and editors every one."""
    return owns_or_reviews(user, story)


@transaction.atomic
def make(*, story: Story, by: User, lasts: timedelta, reader: str = "") -> PreviewLink:
    """Make a link for ``reader`` that ends by itself. Raises ``Refused``."""
    story = lock(story)
    _require_right(story, by)
    if story.status in KEPT_CLOSED:
        raise Refused(
            "state", _("A story that was spiked or withdrawn is shown to nobody outside.")
        )
    if not timedelta() < lasts <= LONGEST:
        raise Refused("time", _("A link lasts at most %(days)s days."), days=LONGEST.days)
    now = timezone.now()
    link = PreviewLink.objects.create(
        story=story,
        reader=signs.printable(reader).strip(),
        made_by=by,
        made_at=now,
        expires_at=now + lasts,
    )
    data = {**_named(link), "expires_at": link.expires_at}
    record(story, verb=Verb.SHARE, by=by, before=story.status, data=data)
    return link


@transaction.atomic
def revoke(*, link: PreviewLink, by: User) -> None:
    """Close a link at once. Raises ``Refused``, also where it is closed already."""
    story = lock(link.story)
    _require_right(story, by)
    link = PreviewLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if link.revoked_at is not None:
        raise Refused("state", _("This link is revoked already."))
    link.revoked_at, link.revoked_by = timezone.now(), by
    link.save(update_fields=["revoked_at", "revoked_by"])
    record(story, verb=Verb.UNSHARE, by=by, before=story.status, data=_named(link))


def _named(link: PreviewLink) -> Content:
    """Which link it is, for the log, and for whom."""
    why = Words(_("For %(reader)s."), reader=link.reader) if link.reader else None
    return {"link": link.pk, **({"why": why.reason} if why else {})}


def _require_right(story: Story, by: User) -> None:
    if not shares(by, story):
        raise Refused("permission", _("Only its reporter and editors show a story outside."))
