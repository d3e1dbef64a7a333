"""Accounts: a role gives its rights, and the admin role gives no others."""

import pytest
from django.contrib.auth.models import Group, Permission

from articles.models import User
from tests.editorial.forms import client_for
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_admin_gives_a_role_but_no_right_of_its_own() -> None:
    admin, account = make_user("admin"), make_user()
    editors = Group.objects.get(name="editor")
    right = Permission.objects.get(codename="withdraw_story")

    client_for(admin).post(
        f"/admin/articles/user/{account.pk}/change/",
        {
            "username": account.username,
            "is_active": "on",
            "is_staff": "on",
            "groups": [editors.pk],
            "is_superuser": "on",
            "user_permissions": [right.pk],
        },
    )

    stored = User.objects.get(pk=account.pk)
    assert list(stored.groups.all()) == [editors]
    assert (stored.is_superuser, stored.user_permissions.count()) == (False, 0)


def test_roles_are_called_as_people_call_them_in_their_language() -> None:
    client, account = client_for(make_user("admin")), make_user("photo")
    client.cookies["django_language"] = "id"

    pages = [
        client.get(f"/admin/articles/user/{path}").content.decode()
        for path in ("", f"{account.pk}/change/", "?role=photo")
    ]

    assert ["Redaktur foto" in page for page in pages] == [True] * 3
    assert 'option value="1">reporter' not in pages[1]
    assert account.username in pages[2]
    assert "Pemimpin redaksi" in client.get("/admin/auth/group/").content.decode()


@pytest.mark.parametrize("page", ["change", "password"])
def test_admin_cannot_touch_a_superuser(page: str) -> None:
    root = make_user(is_superuser=True)

    response = client_for(make_user("admin")).post(
        f"/admin/articles/user/{root.pk}/{page}/", {"username": "lain", "password1": "x"}
    )

    assert response.status_code == 403


def test_rights_of_a_role_are_said_in_words() -> None:
    page = f"/admin/auth/group/{Group.objects.get(name='reporter').pk}/change/"
    client = client_for(make_user("admin"))

    said = {code: client.get(page, headers={"accept-language": code}).text for code in ("en", "ar")}

    assert "Story: Add, Change, View" in said["en"]
    assert "خبر: إضافة، تغيير، عرض" in said["ar"]
    assert "Can add story" not in said["ar"]
