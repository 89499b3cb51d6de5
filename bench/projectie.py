"""Projecting: how soon the first slide stands after a cold open, and how soon the next one after a key.

Targets: first slide within 1,500 ms of a cold open (nothing in the browser's cache), the next within 100 ms of the key,
charts drawn. The floor is the empty page of the same site, opened cold as well.
"""

from __future__ import annotations

import statistics
import time

from bench.served import Site, login_cookie

OPEN, OPENED = "/jaaroverzicht/2026/projectie/", 5
SHOWN = """() => new Promise((done) => {
  const start = performance.now();
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const box = document.querySelector("section.dia.present [data-grafiek]");
    done([performance.now() - start, !box || Boolean(box.querySelector(".main-svg"))]);
  }));
})"""


def main() -> None:
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import CHROMIUM, CHROMIUM_ARGS

    with Site() as site, sync_playwright() as playwright:
        cookie = login_cookie(site.url, "bestuur")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        floor = [_opened(browser, site, cookie, "/bench/bytes/")[0] for _ in range(OPENED)]
        first, steps = [], []
        for _ in range(OPENED):
            took, page = _opened(browser, site, cookie, OPEN, "section.dia.present h2")
            first.append(took)
            steps += _walked(page)
        browser.close()
    times, drawn = zip(*steps, strict=True)
    _say("first slide, cold (target 1500)", first)
    _say("floor: ready bytes, cold", floor)
    _say(f"next slide, {len(steps)} steps (target 100)", times)
    print(f"charts drawn when their slide came: {sum(drawn)} of {len(drawn)} slides")


def _opened(browser, site, cookie, path, selector=None):
    """How many ms until the page, or what `selector` names, is seen in a browser that never was here."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    name, value = cookie.split("=", 1)
    context.add_cookies([{"name": name, "value": value, "url": site.url}])
    page = context.new_page()
    start = time.perf_counter()
    page.goto(site.url + path, wait_until="commit" if selector else "load")
    if selector:
        page.locator(selector).wait_for()
    return (time.perf_counter() - start) * 1000, page


def _walked(page) -> list[tuple[float, bool]]:
    """Of every next slide how many ms until it was painted, and whether its chart stood there."""
    page.locator("html.klaar").wait_for()
    steps = [page.evaluate(SHOWN) for _ in range(page.locator(".slides section.dia").count() - 1)]
    page.context.close()
    return steps


def _say(name: str, times) -> None:
    print(f"{name:<44}{statistics.median(times):>8.0f} ms median{max(times):>8.0f} ms worst")
