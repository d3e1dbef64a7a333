"""By which way each kind of endpoint is sent to."""

import logging
from collections.abc import Callable, Mapping
from typing import Final

from wire.models.endpoint import EndpointKind
from wire.push import mail, s3, sftp, webhook
from wire.push.failure import Failure, FailureError
from wire.push.loads import Load, Result

logger = logging.getLogger(__name__)

_WAYS: Final[Mapping[str, Callable[[Load], Result]]] = {
    EndpointKind.WEBHOOK: webhook.send,
    EndpointKind.MAIL: mail.send,
    EndpointKind.SFTP: sftp.send,
    EndpointKind.S3: s3.send,
}


def attempt(load: Load) -> Result:
    """Try it once. Raises nothing: what goes wrong is in the result, a fault of ours in the log."""
    try:
        return _WAYS[load.endpoint.kind](load)
    except FailureError as error:
        return Result(error.failure)
    except Exception:
        # Not its words: they may have an address or a key in them.
        logger.exception("push %s of endpoint %s", load.push.pk, load.endpoint.pk)
        return Result(Failure.OURS)
