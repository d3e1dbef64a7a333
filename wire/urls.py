"""The addresses of the wire."""

from django.urls import URLPattern, include, path

from articles.site import converters
from wire import public

app_name = "wire"

beside_a_story: list[URLPattern] = [
    path("<uslug:slug>/copy.txt", public.copy, name="copy"),
    path("<uslug:slug>/ninjs.json", public.as_ninjs, name="ninjs"),
]

urlpatterns = [
    path("<edition:edition>/", include(beside_a_story)),
    path("", include(beside_a_story), {"edition": converters.MAIN}),
]
