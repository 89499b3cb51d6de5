"""The commands with which an installation starts, and the safety net that needs no broker."""

import json
import os
from contextlib import nullcontext

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

from basis import jobs
from basis.management.commands import start
from basis.models import Gebruiker, Partij, Taak, Taakstatus, Wijk
from voorraad.models import Codewaarde

pytestmark = pytest.mark.django_db
GEHEIM = "een-lang-en-goed-geheim"


class TestMaakBeheerder:
    @pytest.fixture(autouse=True)
    def _geheim(self, monkeypatch):
        monkeypatch.setenv("BEHEERDER_WACHTWOORD", GEHEIM)

    def make(self, name="bea", email="bea@voorbeeld.nl"):
        call_command("maak_beheerder", name, email=email)

    def test_maak_beheerder_makes_one_who_gets_in(self, client, capsys):
        self.make()
        bea = Gebruiker.objects.get()
        assert (bea.username, bea.email, bea.rol, bea.partij.code) == ("bea", "bea@voorbeeld.nl", "beheer", "gemeente")
        assert (bea.is_superuser, bea.is_staff) == (False, False)
        assert capsys.readouterr().out == "Beheerder ‘bea’ is aangemaakt.\n"
        assert client.login(username="bea", password=GEHEIM)
        assert client.get("/beheer/").status_code == 200

    def test_maak_beheerder_works_on_an_empty_database(self):
        for model in (Codewaarde, *(apps.get_model(name) for name in ("acties.Mijlpaal", "acties.Actie"))):
            model.objects.all().delete()
        Partij.objects.all().delete()
        self.make()
        assert Gebruiker.objects.get().partij == Partij.objects.get(code="gemeente")

    def test_maak_beheerder_twice_says_so(self):
        self.make()
        with pytest.raises(CommandError, match="De gebruiker ‘bea’ bestaat al"):
            self.make(email="ander@voorbeeld.nl")
        assert Gebruiker.objects.get().email == "bea@voorbeeld.nl"

    @pytest.mark.parametrize(
        ("password", "said"),
        [
            ("elf-tekens.", r"Dit wachtwoord is te kort\. Het moet minstens 12 tekens lang zijn\."),
            ("password1234", r"Dit wachtwoord is te algemeen\."),
            ("bea@voorbeeld.nl", "Het wachtwoord lijkt te veel op de e-mailadres"),
        ],
    )
    def test_maak_beheerder_refuses_a_weak_password(self, monkeypatch, password, said):
        monkeypatch.setenv("BEHEERDER_WACHTWOORD", password)
        with pytest.raises(CommandError, match=said):
            self.make()
        assert Gebruiker.objects.count() == 0

    @pytest.mark.parametrize(("again", "made"), [(GEHEIM, 1), ("iets-heel-anders", 0)])
    def test_maak_beheerder_asks_the_password_twice(self, monkeypatch, again, made):
        monkeypatch.delenv("BEHEERDER_WACHTWOORD")
        answers = iter([GEHEIM, again])
        monkeypatch.setattr("getpass.getpass", lambda question: next(answers))
        with nullcontext() if made else pytest.raises(CommandError, match="niet gelijk"):
            self.make()
        assert Gebruiker.objects.count() == made

    @pytest.mark.parametrize(("name", "email"), [("bea", "geen adres"), ("bea heer", "bea@voorbeeld.nl")])
    def test_maak_beheerder_refuses_what_is_no_name_or_address(self, name, email):
        with pytest.raises(CommandError, match="geldig"):
            self.make(name, email)
        assert Gebruiker.objects.count() == 0


class TestLaadBasisgegevens:
    def stored(self):
        """Every row of every model that the fixtures hold."""
        rows = [row for path in (settings.ROOT / "fixtures").glob("*.json") for row in json.loads(path.read_text())]
        names = sorted({row["model"] for row in rows})
        return len(rows), {name: list(apps.get_model(name).objects.order_by("pk").values()) for name in names}

    def test_laad_basisgegevens_twice_is_once(self, capsys):
        count, before = self.stored()
        assert sum(map(len, before.values())) == count
        call_command("laad_basisgegevens")
        assert self.stored() == (count, before)
        lines = capsys.readouterr().out.splitlines()
        assert [line.partition(": ")[2] for line in lines] == ["0 nieuw"] * 10

    def test_laad_basisgegevens_adds_what_is_missing_and_leaves_what_was_edited(self, capsys):
        Partij.objects.filter(code="portaal").update(naam="Portaal Eemland")
        Wijk.objects.filter(code="WK030701").delete()
        call_command("laad_basisgegevens")
        assert Partij.objects.get(code="portaal").naam == "Portaal Eemland"
        assert Wijk.objects.filter(code="WK030701").count() == 1
        assert "20_wijken.json: 1 nieuw" in capsys.readouterr().out.splitlines()

    def test_new_rows_leave_the_keys_of_later_fixtures_free(self):
        assert Partij.objects.create(code="nieuw", naam="Nieuw", soort="overig").pk >= 1001

    def test_laad_basisgegevens_leaves_what_an_administrator_added_before_the_fixture_did(self):
        gezin = Codewaarde.objects.get(lijst="doelgroep", code="gezin")
        gezin.delete()
        own = Codewaarde.objects.create(lijst="doelgroep", code="gezin", naam="een gezin")
        call_command("laad_basisgegevens", verbosity=0)
        assert list(Codewaarde.objects.filter(lijst="doelgroep", code="gezin")) == [own]


@pytest.mark.usefixtures("transactional_reference_data")
def test_vangnet_one_round_does_what_was_left_behind(monkeypatch):
    done = []
    monkeypatch.setattr(jobs, "_healers", [lambda: jobs.enqueue("test.werk", sleutel="geheeld")])
    monkeypatch.setattr(jobs, "_jobs", {"test.werk": done.append})
    call_command("vangnet", eenmaal=True)
    assert (done, Taak.objects.get().status) == (["geheeld"], Taakstatus.KLAAR)


class TestStart:
    @pytest.fixture
    def started(self, monkeypatch):
        """Start at an address; gives the address of the website that our processes get."""
        monkeypatch.setattr(start, "call_command", lambda *args, **kwargs: None)
        monkeypatch.setattr(start, "_supervise", lambda commands: None)

        def site(adres: str) -> str:
            call_command("start", adres=adres)
            return os.environ["SITE_URL"]

        return site

    @pytest.mark.parametrize(
        ("adres", "site"),
        [
            ("127.0.0.1:8114", "http://127.0.0.1:8114"),
            ("0.0.0.0:9000", "http://127.0.0.1:9000"),
            (":9000", "http://127.0.0.1:9000"),
            ("monitor.lokaal:80", "http://monitor.lokaal:80"),
        ],
    )
    def test_start_gives_links_the_address_where_it_listens(self, started, monkeypatch, adres, site):
        monkeypatch.setenv("SITE_URL", "")  # so that it is taken back after the test
        monkeypatch.delenv("SITE_URL")
        assert started(adres) == site

    def test_start_leaves_an_address_that_was_set(self, started, monkeypatch):
        monkeypatch.setenv("SITE_URL", "https://monitor.voorbeeld.nl")
        assert started("127.0.0.1:8114") == "https://monitor.voorbeeld.nl"
