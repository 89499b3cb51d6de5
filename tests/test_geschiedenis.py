"""Every object shows its own history on its own page, to who may see those lines."""

import datetime

import pytest
import time_machine
from pytest_django.asserts import assertContains, assertNotContains

from acties import spoor
from acties.dossier.contact import place_contact
from acties.models import Actie
from acties.overleg import verslagleggen
from acties.status import add_milestone, move_milestone
from basis.geschiedenis import zin
from basis.kenmerk import kenmerk
from basis.models import Gebied, Partij, Wijziging
from monitoring import aanpassen
from monitoring.models import Doelstelling
from tests.factories.acties import maak_besluit, maak_knelpunt, maak_overleg, maak_punt
from tests.factories.monitoring import maak_prioriteitsgebied
from tests.factories.voorraad import maak_levering
from voorraad.models import Huurgrens, Status

pytestmark = pytest.mark.django_db
WAAROM = "want de bouw ligt stil"


@pytest.fixture
def mees(gebruiker):
    return gebruiker("medewerker", first_name="Mees", last_name="Werker")


def plain(row, by):
    Wijziging.objects.log(row, by=by, veld="naam", van="was dit", naar="is dit", waarom=WAAROM)
    return row


def actie(by):
    return plain(Actie.objects.get(jaar=2026, nummer=1), by).get_absolute_url()


def mijlpaal(by):
    """A line about a milestone stands on the page of its action."""
    found = Actie.objects.get(jaar=2026, nummer=1)
    plain(add_milestone(found, by=by, naam="Start", gepland_op=datetime.date.fromisoformat("2026-06-01")), by)
    return found.get_absolute_url()


def overleg(by):
    return plain(maak_overleg(), by).get_absolute_url()


def agendapunt(by):
    meeting = maak_overleg()
    plain(maak_punt(meeting), by)
    return meeting.get_absolute_url()


def besluit(by):
    return plain(maak_besluit(), by).get_absolute_url()


def knelpunt(by):
    return plain(maak_knelpunt(), by).get_absolute_url()


def gebied(by):
    return f"/gebieden/{plain(Gebied.objects.create(code='proef', naam='Proef'), by).code}/"


def prioriteit(by):
    return f"/wijken/prioriteitsbuurten/{plain(maak_prioriteitsgebied('2026-03-01'), by).pk}/"


def levering(by):
    return plain(maak_levering("omnia-wonen", "2026-1", Status.INGEDIEND), by).get_absolute_url()


def doel(by):
    return f"/afspraken-en-lijsten/{plain(Doelstelling.objects.first(), by).pk}/aanpassen/"


def in_beheer(model):
    def made(by):
        row = plain(model.objects.first(), by)
        return f"/beheer/{row._meta.label_lower.replace('.', '/')}/{row.pk}/change/"

    made.__name__ = f"beheer van {model.__name__}"
    return made


IEDEREEN = [actie, mijlpaal, overleg, agendapunt, besluit, knelpunt, gebied]
PAGINAS = [*IEDEREEN, prioriteit, levering, doel, *map(in_beheer, (Partij, Huurgrens, Doelstelling, Gebied, Actie))]


@pytest.mark.parametrize("pagina", PAGINAS, ids=lambda pagina: pagina.__name__)
def test_administrator_reads_the_history_of_an_object_on_its_own_page(als, mees, pagina):
    if "Gebied" in pagina.__name__:
        Gebied.objects.create(code="proef", naam="Proef")
    page = als("beheer").get(pagina(mees))
    for text in ("Wijzigingen (", "Mees Werker", "was dit", "is dit", WAAROM):
        assertContains(page, text)


@pytest.mark.parametrize("pagina", IEDEREEN, ids=lambda pagina: pagina.__name__)
@pytest.mark.parametrize("rol", ["medewerker", "corporatie", "huurdersorganisatie", "bo-lid"])
def test_others_do_not_read_what_somebody_else_changed(als, mees, pagina, rol):
    assertNotContains(als(rol).get(pagina(mees)), WAAROM)


@pytest.mark.parametrize("pagina", IEDEREEN, ids=lambda pagina: pagina.__name__)
def test_employee_reads_the_own_changes(client, mees, pagina):
    client.force_login(mees)
    assertContains(client.get(pagina(mees)), WAAROM)


@pytest.mark.parametrize(
    ("rol", "partij", "sees"),
    [("medewerker", None, True), ("corporatie", "omnia-wonen", True), ("corporatie", "portaal", False)],
)
def test_steps_of_a_delivery_are_read_by_who_may_see_its_rows(als, mees, rol, partij, sees):
    made = maak_levering("omnia-wonen", "2026-1", Status.VASTGESTELD)
    plain(made, mees)
    page = als(rol, partij).get(made.get_absolute_url())
    assert (WAAROM in page.content.decode()) == sees


def test_goal_tells_of_the_goals_that_it_came_instead_of(als, mees):
    old = Doelstelling.objects.exclude(waarde=None).first()
    new = aanpassen.adjust(
        old,
        by=mees,
        omschrijving="iets meer",
        sinds=old.sinds,
        reden=WAAROM,
        waarde=old.waarde,
        waarde_tot=old.waarde_tot,
    )
    assertContains(als("beheer").get(f"/afspraken-en-lijsten/{new.pk}/aanpassen/"), WAAROM)


