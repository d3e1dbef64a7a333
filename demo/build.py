"""Builds the demo newsroom, its stories by the same actions as the newsroom's own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction

from articles.actions import amending, filing, reviewing, withholding
from articles.actions.importing import import_copy
from articles.actions.saving import save_story
from articles.actions.transitions import lock
from articles.models import (
    Complaint,
    Desk,
    Edition,
    Ground,
    Kind,
    NoticeKind,
    Person,
    Picture,
    Place,
    PlaceAlias,
    Story,
    User,
    WireCode,
)
from articles.pictures import master
from articles.record import working_text
from articles.text.slugs import slugify
from demo import portraits
from demo.blocks import with_blocks
from demo.complaints import COMPLAINTS, ComplaintRow, receive, work_on
from demo.front import make_front
from demo.house import make_house
from demo.newsroom import DESKS, GUESTS, PLACES, STAFF, StaffRow
from demo.notes import make_notes
from demo.pictures import PICTURES, PictureRow, draw
from demo.portraits import PORTRAITS
from demo.stories import STORIES, State, StoryRow, copy_of
from demo.style import make_style
from demo.subscribers import make_subscribers

SIZE = (800, 533)
AMENDED: frozenset[State] = frozenset({"updated", "corrected", "held", "withdrawn"})
SENT: frozenset[State] = AMENDED | {"published", "embargoed"}
# How long before it went out a story was filed.
FILING = timedelta(minutes=40)
WITHDRAWN_BY = "chief"
PICTURES_BY = "photo"


@transaction.atomic
def build(now: datetime, *, password: str) -> int:
    """Make the demo newsroom as of ``now``, all of it or nothing; how many stories it has.

    Accounts, desks and places that are there already are kept as they are.
    """
    _desks()
    _places()
    staff = _staff(password)
    _guests()
    _portraits(staff[PICTURES_BY])
    make_house(staff)
    # Before the first story: a log is what was sent since.
    make_subscribers(now, password=password)
    stories = _Newsroom(now, staff, _pictures(staff[PICTURES_BY])).fill()
    make_front(stories, now, staff)
    make_notes(stories, staff)
    make_style(staff)
    return len(stories)


def _key(story: Story | None) -> int | None:
    return story.pk if story else None


def _desks() -> None:
    for row in sorted(DESKS, key=lambda row: row.parent != ""):
        parent = Desk.objects.get(edition=row.edition, slug=row.parent) if row.parent else None
        Desk.objects.get_or_create(
            edition_id=row.edition,
            slug=row.slug,
            defaults={
                "name": row.name,
                "position": row.order,
                "parent": parent,
                "is_opinion": row.is_opinion,
            },
        )


def _places() -> None:
    for row in PLACES:
        place, _ = Place.objects.get_or_create(edition_id=row.edition, name=row.name)
        for alias in row.aliases:
            PlaceAlias.objects.get_or_create(place=place, name=alias)


def _staff(password: str) -> dict[str, User]:
    # Hashing is slow by design; once is enough for a password that everybody knows.
    hashed = make_password(password)
    groups = {group.name: group for group in Group.objects.all()}
    return {row.username: _member(row, hashed, groups[row.role]) for row in STAFF}


def _member(row: StaffRow, hashed: str, group: Group) -> User:
    first_name, _, last_name = row.name.partition(" ")
    user, is_new = User.objects.get_or_create(
        username=row.username,
        defaults={
            "first_name": first_name,
            "last_name": last_name,
            "email": f"{row.username}@mina.example",
            "password": hashed,
            "is_staff": True,
        },
    )
    if is_new:
        user.groups.add(group)
    person, _ = Person.objects.get_or_create(
        user=user,
        defaults={
            "name": row.name,
            "slug": slugify(row.name),
            "title": row.title,
            "edition_id": row.edition,
        },
    )
    for code in row.codes:
        WireCode.objects.get_or_create(
            person=person, code=code.code, valid_from=code.since, valid_until=code.until
        )
    return user


def _guests() -> None:
    for row in GUESTS:
        person, _ = Person.objects.get_or_create(
            slug=slugify(row.name),
            defaults={"name": row.name, "title": row.title, "edition_id": row.edition},
        )
        WireCode.objects.get_or_create(person=person, code=row.code, valid_from=row.since)


def _portraits(by: User) -> None:
    for row in PORTRAITS:
        picture = PictureRow(
            "",
            lambda canvas: None,
            f"Ilustrasi: {row.name}",
            row.name,
            photographer="",
            licence=portraits.LICENCE,
        )
        Person.objects.filter(name=row.name, portrait=None).update(
            portrait=_picture(picture, portraits.draw(row), by)
        )


def _pictures(by: User) -> dict[str, Picture]:
    drawn: dict[tuple[object, int], bytes] = {}
    made = {}
    for row in PICTURES:
        # Two rows may be one drawing with its caption in two languages.
        drawing = row.scene, row.seed
        if drawing not in drawn:
            drawn[drawing] = draw(row.name, SIZE)
        made[row.name] = _picture(row, drawn[drawing], by)
    return made


def _picture(row: PictureRow, jpeg: bytes, by: User) -> Picture:
    made = master.make(ContentFile(jpeg))
    return Picture.objects.create(
        file=ContentFile(made.content, name=made.name),
        checksum=made.checksum,
        colour=made.colour,
        alternative=row.alternative,
        caption=row.caption,
        photographer=row.photographer,
        agency=row.agency,
        kind=row.kind,
        licence=row.licence,
        uploaded_by=by,
    )


@dataclass(slots=True)
class _Newsroom:
    now: datetime
    staff: dict[str, User]
    pictures: dict[str, Picture]
    stories: dict[str, Story] = field(default_factory=dict)

    def fill(self) -> dict[str, Story]:
        for row in STORIES:
            self.stories[row.file] = self._file(row)
        headlines = {
            (row.edition, story.headline): story
            for row, story in zip(STORIES, self.stories.values(), strict=True)
            if row.state in SENT
        }
        for row in STORIES:
            self._complete(row, headlines)
        # The record's numbers and its times run the same way.
        for _, act in sorted(self._sendings(), key=lambda sending: sending[0]):
            act()
        for row in STORIES:
            if row.state not in SENT:
                self._leave(row)
            self._date(row)
        return self.stories

    def _file(self, row: StoryRow) -> Story:
        headline, _, source = copy_of(row, self.now).partition("\n")
        return import_copy(
            source=source,
            by=self.staff[row.writer],
            edition=Edition.objects.get(pk=row.edition),
            desk=Desk.objects.get(edition=row.edition, slug=row.desk),
            headline=headline,
            kind=Kind.objects.get(pk=row.kind),
        ).story

    def _complete(self, row: StoryRow, headlines: dict[tuple[str, str], Story]) -> None:
        """What the copy doesn't say: who wrote it, its tags and picture, where its links lead."""
        by = self.staff[row.writer]
        story = self.stories[row.file]
        wrote = Person.objects.get(**({"name": row.author} if row.author else {"user": by}))
        links = [
            {**link, "target": _key(headlines.get((row.edition, link["title"])))}
            for link in working_text(story)["related"]
        ]
        embargo = None
        if row.state == "embargoed":
            embargo = (self.now + timedelta(hours=row.publish_in_hours)).isoformat()
        text = {
            "writer": wrote.pk,
            "embargo_until": embargo,
            "picture": self.pictures[row.picture].pk if row.picture else None,
            "translation_of": _key(self.stories.get(row.translation_of)),
            "updates": _key(self.stories.get(row.updates)),
            "label": row.label,
            "sponsor": row.sponsor,
            "is_ai": row.is_ai,
            "tags": row.tags,
            "related": links,
            "body": with_blocks(story.body, row.file, self._keys()),
        }
        save_story(user=by, story=story, seen=None, text=text)

    def _keys(self) -> dict[str, int]:
        return {name: picture.pk for name, picture in self.pictures.items()}

    def _sendings(self) -> list[tuple[datetime, Callable[[], object]]]:
        sendings: list[tuple[datetime, Callable[[], object]]] = []
        for row in STORIES:
            if row.state in SENT:
                sendings.append((self._went_out(row), partial(self._publish, row)))
            if row.state in AMENDED:
                sendings.append((self._amended(row), partial(self._amend, row)))
        sendings += [(self._came_in(row), partial(self._receive, row)) for row in COMPLAINTS]
        return sendings

    def _publish(self, row: StoryRow) -> None:
        story = filing.submit(story=self._fresh(row), by=self.staff[row.writer])
        reviewing.approve(story=story, by=self.staff[row.editor], at=self._went_out(row))

    def _amend(self, row: StoryRow) -> None:
        at, editor = self._amended(row), self.staff[row.editor]
        story = self._fresh(row)
        if row.state == "withdrawn":
            amending.withdraw(
                story=story,
                by=self.staff[WITHDRAWN_BY],
                ground=Ground(row.ground),
                reason=row.text,
                at=at,
            )
            return
        if row.state == "held":
            withholding.hold(story=story, by=editor, reason=row.text, at=at)
            return
        if row.change:
            text = {"body": story.body.replace(*row.change)}
            story = save_story(user=editor, story=story, seen=None, text=text).story
        if row.state == "corrected":
            amending.correct(
                story=story,
                by=editor,
                kind=NoticeKind(row.notice),
                note=row.text,
                answers=Complaint.objects.unanswered().filter(story_uid=story.uid),
                at=at,
            )
        else:
            amending.update(story=story, by=editor, at=at)

    def _receive(self, row: ComplaintRow) -> None:
        complaint = receive(row, self.stories[row.file], self._came_in(row))
        if row.editor:
            work_on(row, complaint, self.staff[row.editor])

    def _leave(self, row: StoryRow) -> None:
        """Take a story that never went out to where it stands."""
        story = self._fresh(row)
        if row.state in {"submitted", "returned", "scheduled"}:
            story = filing.submit(story=story, by=self.staff[row.writer])
        if row.state == "returned":
            reviewing.return_(story=story, by=self.staff[row.editor], reason=row.text)
        elif row.state == "scheduled":
            publish_at = self.now + timedelta(hours=row.publish_in_hours)
            reviewing.approve(story=story, by=self.staff[row.editor], publish_at=publish_at)
        elif row.state == "spiked":
            reviewing.spike(story=story, by=self.staff[row.editor], reason=row.text)

    def _date(self, row: StoryRow) -> None:
        """The desk's own dates. Those of its log stay as they are: nothing can change them."""
        filed = self._went_out(row) - (FILING if row.state in SENT else timedelta(0))
        changed = self._amended(row) if row.amended_hours_ago else self._went_out(row)
        Story.objects.filter(pk=self.stories[row.file].pk).update(
            created_at=filed, updated_at=changed
        )

    def _fresh(self, row: StoryRow) -> Story:
        return lock(self.stories[row.file])

    def _came_in(self, row: ComplaintRow) -> datetime:
        return self.now - timedelta(hours=row.hours_ago)

    def _went_out(self, row: StoryRow) -> datetime:
        return self.now - timedelta(hours=row.hours_ago)

    def _amended(self, row: StoryRow) -> datetime:
        return self.now - timedelta(hours=row.amended_hours_ago)
