"""Ten thousand workbooks, each spoilt in its own way (bytes, XML, cells): read, checked, and given back with findings.

Every one must give findings or be in order: no exception, no dead reader, nothing over ten seconds. Ends with an error
when one does not. The same seeds at every run.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import statistics
import sys
import time
import traceback
from collections import Counter

from bench.filled import database, run_apart

SEEDS = 10_000
LIMIT = 10  # seconds
DIED = "een werkmap die te veel geheugen of tijd kost"


def main() -> None:
    run_apart("bench.spoilt")


def _measure(data: str) -> None:
    with database(data) as connection:
        from tests.factories.bederf import gave_werkmap

        whole = gave_werkmap()
        connection.close()
        processes = os.cpu_count() or 1
        shares = [range(first, SEEDS, processes) for first in range(processes)]
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            outcomes = [
                each for share in pool.starmap(_spoil_all, [(whole, share) for share in shares]) for each in share
            ]
    _report(outcomes)


def _spoil_all(whole: bytes, seeds: range) -> list[tuple[int, str, float]]:
    return [_spoil(whole, seed) for seed in seeds]


def _spoil(whole: bytes, seed: int) -> tuple[int, str, float]:
    """What became of one spoilt workbook, and in how many seconds."""
    from basis.halfjaar import EERSTE
    from basis.models import Partij
    from tests.factories.bederf import bederf
    from voorraad import checks, workbook

    spoilt = bederf(whole, random.Random(seed))
    start = time.perf_counter()
    try:
        partij = Partij.objects.get(code="omnia-wonen")
        found = checks.run(workbook.read(spoilt, "cijfers.xlsx"), partij=partij, halfjaar=EERSTE).bevindingen
        ended = "reader died" if any(each.gevonden == DIED for each in found) else _level(found)
    except Exception:
        ended = traceback.format_exc().splitlines()[-1]
    return seed, ended, time.perf_counter() - start


def _level(found: list) -> str:
    levels = {each.niveau for each in found}
    return next((f"with a {level}" for level in ("fout", "waarschuwing") if level in levels), "in order")


def _report(outcomes: list[tuple[int, str, float]]) -> None:
    seconds = sorted(time for _, _, time in outcomes)
    print(f"{len(outcomes)} spoilt workbooks: median {statistics.median(seconds):.2f} s, slowest {seconds[-1]:.2f} s")
    for ended, count in Counter(ended for _, ended, _ in outcomes).most_common():
        print(f"{count:>7}  {ended}")
    fine = {"in order", "with a fout", "with a waarschuwing"}
    wrong = [seed for seed, ended, time in outcomes if ended not in fine or time > LIMIT]
    if wrong:
        sys.exit(f"not as it should be, seeds {wrong[:20]}")


if __name__ == "__main__":
    _measure(sys.argv[1])
