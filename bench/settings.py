"""The settings of `make run`, with the floors that the pages are measured against as extra addresses."""

from amersfoort_afspraken.settings.dev import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
LOGGING["root"]["level"] = "WARNING"  # noqa: F405
