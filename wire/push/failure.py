"""Why nothing was answered, in words for who looks after the endpoint."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Failure(TextChoices):
    """What kept a try from having an answer, or from counting as one."""

    ADDRESS = "address", _("The address is not one that can be used")
    NOT_ALLOWED = "not-allowed", _("The address leads to a private network")
    NAME = "name", _("The name of the server leads nowhere")
    REFUSED = "refused", _("The server refuses connections")
    UNREACHABLE = "unreachable", _("The server can’t be reached")
    TIMEOUT = "timeout", _("The server gave no answer in time")
    TLS = "tls", _("The server’s certificate is not accepted")
    BROKEN = "broken", _("The connection broke, or the answer could not be read")
    STATUS = "status", _("The server answered, but not that it took it")
    REDIRECT = "redirect", _("The server points to another address; give that one")
    GONE = "gone", _("The server says that the address is no more (410)")
    HOST_KEY = "host-key", _("The server’s host key is another than the one agreed")
    SIGN_IN = "sign-in", _("The server refuses our sign-in")
    NO_MAIL_SERVER = "no-mail-server", _("No mail server is set")
    SECRET = "secret", _("The secret kept can’t be read; make a new one")
    OURS = "ours", _("A fault of ours; it is in the log")

    @classmethod
    def said(cls, value: str) -> Promise | str:
        """In words; a row of another release may hold one that isn't known, said as it is."""
        return cls(value).label if value in cls.values else value


class FailureError(Exception):
    """A try that came to nothing. Its words are ``failure`` alone: nothing of an address or key."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure
