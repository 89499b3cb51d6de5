"""The list behind L1: how each area counts on a reference date, and who wrote it down."""

import datetime

import pytest

from basis.halfjaar import Halfjaar
from basis.models import Wijziging
from monitoring.indicatoren import INDICATOREN
from monitoring.paspoort.prioriteiten import gebiedsrijen
from tests.factories.monitoring import maak_prioriteitsgebied

pytestmark = pytest.mark.django_db
H1, H2 = Halfjaar(2026, 1), Halfjaar(2026, 2)
L1 = INDICATOREN["L1"]


def gezien(half, **kwargs):
    return [
        (rij.sinds.month, rij.aanpak_sinds and rij.aanpak_sinds.month, rij.telt)
        for rij in gebiedsrijen(L1, half, **kwargs)
    ]


def test_list_is_that_of_the_reference_date():
    maak_prioriteitsgebied("2026-02-01", "2026-05-01")
    maak_prioriteitsgebied("2026-03-01", "2026-09-01")
    maak_prioriteitsgebied("2026-07-01")
    # on 30 June two are on the list, one of them with an approach
    assert gezien(H1) == [(2, 5, True), (3, 9, False)]
    assert gezien(H2) == [(2, 5, True), (3, 9, True), (7, None, False)]
    assert gezien(H1, alleen_gereed=True) == [(2, 5, True)]


def test_who_wrote_it_is_who_did_so_last(client, gebruiker):
    first, second = gebruiker("beheer", first_name="Ada"), gebruiker("beheer", first_name="Bram")
    area = maak_prioriteitsgebied("2026-02-01")
    assert gebiedsrijen(L1, H1)[0].ingevoerd_door == ""
    Wijziging.objects.log(area, by=first, veld="nieuw", naar=str(area))
    Wijziging.objects.log_field(area, "waarom", by=second, naar="anders")
    assert gebiedsrijen(L1, H1)[0].ingevoerd_door == str(first)
    client.force_login(second)
    form = {"gebied": area.gebied_id, "sinds": "2026-02-01", "waarom": "w", "aanpak": "a", "aanpak_sinds": "2026-06-01"}
    assert client.post(f"/beheer/acties/prioriteitsgebied/{area.pk}/change/", form).status_code == 302
    area.refresh_from_db()
    assert area.aanpak_sinds == datetime.date(2026, 6, 1)
    assert gebiedsrijen(L1, H1)[0].ingevoerd_door == str(second)
