"""What figures and deliveries add to the agenda of a meeting and to what is reported: `acties` knows neither."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils.formats import date_format

from acties import aandacht, waarover
from acties.aandacht import Aandachtspunt, Indicatornaam
from acties.models import Overleg, Puntsoort
from monitoring.beoordeling import beoordeel
from monitoring.grafiek import load, waarde_tekst
from monitoring.indicatoren import INDICATOREN
from monitoring.oordeel import AANDACHT
from monitoring.plannen.projecten import projectnamen
from voorraad import ronde

aandacht.INDICATOREN.update({code: Indicatornaam(each.naam, each.thema) for code, each in INDICATOREN.items()})


waarover.projectbron(projectnamen)


@aandacht.bron
def cijfers_met_aandacht(overleg: Overleg, vandaag: datetime.date) -> Iterable[Aandachtspunt]:
    """The figures of the city that are judged 'aandacht nodig', with the figure and the sentence of the judgement."""
    cijfers = load(list(INDICATOREN))
    for code, indicator in INDICATOREN.items():
        oordeel = beoordeel(cijfers, code)
        if oordeel and oordeel.status == AANDACHT:
            punt = cijfers.laatste(code)
            yield Aandachtspunt(
                f"indicator-{code}",
                Puntsoort.INDICATOR,
                f"{indicator.naam} ({code})",
                f"Na de {punt.halfjaar.voluit}: {waarde_tekst(code, punt)}. {oordeel.zin}",
                indicator.thema,
                indicator=code,
            )


@aandacht.bron
def leveringen_over_tijd(overleg: Overleg, vandaag: datetime.date) -> Iterable[Aandachtspunt]:
    """Figures that are not handed in while the agreed day has passed."""
    for partij, halfjaar, termijn in ronde.te_laat(vandaag):
        yield Aandachtspunt(
            f"levering-{partij.code}-{halfjaar}",
            Puntsoort.LEVERING,
            f"Cijfers van {partij} over de {halfjaar.voluit}",
            f"Ze zouden er tot en met {date_format(termijn, 'j F Y')} zijn en zijn nog niet ingediend. "
            "Waar kunnen we mee helpen?",
        )
