"""Pages: server time and queries of the start page, pages a second, and what a first visit weighs and takes.

Targets: start page at most 20 ms server time warm and 10 queries; at least 250 pages a second with two workers
and eight clients; first visit at most 480 kB (brotli), later ones 15 kB, six requests; text within 250 ms, four
charts within 700 ms of a cold visit on loopback.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import time

from bench.served import Site, login_cookie

SECONDS = 6


def main() -> None:
    with Site() as site:
        cookie = login_cookie(site.url, "huurder")
        _server_time(site, cookie)
        _throughput(site, cookie)
        _visits(site, cookie)


def _get(site, path, cookie) -> float:
    import http.client

    connection = http.client.HTTPConnection(site.address)
    start = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "br"})
    response = connection.getresponse()
    response.read()
    assert response.status == 200, (path, response.status)
    return (time.perf_counter() - start) * 1000


def _server_time(site, cookie) -> None:
    print(f"{'page':<30}{'median ms':>10}{'p95 ms':>10}   (one client, warm, with the connection)")
    for name, path in [
        ("start page", "/"),
        ("voorraad", "/voorraad/"),
        ("toewijzing", "/toewijzing/"),
        ("leveringen", "/leveringen/"),
        ("acties", "/acties/"),
        ("jaaroverzicht", "/jaaroverzicht/2026/"),
        ("floor: ready bytes", "/bench/bytes/"),
    ]:
        times = sorted(_get(site, path, cookie) for _ in range(60))[: 60 - 2]
        print(f"{name:<30}{statistics.median(times):>10.1f}{times[int(len(times) * 0.95)]:>10.1f}")


def _throughput(site, cookie) -> None:
    if not shutil.which("wrk"):
        print("pages a second: wrk is not installed, not measured")
        return
    rates = {}
    for name, path in [
        ("start page", "/"),
        ("figures per request", "/bench/per-request/"),
        ("ready bytes", "/bench/bytes/"),
    ]:
        command = ["wrk", "-t2", "-c8", f"-d{SECONDS}s", "-H", f"Cookie: {cookie}", site.url + path]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert "Non-2xx" not in output, output
        rates[name] = float(re.search(r"Requests/sec:\s*([\d.]+)", output)[1])
    print("\npages a second, two workers, eight clients:")
    for name, rate in rates.items():
        print(f"  {name:<28}{rate:>8.0f}   {rate / rates['figures per request']:>6.1f} × figures per request")


def _visits(site, cookie) -> None:
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import CHROMIUM, CHROMIUM_ARGS

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        print(f"\n{'visit':<34}{'requests':>9}{'kB':>8}{'text ms':>9}{'charts ms':>10}{'charts':>7}")
        for path in ("/", "/voorraad/", "/toewijzing/"):
            context = browser.new_context()
            name, value = cookie.split("=", 1)
            context.add_cookies([{"name": name, "value": value, "url": site.url}])
            for visit in ("first", "later"):
                _visit(context, site.url + path, f"{path} {visit}")
            context.close()
        browser.close()


def _visit(context, url, name) -> None:
    page = context.new_page()
    sizes = []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    start = time.perf_counter()
    page.goto(url, wait_until="domcontentloaded")
    text = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now()")
    wanted = page.locator("[data-grafiek]").count()
    if wanted:
        page.wait_for_function("n => document.querySelectorAll('.js-plotly-plot .main-svg').length >= n", arg=wanted)
    charts = (time.perf_counter() - start) * 1000
    page.wait_for_load_state("networkidle")
    fetched = [size for size in sizes if size > 0]
    print(
        f"{name:<34}{len(fetched):>9}{sum(fetched) / 1000:>8.0f}{text:>9.0f}{charts if wanted else 0:>10.0f}{wanted:>7}"
    )
    page.close()
