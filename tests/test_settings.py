"""The settings of a real installation: what is missing or wrong is named, all at once, before anything starts."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
VERPLICHT = ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "DATA_DIR"]
DATABASE = "moet een adres zijn zoals postgres://gebruiker:wachtwoord@host/naam of sqlite:////pad/db.sqlite3."
BEGIN = "De instellingen zijn niet compleet of kloppen niet. Kijk in de tabel van README.md naar:\n"


@pytest.fixture
def check(tmp_path):
    """check(NAME="value") → what `manage.py check` says with these variables, beside the required ones."""
    required = {
        "SECRET_KEY": "een-geheim-van-precies-32-tekens",
        "ALLOWED_HOSTS": "monitor.voorbeeld.nl",
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "DATA_DIR": str(tmp_path),
    }

    def run(**variables):
        wanted = {"DJANGO_SETTINGS_MODULE": "amersfoort_afspraken.settings.base", "PATH": os.environ["PATH"]}
        wanted |= {name: value for name, value in {**required, **variables}.items() if value is not None}
        command = [sys.executable, "manage.py", "check"]
        return subprocess.run(command, env=wanted, cwd=ROOT, capture_output=True, text=True, timeout=120)

    return run


def named(result):
    """The variables that the message names, and that there is a message instead of a traceback."""
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    before, _, lines = result.stderr.partition(BEGIN)
    assert before == ""
    return dict(re.findall(r"^  ([A-Z_]+): (.+)$", lines, re.MULTILINE))


def test_settings_start_with_the_required_variables_only(check):
    result = check()
    assert (result.returncode, result.stderr) == (0, "")


def test_settings_name_all_that_is_missing_at_once(check):
    result = check(**dict.fromkeys(VERPLICHT))
    assert named(result) == dict.fromkeys(VERPLICHT, "ontbreekt.")


@pytest.mark.parametrize("naam", VERPLICHT)
def test_settings_name_the_one_that_is_missing(check, naam):
    assert named(check(**{naam: None})) == {naam: "ontbreekt."}


@pytest.mark.parametrize(
    ("naam", "waarde", "melding"),
    [
        ("SECRET_KEY", "een-geheim-van-maar-31-tekens..", "moet minstens 32 tekens hebben."),
        ("ALLOWED_HOSTS", "", "moet minstens één naam bevatten."),
        ("DATABASE_URL", "onzin", DATABASE),
        ("DATABASE_URL", "mongodb://localhost/x", DATABASE),
        ("DATA_DIR", "", "moet een volledig pad zijn, dat begint met /."),
        ("REDIS_URL", "http://localhost:6379", "moet beginnen met redis:// of rediss://, of leeg zijn."),
        ("HTTPS", "misschien", "moet true of false zijn."),
        ("TRUST_PROXY", "soms", "moet true of false zijn."),
        ("DEMO", "ja", "moet true of false zijn."),
        ("MAX_UPLOAD_MB", "abc", "moet een heel getal zijn, 1 of hoger."),
        ("MAX_UPLOAD_MB", "0", "moet een heel getal zijn, 1 of hoger."),
        ("MAX_UNPACKED_MB", "-5", "moet een heel getal zijn, 1 of hoger."),
        ("LOG_LEVEL", "HARD", "moet DEBUG, INFO, WARNING of ERROR zijn."),
    ],
)
def test_settings_say_what_is_wrong(check, naam, waarde, melding):
    assert named(check(**{naam: waarde})) == {naam: melding}


def test_settings_name_missing_and_wrong_ones_together(check):
    found = named(check(SECRET_KEY=None, HTTPS="misschien", MAX_UPLOAD_MB="abc"))
    assert list(found) == ["SECRET_KEY", "HTTPS", "MAX_UPLOAD_MB"]


@pytest.mark.parametrize("waarde", ["redis://localhost:6379/0", "rediss://cache.voorbeeld.nl/1"])
def test_settings_accept_an_address_of_redis(check, waarde):
    assert check(REDIS_URL=waarde).returncode == 0


def readme_table():
    """The rows of the table of settings: variable → whether it is required, and its default."""
    table = (ROOT / "README.md").read_text().partition("| variabele | verplicht | standaard | betekenis |\n")[2]
    rows = [row.strip("|").split("|") for row in table.partition("\n\n")[0].splitlines()[1:]]
    return {row[0].strip(" `"): (row[1].strip() == "ja", row[2].strip()) for row in rows}


def test_readme_names_exactly_the_variables_that_are_read():
    base = (ROOT / "amersfoort_afspraken" / "settings" / "base.py").read_text()
    calls = re.findall(r'env[.\w]*\(\s*"([A-Z_]+)"', base)
    assert sorted(readme_table()) == sorted(["DJANGO_SETTINGS_MODULE", *calls])


def test_readme_says_which_variables_are_required():
    assert [naam for naam, (verplicht, _) in readme_table().items() if verplicht] == VERPLICHT
