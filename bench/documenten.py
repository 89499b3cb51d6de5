"""Documents of an overview: PDF, presentation, workbook and Word, each with its pictures, from frozen content to bytes.

Targets: the PDF within 15 s, the presentation within 5 s. The floor of each is a document of the same kind with nothing
but a title; pictures are drawn by the browser of this machine. Real size: the last year of the agreements, ten
half-years of three corporations.
"""

from __future__ import annotations

import datetime
import statistics
import sys

from bench.filled import database, fill_real_size, run_apart, timed

RUNS = 3
LIMITS = {"pdf": 15, "pptx": 5}  # seconds


def main() -> None:
    run_apart("bench.documenten")


def _measure(data: str) -> None:
    with database(data):
        from monitoring.jaaroverzicht import vorm
        from monitoring.jaaroverzicht.story import story
        from monitoring.meenemen import maken
        from monitoring.meenemen.bron import Bron
        from monitoring.tijdvak import Tijdvak

        fill_real_size()
        about = [("Versie", "1"), ("Vastgelegd op", "31 december 2030, 12:00 uur")]
        whole = Bron("Jaaroverzicht 2030", vorm.plain(story(Tijdvak(2030), datetime.date(2030, 12, 31))), about)
        bare = Bron("Jaaroverzicht 2030", {"dias": []}, about)
        print(f"{len(whole.inhoud['grafieken'])} charts, {len(whole.inhoud['cijfers'])} series")
        print(f"{'form':>6}{'floor':>9}{'whole':>9}{'ratio':>8}{'kB':>8}   (s, median of {RUNS})")
        took = {kind: _report(kind, make, bare, whole) for kind, make in maken._MAKERS.items()}
    over = [kind for kind, limit in LIMITS.items() if took[kind] > limit]
    if over:
        sys.exit(f"slower than it should be: {', '.join(over)}")


def _report(kind: str, make, bare, whole) -> float:
    """Seconds that the whole document takes."""
    size = len(make(whole, _no_news, _tekenaar()))
    floor, took = (_median(make, each) for each in (bare, whole))
    print(f"{kind:>6}{floor:>9.2f}{took:>9.2f}{took / floor:>8.1f}{size / 1024:>8.0f}", flush=True)
    return took


def _median(make, bron) -> float:
    return statistics.median(timed(lambda: make(bron, _no_news, _tekenaar())) for _ in range(RUNS)) / 1000


def _tekenaar():
    """One for each document: a chart that is not drawn stops the measurement, it would be faster without."""
    from monitoring.meenemen import maken

    return maken.Tekenaar(laatste=False)


def _no_news(percent: int) -> None:
    """Nobody is waiting for it here."""


if __name__ == "__main__":
    _measure(sys.argv[1])
