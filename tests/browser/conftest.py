"""A served site with the demonstration data, in a process of its own, and a real Chromium that looks at it."""

import functools
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from demo.verhaal import WACHTWOORD

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
# without preload: axe would write style sheets of its own into the page, which the policy on styles forbids
AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
    "preload": False,
}
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

    def __init__(self, context, site, klachten):
        self.context, self.site, self.klachten = context, site, klachten
        self.page, self.meant = context.new_page(), set()
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self._note("error", str(error)))

    def _note(self, kind, text):
        if kind in ("error", "warning") and not any(said in text for said in self.meant):
            self.klachten.append(f"{self.page.url}: {text}")

    def expect_answer(self, code):
        """An answer that is no fault here, such as 409 when a colleague was first; the browser logs it all the same."""
        self.meant.add(f"with a status of {code} ")

    def expect_lost_connection(self):
        self.meant.add("net::ERR_FAILED")

    def open(self, path):
        self.page.goto(self.site + path)
        self.check()
        return self.page

    def click(self, role, name):
        """Follow a link or press a button that leads to a page, and check that page."""
        with self.page.expect_navigation():
            self.page.get_by_role(role, name=name, exact=True).click()
        self.check()
        return self.page

    def check(self):
        """Check the page that is open now: all charts drawn, no WCAG 2.1 A or AA violation, no sideways scrolling."""
        expect(self.page.locator("[data-grafiek]:not(:has(.main-svg))")).to_have_count(0)
        self.page.evaluate(AXE)
        result = self.page.evaluate("options => axe.run(document, options)", AXE_OPTIONS)
        for violation in result["violations"]:
            nodes = "; ".join(node["html"][:150] for node in violation["nodes"][:3])
            self.klachten.append(f"{self.page.url}: {violation['id']}: {violation['help']}: {nodes}")
        if self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            self.klachten.append(f"{self.page.url}: de pagina schuift opzij")

    def login(self, naam, wachtwoord=WACHTWOORD):
        self.open("/account/login/")
        log_in(self.page, naam, wachtwoord)
        self.check()
        return self

    def tab(self):
        """A second tab of the same person."""
        return Bezoeker(self.context, self.site, self.klachten)


def log_in(page, naam, wachtwoord):
    page.get_by_label("Gebruikersnaam").fill(naam)
    page.get_by_label("Wachtwoord").fill(wachtwoord)
    with page.expect_navigation():
        page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("heading", name="Inloggen", level=1)).to_have_count(0)


@pytest.fixture(scope="session")
def sessie(chromium, site):
    """sessie('omnia') → the cookies of somebody who logged in with that account, once for all tests."""

    @functools.cache
    def cookies(naam):
        context = chromium.new_context(locale="nl-NL")
        page = context.new_page()
        page.goto(site + "/account/login/")
        log_in(page, naam, WACHTWOORD)
        state = context.storage_state()
        context.close()
        return state

    return cookies


@pytest.fixture(params=[(1440, 900), (390, 844)], ids=["bureau", "telefoon"])
def venster(request):
    """The window: at a desk and on a phone."""
    width, height = request.param
    return {"width": width, "height": height}


@pytest.fixture
def bezoek(venster, chromium, site, sessie):
    """bezoek('omnia') → a visitor who is logged in; bezoek() → one who is not. At the end there is no complaint."""
    contexts, klachten = [], []

    def begin(naam=None):
        state = sessie(naam) if naam else None
        context = chromium.new_context(
            viewport=venster, locale="nl-NL", storage_state=state, reduced_motion="reduce", accept_downloads=True
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return Bezoeker(context, site, klachten)

    yield begin
    for context in contexts:
        context.close()
    assert klachten == [], "\n".join(klachten)


@pytest.fixture
def bezoeker(bezoek):
    """A visitor who has not logged in."""
    return bezoek()
