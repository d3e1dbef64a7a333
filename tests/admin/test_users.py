"""Accounts: a role gives its rights, and the admin role gives no others."""

import pytest
from django.contrib.auth.models import Group, Permission, User

from tests.admin.forms import client_for
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_admin_gives_a_role_but_no_right_of_its_own() -> None:
    admin, account = make_user("admin"), make_user()
    editors = Group.objects.get(name="editor")
    right = Permission.objects.get(codename="withdraw_story")

    client_for(admin).post(
        f"/admin/auth/user/{account.pk}/change/",
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


@pytest.mark.parametrize("page", ["change", "password"])
def test_admin_cannot_touch_a_superuser(page: str) -> None:
    root = make_user(is_superuser=True)

    response = client_for(make_user("admin")).post(
        f"/admin/auth/user/{root.pk}/{page}/", {"username": "lain", "password1": "x"}
    )

    assert response.status_code == 403
