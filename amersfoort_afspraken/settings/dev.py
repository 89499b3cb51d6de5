"""Defaults for a developer's machine and for `make run`: SQLite in var/, plain http, demonstration data."""

import os
from pathlib import Path

_var = Path(__file__).resolve().parents[2] / "var"
_var.mkdir(exist_ok=True)
os.environ.setdefault("SECRET_KEY", "alleen-voor-een-eigen-machine-niet-voor-echt-gebruik")
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{_var / 'db.sqlite3'}")
os.environ.setdefault("DATA_DIR", str(_var))
os.environ.setdefault("HTTPS", "false")
os.environ.setdefault("DEMO", "true")

from amersfoort_afspraken.settings.base import *  # noqa: E402,F403

DEBUG = os.environ.get("DEBUG", "").lower() in ("1", "true", "ja")
