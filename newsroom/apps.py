"""Which site Django's admin serves."""

from importlib import import_module

from django.contrib.admin.apps import AdminConfig


class NewsroomAdminConfig(AdminConfig):
    default_site = "articles.admin.site.NewsroomSite"

    def ready(self) -> None:
        super().ready()
        # The site's own class is in that package, so the package can't register anything itself.
        import_module("articles.admin.classes")
        import_module("newsroom.checks")