def test_history_goes_by_twenty_and_stays_open(als, mees):
    found = Actie.objects.get(jaar=2026, nummer=1)
    for number in range(25):
        Wijziging.objects.log(found, by=mees, veld="planning", naar=f"keer {number}.")
    client, address = als("beheer"), found.get_absolute_url()
    first, second = client.get(address), client.get(f"{address}?wijzigingen=2")
    assertContains(first, "keer 24.")
    assertNotContains(first, "keer 4.")
    assertContains(second, "keer 4.")
    assertContains(second, '<details class="blok wijzigingen niet-afdrukken" id="wijzigingen" open>')


def test_history_in_the_admin_site_is_the_trail(als):
    number = Partij.objects.first().pk
    answer = als("beheer").get(f"/beheer/basis/partij/{number}/history/")
    assert answer["Location"] == f"/beheer/basis/partij/{number}/change/?wijzigingen=1#wijzigingen"


def test_contact_that_is_sent_twice_leaves_one_line(mees):
    found = Actie.objects.get(jaar=2026, nummer=1)
    words = {"partij": Partij.objects.get(code="portaal"), "naam": "Kim", "functie": "adviseur", "email": ""}
    for _twice in range(2):
        place_contact(found, by=mees, **words)
    assert Wijziging.objects.over(found).count() == 1


def test_minutes_and_milestones_are_in_the_history_of_what_they_belong_to(als, mees):
    meeting = maak_overleg()
    punt = maak_punt(meeting)
    seen = {f"notulen-{punt.pk}": kenmerk("")}
    verslagleggen.write(meeting, {f"notulen-{punt.pk}": "Lang besproken."}, seen, by=mees)
    found = Actie.objects.get(jaar=2026, nummer=1)
    made = add_milestone(found, by=mees, naam="Start", gepland_op=datetime.date.fromisoformat("2026-06-01"))
    move_milestone(made, by=mees, naar=datetime.date.fromisoformat("2026-07-01"), waarom=WAAROM)
    client = als("beheer")
    assertContains(client.get(meeting.get_absolute_url()), "Verslag: ‘Lang besproken.’")
    assertContains(client.get(found.get_absolute_url()), "De geplande datum ging van 1 juni 2026 naar 1 juli 2026.")
    names = [line.over for line in client.get(found.get_absolute_url()).context["wijzigingen"]]
    assert names == ["Mijlpaal: Start", "Mijlpaal: Start"]
    assert [line.over for line in client.get(meeting.get_absolute_url()).context["wijzigingen"]] == [punt.titel]


@pytest.mark.parametrize(
    ("veld", "van", "naar", "said"),
    [
        ("status", "op schema", "aandacht nodig", "De status ging van ‘op schema’ naar ‘aandacht nodig’."),
        ("status", "op schema", "op schema", "De status bleef ‘op schema’."),
        ("plaats", "", "Stadhuis {0}", "Plaats: ‘Stadhuis {0}’."),
        ("plaats", "Stadhuis", "", "Plaats is leeggemaakt; er stond ‘Stadhuis’."),
        ("plaats", "Stadhuis", "Bij Omnia", "Plaats ging van ‘Stadhuis’ naar ‘Bij Omnia’."),
        ("datum", "2026-06-01", "2026-07-01", "Datum ging van ‘1 juni 2026’ naar ‘1 juli 2026’."),
        ("gehaald op", "2026-06-01", "", "Toch nog niet gehaald; er stond 1 juni 2026."),
        ("van de agenda", "nee", "ja", "Van de agenda gehaald."),
        ("agenda bijgewerkt", "", "Een\nTwee", "De agenda is bijgewerkt. Erbij:\nEen\nTwee"),
        ("verslag", "", "Gelukt.", "Verslag: ‘Gelukt.’"),
        ("wachtwoord", "", "", "Wachtwoord."),
    ],
)
def test_line_is_a_sentence(veld, van, naar, said):
    assert zin(Wijziging(veld=veld, van=van, naar=naar)) == said


def test_lines_of_one_deed_stand_together(als, mees):
    """Two fields of one meeting at once, another meeting, and the first one again a minute later."""
    one, two = maak_overleg(), maak_overleg(begin="13:00")
    with time_machine.travel(datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC), tick=False) as clock:
        spoor.change(one, {"plaats": "Stadhuis", "titel": "Samen"}, by=mees)
        spoor.change(two, {"plaats": "Stadhuis"}, by=mees)
        clock.shift(60)
        spoor.change(one, {"plaats": "Bij Omnia"}, by=mees)
        spoor.change(one, {"titel": "Apart"}, by=mees, waarom="Duidelijker.")
        page = als("beheer").get("/account/wijzigingen/")
    assert [[line.veld for line in deed] for deed in page.context["daden"]] == [
        ["titel"],
        ["plaats"],
        ["plaats"],
        ["titel", "plaats"],
    ]


def test_who_sees_only_their_own_lines_is_not_asked_whose(als):
    for rol, there in [("beheer", True), ("medewerker", False), ("corporatie", False)]:
        assert ("wie" in als(rol).get("/account/wijzigingen/").context["form"].fields) is there
