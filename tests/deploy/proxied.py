"""The site as a server has it: gunicorn on a socket, and nginx in front with deploy/'s files."""

import http.client
import json
import os
import re
import secrets
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path
from typing import NoReturn

import pytest
from django.conf import settings

HOST = "news.example.org"
STYLE = "css/site/all.css"
SECONDS = 20
MODULES = Path("/usr/lib/nginx/modules")
NGINX = """
daemon off;
user {user};
worker_processes 1;
pid nginx.pid;
error_log stderr warn;
include /etc/nginx/modules-enabled/*.conf;
events {{}}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    client_body_temp_path temp_body;
    proxy_temp_path temp_proxy;
    fastcgi_temp_path temp_fastcgi;
    scgi_temp_path temp_scgi;
    uwsgi_temp_path temp_uwsgi;
    include conf.d/*.conf;
}}
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@dataclass(frozen=True)
class Answer:
    path: str
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def values(self, name: str) -> list[str]:
        """Every header of that name, for it might come twice."""
        return [value for key, value in self.headers if key.lower() == name.lower()]

    @property
    def lifetime(self) -> int:
        """For how many seconds a cache may show it, those in which it is renewed included."""
        said = " ".join(self.values("Cache-Control"))
        return sum(
            int(age) for age in re.findall(r"(?:s-maxage|stale-while-revalidate)=(\d+)", said)
        )

    @property
    def cache(self) -> str:
        return " ".join(self.values("X-Cache"))

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Proxied:
    folder: Path
    media: Path
    environment: dict[str, str]
    http_port: int = field(default_factory=free_port)
    https_port: int = field(default_factory=free_port)

    @property
    def socket(self) -> Path:
        return self.folder / "site.sock"

    def fetch(
        self,
        path: str,
        *,
        method: str = "GET",
        headers: dict[str, str] | None = None,
        body: bytes | None = None,
        source: str = "127.0.0.1",
    ) -> Answer:
        """What a reader at the address ``source`` gets over HTTPS."""
        with self.tls(source=source) as connected:
            return ask(connected, path, method, headers or {}, body)

    def fetch_plain(self, path: str) -> Answer:
        with socket.create_connection(("127.0.0.1", self.http_port), SECONDS) as connected:
            return ask(connected, path, "GET", {}, None)

    def tls(
        self,
        *,
        name: str = HOST,
        protocols: tuple[str, ...] = ("http/1.1",),
        source: str = "127.0.0.1",
    ) -> ssl.SSLSocket:
        context = ssl.create_default_context(cafile=str(self.folder / "certificate.pem"))
        context.set_alpn_protocols(list(protocols))
        raw = socket.create_connection(("127.0.0.1", self.https_port), SECONDS, (source, 0))
        return context.wrap_socket(raw, server_hostname=name)

    def until(
        self, paths: str | Iterable[str], met: Callable[[Answer], bool], seconds: float
    ) -> Answer:
        """The first answer that is as wanted; the last one when none was in time.

        With several paths each is asked for once.
        """
        deadline = time.monotonic() + seconds
        for path in repeat(paths) if isinstance(paths, str) else paths:
            answer = self.fetch(path)
            if met(answer) or time.monotonic() > deadline:
                break
            time.sleep(0.1)
        return answer

    def until_logged(self, name: str, word: str) -> str:
        """The log of that name, once it holds the word."""
        log = self.folder / name
        deadline = time.monotonic() + SECONDS
        while word not in (lines := log.read_text()) and time.monotonic() < deadline:
            time.sleep(0.05)
        return lines

    def application_saw(self, path: str) -> int:
        """How many requests for that path reached gunicorn, which logs after it has answered."""
        mark = f"/{secrets.token_hex(8)}/"
        self.fetch(mark)
        return self.until_logged("gunicorn.log", mark).splitlines().count(path)

    def post(self, path: str, body: bytes = b"a=b") -> Answer:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.fetch(path, method="POST", headers=headers, body=body)

    @contextmanager
    def gunicorn(self) -> Iterator[None]:
        command = [sys.executable, "-m", "gunicorn", "newsroom.wsgi", "--no-control-socket"]
        command += ["--bind", f"unix:{self.socket}", "--worker-class", "gthread", "--threads", "4"]
        command += ["--log-level", "warning", "--graceful-timeout", "1"]
        command += ["--access-logfile", str(self.folder / "gunicorn.log")]
        command += ["--access-logformat", "%(U)s"]
        with running(command, self.environment, lambda: answers(self.socket)):
            yield

    @property
    def stream(self) -> Path:
        return self.socket.with_name("stream.sock")

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """With the process that waits for news on subscribers' logs."""
        command = [sys.executable, "-m", "gunicorn", "newsroom.asgi", "--no-control-socket"]
        command += ["--bind", f"unix:{self.stream}", "--worker-class", "asgi"]
        command += ["--log-level", "warning", "--graceful-timeout", "1"]
        with running(command, self.environment, lambda: answers(self.stream)):
            yield

    @contextmanager
    def nginx(self) -> Iterator[None]:
        self.write_configuration()
        command = [nginx_program(), "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]
        with running(command, {}, lambda: answers(("127.0.0.1", self.https_port))):
            yield

    def write_configuration(self) -> None:
        """deploy/nginx as its own script writes it; only addresses and folders are the test's."""
        make_certificate(self.folder)
        owner = "root" if os.geteuid() == 0 else "nobody"
        (self.folder / "nginx.conf").write_text(NGINX.format(user=owner))
        (self.folder / "modules").symlink_to(MODULES)
        values = {
            "HOSTS": HOST,
            "CERTIFICATE": self.folder / "certificate.pem",
            "CERTIFICATE_KEY": self.folder / "key.pem",
            "ACME": self.folder,
            "HOME": settings.BASE_DIR,
            "MEDIA": self.media,
            "CACHE": self.folder / "cache",
            "LOG": self.folder,
            "UPSTREAM": f"unix:{self.socket}",
            "STREAM": f"unix:{self.stream}",
            "IPV4": "127.0.0.1",
            "IPV6": "127.0.0.2",
            "HTTP_PORT": self.http_port,
            "HTTPS_PORT": self.https_port,
            "BROTLI": "yes" if has_brotli() else "no",
        }
        lines = [f"NEWSROOM_{name}='{value}'\n" for name, value in values.items()]
        (self.folder / "values").write_text("".join(lines))
        script = settings.BASE_DIR / "deploy" / "nginx" / "render.sh"
        subprocess.run(["sh", script, self.folder / "values", self.folder], check=True)


def nginx_program() -> str:
    """The nginx of this machine; without one the test is skipped, and fails under CI."""
    if path := shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"):
        return path
    return lacking("nginx")


def has_brotli() -> bool:
    return (MODULES / "ngx_http_brotli_static_module.so").exists()


def lacking(what: str) -> NoReturn:
    """The test is skipped, and fails under CI."""
    reason = f"no {what} on this machine; as root, make test installs it where there is apt-get"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def make_certificate(folder: Path) -> None:
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-days", "2", "-subj", f"/CN={HOST}", "-addext"]
    command += [f"subjectAltName=DNS:{HOST}", "-keyout", "key.pem", "-out", "certificate.pem"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def ask(
    connected: socket.socket, path: str, method: str, headers: dict[str, str], body: bytes | None
) -> Answer:
    connection = http.client.HTTPConnection(HOST)
    connection.sock = connected
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    length = {} if body is None else {"Content-Length": str(len(body))}
    for name, value in ({"Host": HOST} | length | headers).items():
        connection.putheader(name, value)
    connection.endheaders(body)
    response = connection.getresponse()
    return Answer(path, response.status, response.getheaders(), response.read())


def answers(address: Path | tuple[str, int]) -> bool:
    family = socket.AF_UNIX if isinstance(address, Path) else socket.AF_INET
    with socket.socket(family) as probe:
        return probe.connect_ex(str(address) if isinstance(address, Path) else address) == 0


@contextmanager
def running(
    command: list[str], environment: dict[str, str], ready: Callable[[], bool]
) -> Iterator[None]:
    """The process while the block runs, from when it is ready; afterwards it is gone."""
    with subprocess.Popen(command, cwd=settings.BASE_DIR, env=os.environ | environment) as process:
        try:
            deadline = time.monotonic() + SECONDS
            while not ready():
                assert process.poll() is None, f"{command[0]} did not start"
                assert time.monotonic() < deadline, f"{command[0]} does not listen"
                time.sleep(0.05)
            yield
        finally:
            process.terminate()


def collected(name: str) -> str:
    """The address of a static file under the name that holds its digest."""
    manifest = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())
    return f"/static/{manifest['paths'][name]}"
