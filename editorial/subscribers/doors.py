"""The addresses where a subscriber's people come in."""

from django.urls import path

from editorial.subscribers import sign_in

urlpatterns = [
    path("sign-in/", sign_in.SignInView.as_view(), name="portal_sign_in"),
    path("sign-out/", sign_in.sign_out_view, name="portal_sign_out"),
    path("password/<int:pk>/<str:token>/", sign_in.password_view, name="portal_password"),
]
