"""The addresses of the whole site."""

from django.contrib import admin
from django.urls import include, path, re_path

from editorial.shared import preview_link_view
from newsroom.health import health
from newsroom.media import picture
from wire.api.api import urls as wire_v1

urlpatterns = [
    path("health/", health),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    re_path(r"^media/(?P<path>.+\.(?:avif|jpe?g|png|webp))$", picture),
    path("pratinjau/<str:token>/", preview_link_view, name="preview_link"),
    path("wire/v1/", wire_v1),
    path("wire/", include("editorial.subscribers.doors")),
    path("wire/", include("wire.portal.urls")),
    path("", include("wire.urls")),
    # Last, for a story's address may be any word.
    path("", include("articles.site.urls")),
]

handler400 = "newsroom.errors.bad_request"
handler403 = "newsroom.errors.forbidden"
handler404 = "newsroom.errors.not_found"
handler500 = "newsroom.errors.server_error"
