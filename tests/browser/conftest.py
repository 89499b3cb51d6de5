"""A served site with the demonstration data, in a process of its own, and a real Chromium that looks at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
CHROMIUM = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), "chromium")
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of a running site with demonstration data, on SQLite, as `make run` starts it."""
    data = tmp_path_factory.mktemp("site")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    keep = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    environment = {
        **keep,
        "DJANGO_SETTINGS_MODULE": "amersfoort_afspraken.settings.dev",
        "DATABASE_URL": f"sqlite:///{data}/db.sqlite3",
        "DATA_DIR": str(data),
    }
    command = [sys.executable, "manage.py", "start", f"--adres={address}"]
    with (data / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        _wait_until_up(f"http://{address}/account/login/", process, data / "log")
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_up(url, process, log):
    for _ in range(600):
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(log.read_text())


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


class Bezoeker:
    """Somebody at the site: opens pages, and notes every accessibility violation and console error."""

    def __init__(self, page, site):
        self.page, self.site, self.klachten = page, site, []
        page.on("console", lambda message: self._note(message.type, message.text))
        page.on("pageerror", lambda error: self._note("error", str(error)))

    def _note(self, kind, text):
        if kind in ("error", "warning"):
            self.klachten.append(f"{self.page.url}: {text}")

    def open(self, path):
        self.page.goto(self.site + path)
        self.check()
        return self.page

    def check(self):
        """Check the page that is open now: no WCAG 2.1 A or AA violation, no sideways scrolling."""
        self.page.wait_for_load_state("networkidle")
        self.page.evaluate(AXE)
        result = self.page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", WCAG)
        for violation in result["violations"]:
            nodes = "; ".join(node["html"][:150] for node in violation["nodes"][:3])
            self.klachten.append(f"{self.page.url}: {violation['id']}: {violation['help']}: {nodes}")
        if self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            self.klachten.append(f"{self.page.url}: de pagina schuift opzij")

    def login(self, naam, wachtwoord):
        self.open("/account/login/")
        self.page.get_by_label("Gebruikersnaam").fill(naam)
        self.page.get_by_label("Wachtwoord").fill(wachtwoord)
        self.page.get_by_role("button", name="Inloggen").click()
        self.page.wait_for_url(self.site + "/")
        self.check()
        return self


@pytest.fixture(params=[(1440, 900), (390, 844)], ids=["bureau", "telefoon"])
def bezoeker(request, chromium, site):
    """A visitor at a desk and on a phone; at the end of the test there must be no complaint."""
    width, height = request.param
    context = chromium.new_context(viewport={"width": width, "height": height}, locale="nl-NL")
    visitor = Bezoeker(context.new_page(), site)
    yield visitor
    context.close()
    assert visitor.klachten == []
