"""A translation and its original, paragraph by paragraph: what is translated, and what is stale.

Nothing here writes in a translation's text: what its original says by now is shown, and a person
decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Refused, Words
from articles.actions.saving import save_story
from articles.actions.transitions import Verb, lock, may_edit, record
from articles.actions.withholding import is_undecided
from articles.models import (
    ON_RECORD,
    Article,
    Desk,
    Edition,
    Event,
    Person,
    Place,
    RelatedLink,
    Status,
    Story,
    User,
)
from articles.models.article import ArticleTag
from articles.record import Content, working_text
from articles.record.versions import KEPT, SENT, text_of, text_sent
from articles.text import body, comparing
from articles.text.body_schema import Block
from articles.text.parallel import pair
from articles.text.statements import Text
from editorial import inbox
from editorial.models import Following, InboxKind
from editorial.readers import writers_of

GONE: Final = (Status.SPIKED, Status.WITHDRAWN)
_CHANGES: Final = frozenset({Verb.UPDATE, Verb.CORRECT})
_MOST_SENT: Final = 10


def sibling_in(story: Story, edition: str) -> Story | None:
    """The story of the same original in an edition, in work or live."""
    original = story.translation_of_id or story.pk
    found = Story.objects.filter(Q(pk=original) | Q(translation_of=original), edition=edition)
    return found.exclude(status__in=GONE).order_by("pk").first()


def usual_desk(story: Story, editions: Iterable[Edition]) -> int | None:
    """The desk to which what is translated from the story's desk went last, in those editions."""
    former = Story.objects.filter(translation_of__desk=story.desk_id, edition__in=editions)
    return former.order_by("-pk").values_list("desk", flat=True).first()


@transaction.atomic
def begin(*, story: Story, by: User, desk: Desk, headline: str) -> Story:
    """File an empty translation of ``story`` at a desk of another edition, and return it.

    It has the picture, the place, the tags and the links of its original, each where the other
    language has it. Raises ``Refused``, also where there is a translation already.
    """
    original = lock(story.translation_of or story)
    language = desk.edition_id
    if language == story.edition_id:
        raise Refused("edition", _("It is in this language already. Choose another edition."))
    if there := sibling_in(original, language):
        raise Refused(
            "translation",
            _("There is one in this language already: “%(headline)s”."),
            headline=there.headline,
        )
    person = Person.objects.filter(user=by).first()
    text: Content = {
        "desk": desk.pk,
        "headline": headline,
        "kind": original.kind_id,
        "writer": person.pk if person else None,
        "translation_of": original.pk,
        "dateline_place": _place(original, language),
        "picture": original.picture_id,
        "tags": _tags(original, language),
        "related": _links(original, language),
        "slugline": original.slugline,
        "urgency": original.urgency,
    }
    saved = save_story(user=by, story=None, seen=None, text=text).story
    Following.objects.create(story=saved, version=original.version)
    why = Words(
        _("Into %(edition)s: “%(headline)s”."), edition=desk.edition.name, headline=headline
    )
    record(original, verb=Verb.TRANSLATE, by=by, before=original.status, data={"why": why.reason})
    return saved


def _place(story: Story, language: str) -> str:
    """The place as the other edition calls it; as it stands between languages of one script."""
    if story.place is None:
        return "" if "ar" in (language, story.edition_id) else story.dateline_place
    names = [story.place.name, *story.place.aliases.values_list("name", flat=True)]
    known = Place.objects.filter(edition=language)
    same = known.filter(Q(name__in=names) | Q(aliases__name__in=names)).order_by("pk").first()
    if same:
        return same.name
    return "" if "ar" in (language, story.edition_id) else story.dateline_place


def _tags(story: Story, language: str) -> list[str]:
    """Those under which the other edition has stories."""
    tags = {tag.slug: tag.name for tag in story.tags.all()}
    used = ArticleTag.objects.filter(edition=language, slug__in=tags)
    return [tags[slug] for slug in sorted(set(used.values_list("slug", flat=True)))]


def _links(story: Story, language: str) -> list[Content]:
    """The chosen links, each to the story in the other language, where readers have one."""
    links = list(RelatedLink.objects.filter(story=story, target__isnull=False))
    originals = {
        target.pk: target.translation_of_id or target.pk
        for target in Story.objects.filter(pk__in=[link.target_id for link in links])
    }
    there = Story.objects.filter(
        Q(pk__in=originals.values()) | Q(translation_of__in=originals.values()),
        edition=language,
        uid__in=Article.objects.filter(edition=language).values("story_uid"),
    )
    by_original = {other.translation_of_id or other.pk: other.pk for other in there}
    found = [(by_original.get(originals.get(link.target_id or 0, 0)), link.after) for link in links]
    return [{"target": key, "title": "", "after": after} for key, after in found if key]


def on_event(event: Event) -> None:
    """Mark what a step of an original makes stale, and tell the desks (``settings.ON_EVENT``)."""
    if event.verb not in _CHANGES | {Verb.WITHDRAW}:
        return
    others = Story.objects.filter(translation_of=event.story_id).exclude(status__in=GONE)
    for other in others.select_related("writer").order_by("pk"):
        if event.verb == Verb.WITHDRAW or _is_stale(event, other):
            people = writers_of(other) | _approvers(other) | inbox.answering_for(other)
            inbox.tell(
                people - {event.actor_id or 0},
                kind=InboxKind.ORIGINAL,
                story=other,
                key=f"original {event.pk} {other.pk}",
                event=event,
            )


