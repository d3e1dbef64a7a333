"""What a subscriber's engineer tries a signature with: the very body, and a line for a shell."""

from dataclasses import replace

from django.conf import settings

from wire.models.attempt import Attempt
from wire.push import webhook
from wire.push.loads import Loader


def body_of(attempt: Attempt) -> bytes:
    """The body of a try by webhook, as it was sent."""
    (load,) = Loader(str(settings.SITE_URL)).read([attempt.push_id], attempt.at)
    return webhook.body_of(replace(load, watermark=attempt.watermark))


def line(attempt: Attempt, address: str) -> str:
    """Prints the ``v1`` signature of a try, to be compared with ``webhook-signature``.

    ``address`` is where its body is; the line takes key and secret from KEY and SECRET.
    """
    sent = attempt.request
    if "webhook-id" not in sent:
        return ""
    start = f"{sent['webhook-id']}.{sent['webhook-timestamp']}."
    key = "$(printf %s \"${SECRET#whsec_}\" | base64 -d | od -An -vtx1 | tr -d ' \\n')"
    return (
        f"{{ printf %s '{start}'; curl -s -H \"Authorization: Bearer $KEY\" '{address}'; }}"
        f' | openssl dgst -sha256 -mac HMAC -macopt "hexkey:{key}" -binary | base64'
    )
