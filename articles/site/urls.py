"""The addresses of the public site: every edition's pages twice, at the root and under codes."""

from django.urls import URLPattern, include, path, re_path

from articles.site import converters
from articles.site.machines import feeds, manifest, news_sitemap, security, sitemaps
from articles.site.pages import (
    beacon,
    corrections,
    errors,
    home,
    intake,
    listing,
    searching,
    standing,
    story,
)

app_name = "site"
WORDPRESS = r"(?:wp-(?:admin|content|includes|json)(?:/.*)?|wp-[a-z-]+\.php|xmlrpc\.php)"
RSS, ATOM = ({"form": form} for form in feeds.FORMATS)


pages: list[URLPattern] = [
    path("", home.home, name="home"),
    path("feed/", feeds.edition_feed, RSS, name="feed"),
    path("feed/atom/", feeds.edition_feed, ATOM, name="atom"),
    path("kanal/<uslug:slug>/", listing.desk, name="desk"),
    path("kanal/<uslug:slug>/feed/", feeds.desk_feed, RSS, name="desk_feed"),
    path("kanal/<uslug:slug>/feed/atom/", feeds.desk_feed, ATOM, name="desk_atom"),
    path("tag/<uslug:slug>/", listing.tag, name="tag"),
    path("tag/<uslug:slug>/feed/", feeds.tag_feed, RSS, name="tag_feed"),
    path("tag/<uslug:slug>/feed/atom/", feeds.tag_feed, ATOM, name="tag_atom"),
    path("tempat/<uslug:slug>/", listing.place, name="place"),
    path("penulis/<uslug:slug>/", listing.reporter, name="reporter"),
    path("indeks/", listing.day, name="today"),
    path("indeks/<day:day>/", listing.day, name="day"),
    path("cari/", searching.search, name="search"),
    path("koreksi/", corrections.corrections, name="corrections"),
    path("koreksi/ajukan/", intake.intake, name="intake"),
    path("koreksi/ajukan/<slug:reference>/", intake.received, name="intake_received"),
    path("redaksi/", standing.masthead, name="masthead"),
    path("halaman/<uslug:slug>/", standing.standing, name="page"),
    path("<uslug:slug>/", story.story, name="story"),
]

urlpatterns = [
    re_path(rf"^(?:(?:{'|'.join(converters.OTHERS)})/)?{WORDPRESS}/?$", errors.never_here),
    # What is asked for most, before all that it can't be.
    path("<story:slug>/", story.story, {"edition": converters.MAIN}, name="story"),
    path("dibaca/", beacon.read, name="read"),
    path("site.webmanifest", manifest.manifest, name="manifest"),
    path("favicon.ico", manifest.favicon),
    path(".well-known/security.txt", security.security_txt, name="security_txt"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-news.xml", news_sitemap.news_sitemap, name="news_sitemap"),
    path("sitemap-<str:section>.xml", sitemaps.sitemap_section, name="sitemap_section"),
    path("<edition:edition>/", include(pages)),
    path("", include(pages), {"edition": converters.MAIN}),
]
