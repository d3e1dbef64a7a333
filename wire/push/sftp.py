"""A delivery as a file on an SFTP server: under another name until it is whole."""

import asyncio
from contextlib import suppress
from time import monotonic
from typing import Final
from urllib.parse import unquote, urlsplit

import asyncssh

from wire.models.endpoint import Endpoint
from wire.push import outgoing, seals
from wire.push.addresses import resolved
from wire.push.failure import Failure, FailureError
from wire.push.loads import Load, Result
from wire.push.paper import Paper, paper_of

PORT: Final = 22
_PART: Final = ".part"


def send(load: Load) -> Result:
    """Write the file. Raises FailureError where that failed, saying how."""
    paper = paper_of(load)
    host, port, folder = where(load.endpoint.address)
    end = monotonic() + outgoing.SECONDS
    addresses = resolved(host, port)
    secret = seals.unsealed(load.endpoint.secret)
    try:
        asyncio.run(
            asyncio.wait_for(
                _put(load.endpoint, str(addresses[0]), port, folder, secret, paper),
                max(end - monotonic(), 0.1),
            )
        )
    except TimeoutError:
        raise FailureError(Failure.TIMEOUT) from None
    except (asyncssh.HostKeyNotVerifiable, asyncssh.KeyImportError):
        raise FailureError(Failure.HOST_KEY) from None
    except asyncssh.PermissionDenied:
        raise FailureError(Failure.SIGN_IN) from None
    except ConnectionRefusedError:
        raise FailureError(Failure.REFUSED) from None
    except asyncssh.SFTPError as error:
        return Result(Failure.STATUS, answer=error.reason[:200])
    except asyncssh.Error:
        raise FailureError(Failure.BROKEN) from None
    except OSError:
        raise FailureError(Failure.UNREACHABLE) from None
    return Result(request={"SFTP": paper.name})


def where(address: str) -> tuple[str, int, str]:
    """Host, port and folder of an endpoint. Raises FailureError for what is no such address."""
    try:
        parts = urlsplit(address)
        port = parts.port or PORT
    except ValueError:
        raise FailureError(Failure.ADDRESS) from None
    is_plain = not (parts.username or parts.password or parts.query or parts.fragment)
    if parts.scheme != "sftp" or not parts.hostname or not is_plain:
        raise FailureError(Failure.ADDRESS)
    return parts.hostname, port, unquote(parts.path).strip("/")


def known(host_key: str) -> asyncssh.SSHKey:
    """The host key as ``ssh-keyscan`` prints it, with or without the host's name before it.

    Raises FailureError for what is none.
    """
    words = host_key.split()
    try:
        start = next(
            place for place, word in enumerate(words) if word.startswith(("ssh-", "ecdsa"))
        )
        return asyncssh.import_public_key(" ".join(words[start : start + 2]))
    except (StopIteration, asyncssh.KeyImportError):
        raise FailureError(Failure.HOST_KEY) from None


async def _put(
    endpoint: Endpoint, address: str, port: int, folder: str, secret: str, paper: Paper
) -> None:
    is_key = secret.startswith("-----BEGIN")
    async with (
        asyncssh.connect(
            address,
            port,
            username=endpoint.user,
            known_hosts=([known(endpoint.host_key)], [], []),
            client_keys=[asyncssh.import_private_key(secret)] if is_key else None,
            password=None if is_key else secret,
            # Nothing of whoever runs this process.
            config=None,
            agent_path=None,
            client_host_keysign=False,
            gss_host=None,
        ) as connection,
        connection.start_sftp_client() as client,
    ):
        name = f"{folder}/{paper.name}" if folder else paper.name
        try:
            async with client.open(f"{name}{_PART}", "wb") as file:
                await file.write(paper.content)
            # Over the one that is there, if the same was sent before.
            await client.posix_rename(f"{name}{_PART}", name)
        except asyncssh.SFTPError:
            # A newer version may come in its place, and nobody else clears away what is half.
            with suppress(asyncssh.SFTPError):
                await client.remove(f"{name}{_PART}")
            raise
