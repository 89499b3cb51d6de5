"""The list of priority neighbourhoods and own areas, kept on the pages of the site."""

import datetime

import pytest
import time_machine

from acties.models import Prioriteitsgebied
from basis import jobs
from basis.halfjaar import Halfjaar
from basis.models import Buurt, Gebied, Wijk, Wijziging
from monitoring import reeksen
from tests.factories.monitoring import maak_prioriteitsgebied

pytestmark = pytest.mark.django_db
LIJST = "/wijken/prioriteitsbuurten/"


@pytest.fixture(autouse=True)
def _zomer():
    with time_machine.travel(datetime.datetime(2027, 7, 5, 12), tick=False):
        yield


def l1(half):
    punten = reeksen.load(["L1"]).punten("L1")
    return next((punt.noemer for punt in punten if punt.halfjaar == Halfjaar.parse(half)), None)


def test_area_is_put_on_the_list_with_a_line_in_the_trail_and_l1_follows(als, django_capture_on_commit_callbacks):
    gebied = Gebied.objects.create(code="hoefkwartier", naam="Hoefkwartier")
    client = als("medewerker")
    fields = {"gebied": gebied.pk, "sinds": "2026-05-01", "waarom": "Afgesproken."}
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{LIJST}nieuw/", fields)
    assert (answer.status_code, answer.url) == (302, LIJST)
    assert "Hoefkwartier" in client.get(LIJST).content.decode()
    assert Wijziging.objects.filter(omschrijving="Hoefkwartier", waarom="Afgesproken.").count() == 1
    assert (l1("2026-1"), l1("2027-1")) == (1, 1)


def test_area_taken_off_stays_readable_and_counts_up_to_that_day(als, django_capture_on_commit_callbacks):
    plaats = maak_prioriteitsgebied("2026-05-01")
    client = als("beheer")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{LIJST}{plaats.pk}/eraf/", {"tot": "2026-12-31", "reden": "Het gaat er goed."})
    page = client.get(LIJST).content.decode()
    assert "Eerder op de lijst" in page
    assert "Het gaat er goed." in page
    # on the list on 30 June 2026, no longer on 31 December 2026; an empty list has no figure
    assert (l1("2026-1"), l1("2026-2"), l1("2027-1")) == (1, None, None)


def test_area_that_comes_back_gets_a_new_place(als):
    plaats = maak_prioriteitsgebied("2026-05-01")
    client = als("beheer")
    client.post(f"{LIJST}{plaats.pk}/eraf/", {"tot": "2026-12-31", "reden": "Klaar."})
    client.post(f"{LIJST}nieuw/", {"gebied": plaats.gebied_id, "sinds": "2027-03-01", "waarom": "Toch weer."})
    assert list(Prioriteitsgebied.objects.order_by("sinds").values_list("waarom", "tot")) == [
        ("afgesproken", datetime.date(2026, 12, 31)),
        ("Toch weer.", None),
    ]


def test_change_leaves_a_line_per_field_that_changed(als):
    plaats = maak_prioriteitsgebied("2026-05-01")
    fields = {"sinds": "2026-05-01", "waarom": "afgesproken", "aanpak": "Samen.", "aanpak_sinds": "2027-01-10"}
    client = als("medewerker")
    client.post(f"{LIJST}{plaats.pk}/", fields)
    found = Wijziging.objects.over(plaats).order_by("pk").values_list("veld", "van", "naar")
    assert list(found) == [("gezamenlijke aanpak", "", "Samen."), ("aanpak sinds", "", "2027-01-10")]
    assert "Samen." in client.get(f"{LIJST}{plaats.pk}/").content.decode()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"tot": "2026-04-30", "reden": "x"}, "Deze dag ligt voor de dag waarop het gebied op de lijst kwam."),
        ({"tot": "2027-07-06", "reden": "x"}, "Deze dag moet nog komen."),
        ({"tot": "2027-01-01", "reden": " "}, "Vertel kort waarom het gebied van de lijst gaat."),
        ({"tot": "onzin", "reden": "x"}, "Van de lijst sinds"),
    ],
)
def test_taking_off_asks_for_a_day_and_a_reason(als, fields, message):
    plaats = maak_prioriteitsgebied("2026-05-01")
    answer = als("beheer").post(f"{LIJST}{plaats.pk}/eraf/", fields)
    assert answer.status_code == 422
    assert message in answer.content.decode()
    plaats.refresh_from_db()
    assert plaats.tot is None


