"""A session that is over, or a token of another one: what was typed comes along."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.models import Event, Status, Story, User
from articles.text.body import LONGEST, LONGEST_HTML
from tests.editorial.forms import change_address, client_for, open_form, read
from tests.factories import make_desk, make_story, make_user

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/story/add/"
LOGIN = "/admin/login/"
OURS = {"origin": "http://testserver", "accept-language": "en"}


def with_password(role: str) -> User:
    user = make_user(role)
    user.set_password("kata-sandi-uji")
    user.save()
    return user


def browser(user: User | None = None) -> Client:
    """A client that minds tokens, as the site does."""
    client = Client(enforce_csrf_checks=True, headers=OURS)
    if user:
        client.force_login(user)
    return client


def sign_in(client: Client, page: Any, user: User) -> Any:
    fields = {"username": user.username, "password": "kata-sandi-uji"}
    return client.post(LOGIN, read(page).fields | fields)


def new_story(client: Client, **typed: str) -> dict[str, str]:
    fields = read(client.get(ADD)).fields
    return {name: value for name, value in fields.items() if "__prefix__" not in name} | typed


def test_save_after_the_session_ended_goes_on_after_signing_in() -> None:
    reporter, desk = with_password("reporter"), make_desk()
    client = browser(reporter)
    typed = new_story(
        client,
        headline="Panen raya",
        body="<p>Isi.</p>",
        dateline_place="Jakarta",
        desk=str(desk.pk),
        kind="T",
    )
    client.cookies.pop("sessionid")

    asked = client.post(ADD, typed | {"_do": "submit"})
    on = sign_in(client, asked, reporter)
    client.post(ADD, read(on).fields)

    story = Story.objects.get()
    assert (asked.status_code, on.status_code) == (403, 409)
    assert (story.headline, story.body, story.status, story.created_by) == (
        *("Panen raya", "<p>Isi.</p>"),
        *(Status.SUBMITTED, reporter),
    )


def test_wrong_password_keeps_what_was_typed() -> None:
    reporter = with_password("reporter")
    client = browser(reporter)
    typed = new_story(client, headline="Panen raya")
    client.cookies.pop("sessionid")
    asked = client.post(ADD, typed)

    again = client.post(LOGIN, read(asked).fields | {"username": "x", "password": "y"})
    on = sign_in(client, again, reporter)

    assert read(on).fields["headline"] == "Panen raya"


def test_token_of_before_a_new_sign_in_keeps_what_was_typed() -> None:
    story = make_story()
    assert story.created_by
    client = browser(story.created_by)
    typed = open_form(client, story) | {"headline": "Judul baru", "tags": "Padi"}
    client.force_login(story.created_by)
    client.get("/admin/")
    typed["csrfmiddlewaretoken"] = "x" * 64

    refused = client.post(change_address(story), typed)
    client.post(change_address(story), read(refused).fields)

    stored = Story.objects.get()
    assert refused.status_code == 409
    assert (stored.headline, stored.tags.get().name, stored.version) == ("Judul baru", "Padi", 2)


def test_text_of_somebody_else_is_not_saved_in_ones_own_name_without_a_word() -> None:
    reporter, other, desk = with_password("reporter"), with_password("reporter"), make_desk()
    client = browser(reporter)
    typed = new_story(
        client, headline="Panen raya", body="<p>Isi.</p>", desk=str(desk.pk), kind="T"
    )
    client.cookies.pop("sessionid")
    on = sign_in(client, client.post(ADD, typed), other)

    said = reporter.get_full_name() in on.content.decode()
    client.post(ADD, read(on).fields)

    assert said
    assert Story.objects.get().created_by == other


def test_form_that_was_shown_to_another_account_is_not_taken_at_once() -> None:
    reporter, other = make_user("reporter"), make_user("reporter")
    story = make_story(by=reporter)
    typed = open_form(client_for(reporter), story) | {"headline": "Judul baru"}
    editor = client_for(make_user("editor"))

    answer = editor.post(change_address(story), typed)

    assert (answer.status_code, Story.objects.get().version) == (409, 1)
    assert reporter.get_full_name() in answer.content.decode()
    assert other.get_full_name() not in answer.content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://jahat.test"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        {"origin": "http://testserver", "sec-fetch-site": "same-site"},
        {},
    ],
    ids=["origin", "cross-site", "same-site", "silent"],
)
def test_post_that_another_site_may_have_sent_is_refused_without_its_fields(
    headers: dict[str, str],
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("editor"))

    answer = client.post(ADD, {"headline": "Palsu sekali"}, headers=headers)

    assert answer.status_code == 403
    assert b"Palsu" not in answer.content


def test_sign_in_page_left_open_in_two_tabs_lets_the_second_through() -> None:
    reporter = with_password("reporter")
    client = browser()
    page = client.get(f"{LOGIN}?next=/admin/articles/story/")
    sign_in(client, page, reporter)

    second = sign_in(client, page, reporter)

    assert (second.status_code, second["Location"]) == (302, "/admin/articles/story/")


def test_sign_in_form_from_before_another_sign_in_keeps_the_name_and_says_so() -> None:
    reporter = with_password("reporter")
    client = browser()
    page = client.get(LOGIN)
    client.cookies.clear()
    client.get(LOGIN)

    again = sign_in(client, page, reporter)

    assert again.status_code == 403
    assert read(again).fields["username"] == reporter.username
    assert 'role="alert"' in again.content.decode()
    assert sign_in(client, again, reporter).status_code == 302


def test_longest_text_is_taken_as_its_forms_send_it_also_after_signing_in() -> None:
    reporter, desk = with_password("reporter"), make_desk()
    client = browser(reporter)
    kept = "<p>" + "ب" * (LONGEST // 2) + "</p>"
    text = kept + "<!--" + "ب" * (LONGEST_HTML - len(kept) - 7) + "-->"
    typed = new_story(client, headline="Panjang", body=text, desk=str(desk.pk), kind="T")
    client.cookies.pop("sessionid")

    asked = client.post(ADD, typed | {"_save": "1"})
    on = sign_in(client, asked, reporter)
    client.post(ADD, read(on).fields)

    assert len(text) == LONGEST_HTML
    assert Story.objects.get().body == kept
    for page, form in ((asked, "login-form"), (client.get(ADD), "story_form")):
        assert f'id="{form}" enctype="multipart/form-data"' in page.content.decode()


def test_password_is_never_carried_along() -> None:
    admin = make_user("admin")
    client = browser(admin)
    address = f"/admin/articles/user/{admin.pk}/password/"

    answer = client.post(address, {"password1": "rahasia-benar", "password2": "rahasia-benar"})

    assert b"rahasia" not in answer.content


def test_carried_post_leads_nowhere_but_into_the_newsroom() -> None:
    reporter = with_password("reporter")
    client = browser()
    page = client.get(LOGIN)
    carried = '{"path": "//jahat.test/admin/", "fields": [["a", "b c"]], "files": []}'

    answer = client.post(
        LOGIN,
        read(page).fields
        | {"carried": carried, "username": reporter.username, "password": "kata-sandi-uji"},
    )

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def test_file_of_a_session_that_is_over_is_named() -> None:
    photo = with_password("photo")
    client = browser(photo)
    typed = read(client.get("/admin/articles/picture/add/")).fields
    client.cookies.pop("sessionid")
    file = SimpleUploadedFile("pasar apung.jpg", b"\xff\xd8")

    on = sign_in(client, client.post("/admin/articles/picture/add/", typed | {"file": file}), photo)

    assert "pasar apung.jpg" in on.content.decode()


@pytest.mark.parametrize(("role", "status"), [("photo", 403), ("chief", 404)])
def test_post_without_the_right_or_the_thing_is_answered_with_what_was_typed(
    role: str, status: int
) -> None:
    client = client_for(make_user(role))
    address = "/admin/articles/desk/999999/change/"

    answer = client.post(address, {"name": "Nama kanal yang baru"})

    assert answer.status_code == status
    assert "Nama kanal yang baru" in answer.content.decode()
    assert Event.objects.count() == 0
