"""What tests need to begin with: staff of every role, and stories filed through the actions."""

from datetime import date, datetime
from itertools import count
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Model
from django.utils import timezone

from articles import intake
from articles.actions import filing, reviewing
from articles.actions.saving import save_story
from articles.models import Complaint, Desk, Person, Story, User, WireCode
from editorial.models import StyleRule

ROLES = ("reporter", "editor", "chief", "photo", "admin")
_numbers = count(1)

FIRST_DAY = date(2020, 1, 1)


def make_user(role: str = "", *, code: str = "", edition: str = "id", **fields: Any) -> User:
    """Staff of ``role`` with a byline and a wire code; no role gives an account with no right."""
    number = next(_numbers)
    user = User.objects.create(
        **{
            "username": f"{role or 'staff'}-{number}",
            "first_name": role.title() or "Staff",
            "last_name": f"Contoh {number}",
            "is_staff": True,
            **fields,
        }
    )
    if role:
        user.groups.add(Group.objects.get(name=role))
        make_person(user=user, code=code or f"{role[0].upper()}{number}", edition=edition)
    return user


def make_person(*, user: User | None = None, code: str = "", edition: str = "id") -> Person:
    number = next(_numbers)
    person = Person.objects.create(
        name=user.get_full_name() if user else f"Penulis Contoh {number}",
        slug=f"penulis-contoh-{number}",
        edition_id=edition,
        user=user,
    )
    if code:
        WireCode.objects.create(person=person, code=code, valid_from=FIRST_DAY)
    return person


def make_desk(edition: str = "id", **fields: Any) -> Desk:
    number = next(_numbers)
    return Desk.objects.create(
        edition_id=edition, **{"name": f"Kanal {number}", "slug": f"kanal-{number}", **fields}
    )


def make_story(
    *,
    by: User | None = None,
    edition: str = "id",
    tags: tuple[str, ...] = (),
    related: tuple[tuple[str, int | None], ...] = (),
    **fields: Any,
) -> Story:
    """A draft by ``by`` (a new reporter unless given), complete enough to be approved."""
    by = by or make_user("reporter", edition=edition)
    number = next(_numbers)
    text = _plain(
        {
            "desk": fields.pop("desk", None) or make_desk(edition),
            "kind": "T",
            "writer": Person.objects.filter(user=by).first(),
            "headline": f"Panen raya di desa contoh {number}",
            "dateline_place": "Jakarta",
            "sponsor": "Toko Contoh" if fields.get("label") else "",
            "body": "".join(f"<p>Paragraf {n} kisah {number}.</p>" for n in range(1, 9)),
            "tags": tags,
            "related": [
                {"target": None, "title": title, "after": after} for title, after in related
            ],
            **fields,
        }
    )
    return save_story(user=by, story=None, seen=None, text=text).story


def edit(story: Story, *, by: User, **fields: Any) -> Story:
    """The story with other fields, saved by somebody who saw no page."""
    return save_story(user=by, story=story, seen=None, text=_plain(fields)).story


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value.pk if isinstance(value, Model) else value for name, value in fields.items()}


def make_submitted(**fields: Any) -> Story:
    story = make_story(**fields)
    by = story.created_by
    assert by is not None
    return filing.submit(story=story, by=by)


def make_scheduled(*, publish_at: datetime, editor: User | None = None, **fields: Any) -> Story:
    return reviewing.approve(
        story=make_submitted(**fields), by=editor or make_user("editor"), publish_at=publish_at
    )


def make_embargoed(*, until: datetime, editor: User | None = None, **fields: Any) -> Story:
    return make_published(editor=editor, embargo_until=until.isoformat(), **fields)


def make_published(*, editor: User | None = None, **fields: Any) -> Story:
    return reviewing.approve(story=make_submitted(**fields), by=editor or make_user("editor"))


def make_rule(*, counts: bool = False, **fields: Any) -> StyleRule:
    """A rule of the house's style, tried where it counts."""
    number = next(_numbers)
    return StyleRule.objects.create(
        **{
            "wrong": f"keliru {number}",
            "right": f"benar {number}",
            "reason": "Begitu menurut kamus.",
            "edition_id": "id",
            "by": make_user("chief"),
            "counts": counts,
            "tried_at": timezone.now() if counts else None,
            **fields,
        }
    )


def make_complaint(
    story: Story | None = None, *, at: datetime | None = None, kind: str = "koreksi"
) -> Complaint:
    """A new complaint through the form's own door, about ``story`` if there is one."""
    number = next(_numbers)
    given = intake.Given(
        edition=story.edition_id if story else "id",
        kind=kind,
        story_address=story.slug if story else "",
        name=f"Pelapor Contoh {number}",
        email="pelapor@contoh.test",
        telephone="021 000",
        capacity="pembaca",
        text=f"Yang benar angka {number}.",
        consent="Setuju.",
        token="",
    )
    return intake.receive(given, visitor=f"192.0.2.{number}", now=at or timezone.now())
