"""What a phone needs to keep the site among its apps, and the icon that all else asks for."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static

from articles.site.frame import navigation
from articles.site.frame.caching import cacheable
from articles.site.frame.methods import read_only
from articles.text.signs import carried_in

PAPER, GREEN = "#fefefd", "#0b5d45"


@read_only
@cacheable
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest, in the words of the main edition."""
    nav = navigation.load(settings.LANGUAGE_CODE)
    edition = nav.edition
    words = {
        "name": edition.agency,
        "short_name": edition.mark,
        "description": edition.tagline,
    }
    return JsonResponse(
        {
            **carried_in(words),
            "lang": edition.code,
            "dir": edition.direction,
            "start_url": nav.homes[edition.code],
            "scope": "/",
            "display": "minimal-ui",
            "background_color": PAPER,
            "theme_color": GREEN,
            "icons": [
                {
                    "src": static(f"icons/icon-{side}.png"),
                    "sizes": f"{side}x{side}",
                    "type": "image/png",
                    "purpose": "any maskable",
                }
                for side in (192, 512)
            ],
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )


@read_only
def favicon(request: HttpRequest) -> HttpResponse:
    """The icon's address of always, which feed readers and search engines ask for unread."""
    response = HttpResponseRedirect(static("favicon.ico"))
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
