from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import translation

from editorial.admin.posts import NOT_TYPED
from editorial.carried import CARRIED, Carried
from editorial.kept_post import kept_post
from tests.articles.site.helpers import Outline

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


def test_kept_post_shows_the_text_of_a_story_as_paragraphs_and_sends_it_as_it_came() -> None:
    text = '<p class="x">Satu &amp; dua<br>tiga</p>\r\n<ul><li><p>empat lima</p></li></ul>'
    request = RequestFactory().post("/admin/articles/story/add/", {"body": text, "tags": "a, b"})

    page = kept_post(request, status=503, **SAID).content.decode()

    assert Outline(page).attributes("input", name="body")[0]["value"] == text
    assert 'aria-label="body">Satu &amp; dua\ntiga\n\n- empat lima</textarea>' in page


def test_kept_post_shows_nothing_that_the_page_sent_beside_what_was_typed() -> None:
    beside = dict.fromkeys((*NOT_TYPED, "seen_first"), "headline=774158614ca6 body=e4e543a0f28b")
    request = RequestFactory().post("/admin/articles/story/add/", beside | {"note": "satu dua"})

    page = Outline(kept_post(request, status=503, **SAID).content.decode())

    assert page.texts("textarea") == ["satu dua"]


def test_kept_sign_in_shows_the_text_that_it_carries_as_paragraphs() -> None:
    fields = [("headline", "Panen raya"), ("body", "<p>Satu dua</p><p>tiga empat</p>")]
    post = Carried("/admin/articles/story/add/", fields, []).written()
    request = RequestFactory().post("/admin/login/", {"username": "rini", CARRIED: post})

    page = Outline(kept_post(request, status=503, **SAID).content.decode())

    assert page.attributes("input", name=CARRIED)[0]["value"] == post
    assert page.texts("textarea") == ["Panen raya", "Satu dua tiga empat"]


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
