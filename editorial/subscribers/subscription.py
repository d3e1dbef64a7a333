"""Which product a subscriber takes, from a day to a day."""

from django.contrib import admin
from django.utils.translation import pgettext_lazy

from editorial.subscribers.base import WireAdmin
from wire.models import Subscription


@admin.register(Subscription)
class SubscriptionAdmin(WireAdmin[Subscription]):
    list_display = ["company", "product", "first_day", "last_day"]
    list_filter = ["product"]
    list_select_related = ["company", "product"]
    search_fields = ["company__name"]
    fields = ["company", "product", ("first_day", "last_day")]
    fixed = ("company", "product")
    empty_value_display = pgettext_lazy("subscription", "no end is set")
