"""The pages that explain: all figures, one figure, and the goals and lists that they are counted with."""

from __future__ import annotations

from dataclasses import dataclass, field

from acties.models import Thema
from basis.halfjaar import Halfjaar
from monitoring import grafieken
from monitoring.beoordeling import UITLEG, beoordeel, nodig
from monitoring.dashboards import Kop, Stand, beoordeelde_standen, noot
from monitoring.grafiek import Grafiek, load, verwijs, waarde_tekst
from monitoring.indicatoren import INDICATOREN, Indicator
from monitoring.indicatoren.registry import Periode
from monitoring.keuze import ALLES, Keuze
from monitoring.kleine_aantallen.zichtbaar import Lezer
from monitoring.models import Doelstelling
from monitoring.oordeel import Oordeel
from monitoring.reeksen import Punt
from monitoring.verborgen import Verborgen
from monitoring.zinnen import algemeen as zinnen
from monitoring.zinnen import voorraad as zinnen_voorraad
from voorraad.models import Codelijst, Codewaarde, Huurgrens


@dataclass(frozen=True)
class Indicatorpagina:
    kop: Kop
    indicator: Indicator
    doelen: list[Doelstelling]
    reeks: Grafiek
    partijen: Grafiek | None
    onderdelen: Grafiek | None
    wijken: Grafiek | None
    van: str
    oordeel: Oordeel | None = None

    @property
    def wijken_te_klein(self) -> bool:
        """Whether no number of any wijk may be seen by this reader."""
        numbers = [cel.waarde for rij in self.wijken.tabel.rijen for cel in rij if cel.is_getal] if self.wijken else []
        return bool(numbers) and all(isinstance(value, Verborgen) for value in numbers)


@dataclass(frozen=True)
class Catalogus:
    kop: Kop
    themas: list[tuple[Thema, list[tuple[Indicator, Stand]]]]
    regels: list[tuple[str, str]] = field(default_factory=lambda: UITLEG)


@dataclass(frozen=True)
class Lijsten:
    kop: Kop
    doelen: list[Doelstelling]
    huurgrenzen: list[Huurgrens]
    codelijsten: list[tuple[str, list[Codewaarde]]] = field(default_factory=list)
    mag_aanpassen: bool = False


def indicatoren(keuze: Keuze = ALLES) -> Catalogus:
    """Every figure of the agreements that is computed, by theme."""
    cijfers = load(None, keuze)
    groups = [
        (thema, [(INDICATOREN[stand.code], stand) for stand in beoordeelde_standen(cijfers, thema.slug)])
        for thema in Thema.objects.all()
    ]
    sentence = f"{len(INDICATOREN)} cijfers volgen de afspraken, elk met een eigen rekenregel."
    kop = Kop("Hoe we rekenen", sentence, noot(keuze), dag=keuze.dag)
    return Catalogus(kop, [(thema, found) for thema, found in groups if found])


def indicator(code: str, keuze: Keuze, kleine_aantallen: Lezer | bool) -> Indicatorpagina:
    """Definition, series, parties and wijken of any registered indicator."""
    found = INDICATOREN[code]
    cijfers = load([code, *nodig(code)], keuze, elk=True, kleine_aantallen=kleine_aantallen)
    per_wijk = grafieken.per_wijk(cijfers, code)
    parts = grafieken.per_onderdeel(cijfers, code) if grafieken.heeft_delen(code) else None
    several = len([partij for partij in cijfers.reeksen.partijen if partij.soort in found.van]) > 1
    punt = cijfers.laatste(code)
    return Indicatorpagina(
        Kop(found.naam, _nu(code, punt), noot(keuze), verwijs(cijfers, "dit cijfer", code, punt), keuze.dag),
        found,
        cijfers.doelen.get(code, []),
        grafieken.reeks(cijfers, code),
        grafieken.per_partij(cijfers, code) if several and not found.is_kans and keuze.corporatie is None else None,
        parts if parts and parts.tabel.rijen else None,
        per_wijk if per_wijk.tabel.rijen else None,
        zinnen.bron(found.van),
        beoordeel(cijfers, code),
    )


def _nu(code: str, punt: Punt | None) -> str:
    if punt is None:
        return "Er zijn nog geen vastgestelde cijfers."
    return zinnen.nu(waarde_tekst(code, punt), _wanneer(INDICATOREN[code], punt.halfjaar), punt.voorlopig)


def _wanneer(indicator: Indicator, half: Halfjaar) -> str:
    """Of what a figure is: a half-year, all until its end, or that day itself."""
    if indicator.periode is Periode.STAND:
        return zinnen.met_hoofdletter(zinnen_voorraad.eind(half))
    begin = "In de" if indicator.periode is Periode.HALFJAAR else "Tot en met de"
    return f"{begin} {zinnen.van_jaar(half.voluit)}"


def lijsten(mag_aanpassen: bool = False) -> Lijsten:
    """What was agreed as numbers, and the lists that the figures are counted with."""
    lists: dict[str, list[Codewaarde]] = {}
    for code in Codewaarde.objects.filter(actief=True):
        lists.setdefault(code.lijst, []).append(code)
    labels = dict(Codelijst.choices)
    kop = Kop("Afspraken en lijsten", "De getallen die we afspraken, en de lijsten waarmee we tellen.")
    return Lijsten(
        kop,
        list(Doelstelling.objects.select_related("vervangen_door")),
        list(Huurgrens.objects.all()),
        [(labels[name], values) for name, values in lists.items()],
        mag_aanpassen,
    )
