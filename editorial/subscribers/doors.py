"""The addresses where a subscriber's people come in."""

from django.urls import path

from editorial.subscribers import passwords, sign_in

urlpatterns = [
    path("sign-in/", sign_in.SignInView.as_view(), name="portal_sign_in"),
    path("sign-out/", sign_in.sign_out_view, name="portal_sign_out"),
    path("password/", passwords.ask_view, name="portal_lost_password"),
    path("password/<int:pk>/<str:token>/", passwords.invitation_view, name="portal_password"),
    path("password/new/<int:pk>/<str:token>/", passwords.renewal_view, name="portal_new_password"),
]
