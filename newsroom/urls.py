"""The addresses of the whole site."""

from django.contrib import admin
from django.urls import path

from newsroom.health import health

urlpatterns = [
    path("health/", health),
    path("admin/", admin.site.urls),
]
