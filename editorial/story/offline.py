"""What a browser needs to open the page of a new story without network."""

import json
from typing import Final

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from editorial.story import page

WORKER: Final = "js/offline-worker.js"


@require_safe
def worker_view(request: HttpRequest) -> HttpResponse:
    """The service worker's script, the same for everybody, and another in each release."""
    house = {
        "release": f"{settings.VERSION}-{getattr(staticfiles_storage, 'manifest_hash', '')}",
        "add": reverse("admin:articles_story_add"),
        "offline": reverse("admin:articles_story_offline"),
        "desk": reverse("admin:index"),
        "logout": reverse("admin:logout"),
        "words": reverse("admin:jsi18n"),
        "files": settings.STATIC_URL,
    }
    # Another text is another worker, which keeps the page anew.
    script = f"self.house = {json.dumps(house)}\nimportScripts({json.dumps(static(WORKER))})\n"
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": reverse("admin:index")}
    return HttpResponse(script, content_type="text/javascript", headers=headers)


@never_cache
@require_safe
def page_view(request: HttpRequest) -> HttpResponse:
    """The page of a new story as a browser keeps it: without what is said or listed once."""
    answer = page.add_view(request)
    answer.template_name = "editorial/story/offline.html"  # type: ignore[attr-defined]  # of a template
    answer.context_data |= {"unfiled": []}  # type: ignore[attr-defined]  # as above
    return answer
