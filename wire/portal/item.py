"""One item: its text, how it stands by now, its versions, and what may be taken of it."""

from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Any, Self

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.models.dispatch import Dispatch, Ground, Signal
from articles.site.frame.origin import origin
from wire.content import has_text
from wire.formats import notes, pictures
from wire.formats.item import Item
from wire.formats.pictures import Shown
from wire.formats.xhtml import fragment
from wire.models.delivery import Delivery
from wire.models.member import Member
from wire.models.receipt import Fate, Receipt
from wire.portal.access import for_members, gone, posted

MOST_VERSIONS = 100
FORMATS = {
    "txt": gettext_lazy("Wire text"),
    "ninjs": "ninjs",
    "newsml": "NewsML-G2",
    "nitf": "NITF",
    "json": "JSON",
}
"""What the formats are called, in the order of their buttons."""


@dataclass(frozen=True, slots=True)
class Told:
    """A delivery of a company's, with the newest of its story.

    It is ``stopped`` while the story is withdrawn or on hold: nothing of its text is shown then,
    whichever version it is.
    """

    delivery: Delivery
    dispatch: Dispatch
    newest: Delivery
    newest_dispatch: Dispatch

    @classmethod
    def of(cls, company: int, number: int) -> Self:
        """Raises Http404 for what isn't on the company's log. Three queries."""
        delivery = Delivery.objects.filter(company=company, number=number).first()
        if delivery is None:
            raise Http404
        newest = Delivery.objects.of_story(company, delivery.story_uid)[0]
        found = Dispatch.objects.in_bulk({number, newest.number})
        return cls(delivery, found[number], newest, found[newest.number])

    @property
    def is_newest(self) -> bool:
        return self.delivery.number == self.newest.number

    @property
    def is_stopped(self) -> bool:
        return not has_text(self.newest_dispatch)

    @property
    def may_be_taken(self) -> bool:
        """Whether the item is given out: of a stopped story what says so alone."""
        return self.is_newest or not self.is_stopped

    def item(self, base: str) -> Item:
        return Item.of(
            self.dispatch,
            base=base,
            signal=self.delivery.signal,
            has_pictures=self.delivery.has_pictures,
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an item, as the page shows it."""

    key: str
    data: dict[str, Any]
    caption: str
    licence: str
    is_over: bool

    @classmethod
    def of(cls, item: Item, shown: Shown) -> Self:
        return cls(
            shown.key, shown.data, shown.caption, pictures.licence(item, shown), is_over(shown.data)
        )


def is_over(data: dict[str, Any]) -> bool:
    """Whether the time in which a picture may be used has passed."""
    until = data.get("usable_until")
    return until is not None and date.fromisoformat(until) < timezone.localdate()


@for_members
def item_view(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """The item, or what stopped it."""
    told = Told.of(member.company_id, number)
    base = origin(request)
    item = told.item(base)
    context = {
        "member": member,
        "told": told,
        "delivery": told.delivery,
        "content": told.dispatch.data,
        "edition": told.dispatch.edition,
        "versions": _versions(member, told),
        "stop": _stop(told),
        "embargo": _embargo(told.newest_dispatch),
        "formats": FORMATS.items() if told.may_be_taken else (),
        "receipts": _receipts(member, told),
        "mark": member.bookmarks.filter(story_uid=told.delivery.story_uid).first(),
        "fate": Fate.TAKEN_DOWN if told.is_stopped else Fate.PUBLISHED,
    }
    if not told.is_stopped:
        # Without pictures, which stand below it with what belongs to each.
        text = Item.of(told.dispatch, base=base, signal=item.signal, has_pictures=False)
        context |= {
            "text": _scrolling(fragment(text, lead=False)),
            "pictures": [Picture.of(item, each) for each in pictures.shown(item)],
            "ednote": notes.ednote(item),
        }
    return TemplateResponse(request, "wire/portal/item.html", context)


def _scrolling(text: str) -> SafeString:
    """With its tables in boxes that scroll, by keys too: a phone is narrower than they are."""
    box = f'<div class="portal-scrolls" tabindex="0" role="region" aria-label="{_("Table")}">'
    text = text.replace("<table", f"{box}<table").replace("</table>", "</table></div>")
    return mark_safe(text)  # noqa: S308 - of our own printing


def _embargo(newest: Dispatch) -> datetime | None:
    """Until when the story may not be published, as it stands by now."""
    embargo = newest.data.get("embargo")
    return datetime.fromisoformat(embargo["until"]) if embargo else None


def _versions(member: Member, told: Told) -> list[dict[str, Any]]:
    """What the company was sent of the story, the newest first, and by notice what changed."""
    sent = list(
        Delivery.objects.of_story(member.company_id, told.delivery.story_uid)[:MOST_VERSIONS]
    )
    rows = Dispatch.objects.filter(number__in=[each.number for each in sent])
    said = {
        number: (at, notices or [])
        for number, at, notices in rows.values_list("number", "sent_at", "content__notices")
    }
    return [
        {
            "delivery": each,
            "at": said[each.number][0],
            "notice": None if told.is_stopped else _notice(each, said[each.number][1]),
        }
        for each in sent
    ]


def _notice(delivery: Delivery, notices: list[dict[str, Any]]) -> dict[str, Any] | None:
    return notices[-1] if notices and delivery.signal == Signal.CORRECTION else None


def _stop(told: Told) -> dict[str, Any] | None:
    """What a withdrawal or a hold says, where the story is stopped."""
    content = told.newest_dispatch.data
    if withdrawal := content.get("withdrawal"):
        ground = withdrawal["ground"]
        known = Ground(ground).label if ground in Ground.values else ""
        return {**withdrawal, "ground": known, "at": datetime.fromisoformat(withdrawal["at"])}
    if told.is_stopped:
        hold = content["hold"]
        until = hold.get("until")
        return {
            "reason": hold["reason"],
            "is_hold": True,
            "at": datetime.fromisoformat(hold["at"]),
            "until": datetime.fromisoformat(until) if until else None,
        }
    return None


def _receipts(member: Member, told: Told) -> list[Receipt]:
    given = Receipt.objects.filter(company=member.company_id, story_uid=told.delivery.story_uid)
    return list(given[:MOST_VERSIONS])


@for_members
@require_POST
def receipt_view(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """Say that the company published the version, or took the story down."""
    told = Told.of(member.company_id, number)
    fate = posted(request, "fate")
    if fate not in Fate.values:
        return gone(request, member, _("Nothing was said."), status=HTTPStatus.BAD_REQUEST)
    Receipt.objects.get_or_create(
        company_id=member.company_id,
        story_uid=told.delivery.story_uid,
        version=told.delivery.version,
        fate=fate,
    )
    return HttpResponseRedirect(reverse("portal:item", args=[number]))
