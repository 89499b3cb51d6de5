"""Projecting: how soon the first slide stands after a cold open, and how soon the next one after a key.

Targets: first slide within 1,500 ms of a cold open (nothing in the browser's cache; median), the next within 100 ms of
the key (95 of 100), charts drawn. The floors are ready bytes of the same site, opened cold as well, and two frames of
the screen, which is how the next slide is timed. What is slower than its target ends the program with an error.
"""

from __future__ import annotations

import statistics
import sys
import time

from bench.served import Site, login_cookie

OPEN, OPENED = "/jaaroverzicht/2026/projectie/", 5
FIRST, NEXT = 1500, 100  # ms
SHOWN = """() => new Promise((done) => {
  const start = performance.now();
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const box = document.querySelector("section.dia.present [data-grafiek]");
    done([performance.now() - start, !box || Boolean(box.querySelector(".main-svg"))]);
  }));
})"""


FRAMES = """() => new Promise((done) => {
  const start = performance.now();
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
})"""


def main() -> None:
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import CHROMIUM, CHROMIUM_ARGS

    with Site() as site, sync_playwright() as playwright:
        cookie = login_cookie(site.url, "bestuur")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        floor = [_opened(browser, site, cookie, "/bench/bytes/")[0] for _ in range(OPENED)]
        first, steps, frames = [], [], []
        for _ in range(OPENED):
            took, page = _opened(browser, site, cookie, OPEN, "section.dia.present h2")
            first.append(took)
            frames.append(page.evaluate(FRAMES))
            steps += _walked(page)
        browser.close()
    times, drawn = zip(*steps, strict=True)
    print(f"{'':<32}{'floor':>8}{'median':>8}{'p95':>8}{'ratio':>8}   (ms)")
    opened, _ = _say(f"first slide, cold (target {FIRST})", floor, first)
    _, late = _say(f"next slide (target {NEXT})", frames, times)
    print(f"charts drawn when their slide came: {sum(drawn)} of {len(drawn)} slides")
    if opened > FIRST or late > NEXT or not all(drawn):
        sys.exit("slower than it should be")


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


def _say(name: str, floor, times) -> tuple[float, float]:
    """The median and what 95 of 100 stay under, told beside the floor."""
    bare, middle = statistics.median(floor), statistics.median(times)
    late = statistics.quantiles(times, n=20, method="inclusive")[-1]
    print(f"{name:<32}{bare:>8.0f}{middle:>8.0f}{late:>8.0f}{middle / bare:>8.1f}", flush=True)
    return middle, late
