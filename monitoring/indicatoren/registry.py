"""The registry of indicators: one decorated function each, found by its code."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from acties.models import Prioriteitsgebied
from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Partijsoort
from monitoring.indicatoren.vormen import NOEMER, TELLER, Bron, Kans, Vorm, binnen, waarden
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
    VOORUITBLIK = "gerealiseerd sinds 1 januari 2026, met de plannen tot en met 2035"


STANDEN = (Periode.STAND, Periode.VOORUITBLIK)


class Cijfers:
    """The rows that are being computed: those of certain deliveries (None: all), or what stands on a reference date."""

    def __init__(self, leveringen: Collection[int] | None = (), peildatum: datetime.date | None = None):
        self._leveringen = leveringen
        self._peildatum = peildatum

    def _of(self, model):
        return model.objects.all() if self._leveringen is None else model.objects.filter(levering__in=self._leveringen)

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

    @property
    def halfjaar(self) -> Halfjaar:
        """The half-year that ends on the reference date."""
        return Halfjaar.of(self._peildatum)


@dataclass(frozen=True)
class Indicator:
    """One figure of the agreements. `van` says whose deliveries it is made of; none: it reads the actions.

    `over_personen`: its counts are of people, so small ones are hidden from most readers. `telt` is for a figure that
    is a part of a whole, a list or a task: what numerator and denominator are called in a table. `woord` follows a
    share: '35 % sociaal'. `per_project`: its goal holds for every project on the lists, not for all of them together.
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
    woord: str = ""
    per_project: bool = False

    @cached_property
    def vorm(self) -> Vorm:
        """Its shape over no rows at all: for what does not depend on them."""
        return self.bereken(Cijfers([0], EERSTE.peildatum))

    @cached_property
    def onderdelen(self) -> dict[str, Bron]:
        """The names of its parts, which may be patterns, each with rows that it is made of; '' is the figure itself."""
        found: dict[str, Bron] = {}
        for bron in self.vorm.bronnen():
            for naam in bron.onderdelen:
                found.setdefault(naam, bron)
        return found

    def patroon(self, onderdeel: str) -> str | None:
        """How this part is named in `onderdelen`: 'nieuwbouw/gezin' as 'nieuwbouw/{doelgroep}'. None: not at all."""
        if onderdeel in self.onderdelen:
            return onderdeel
        return next((naam for naam in self.onderdelen if naam and waarden(naam, onderdeel) is not None), None)

    def rondom(self, onderdeel: str) -> str:
        """The part in which a part lies, as far as the indicator has such a part; '' is the figure itself."""
        around = binnen(onderdeel)
        return around if not around or self.patroon(around) is not None else self.rondom(around)

    def onder_de_streep(self, onderdeel: str) -> tuple[str, str]:
        """What a part is divided by: which part, and the side of it. Its own denominator, or what it lies in."""
        if onderdeel not in self._onder:
            own = any(
                waarden(naam, onderdeel) is not None
                for bron in self.vorm.bronnen()
                if bron.kant == NOEMER
                for naam in bron.onderdelen
            )
            side = NOEMER if self.is_quotient or not onderdeel else TELLER
            self._onder[onderdeel] = (onderdeel if own else self.rondom(onderdeel), side)
        return self._onder[onderdeel]

    def telwoorden(self, onderdeel: str = "") -> tuple[str, str]:
        """What stands above and below the line is called, of the figure or of a part of it."""
        above, below = self.telt or ("teller", "noemer")
        if not onderdeel:
            return above, below
        if not self.is_quotient:
            return "aantal", "alles samen"
        if self.onder_de_streep(onderdeel)[0] != onderdeel:
            return "aantal", below
        return above, "mensen" if self.is_gemiddelde else below

    @cached_property
    def _onder(self) -> dict[str, tuple[str, str]]:
        return {}

    def van_mensen(self, onderdeel: str = "") -> bool:
        """Whether this part counts people: of those, small counts per area are hidden from most readers."""
        bron = self.onderdelen.get(self.patroon(onderdeel))
        return self.over_personen or (bron is not None and bron.rijen.model is Toewijzing)

    def blijft_staan(self, onderdeel: str) -> bool:
        """Whether this part is a state, that stays as it was while its party delivers no newer one."""
        bron = self.onderdelen.get(self.patroon(onderdeel))
        return self.periode in STANDEN and bron is not None and bron.is_stand

    @property
    def is_aandeel(self) -> bool:
        return self.eenheid is Eenheid.PROCENT

    @property
    def is_gemiddelde(self) -> bool:
        return self.eenheid is Eenheid.MAANDEN

    @property
    def is_quotient(self) -> bool:
        """Whether the figure is numerator over denominator, and not the numerator alone."""
        return self.is_aandeel or self.is_gemiddelde

    @property
    def per_gebied(self) -> bool:
        """Whether its rows say in which wijk."""
        return self.onderdelen[""].per_gebied

    @property
    def is_kans(self) -> bool:
        return isinstance(self.vorm, Kans)

    @property
    def per_corporatie(self) -> bool:
        return Partijsoort.CORPORATIE in self.van

    @property
    def is_deel(self) -> bool:
        """Whether it is drawn as a share: it is one, or it counts how much of a list or a task is done."""
        return self.is_aandeel or (self.telt is not None and not self.is_gemiddelde)


INDICATOREN: dict[str, Indicator] = {}


def indicator(
    code,
    *,
    naam,
    eenheid,
    periode,
    formule,
    paragraaf,
    thema,
    over_personen,
    van=(Partijsoort.CORPORATIE,),
    telt=None,
    woord="",
    per_project=False,
):
    """Register a function as indicator `code`. A code that exists already raises ValueError.

    `thema` is the slug of the theme where the figure is shown; the other names are those of `Indicator`.
    """

    def register(function):
        if code in INDICATOREN:
            raise ValueError(f"Indicator {code} bestaat al.")
        shown = (paragraaf, thema, over_personen, tuple(van), telt, function, woord, per_project)
        INDICATOREN[code] = Indicator(code, naam, eenheid, periode, formule, *shown)
        return function

    return register
