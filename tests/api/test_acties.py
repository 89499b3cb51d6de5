"""Actions as the pages show them, without the names of persons."""

import pytest

from acties import status
from acties.models import Actie
from tests.factories.acties import maak_actie, maak_mijlpaal

pytestmark = pytest.mark.django_db


@pytest.fixture
def actie(gebruiker):
    actie = maak_actie(41, trekkers=["omnia-wonen"], partners=["show"], thema="voorraad", titel="Woningdelen")
    maak_mijlpaal(actie, "Proef gestart", "2027-03-01", "2027-02-20")
    maak_mijlpaal(actie, "Proef klaar", "2099-12-31")
    actie.verwant.add(Actie.objects.get(jaar=2026, nummer=8))
    who = gebruiker("corporatie", "omnia-wonen", first_name="Anna", last_name="Zegtniets")
    for versie, (naar, succes) in enumerate([("op-schema", "Gestart."), ("aandacht", "")]):
        values = {
            "toelichting": f"Melding {versie}.",
            "succes": succes,
            "knelpunt": "Te weinig tijd.",
            "versie": versie,
        }
        status.change_status(actie, by=who, naar=naar, **values)
        actie.refresh_from_db()
    return actie


@pytest.mark.usefixtures("actie")
class TestActie:
    def test_action_says_how_it_stands(self, json):
        found = json("/acties/2027/41")
        assert (found["titel"], found["status"], found["statusnaam"]) == ("Woningdelen", "aandacht", "aandacht nodig")
        assert found["thema"] == {"code": "voorraad", "naam": "Ontwikkeling van de voorraad"}
        assert found["trekkers"] == [{"code": "omnia-wonen", "naam": "Omnia Wonen"}]
        assert found["partners"] == [{"code": "show", "naam": "SHOW"}]
        assert found["verwant"] == [{"jaar": 2026, "nummer": 8, "titel": Actie.objects.get(jaar=2026, nummer=8).titel}]

    def test_action_has_its_milestones_and_latest_update(self, json):
        found = json("/acties/2027/41")
        assert found["mijlpalen"] == [
            {"naam": "Proef gestart", "geplandOp": "2027-03-01", "gehaaldOp": "2027-02-20", "stand": "gehaald"},
            {"naam": "Proef klaar", "geplandOp": "2099-12-31", "gehaaldOp": None, "stand": "gepland"},
        ]
        melding = found["laatsteMelding"]
        assert (melding["van"], melding["naar"], melding["toelichting"]) == ("op-schema", "aandacht", "Melding 1.")
        assert (melding["succes"], melding["knelpunt"], melding["partij"]) == ("", "Te weinig tijd.", "Omnia Wonen")
        assert melding["op"].endswith("Z")

    def test_names_of_persons_stay_on_the_website(self, lees):
        assert "Zegtniets" not in lees("/acties/2027/41").content.decode()

    @pytest.mark.parametrize(
        ("vraag", "there"),
        [
            ("jaar=2027", True),
            ("jaar=2026", False),
            ("status=aandacht", True),
            ("status=op-schema", False),
            ("thema=voorraad", True),
            ("thema=ouderen", False),
            ("partij=omnia-wonen", True),
            ("partij=show&jaar=2027", True),
            ("partij=portaal&jaar=2027", False),
            ("jaar=2027&status=aandacht&thema=voorraad&partij=show", True),
        ],
    )
    def test_list_follows_the_question(self, json, vraag, there):
        found = [(each["jaar"], each["nummer"]) for each in json(f"/acties?paginagrootte=200&{vraag}")["resultaten"]]
        assert ((2027, 41) in found) is there
        assert len(found) == len(set(found))


def test_list_starts_with_the_newest_year(json):
    maak_actie(40)
    found = json("/acties")
    assert [(each["jaar"], each["nummer"]) for each in found["resultaten"][:3]] == [(2027, 40), (2026, 1), (2026, 2)]
    assert found["aantal"] == 21


def test_action_without_theme_or_updates_is_empty_there(json):
    found = json("/acties/2026/1")
    assert (found["thema"], found["laatsteMelding"], found["bijgewerktOp"]) == (None, None, None)
