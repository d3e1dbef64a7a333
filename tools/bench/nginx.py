"""A story behind deploy/nginx, as browsers ask for it, against its bytes as a static .gz file.

``python -m tools.bench.nginx``, with wrk and nginx on the machine. nginx runs with the very files
of deploy/, and compiles patterns as its README advises, over TLS, on one core; wrk on another, each
request from another reader's address, so that no limit is met.
"""

import re
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsroom import environment as env
from newsroom.local import embedded
from tools.bench.archives import HOME, POSTGRES, environment, prepared, say
from tools.bench.client import fetch
from tools.bench.servers import CORES, ROOT, free_port, pinned, serving, wait

PROGRAMS = ("nginx", "wrk", "openssl")
NGINX = """
daemon off;
pcre_jit on;
user root;
worker_processes 1;
pid nginx.pid;
error_log stderr warn;
events {}
http {
    include /etc/nginx/mime.types;
    client_body_temp_path temp_body;
    proxy_temp_path temp_proxy;
    fastcgi_temp_path temp_fastcgi;
    scgi_temp_path temp_scgi;
    uwsgi_temp_path temp_uwsgi;
    include conf.d/*.conf;
}
"""
REAL_IP = "set_real_ip_from 127.0.0.1;\nreal_ip_header X-Forwarded-For;\n"
READERS = """
local n = 0
request = function()
    n = n + 1
    local reader = string.format("10.%d.%d.%d", n / 65536 % 256, n / 256 % 256, n % 256)
    return wrk.format("GET", nil, {
        ["Accept-Encoding"] = "gzip, deflate, br, zstd", ["X-Forwarded-For"] = reader
    })
end
"""
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
CONNECTIONS = 16
SECONDS = 2
STATIC = "static/story.html"
TAKEN_DOWN = "taken-down/newest.txt"


def main() -> None:
    stories, rounds = env.number("N", default=20_000), env.number("ROUNDS", default=5)
    HOME.mkdir(parents=True, exist_ok=True)
    embedded.use(POSTGRES)
    behind_nginx(stories, prepared(stories)["story"]["paths"][0], rounds)


def behind_nginx(stories: int, path: str, rounds: int) -> None:
    """Print how many requests for the story and for the file are answered in a second."""
    if missing := [name for name in PROGRAMS if not program(name)]:
        say(f"\nNot measured behind nginx: no {', '.join(missing)} on this machine.")
        return
    with (
        tempfile.TemporaryDirectory() as name,
        serving("newsroom.wsgi", environment(f"bench_{stories}")) as application,
    ):
        folder = Path(name)
        file = folder / "var" / STATIC
        file.parent.mkdir(parents=True)
        file.write_bytes(fetch(application, path))
        file.with_name(f"{file.name}.gz").write_bytes(fetch(application, path, packed=True))
        (folder / "readers.lua").write_text(READERS)
        # nginx looks at it for every page, and does less where nothing was ever taken down.
        mark = HOME / "media" / TAKEN_DOWN
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.write_text("1")
        found: dict[str, list[float]] = {path: [], f"/{STATIC}": []}
        with nginx(folder, application) as site:
            for _ in range(rounds):
                for asked, rates in found.items():
                    rates.append(rate(folder, site + asked))
    page, static = (statistics.median(rates) for rates in found.values())
    say("\n| behind nginx, gzip | requests/s | static .gz | ratio |\n|---|--:|--:|--:|")
    say(f"| story | {page:,.0f} | {static:,.0f} | {page / static:.2f} |")


@contextmanager
def nginx(folder: Path, application: tuple[str, int]) -> Iterator[str]:
    """nginx with deploy/nginx as its own script writes it, on one core; its origin."""
    port = free_port()
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=bench"]
    run(
        "openssl", "req", "-x509", *curve, "-keyout", folder / "key", "-out", folder / "certificate"
    )
    values = {
        "HOSTS": "127.0.0.1",
        "CERTIFICATE": folder / "certificate",
        "CERTIFICATE_KEY": folder / "key",
        "ACME": folder,
        "HOME": folder,
        "MEDIA": HOME / "media",
        "CACHE": folder / "cache",
        "LOG": folder,
        "UPSTREAM": f"{application[0]}:{application[1]}",
        # Nobody waits for a log here.
        "STREAM": f"{application[0]}:{application[1]}",
        "IPV4": "127.0.0.1",
        "IPV6": "127.0.0.2",
        "HTTP_PORT": free_port(),
        "HTTPS_PORT": port,
        "BROTLI": "no",
    }
    written = [f"NEWSROOM_{name}='{value}'\n" for name, value in values.items()]
    (folder / "values").write_text("".join(written))
    run("sh", ROOT / "deploy" / "nginx" / "render.sh", folder / "values", folder)
    (folder / "newsroom" / "real-ip.conf").write_text(REAL_IP)
    (folder / "nginx.conf").write_text(NGINX)
    command = [program("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with pinned(command, CORES[0]) as server:
        wait(("127.0.0.1", port), server)
        yield f"https://127.0.0.1:{port}"


def rate(folder: Path, url: str) -> float:
    """Requests a second, after as many that are not counted."""
    command = [program("wrk"), "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", "readers.lua", url]
    for _ in range(2):
        with pinned(command, CORES[-1], cwd=folder, stdout=subprocess.PIPE, text=True) as running:
            said, _ = running.communicate()
    if "Non-2xx" in said or not (found := RATE.search(said)):
        raise RuntimeError(said)
    return float(found[1])


def program(name: str) -> str:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin") or ""


def run(*command: str | Path) -> None:
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)  # noqa: S603 - our own command


if __name__ == "__main__":
    main()
