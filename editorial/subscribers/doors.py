"""The addresses where a subscriber's people come in, and where they set up what is theirs."""

from django.urls import path

from editorial.subscribers import passwords, sign_in
from editorial.subscribers.own import colleagues, endpoints, keys

urlpatterns = [
    path("sign-in/", sign_in.SignInView.as_view(), name="portal_sign_in"),
    path("sign-out/", sign_in.sign_out_view, name="portal_sign_out"),
    path("password/", passwords.ask_view, name="portal_lost_password"),
    path("password/<int:pk>/<str:token>/", passwords.invitation_view, name="portal_password"),
    path("password/new/<int:pk>/<str:token>/", passwords.renewal_view, name="portal_new_password"),
    path("delivery/new/", endpoints.add_view, name="portal_new_endpoint"),
    path("delivery/<uuid:uid>/change/", endpoints.change_view, name="portal_change_endpoint"),
    path("delivery/<uuid:uid>/secret/", endpoints.secret_view, name="portal_endpoint_secret"),
    path("delivery/<uuid:uid>/remove/", endpoints.remove_view, name="portal_remove_endpoint"),
    path("keys/new/", keys.make_view, name="portal_new_key"),
    path("keys/<int:pk>/revoke/", keys.revoke_view, name="portal_revoke_key"),
    path("colleagues/", colleagues.list_view, name="portal_colleagues"),
    path("colleagues/new/", colleagues.add_view, name="portal_new_colleague"),
    path("colleagues/<int:pk>/invite/", colleagues.invite_view, name="portal_invite_again"),
    path(
        "colleagues/<int:pk>/end/",
        colleagues.access_view,
        {"is_on": False},
        name="portal_end_access",
    ),
    path(
        "colleagues/<int:pk>/give/",
        colleagues.access_view,
        {"is_on": True},
        name="portal_give_access",
    ),
]
