"""What differs between two versions: rows are recognised, and only what is different is shown."""

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains

from basis.halfjaar import Halfjaar
from basis.models import Wijk
from tests.factories.voorraad import maak_levering
from voorraad.models import Levering, Mutatie, Project, Status, Voorraadstand
from voorraad.verschil import Regel, Regels, verschil

pytestmark = pytest.mark.django_db


def wijk(code="WK030710"):
    return Wijk.objects.get(code=code, editie=2025)


def stand(aantal, **anders):
    values = {"segment": "sociale-huur", "prijscategorie": "goedkoop", "woningtype": "appartement",
              "energielabel": "b", "geschikt": "nee"}  # fmt: skip
    return Voorraadstand(wijk=wijk(), aantal=aantal, **values | anders)


def verkoop(aantal, toelichting=""):
    return Mutatie(wijk=wijk(), soort="verkoop", segment="sociale-huur", aantal=aantal, toelichting=toelichting)


def plan(aantal, verwacht):
    return Project(wijk=wijk(), projectcode="E01", naam="Eemoever", initiatiefnemer="corporatie", eigenaar="corporatie",
                   soort="nieuwbouw", segment="sociale-huur", aantal=aantal, planstatus="2a", hardheid="hard",
                   verwacht_halfjaar=Halfjaar.parse(verwacht))  # fmt: skip


def versie(*rijen, status=Status.CONCEPT):
    levering = maak_levering(status=status, beoordeeld_op=timezone.now())
    for nummer, rij in enumerate(rijen, 2):
        rij.levering, rij.rijnummer = levering, nummer
        rij.save()
    return levering


def anders(oud, nieuw):
    """(sheet, what differs) of every row that is not the same."""
    old, new = versie(*oud, status=Status.VERVANGEN), versie(*nieuw)
    return [(blad.naam, regel) for blad in verschil(old, new) for regel in blad.regels()]


def test_same_rows_in_another_order_are_no_difference():
    rows = [stand(4), stand(5, energielabel="c")], [stand(5, energielabel="c"), stand(4)]
    assert anders(*rows) == []


def test_changed_added_and_removed_rows():
    found = anders([stand(4), stand(5, energielabel="c")], [stand(6), stand(7, energielabel="d")])
    about = "WK030710, sociale-huur, goedkoop, appartement, {}, nee"
    assert found == [
        ("Voorraad", Regel("gewijzigd", 2, 2, about.format("b"), [("aantal", 4, 6)])),
        ("Voorraad", Regel("weg", 3, None, about.format("c"), [("aantal", 5, None)])),
        ("Voorraad", Regel("erbij", None, 3, about.format("d"), [("aantal", None, 7)])),
    ]


def test_project_that_is_later_is_changed_and_not_another():
    found = anders([plan(40, "2027-1")], [plan(44, "2028-2")])
    cells = [("aantal", 40, 44), ("verwacht halfjaar", "2027-1", "2028-2")]
    assert found == [("Projecten", Regel("gewijzigd", 2, 2, "E01, WK030710, nieuwbouw, sociale-huur", cells))]


def test_rows_that_may_stand_twice_are_counted():
    found = anders([verkoop(1), verkoop(1), verkoop(3)], [verkoop(1), verkoop(3, "aan huurder")])
    about = "WK030710, verkoop, sociale-huur"
    assert found == [
        ("Mutaties", Regel("gewijzigd", 3, 3, about, [("aantal", 1, 3), ("toelichting", "", "aan huurder")])),
        ("Mutaties", Regel("weg", 4, None, about, [("aantal", 3, None)])),
    ]


def test_totals_per_sheet():
    old, new = versie(stand(4), status=Status.VERVANGEN), versie(stand(6), verkoop(2))
    found = {blad.naam: (blad.totaal_oud, blad.totaal_nieuw) for blad in verschil(old, new)}
    assert (found["Voorraad"], found["Mutaties"]) == ((4, 6), (0, 2))


def test_part_of_the_rows_is_that_part_of_all_of_them():
    """Pages cut through sheets, and through rows that are recognised by the same."""
    labels = "abcdefg"
    old = [*(stand(n, energielabel=label) for n, label in enumerate(labels, 1)), *map(verkoop, range(1, 6))]
    new = [*(stand(n + n % 2, energielabel=label) for n, label in enumerate(labels, 1)), *map(verkoop, range(4, 12))]
    bladen = verschil(versie(*old, status=Status.VERVANGEN), versie(*new))
    regels = Regels(bladen)
    # of the stock the four with an odd number; of the sales 1, 2, 3 against 6 to 11: three changed, three more
    assert [(blad.naam, len(blad), dict(blad.aantallen)) for blad in bladen if len(blad)] == [
        ("Voorraad", 4, {"gewijzigd": 4}),
        ("Mutaties", 6, {"gewijzigd": 3, "erbij": 3}),
    ]
    whole = regels[:]
    assert [naam for naam, _ in whole] == ["Voorraad"] * 4 + ["Mutaties"] * 6
    for size in (1, 3, 4, 7):
        assert [each for at in range(0, len(regels), size) for each in regels[at : at + size]] == whole


def test_queries_do_not_grow_with_what_differs(django_assert_num_queries):
    for aantal in (1, 3):
        old = versie(*(stand(n, energielabel=label) for n, label in zip(range(aantal), "abc", strict=False)))
        Levering.objects.update(status=Status.VERVANGEN)
        new = versie(*(stand(n + 9, energielabel=label) for n, label in zip(range(aantal), "abc", strict=False)))
        with django_assert_num_queries(9):  # totals and differences of four sheets, and the rows of one
            assert len(Regels(verschil(old, new))[:200]) == aantal
        Levering.objects.update(status=Status.VERVANGEN)


def test_page_shows_both_and_the_delivery_leads_to_it(als):
    old, new = versie(stand(4), status=Status.VASTGESTELD), versie(stand(6))
    client = als("corporatie", "omnia-wonen")
    address = f"/leveringen/{new.pk}/verschil/{old.pk}/"
    assertContains(client.get(new.get_absolute_url()), f'href="{address}"')
    assertContains(client.get(address), "aantal: 4 → <strong>6</strong>")


def test_versions_of_another_half_year_or_the_same_one_are_not_compared(als):
    new, other = versie(stand(6)), maak_levering(halfjaar="2026-2")
    client = als("medewerker")
    for pair in ((new, other), (new, new)):
        assert client.get("/leveringen/{}/verschil/{}/".format(*(each.pk for each in pair))).status_code == 404


def test_template_comes_with_the_stock_and_the_open_projects_of_before(als):
    import io

    import openpyxl

    done = plan(12, "2026-1")
    done.projectcode, done.gerealiseerd_halfjaar = "E00", Halfjaar(2026, 1)
    versie(stand(4), plan(40, "2028-1"), done, verkoop(1), status=Status.VASTGESTELD)
    response = als("corporatie", "omnia-wonen").get("/leveringen/sjabloon/2026-2/")
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    numbers = {
        name: [row[-1] for row in book[name].iter_rows(min_row=2, values_only=True)]
        for name in ("Voorraad", "Mutaties")
    }
    assert numbers == {"Voorraad": [4], "Mutaties": []}
    assert [row[0].value for row in book["Projecten"].iter_rows(min_row=2)] == ["E01"]
    said = [cell.value for cell in book["Uitleg"]["A"] if "alvast gevuld" in str(cell.value)]
    assert len(said) == 1
    assert said[0].startswith(
        "Voorraad en Projecten zijn alvast gevuld met de stand van eind 2026-1 (cijfers.xlsx, versie 1"
    )
