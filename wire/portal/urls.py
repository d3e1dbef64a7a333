"""The addresses of the portal, but for those where people come in."""

from django.urls import path

from wire.portal import bookmarks, downloads, endpoints, history, item, pages, searches

app_name = "portal"

urlpatterns = [
    path("", pages.list_view, name="list"),
    path("news/", pages.news_view, name="news"),
    path("items/<int:number>/", item.item_view, name="item"),
    path("items/<int:number>/bookmark/", bookmarks.mark_view, name="mark"),
    path("items/<int:number>/receipt/", item.receipt_view, name="receipt"),
    path("items/<int:number>/as/<str:name>/", downloads.format_view, name="format"),
    path("items/<int:number>/pictures/<str:key>/", downloads.picture_view, name="picture"),
    path("items/<int:number>/pictures/<str:key>/preview/", downloads.preview_view, name="preview"),
    path("bookmarks/", bookmarks.bookmarks_view, name="bookmarks"),
    path("searches/", searches.searches_view, name="searches"),
    path("searches/<int:pk>/", searches.search_view, name="search"),
    path("history/", history.history_view, name="history"),
    path("delivery/", history.delivery_view, name="delivery"),
    path("delivery/<uuid:uid>/", endpoints.endpoint_view, name="endpoint"),
]