def test_area_is_taken_off_once(als):
    plaats = maak_prioriteitsgebied("2026-05-01")
    client = als("beheer")
    client.post(f"{LIJST}{plaats.pk}/eraf/", {"tot": "2027-01-01", "reden": "Klaar."})
    assert client.get(f"{LIJST}{plaats.pk}/eraf/").status_code == 404


@pytest.mark.parametrize("rol", ["corporatie", "huurdersorganisatie", "bo-lid"])
def test_other_readers_see_the_list_but_no_deeds(als, rol):
    maak_prioriteitsgebied("2026-05-01")
    page = als(rol).get(LIJST).content.decode()
    assert "afgesproken" in page
    assert "van de lijst halen" not in page


class TestEigenGebied:
    def test_is_made_of_wijken_with_a_code_from_its_name(self, als):
        wijk = Wijk.objects.get(code="WK030710")
        answer = als("medewerker").post("/wijken/eigen-gebied/", {"naam": "Langs Eem en Spoor", "wijken": [wijk.pk]})
        assert answer.url == "/gebieden/langs-eem-en-spoor/"
        assert [each.code for each in Gebied.objects.get().wijken.all()] == ["WK030710"]
        assert Wijziging.objects.get(veld="eigen gebied").naar == "Langs Eem en Spoor: Liendert"

    def test_keeps_its_code_when_its_name_changes(self, als):
        client, wijk = als("beheer"), Wijk.objects.get(code="WK030710")
        client.post("/wijken/eigen-gebied/", {"naam": "Eerst", "wijken": [wijk.pk]})
        client.post("/gebieden/eerst/wijzigen/", {"naam": "Later", "wijken": [wijk.pk]})
        assert list(Gebied.objects.values_list("code", "naam")) == [("eerst", "Later")]

    def test_form_shows_what_was_chosen_in_an_older_edition(self, als):
        gebied = Gebied.objects.create(code="eerst", naam="Eerst")
        gebied.wijken.set(Wijk.objects.filter(code="WK030710"))
        newer = Wijk.objects.create(code="WK030710", editie=2027, naam="Liendert")
        form = als("beheer").get("/gebieden/eerst/wijzigen/").context["form"]
        assert form.initial["wijken"] == [newer.pk]

    def test_buurten_stand_under_their_wijk_and_can_be_chosen(self, als):
        wijken = {code: Wijk.objects.get(code=code) for code in ("WK030713", "WK030710")}  # Schuilenburg, Liendert
        made = [
            Buurt.objects.create(code=f"BU{code[2:]}{nr}", naam=naam, editie=wijken[code].editie, wijk=wijken[code])
            for code, nr, naam in (("WK030713", "01", "A"), ("WK030710", "02", "C"), ("WK030710", "01", "B"))
        ]
        client = als("medewerker")
        choices = client.get("/wijken/eigen-gebied/").context["form"].fields["buurten"].choices
        assert [(wijk, [naam for _, naam in buurten]) for wijk, buurten in choices] == [
            ("Liendert", ["B", "C"]), ("Schuilenburg", ["A"])
        ]  # fmt: skip
        client.post("/wijken/eigen-gebied/", {"naam": "Hoek", "buurten": [made[0].pk]})
        assert [each.naam for each in Gebied.objects.get().buurten.all()] == ["A"]

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"naam": "", "wijken": []}, "Geef het gebied een naam."),
            ({"naam": "Leeg"}, "Kies ten minste één wijk of buurt."),
            ({"naam": "Bestaat"}, "Er is al een eigen gebied met deze naam."),
        ],
    )
    def test_bad_input_comes_back_with_a_message(self, als, fields, message):
        Gebied.objects.create(code="bestaat", naam="Bestaat")
        answer = als("beheer").post("/wijken/eigen-gebied/", fields)
        assert answer.status_code == 422
        assert message in answer.content.decode()


def test_sweep_also_finds_a_list_that_changed_elsewhere():
    maak_prioriteitsgebied("2026-05-01")
    jobs.sweep()
    assert l1("2026-1") == 1
