from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

LINE, BROWSER = "line", "browser"
"""Of a session's data: the address it began at, and the browser."""


class Session(AbstractBaseSession):
    """A session of somebody who is signed in, which they see and can end."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    line = models.CharField(_("address"), max_length=64, blank=True)
    browser = models.CharField(_("browser"), max_length=200, blank=True)
    used_at = models.DateTimeField(_("last used at"), default=timezone.now)

    objects: ClassVar[BaseSessionManager[Any]] = BaseSessionManager()

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        default_permissions: ClassVar = []

    @classmethod
    def get_session_store_class(cls) -> Any:
        from editorial.sessions import SessionStore  # noqa: PLC0415 - it needs this class

        return SessionStore

    @property
    def public_id(self) -> str:
        """What a page calls it, from which nobody learns its key."""
        key = salted_hmac("editorial.session", self.session_key, algorithm="sha256")
        return key.hexdigest()[:20]

    def say_whose(self, data: dict[str, Any]) -> None:
        """Take from a session's data what its owner is shown of it."""
        self.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        self.line, self.browser = data.get(LINE, ""), data.get(BROWSER, "")
        self.used_at = timezone.now()
