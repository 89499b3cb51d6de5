"""Start page: server time and queries, warm and with nothing kept, at real size and at 10 times as many corporations.

Targets: at most 20 ms warm and 10 queries, the same at 1 and at 10 times the data. The floor is the same request for
bytes that are there already: middleware and login, and nothing else.
"""

from __future__ import annotations

import statistics
import sys

from bench.filled import database, fill_many_parties, fill_real_size, run_apart, timed

RUNS = 30


def main() -> None:
    run_apart("bench.start")


def _measure(data: str) -> None:
    with database(data) as connection:
        print(f"start page; {connection.vendor}")
        head = f"{'parties':>8}{'floor':>10}{'warm':>10}{'ratio':>8}{'queries':>9}{'anew':>10}{'queries':>9}"
        print(f"{head}   (ms, median of {RUNS})")
        fill_real_size()
        _report()
        fill_many_parties(27)
        _report()


def _report() -> None:
    from django.core.cache import cache
    from django.test import Client

    from basis.models import Gebruiker, Partij

    party = Partij.objects.get(code="show")
    user, _ = Gebruiker.objects.get_or_create(username="bench", rol="huurdersorganisatie", partij=party)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user, "basis.backends.Wachtwoord")
    floor, _ = _median(client, "/bench/bytes/")
    warm, queries = _median(client, "/")
    anew, all_queries = _median(client, "/", before=cache.clear)
    warmed = f"{floor:>10.1f}{warm:>10.1f}{warm / floor:>8.1f}{queries:>9}"
    print(f"{Partij.objects.corporaties().count():>8}{warmed}{anew:>10.1f}{all_queries:>9}", flush=True)


def _median(client, path: str, before=lambda: None) -> tuple[float, int]:
    """Milliseconds of a request, and how many queries one takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def get():
        assert client.get(path).status_code == 200

    get()
    times = []
    for _ in range(RUNS):
        before()
        times.append(timed(get))
    before()
    with CaptureQueriesContext(connection) as captured:
        get()
    return statistics.median(times), len(captured)


if __name__ == "__main__":
    _measure(sys.argv[1])
