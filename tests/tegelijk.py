"""Deeds that are done at the same moment; one after the other where the database has one writer."""

import threading
from collections.abc import Callable

from django.db import connection

GELUKT = "gelukt"


def at_once(*deeds: Callable[[], object], told: tuple[type[Exception], ...] = ()) -> list[str]:
    """What became of each, in the order in which they ended: it was done, or the words of one of `told`.

    Each has a connection of its own and they begin together. What else is raised fails the test.
    """
    outcomes, failures, begin = [], [], threading.Barrier(len(deeds))

    def run(deed):
        try:
            deed()
            outcomes.append(GELUKT)
        except told as error:
            outcomes.append(str(error))
        except Exception as error:
            failures.append(error)

    def run_beside(deed):
        begin.wait(timeout=10)
        try:
            run(deed)
        finally:
            connection.close()

    if connection.vendor == "sqlite":  # the test database is in memory: one connection
        for deed in deeds:
            run(deed)
    else:
        threads = [threading.Thread(target=run_beside, args=(deed,)) for deed in deeds]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    if failures:
        raise ExceptionGroup("what was done at the same moment", failures)
    return outcomes
