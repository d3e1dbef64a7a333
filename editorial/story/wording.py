"""What who writes a story answers about words of it: replaced, left, or put back. For a script."""

from http import HTTPStatus
from typing import Final

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles.actions.transitions import may_edit
from articles.models import Story, User
from articles.text import signs
from editorial.admin.base import staff
from editorial.checks.table import CHECKS
from editorial.models import StyleRule, WordAnswer
from editorial.story.access import find

ANSWERS: Final = ("replaced", "left", "back")
LONGEST: Final = WordAnswer._meta.get_field("words").max_length or 0  # noqa: SLF001 - public in Django


@never_cache
@require_POST
def words_view(request: HttpRequest, pk: int) -> JsonResponse:
    """Write down that words were ``replaced`` in the page or ``left``, or are ``back`` again."""
    if not admin.site.has_permission(request):
        return JsonResponse({}, status=HTTPStatus.UNAUTHORIZED)
    user = staff(request)
    try:
        if (story := find(request, pk)) is None:
            return JsonResponse({}, status=HTTPStatus.NOT_FOUND)
    except PermissionDenied:
        return JsonResponse({}, status=HTTPStatus.FORBIDDEN)
    if not may_edit(user, story):
        return JsonResponse({}, status=HTTPStatus.FORBIDDEN)
    names = {check.name for check in CHECKS}
    given = {name: request.POST.get(name, "") for name in ("answer", "check", "words", "rule")}
    words = signs.printable(given["words"]).casefold()
    is_known = given["answer"] in ANSWERS and given["check"] in names
    if not is_known or not 0 < len(words) <= LONGEST:
        return JsonResponse({}, status=HTTPStatus.BAD_REQUEST)
    _keep(story, user, given["answer"], given["check"], words, _rule(given["rule"]))
    return JsonResponse({})


def _rule(key: str) -> StyleRule | None:
    known = key.isdecimal() and len(key) < 10
    return StyleRule.objects.filter(pk=key).first() if known else None


def _keep(
    story: Story, by: User, answer: str, check_name: str, words: str, rule: StyleRule | None
) -> None:
    about = {"story": story, "check_name": check_name, "words": words}
    if answer == "back":
        newest = WordAnswer.objects.filter(**about, by=by).order_by("-pk")[:1]
        WordAnswer.objects.filter(pk__in=newest.values("pk")).delete()
        return
    row = WordAnswer(**about, rule=rule, by=by, is_accepted=answer == "replaced")
    # Left by somebody else meanwhile, it is left.
    WordAnswer.objects.bulk_create([row], ignore_conflicts=True)
