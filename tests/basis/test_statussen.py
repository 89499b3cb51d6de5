"""Every status has a look of its own, or waits."""

import pytest

from acties.models import Actiestatus, Besluitstatus, Mijlpaalstand, Overlegstatus
from basis.templatetags.statussen import KLEUR_EN_TEKEN, uiterlijk
from voorraad.models import Status


@pytest.mark.parametrize("status", [*Actiestatus, *Mijlpaalstand, *Status, *Overlegstatus, *Besluitstatus])
def test_status_has_its_look_or_waits(status):
    waits = {"niet-gestart", "gepland", "voorbij", "vervangen"}
    assert (status in KLEUR_EN_TEKEN) is not (status.value in waits)
    assert (uiterlijk(status) == {"kleur": "grijs", "teken": "wacht"}) is (status.value in waits)
