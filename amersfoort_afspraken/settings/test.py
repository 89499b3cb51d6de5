"""Defaults for the tests: a throw-away SQLite file unless DATABASE_URL and REDIS_URL name real servers."""

import os
import tempfile
from urllib.parse import urlsplit

# tests run in as many processes as there are cores: each has a database of its own, in Redis too
if "PYTEST_XDIST_WORKER" in os.environ and os.environ.get("REDIS_URL"):
    _number = os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw")
    os.environ["REDIS_URL"] = urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{_number}").geturl()

_tmp = tempfile.mkdtemp(prefix="afspraken-test-")
os.environ.setdefault("SECRET_KEY", "alleen-voor-de-tests-niet-voor-echt-gebruik")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,127.0.0.1,localhost")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{_tmp}/db.sqlite3")
os.environ.setdefault("DATA_DIR", _tmp)
os.environ.setdefault("HTTPS", "false")
os.environ.setdefault("LOG_LEVEL", "WARNING")

from amersfoort_afspraken.settings.base import *  # noqa: E402,F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
AXES_ENABLED = False
