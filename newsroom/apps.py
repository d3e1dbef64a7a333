"""The project as an app, for its commands, and which site Django's admin serves."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self) -> None:
        import_module("newsroom.checks")


class NewsroomAdminConfig(AdminConfig):
    default_site = "editorial.admin.site.NewsroomSite"

    def ready(self) -> None:
        super().ready()
        # The site's own class is in that package, so the package can't register anything itself.
        import_module("editorial.admin.classes")
