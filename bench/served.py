"""A site as `make run` starts it, with demonstration data and the floors as extra addresses."""

from __future__ import annotations

import http.cookiejar
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class Site:
    """`with Site() as site`: site.url answers until the end of the block."""

    def __enter__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.url = f"http://{self.address}"
        data = tempfile.mkdtemp(prefix="afspraken-bench-")
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "DATABASE_URL": f"sqlite:///{data}/db.sqlite3",
            "DATA_DIR": data,
        }
        command = [sys.executable, "manage.py", "start", f"--adres={self.address}"]
        self.log = Path(data) / "log"
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=self.log.open("w"), stderr=subprocess.STDOUT
        )
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.url}/account/login/", timeout=2).close()
                return self
            except OSError:
                assert self.process.poll() is None, self.log.read_text()
                time.sleep(0.2)
        raise AssertionError(self.log.read_text())

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=30)


def login_cookie(url: str, username: str) -> str:
    """'sessionid=…' of a demonstration account."""
    from demo.verhaal import WACHTWOORD

    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = opener.open(f"{url}/account/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    form = {"csrfmiddlewaretoken": token, "username": username, "password": WACHTWOORD}
    opener.open(f"{url}/account/login/", urllib.parse.urlencode(form).encode())
    return next(f"{cookie.name}={cookie.value}" for cookie in jar if cookie.name == "sessionid")
