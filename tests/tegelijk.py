"""Deeds that are done at the same moment; one after the other where the database has one writer."""

import threading
from collections.abc import Callable

from django.db import connection

GELUKT, VERTELD = "gelukt", "verteld"


def at_once(*deeds: Callable[[], object], told: tuple[type[Exception], ...]) -> list[str]:
    """What became of each, in the order in which they ended: it was done, or it raised one of `told`."""
    outcomes = []

    def run(deed):
        try:
            deed()
            outcomes.append(GELUKT)
        except told:
            outcomes.append(VERTELD)
        finally:
            if threading.current_thread() is not threading.main_thread():
                connection.close()

    if connection.vendor == "sqlite":
        for deed in deeds:
            run(deed)
        return outcomes
    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
