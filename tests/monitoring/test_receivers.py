"""From an accepted delivery to fresh figures."""

import pytest

from basis.models import Taak, Taakstatus
from monitoring import reeksen
from tests.factories.monitoring import maak_vastgesteld, mutatie, partij
from voorraad.signals import levering_vastgesteld

pytestmark = pytest.mark.django_db


def accepted(*rijen):
    levering = maak_vastgesteld("portaal", "2026-1", *rijen, bereken=False)
    levering_vastgesteld.send(sender=type(levering), levering=levering)
    return levering


def test_acceptance_leaves_a_job_in_the_same_transaction():
    levering = accepted(mutatie("nieuwbouw", 10))
    taak = Taak.objects.get(soort="cijfers.herberekenen")
    assert (taak.sleutel, taak.invoer) == (f"2026-1:{partij('portaal').pk}", str(levering.pk))
    assert taak.status == Taakstatus.WACHT
    assert reeksen.load().laatste("V1") is None


def test_acceptance_computes_after_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        accepted(mutatie("nieuwbouw", 10))
    assert reeksen.load().laatste("V1").waarde == 10
    assert Taak.objects.get(soort="cijfers.herberekenen").status == Taakstatus.KLAAR
