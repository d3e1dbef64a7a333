"""Who asks for the newsroom's lists, and for which of their pages."""

import json
import sys
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.test import Client
from django.utils import timezone

from articles.models import Person, Story, User
from editorial.admin.long_list import Key
from tools.bench.archive import RARE_WORD

COMMON_WORD = "warga"
STORIES = "/admin/articles/story/"
PICTURES = "/admin/articles/picture/"
LOG = "/admin/articles/event/"


def main() -> None:
    """Write who asks, and for what, in the settings' database, to standard output."""
    sys.stdout.write(json.dumps({role: _account(role) for role in ("reporter", "editor")}))


def _account(role: str) -> dict[str, Any]:
    user = User.objects.filter(groups__name=role, person__edition="id").order_by("pk")[0]
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    return {"cookie": cookie, "paths": _addresses(reviews=role == "editor")}


def _addresses(*, reviews: bool) -> dict[str, str]:
    desks = Story.objects.order_by().values_list("desk").annotate(n=Count("pk")).order_by("-n")
    writer = Person.objects.annotate(n=Count("stories")).order_by("-n")[0]
    long_ago = Story.objects.filter(updated_at__lt=timezone.now() - timedelta(days=900))[0]
    deep = Key(["-updated_at", "-id"], False, [long_ago.updated_at.isoformat(), str(long_ago.pk)])
    ask = {"app_label": "articles", "model_name": "relatedlink", "field_name": "target"}

    def offered(words: str) -> str:
        return f"/admin/autocomplete/?{urlencode({**ask, 'term': words})}"

    def searched(address: str, words: str) -> str:
        return f"{address}?{urlencode({'q': words})}"

    return {
        "the desk, first page": "/admin/",
        "stories": STORIES,
        "stories, a page of years ago": f"{STORIES}?{urlencode({'p': deep.write()})}",
        "stories of a desk": f"{STORIES}?desk__id__exact={desks[0][0]}",
        "stories in draft": f"{STORIES}?status__exact=draft",
        "own stories": f"{STORIES}?mine=yes",
        "stories, rare word": searched(STORIES, RARE_WORD),
        "stories, common word": searched(STORIES, COMMON_WORD),
        "stories, a writer": searched(STORIES, writer.name),
        "offered, rare word": offered(RARE_WORD),
        "offered, common word": offered(COMMON_WORD),
        "pictures": PICTURES,
        "pictures, rare word": searched(PICTURES, RARE_WORD),
        "pictures, common word": searched(PICTURES, COMMON_WORD),
    } | (
        {
            "the log": LOG,
            "the log, rare word": searched(LOG, RARE_WORD),
            "the log, common word": searched(LOG, COMMON_WORD),
        }
        if reviews
        else {}
    )
