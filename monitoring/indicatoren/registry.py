"""The registry of indicators: one decorated function each, found by its code."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from acties.models import Prioriteitsgebied
from basis.halfjaar import EERSTE
from basis.models import Partijsoort
from monitoring.indicatoren.vormen import Vorm
from voorraad.models import Gemeentegegeven, Mutatie, Project, Toewijzing, Voorraadstand


class Eenheid(StrEnum):
    WONINGEN = "woningen"
    PERSONEN = "personen"
    PROCENT = "procent"
    MAANDEN = "maanden"
    BUURTEN = "buurten"


class Periode(StrEnum):
    """What a half-year means for the reader of the series."""

    HALFJAAR = "per halfjaar"
    CUMULATIEF = "cumulatief sinds 1 januari 2026"
    KALENDERJAAR = "per kalenderjaar"
    DOORLOPEND = "per halfjaar, met achterstand of voorsprong uit eerdere halfjaren"
    STAND = "stand op de peildatum"


class Cijfers:
    """The rows that are being computed: those of certain deliveries, or what stands on a reference date."""

    def __init__(self, leveringen: Iterable[int] = (), peildatum: datetime.date | None = None):
        self._leveringen = list(leveringen)
        self._peildatum = peildatum

    def _of(self, model):
        return model.objects.filter(levering__in=self._leveringen)

    @property
    def voorraad(self):
        return self._of(Voorraadstand)

    @property
    def mutaties(self):
        return self._of(Mutatie)

    @property
    def projecten(self):
        return self._of(Project)

    @property
    def toewijzingen(self):
        return self._of(Toewijzing)

    @property
    def gemeente(self):
        return self._of(Gemeentegegeven)

    @property
    def prioriteitsgebieden(self):
        """The priority neighbourhoods that were on the list on the reference date."""
        return Prioriteitsgebied.objects.op_lijst(self._peildatum)

    @property
    def peildatum(self) -> datetime.date | None:
        return self._peildatum


@dataclass(frozen=True)
class Indicator:
    """One figure of the agreements. `van` says whose deliveries it is made of; none: it reads the actions.

    `over_personen`: its counts are of people, so small ones are hidden from most readers. `telt` is for a figure that
    is a part of a whole, a list or a task: what numerator and denominator are called in a table.
    """

    code: str
    naam: str
    eenheid: Eenheid
    periode: Periode
    formule: str
    paragraaf: str
    thema: str
    over_personen: bool
    van: tuple[Partijsoort, ...]
    telt: tuple[str, str] | None
    bereken: Callable[[Cijfers], Vorm]

    @property
    def is_aandeel(self) -> bool:
        return self.eenheid is Eenheid.PROCENT

    @property
    def per_gebied(self) -> bool:
        """Whether its rows say in which wijk."""
        return any(bron.per_gebied for bron in self.bereken(Cijfers([0], EERSTE.peildatum)).bronnen())

    @property
    def per_corporatie(self) -> bool:
        return Partijsoort.CORPORATIE in self.van

    @property
    def is_deel(self) -> bool:
        """Whether it is drawn as a share: it is one, or it counts how much of a list or a task is done."""
        return self.is_aandeel or self.telt is not None


INDICATOREN: dict[str, Indicator] = {}


def indicator(
    code, *, naam, eenheid, periode, formule, paragraaf, thema, over_personen, van=(Partijsoort.CORPORATIE,), telt=None
):
    """Register a function as indicator `code`. A code that exists already raises ValueError.

    `thema` is the slug of the theme where the figure is shown; the other names are those of `Indicator`.
    """

    def register(function):
        if code in INDICATOREN:
            raise ValueError(f"Indicator {code} bestaat al.")
        INDICATOREN[code] = Indicator(
            code, naam, eenheid, periode, formule, paragraaf, thema, over_personen, tuple(van), telt, function
        )
        return function

    return register
