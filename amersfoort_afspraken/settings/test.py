"""Defaults for the tests: a throw-away SQLite file unless DATABASE_URL and REDIS_URL name real servers."""

import os
import tempfile

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
