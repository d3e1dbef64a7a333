"""Looks at a running site as a cheap phone on a slow network does, and prints a table.

``make phone SITE=https://news.example.org``: the largest paint and what moved, in Chromium slowed
down as Lighthouse's phone is, five times each (Chromium delays each request so, but not the
set-up of the connection); what came over the wire; and Lighthouse's scores,
where there is npm. The site is best asked through nginx, as readers do.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Browser, sync_playwright

LIGHTHOUSE = "lighthouse@12.8.2"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
SIMULATED = "largest paint by Lighthouse's reckoning"
# Lighthouse's "slow 4G" and its phone, a Moto G Power.
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 204_800}
NETWORK["uploadThroughput"] = 84_375
SLOWER = 4
PHONE: dict[str, Any] = {
    "viewport": {"width": 412, "height": 823},
    "device_scale_factor": 1.75,
    "is_mobile": True,
    "has_touch": True,
    "ignore_https_errors": True,
}
TIMES = 5
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
OBSERVE = """
window.painted = 0
window.shifted = 0
new PerformanceObserver((list) => { window.painted = list.getEntries().at(-1).startTime })
    .observe({ type: "largest-contentful-paint", buffered: true })
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifted += entry.value
}).observe({ type: "layout-shift", buffered: true })
"""


def main() -> None:
    site = os.environ.get("SITE", "")
    if not site:
        sys.exit("Say which site: make phone SITE=https://news.example.org")
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        pages = found(browser, site)
        rows = {name: as_seen(browser, url) for name, url in pages.items()}
        browser.close()
    names = ("largest paint", "shift", "requests", "page", "fonts", *CATEGORIES, SIMULATED)
    say(f"| page | {' | '.join(names)} |\n|---|{'--:|' * len(names)}")
    for name, url in pages.items():
        row = rows[name] | (scores(url, chromium or "") if shutil.which("npx") else {})
        say(f"| {name} | {' | '.join(row.get(each, '–') for each in names)} |")


def found(browser: Browser, site: str) -> dict[str, str]:
    """The pages that are looked at, as the front pages lead to them."""
    page = browser.new_page(ignore_https_errors=True)

    def link(home: str, place: str) -> str:
        page.goto(urljoin(site, home))
        return urljoin(site, page.locator(place).first.get_attribute("href") or home)

    pages = {
        "home": urljoin(site, "/"),
        "story": link("/", ".lead a"),
        "desk": link("/", ".desks a[href*='/kanal/']"),
        "search": urljoin(site, "/cari/?q=kopi"),
        "Arabic story": link("/ar/", ".lead a"),
    }
    page.close()
    return pages


@dataclass
class Visit:
    """What came over the wire, by the browser's number of each answer, and what was painted."""

    kinds: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)
    painted: float = 0
    shifted: float = 0

    def answered(self, event: dict[str, Any]) -> None:
        self.kinds[event["requestId"]] = event["type"]

    def finished(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    def of(self, *kinds: str) -> list[float]:
        """The bytes of each answer of these kinds, headers included."""
        return [size for key, size in self.sizes.items() if self.kinds[key] in kinds]


def visit(browser: Browser, url: str) -> Visit:
    """One look at the page with an empty cache."""
    seen = Visit()
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.add_init_script(OBSERVE)
    session = context.new_cdp_session(page)
    session.on("Network.responseReceived", seen.answered)
    session.on("Network.loadingFinished", seen.finished)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url, wait_until="networkidle")
    seen.painted, seen.shifted = page.evaluate("[window.painted, window.shifted]")
    context.close()
    return seen


def as_seen(browser: Browser, url: str) -> dict[str, str]:
    """The page as a slow phone sees it: the median of its paints, all that moved, its bytes."""
    visits = [visit(browser, url) for _ in range(TIMES)]
    page, fonts = visits[-1].of("Document", "Stylesheet", "Script"), visits[-1].of("Font")
    return {
        "largest paint": f"{statistics.median(each.painted for each in visits) / 1000:.2f} s",
        "shift": f"{max(each.shifted for each in visits):.3f}",
        "requests": str(len(page) + len(fonts)),
        "page": f"{sum(page) / 1000:.1f} kB",
        "fonts": f"{sum(fonts) / 1000:.1f} kB",
    }


def scores(url: str, chromium: str) -> dict[str, str]:
    """Lighthouse's scores of the page by category, and the paint that it reckons."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.json"
        command = ["npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json"]
        command += [f"--output-path={file}"]
        command += [f"--chrome-flags={' '.join([*FLAGS, '--ignore-certificate-errors'])}"]
        environment = os.environ | {"CHROME_PATH": chromium}
        done = subprocess.run(command, env=environment, check=False)  # noqa: S603 - our own command
        # It says itself why; the rest of the table is worth having.
        if done.returncode:
            return {}
        report = json.loads(file.read_text())
    marks = {name: f"{report['categories'][name]['score'] * 100:.0f}" for name in CATEGORIES}
    painted = report["audits"]["largest-contentful-paint"]["numericValue"]
    return {**marks, SIMULATED: f"{painted / 1000:.2f} s"}


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
