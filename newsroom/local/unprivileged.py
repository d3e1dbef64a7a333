"""Running PostgreSQL, which refuses to run as root, also for root.

Root's server runs as the owner of its data, at first ``nobody``. Where that
user can't pass the folders above the data or the programs (root's own home,
say), no folder is opened to others: the server keeps the one capability of
passing them, and nobody but root may connect to it.
"""

import ctypes
import os
import pwd
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PR_SET_SECUREBITS = 28
SECBIT_NO_SETUID_FIXUP = 1 << 2
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
CAPABILITY_VERSION_3 = 0x20080522
CAP_DAC_OVERRIDE = 1


@dataclass(frozen=True)
class User:
    """The system user that a server runs as."""

    name: str
    uid: int
    gid: int
    passes_folders: bool

    @property
    def is_us(self) -> bool:
        return self.uid == os.geteuid()

    def own(self, folder: Path) -> None:
        """Give an empty folder of ours to this user. Raises PermissionError if it isn't ours."""
        if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), self.uid}:
            raise PermissionError(f"{folder} belongs to somebody else.")
        if not self.is_us:
            os.chown(folder, self.uid, self.gid)

    def allow_to_connect(self, data: Path, database_user: str) -> None:
        """Let the user who starts the server, and root, connect to the one in ``data``."""
        us = pwd.getpwuid(os.geteuid()).pw_name
        lines = [f'owner "{name}" {database_user}\n' for name in sorted({us, "root"})]
        (data / "pg_hba.conf").write_text("local all all peer map=owner\n")
        (data / "pg_ident.conf").write_text("".join(lines))

    def start(self, command: list[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own command
            command,
            cwd="/",
            env={"PATH": os.defpath},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=None if self.is_us else self._become,  # noqa: PLW1509 - the keeper has one thread
        )

    def _become(self) -> None:
        if self.passes_folders:
            # Capabilities outlive the change of user, and count for access(), which initdb asks.
            _check(_libc().prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0, 0, 0))
        os.setgroups([])
        os.setgid(self.gid)
        os.setuid(self.uid)
        if self.passes_folders:
            _keep_only(CAP_DAC_OVERRIDE)


def user_for(data: Path, program: Path) -> User:
    """The user for a server on ``data``: ourselves, or for root the owner of ``data``.

    Raises PermissionError when ``data`` is another user's, and LookupError for a user without
    a name, with which PostgreSQL can't run.
    """
    us = os.geteuid()
    owner = data.stat().st_uid if data.exists() else us
    if us not in {0, owner}:
        raise PermissionError(f"{data} belongs to another user.")
    try:
        entry = pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
    except KeyError:
        raise LookupError(f"the system has no user {owner or 'nobody'}.") from None
    needs_help = us == 0 and not _open_to_others(data, program)
    if needs_help and not sys.platform.startswith("linux"):
        raise PermissionError(f"{entry.pw_name} can't reach {data}; run as an ordinary user.")
    return User(entry.pw_name, entry.pw_uid, entry.pw_gid, passes_folders=needs_help)


def _open_to_others(data: Path, program: Path) -> bool:
    passed = (*data.resolve().parents, *program.resolve().parents)
    return program.stat().st_mode & stat.S_IROTH != 0 and all(
        folder.stat().st_mode & stat.S_IXOTH for folder in passed
    )


def _keep_only(capability: int) -> None:
    class Header(ctypes.Structure):
        _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]

    # Two sets of effective, permitted and inheritable: capabilities 0 to 31, and the rest.
    bits = 1 << capability
    sets = (ctypes.c_uint32 * 6)(bits, bits, bits, 0, 0, 0)
    _check(_libc().capset(ctypes.byref(Header(CAPABILITY_VERSION_3, 0)), sets))
    _check(_libc().prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _check(result: int) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), "the system doesn't let root's server pass its folders")