def _is_stale(event: Event, other: Story) -> bool:
    """Whether a translation says another version than the one that goes out; kept where it does."""
    before = Event.objects.filter(SENT, story=event.story_id, pk__lt=event.pk).order_by("-pk")
    version = before.values_list("story_version", flat=True).first()
    if version is None:
        return False
    row, _is_new = Following.objects.get_or_create(story=other, defaults={"version": version})
    said = text_of(event.story, row.version)
    if said is None or _words(said) == _words(event.data["text"]):
        return False
    if row.stale_since is None:
        row.stale_since = event.at
        row.save(update_fields=["stale_since"])
    return True


def _words(text: Content) -> tuple[str, str, str]:
    return text["headline"], text.get("standfirst", ""), body.clean(text["body"])


def _approvers(story: Story) -> set[int]:
    """Who sent it out last."""
    sent = Event.objects.filter(SENT, story=story, actor__isnull=False).order_by("-pk")
    return set(sent.values_list("actor", flat=True)[:1])


@transaction.atomic
def follow(*, story: Story, by: User, version: int) -> bool:
    """Say that a translation says a version of its original, and return whether it is the newest.

    Raises ``Refused``.
    """
    story = lock(story)
    if not may_edit(by, story):
        raise Refused(
            "permission", _("Only who may edit a translation says that it is up to date.")
        )
    if story.translation_of is None:
        raise Refused("translation", _("This story is no translation any more."))
    if not Event.objects.filter(KEPT, story=story.translation_of, story_version=version).exists():
        raise Refused("changed", _("The original has no such version."))
    newest = _newest(story.translation_of)
    row = Following.objects.filter(story=story).first()
    if row and row.version > version:
        raise Refused("changed", _("Somebody has said so of a later version already."))
    since = row.stale_since if row and version < newest else None
    Following.objects.update_or_create(
        story=story, defaults={"version": version, "stale_since": since}
    )
    why = Words(_("It says version %(version)s of its original."), version=version)
    record(story, verb=Verb.FOLLOW, by=by, before=story.status, data={"why": why.reason})
    return version >= newest


def _newest(original: Story) -> int:
    """The version that translations of an original are to say: what was sent, if anything was."""
    sent = Event.objects.filter(SENT, story=original).order_by("-pk")
    return sent.values_list("story_version", flat=True).first() or original.version


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of the original beside what the translation makes of it.

    ``html`` is the original's, with what came and went marked; ``since`` is when it became another
    than the translation says.
    """

    html: SafeString
    said: str
    number: int | None
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Original:
    """The original of a translation, and which version of it is shown."""

    story: Story
    version: int
    rows: list[Row]
    stale: int
    is_withdrawn: bool
    """Whether it is, and nobody has decided on the translation since."""


def original_of(story: Story, user: User) -> Original | None:
    """The original beside the translation: of one that went out what was sent, for everybody."""
    from editorial.story.differences import blocks_of  # noqa: PLC0415 - it knows the story's pages

    known = Story.objects.select_related("edition").filter(pk=story.translation_of_id or 0)
    original = known.first()
    if original is None:
        return None
    if original.status not in ON_RECORD and not known.visible_to(user).exists():
        return None
    row = Following.objects.filter(story=story).first()
    version = _newest(original)
    now = text_sent(original) or working_text(original)
    said = (text_of(original, row.version) if row else None) or now
    was, new = (_blocks(text) for text in (said, now))
    texts = Text(tuple(map(body.plain, was)), original.edition_id), _as_text(story)
    places = pair(*texts)
    sent = _sent_since(original, row.version if row else version)
    rows = []
    at = 0
    for old, block in comparing.align(was, new):
        number = places[at] if old is not None else None
        at += old is not None
        is_same = old == block
        rows.append(
            Row(
                html=blocks_of([old] if old else [], [block] if block else []),
                said=texts[1].parts[number] if number is not None else "",
                number=number,
                since=None if is_same else _since(old, block, sent),
            )
        )
    stale = sum(1 for each in rows if each.since)
    return Original(original, version, rows, stale, is_undecided(story))


def _blocks(text: Content) -> list[Block]:
    """Headline, standfirst and paragraphs of a working text."""
    heads = body.from_paragraphs([text["headline"]], "") + body.from_paragraphs(
        [text.get("standfirst", "")], ""
    )
    return [*body.parse(heads), *body.parse(text["body"])]


def _as_text(story: Story) -> Text:
    return Text(tuple(map(body.plain, _blocks(working_text(story)))), story.edition_id)


def _sent_since(original: Story, version: int) -> list[tuple[datetime, list[Block]]]:
    events = Event.objects.filter(SENT, story=original, story_version__gt=version).order_by("-pk")
    return [(event.at, _blocks(event.data["text"])) for event in events[:_MOST_SENT]][::-1]


def _since(
    old: Block | None, new: Block | None, sent: list[tuple[datetime, list[Block]]]
) -> datetime | None:
    """When a paragraph first went out otherwise than it was."""
    for at, blocks in sent:
        if (old not in blocks) if old is not None else (new in blocks):
            return at
    return sent[-1][0] if sent else None
