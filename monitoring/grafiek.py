"""What a chart is (words, drawing, table), what it is made from, and how a figure is worded."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.urls import reverse
from django.utils.formats import date_format

from basis.getallen import GEEN, getal, procent
from basis.models import Partijsoort
from monitoring import doelen, reeksen, zinnen
from monitoring.charts import Vorm
from monitoring.herkomst import Verwijzing, adres
from monitoring.indicatoren import INDICATOREN
from monitoring.indicatoren.registry import Eenheid
from monitoring.keuze import ALLES, Keuze
from monitoring.maat import GEHEEL, Maat, Wat
from monitoring.models import Doelsoort, Doelstelling
from monitoring.reeksen import Punt, Reeksen
from monitoring.small_numbers import Verborgen
from monitoring.tabellen import Tabel

MET_DAEB = Maat("daeb-koop", wat=Wat.MET)


@dataclass(frozen=True)
class Sleutel:
    naam: str
    kleur: str


@dataclass(frozen=True)
class Download:
    naam: str
    adres: str


@dataclass(frozen=True)
class Grafiek:
    """One chart: its finding, unit and period, the drawing, what it says in words, and the same numbers as a table.

    `herkomst` leads to each figure that the finding names. In `figuur` stands, beside what Plotly draws, `klik`: per
    series of `data`, per point of it, where a click leads ('' leads nowhere).
    """

    naam: str
    titel: str
    ondertitel: str
    tabel: Tabel
    figuur: dict | None = None
    samenvatting: str = ""
    legenda: list[Sleutel] = field(default_factory=list)
    voorlopig: str = ""
    downloads: list[Download] = field(default_factory=list)
    figuur_id: str = ""
    herkomst: list[Verwijzing] = field(default_factory=list)


@dataclass(frozen=True)
class Cijfers:
    """What the builders draw from. `kleine_aantallen`: whether this reader may see counts below five."""

    reeksen: Reeksen
    doelen: dict[str, list[Doelstelling]]
    keuze: Keuze = ALLES
    kleine_aantallen: bool = False

    def partij_voor(self, code: str):
        """The chosen corporation, unless this figure is not made of what corporations deliver."""
        return self.keuze.corporatie if INDICATOREN[code].per_corporatie else None

    def punten(self, code: str) -> list[Punt]:
        return self.reeksen.punten(code, self.partij_voor(code))

    def laatste(self, code: str) -> Punt | None:
        return self.reeksen.laatste(code, self.partij_voor(code))

    def doelen_van(self, code: str) -> list[Doelstelling]:
        """The goals hold for all parties together: with one corporation chosen there are none to draw."""
        return [] if self.partij_voor(code) else self.doelen.get(code, [])

    def doel(self, code: str, soort: str = Doelsoort.MINSTENS) -> Doelstelling | None:
        return next((doel for doel in self.doelen_van(code) if doel.soort == soort), None)

    def corporaties(self):
        return [partij for partij in self.reeksen.partijen if partij.soort == Partijsoort.CORPORATIE]


def load(codes, keuze: Keuze = ALLES, *, elk: bool = False, kleine_aantallen: bool = False) -> Cijfers:
    """Series and goals for some indicators; `elk` also for every party apart."""
    partij = reeksen.ELK if elk else keuze.corporatie
    return Cijfers(
        reeksen.load(codes, partij=partij, tot=keuze.tm, op=keuze.moment),
        reeksen.doelen(keuze.op),
        keuze,
        kleine_aantallen,
    )


def getekend(punt: Punt, aandeel: bool):
    """The value as it is drawn."""
    if punt.waarde is None or not aandeel:
        return punt.waarde
    return punt.teller / punt.noemer if punt.noemer else None


def waarde_tekst(code: str, punt: Punt | None) -> str:
    """'+253 woningen', '27,9 %', '1 van de 3 buurten', '180 van de 200 personen', 'geen gegevens', '< 5'."""
    indicator = INDICATOREN[code]
    if punt is not None and punt.waarde is None and punt.taak is not None:
        return f"{getal(punt.gehuisvest)} {indicator.eenheid}, zonder opgave"
    if punt is None or punt.waarde is None:
        return GEEN
    if isinstance(punt.waarde, Verborgen):
        return str(punt.waarde)
    if indicator.is_aandeel:
        return procent(punt.waarde)
    if indicator.is_deel:
        return f"{getal(punt.teller)} van de {getal(punt.noemer)} {indicator.eenheid}"
    return f"{Vorm(met_teken=bool(punt.onderdelen))(punt.waarde)} {indicator.eenheid}"


def maat_tekst(code: str, punt: Punt | None, maat: Maat, *, met_eenheid: bool = False) -> str:
    """One number of a figure, written as in a table: '+5', '25,9 %', '7'; with its unit where that is asked."""
    indicator = INDICATOREN[code]
    value = None if punt is None else maat.van(punt)
    if value is None:
        return GEEN
    if isinstance(value, Verborgen):
        return str(value)
    plain = maat.wat is Wat.CIJFER
    if maat.wat is Wat.AANDEEL or (plain and indicator.is_aandeel):
        return procent(value)
    text = Vorm(met_teken=bool(punt.onderdelen) and (plain or maat.wat is Wat.MET))(value)
    counted = plain or indicator.eenheid is not Eenheid.MAANDEN  # what a mean is made of is no months
    return f"{text} {indicator.eenheid}" if met_eenheid and counted and not indicator.is_aandeel else text


def maat_naam(code: str, maat: Maat, namen: dict[str, str]) -> str:
    """What a number of a figure is called beside the name of the figure: 'nieuwbouw, alleen dit halfjaar'."""
    part = namen.get(maat.onderdeel, maat.onderdeel)
    teller, noemer = INDICATOREN[code].telt or ("teller", "noemer")
    own_task = maat.periode and maat.wat is Wat.NOEMER
    what = {
        Wat.TELLER: teller,
        Wat.NOEMER: "taakstelling" if own_task else noemer,
        Wat.AANDEEL: "aandeel",
        Wat.MET: f"met {part}",
        Wat.ACHTERSTAND: "achterstand uit eerdere halfjaren",
        Wat.REST: "wat overblijft voor het volgende halfjaar",
    }.get(maat.wat, part)
    return ", ".join(filter(None, [what, "alleen dit halfjaar" if maat.periode else ""]))


def doel_tekst(cijfers: Cijfers, code: str) -> str:
    """The first goal in words."""
    goals = cijfers.doelen_van(code)
    return doel_woorden(code, goals[0]) if goals else ""


def doel_woorden(code: str, doel: Doelstelling) -> str:
    """A goal in words; for counts of a list or task in those of the agreement."""
    indicator = INDICATOREN[code]
    if indicator.is_deel and not indicator.is_aandeel:
        return doel.omschrijving
    return doelen.in_woorden(doel, Vorm(aandeel=indicator.is_aandeel))


def met_daeb(punt: Punt):
    """V1 with the homes sold to DAEB households counted again."""
    return MET_DAEB.van(punt)


def stand(punt: Punt | None) -> str:
    """'vastgesteld', or what is still missing; never an empty cell."""
    if punt is None or (punt.waarde is None and punt.taak is None):
        missing = zinnen.opsomming(punt.ontbreekt) if punt else ""
        return f"nog niet vastgesteld: {missing}" if missing else "nog niet vastgesteld"
    return f"voorlopig, zonder {zinnen.opsomming(punt.ontbreekt)}" if punt.ontbreekt else "vastgesteld"


@dataclass(frozen=True)
class Herkomst:
    """What a row of a table or a point of a chart is about; with it every number there leads to its passport."""

    code: str
    punt: Punt
    partij: object = None
    wijk: str = ""
    maat: Maat = GEHEEL

    def adres(self, op=None) -> str:
        return adres(self.code, self.punt.halfjaar, partij=self.partij, wijk=self.wijk, maat=self.maat, op=op)

    @property
    def teksten(self) -> set[str]:
        """The ways in which this number is written; nothing where there is none, or where it is hidden."""
        value = self.maat.van(self.punt)
        if value is None or isinstance(value, Verborgen):
            return set()
        whole = {waarde_tekst(self.code, self.punt)} if self.maat == GEHEEL else set()
        return whole | {maat_tekst(self.code, self.punt, self.maat, met_eenheid=unit) for unit in (False, True)}


def met_adressen(tabel: Tabel, herkomst: list[Herkomst | None], op=None) -> Tabel:
    """The same table with links; `herkomst` says per row what it is about."""
    if not herkomst:
        return tabel
    rows = [
        rij if waar is None else _met_adres(tabel, rij, waar, op)
        for rij, waar in zip(tabel.rijen, herkomst, strict=True)
    ]
    return replace(tabel, rijen=rows)


def _met_adres(tabel: Tabel, rij: list, waar: Herkomst, op) -> list:
    """A cell leads to a passport only where that says the same: hidden numbers and other words lead nowhere."""
    row = []
    for kolom, cel in zip(tabel.kolommen, rij, strict=True):
        asked = replace(waar, maat=kolom.maat)
        row.append(replace(cel, adres=asked.adres(op)) if cel.tekst in asked.teksten else cel)
    return row


def verwijs(cijfers: Cijfers, naam: str, code: str, punt: Punt | None, maat: Maat = GEHEEL, partij=None) -> list:
    """The link to a figure that a sentence names, of what the reader chose; none where there is no figure."""
    if punt is None or maat.van(punt) is None:
        return []
    asked = Herkomst(code, punt, partij or cijfers.partij_voor(code), maat=maat)
    return [Verwijzing(naam, asked.adres(cijfers.keuze.op))]


def per_punt(cijfers: Cijfers, code: str, punten: list[Punt]) -> list[Herkomst]:
    """One row per half-year, of what the reader chose."""
    return [Herkomst(code, punt, cijfers.partij_voor(code)) for punt in punten]


def per_maat(rijen: list[Herkomst | None], maat: Maat) -> list[Herkomst | None]:
    """The same rows or points, each about one number of the figure; none where it has no such number."""
    return [replace(waar, maat=maat) if waar and maat.van(waar.punt) is not None else None for waar in rijen]


def grafiek(
    cijfers,
    naam,
    titel,
    ondertitel,
    rijen: Tabel,
    figuur,
    punten,
    *,
    legenda=(),
    herkomst: list[Herkomst | None] | None = None,
    klik: dict[str, list[Herkomst | None]] | None = None,
    genoemd: list[Verwijzing] | None = None,
) -> Grafiek:
    """`herkomst` says per row of the table what it is about, where its numbers have a passport.

    `klik` says the same per point of each named series of the drawing; without it every series has a point per row.
    `genoemd` are the figures that the title names.
    """
    rows, op = herkomst or [], cijfers.keuze.op
    missing = dict.fromkeys(naam for punt in punten if punt.voorlopig for naam in punt.ontbreekt)
    note = zinnen.voorlopig(list(missing)) if missing else ""
    absent = ""
    if cijfers.keuze.corporatie and punten and punten[-1].halfjaar < max(cijfers.reeksen.halfjaren):
        absent = zinnen.nog_niets(cijfers.keuze.corporatie.naam, max(cijfers.reeksen.halfjaren).voluit)
    chart = Grafiek(
        naam,
        titel,
        ondertitel,
        met_adressen(rijen, rows, op),
        figuur=figuur and {**figuur, "klik": [_klik(trace, klik, rows, op) for trace in figuur["data"]]},
        samenvatting=f"Grafiek. {titel} {note} De cijfers staan in de tabel onder de grafiek.",
        legenda=list(legenda),
        voorlopig=" ".join(filter(None, [note, absent])),
        figuur_id=f"figuur-{naam}",
        herkomst=genoemd or [],
    )
    return replace(chart, downloads=_downloads(naam, cijfers.keuze.vraag))


def _klik(trace: dict, klik: dict | None, rows: list, op) -> list[str]:
    found = rows if klik is None else klik.get(trace["name"], [])
    return [waar.adres(op) if waar else "" for waar in found]


def _downloads(naam: str, vraag: str) -> list[Download]:
    return [
        Download(label, reverse("monitoring:export", args=[naam, formaat]) + vraag)
        for label, formaat in (("CSV", "csv"), ("Excel (XLSX)", "xlsx"))
    ]


def ondertitel(cijfers: Cijfers, code: str, eenheid: str) -> str:
    """Unit and period, which part, reference date, source."""
    punt = cijfers.laatste(code)
    indicator = INDICATOREN[code]
    wie = f", {cijfers.keuze.wie}" if indicator.per_corporatie else ""
    peil = f" Peildatum {date_format(punt.halfjaar.peildatum, 'j F Y')}." if punt else ""
    goals = " De doelen gelden voor alle corporaties samen." if cijfers.partij_voor(code) else ""
    return f"{eenheid}{wie}.{peil} Bron: {zinnen.bron(indicator.van)}.{goals}"
