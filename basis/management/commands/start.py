"""One command that brings everything up: database, reference data, demonstration data and the processes."""

import os
import signal
import subprocess
import sys
import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

WEB = [
    sys.executable,
    "-m",
    "gunicorn",
    "amersfoort_afspraken.wsgi",
    "--workers=2",
    "--threads=16",
    "--log-level=warning",
]
WORKER = [sys.executable, "-m", "celery", "--app=amersfoort_afspraken", "--quiet"]

EVERYWHERE = ("", "0.0.0.0", "[::]")  # noqa: S104  we only recognise it


class Command(BaseCommand):
    help = "Werkt de database bij en start de website; met REDIS_URL ook de worker en beat."

    def add_arguments(self, parser):
        parser.add_argument("--adres", default="127.0.0.1:8000", help="waar de website luistert")

    def handle(self, *args, adres, **options):
        os.environ.setdefault("SITE_URL", _site(adres))
        call_command("migrate", verbosity=0)
        call_command("laad_basisgegevens", verbosity=0)
        if settings.DEMO:
            call_command("laad_demo", stdout=self.stdout)
        self.stdout.write(self.style.SUCCESS(f"\nDe monitor staat op http://{adres}  (stoppen: Ctrl+C)\n"))
        self.stdout.flush()
        _supervise(_commands(adres))


def _site(adres: str) -> str:
    """Where links in mail and calendars lead: to where we listen, which on every address at once is here."""
    host, _, port = adres.rpartition(":")
    return f"http://{'127.0.0.1' if host in EVERYWHERE else host}:{port}"


def _commands(adres: str) -> list[list[str]]:
    """The processes to run: the web and the safety net; with a broker also a worker and beat."""
    commands = [[*WEB, f"--bind={adres}"], [sys.executable, "manage.py", "vangnet"]]
    if settings.REDIS_URL:
        schedule = settings.DATA_DIR / "celerybeat-schedule"
        commands.append([*WORKER, "worker", "--concurrency=2", "--loglevel=WARNING"])
        commands.append([*WORKER, "beat", f"--schedule={schedule}", "--pidfile=", "--loglevel=WARNING"])
    return commands


def _supervise(commands: list[list[str]]) -> None:
    """Run the processes until one ends or we are stopped; then stop them all."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    processes = [subprocess.Popen(command, env=environment) for command in commands]  # noqa: S603  our own commands
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        raise CommandError("Een van de processen is gestopt; kijk hierboven waarom.")
    except KeyboardInterrupt:
        pass
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=15)
