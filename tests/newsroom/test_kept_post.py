from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import translation

from newsroom.kept_post import kept_post
from tests.site.helpers import Outline

# No test here has a database: any query would raise.
SAID: dict[str, Any] = {
    "title": "Not saved",
    "reason": "The database is away.",
    "button": "Try again",
}


def test_kept_post_holds_every_value_and_posts_it_again() -> None:
    posted = {
        "headline": 'Kata "sang" <kepala>',
        "body": "\n<p>satu dua</p>\n\n<p>tiga</p>\n",
        "tags": ["gempa", "gempa", ""],
        "_do": "approve",
        "csrfmiddlewaretoken": "x" * 64,
        "new_password1": "rahasia benar",
    }
    request = RequestFactory().post("/admin/articles/story/add/?a=1&b=2", posted)

    response = kept_post(request, status=503, **SAID)

    page = Outline(response.content.decode())
    kept = [(field["name"], field["value"]) for field in page.attributes("input", type="hidden")]
    (token,) = [value for name, value in kept if name == "csrfmiddlewaretoken"]
    assert response.status_code == 503
    assert response["Cache-Control"] == "private, no-store"
    assert [pair for pair in kept if pair[1] != token] == [
        ("headline", 'Kata "sang" <kepala>'),
        ("body", "\n<p>satu dua</p>\n\n<p>tiga</p>\n"),
        ("tags", "gempa"),
        ("tags", "gempa"),
        ("tags", ""),
        ("_do", "approve"),
    ]
    assert len(token) == 64
    assert token != "x" * 64
    assert page.attributes("form") == [
        {
            "method": "post",
            "action": "/admin/articles/story/add/?a=1&b=2",
            "enctype": "multipart/form-data",
        }
    ]
    assert page.texts("h1") == ["Not saved"]
    assert page.texts("button") == ["Try again"]
    assert "rahasia" not in response.content.decode()


def test_kept_post_names_the_file_that_must_be_chosen_again() -> None:
    picture = SimpleUploadedFile("jembatan <1>.jpg", b"\xff\xd8")
    request = RequestFactory().post("/admin/articles/picture/add/", {"file": picture})

    with translation.override("en"):
        response = kept_post(request, status=503, **SAID)

    assert "jembatan &lt;1&gt;.jpg" in response.content.decode()


def test_kept_post_of_a_public_form_sets_no_cookie_and_goes_as_it_came() -> None:
    request = RequestFactory().post(
        "/ar/koreksi/ajukan/",
        "teks=satu+dua",
        content_type="application/x-www-form-urlencoded; charset=utf-8",
    )

    with translation.override("ar"):
        response = kept_post(request, status=503, **SAID)

    page = Outline(response.content.decode())
    assert [field["name"] for field in page.attributes("input")] == ["teks"]
    assert page.attributes("form")[0]["enctype"] == "application/x-www-form-urlencoded"
    assert page.attributes("html") == [{"lang": "ar", "dir": "rtl"}]
    assert "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
