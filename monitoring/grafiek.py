"""What a chart is (words, drawing, table), what it is made from, and how a figure is worded."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from django.urls import reverse
from django.utils.formats import date_format

from basis.getallen import GEEN, getal, procent, verschil
from basis.models import Partijsoort
from monitoring import doelen, namen, reeksen, zinnen
from monitoring.charts import Doellijn, Vorm
from monitoring.herkomst import adres
from monitoring.indicatoren import INDICATOREN, Indicator
from monitoring.keuze import ALLES, Keuze
from monitoring.models import Doelsoort, Doelstelling
from monitoring.namen import Namen
from monitoring.reeksen import Punt, Reeksen
from monitoring.tabellen import Tabel


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
    """One chart: its finding, unit and period, the drawing, what it says in words, and the same numbers as a table."""

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
    bestandsnaam: str = ""
    selectie: str = ""


@dataclass(frozen=True)
class Cijfers:
    """What the builders draw from. `kleine_aantallen`: whether this reader may see counts below five."""

    reeksen: Reeksen
    doelen: dict[str, list[Doelstelling]]
    keuze: Keuze = ALLES
    kleine_aantallen: bool = False
    eerdere_doelen: dict[str, list[Doelstelling]] = field(default_factory=dict)

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

    def doellijnen(self, code: str, vorm: Vorm, labels: list[str]) -> list[Doellijn]:
        """The goals as lines over the half-years or years in `labels`, with those that they replaced."""
        return doelen.door_de_tijd(self.doelen_van(code), self.eerdere_doelen.get(code, []), vorm, labels)

    def doel(self, code: str, soort: str = Doelsoort.MINSTENS) -> Doelstelling | None:
        return next((doel for doel in self.doelen_van(code) if doel.soort == soort), None)

    @cached_property
    def namen(self) -> Namen:
        return namen.load()

    def corporaties(self):
        return [partij for partij in self.reeksen.partijen if partij.soort == Partijsoort.CORPORATIE]


def load(codes, keuze: Keuze = ALLES, *, elk: bool = False, kleine_aantallen: bool = False) -> Cijfers:
    """Series and goals for some indicators; `elk` also for every party apart."""
    partij = reeksen.ELK if elk else keuze.corporatie
    found = reeksen.load(codes, partij=partij, tot=keuze.tm, op=keuze.moment)
    doelen, eerdere = reeksen.doelen_met_eerdere(keuze.op)
    return Cijfers(found, doelen, keuze, kleine_aantallen, eerdere)


def getekend(punt: Punt, aandeel: bool):
    """The value as it is drawn."""
    if punt.waarde is None or not aandeel:
        return punt.waarde
    return punt.teller / punt.noemer if punt.noemer else None


def vorm_van(indicator: Indicator) -> Vorm:
    """How its figures are written along an axis."""
    if indicator.is_gemiddelde:
        return Vorm(decimalen=1, eenheid=str(indicator.eenheid))
    return Vorm(aandeel=indicator.is_deel, met_teken=indicator.vorm.met_teken)


def waarde_tekst(code: str, punt: Punt | None) -> str:
    """'+253 woningen', '27,9 %', '33,2 % sociaal', '5,4 maanden', '1 van de 3 buurten', 'geen gegevens'."""
    indicator = INDICATOREN[code]
    if punt is None or punt.waarde is None:
        return GEEN
    if indicator.is_aandeel:
        return f"{procent(punt.waarde)} {indicator.woord}".rstrip(" ")
    if indicator.is_deel:
        return f"{getal(punt.teller)} van de {getal(punt.noemer)} {indicator.eenheid}"
    return f"{replace(vorm_van(indicator), eenheid='')(punt.waarde)} {indicator.eenheid}"


def deel_tekst(code: str, punt: Punt, onderdeel: str) -> str:
    """A part in words: '+20 woningen', '10 woningen (62,5 %)', '35 %', '7,5 maanden'."""
    indicator, share = INDICATOREN[code], punt.deel(onderdeel)
    if indicator.is_quotient:
        return waarde_tekst(code, replace(punt, waarde=share))
    count = punt.onderdelen.get(onderdeel, 0)
    text = f"{verschil(count) if indicator.vorm.met_teken else getal(count)} {indicator.eenheid}"
    return text if share is None else f"{text} ({procent(share)})"


def doel_zin(cijfers: Cijfers, code: str) -> str:
    """The first goal as the end of a sentence, or nothing."""
    goals, indicator = cijfers.doelen_van(code), INDICATOREN[code]
    if not goals:
        return ""
    if indicator.is_deel and not indicator.is_aandeel:
        return f"het doel is {goals[0].omschrijving}"
    return doelen.in_zin(goals[0], vorm_van(indicator))


def doel_tekst(cijfers: Cijfers, code: str) -> str:
    """The first goal in words; counts of a list or task keep the words of the agreement."""
    goals = cijfers.doelen_van(code)
    if not goals:
        return ""
    indicator = INDICATOREN[code]
    if indicator.is_deel and not indicator.is_aandeel:
        return goals[0].omschrijving
    return doelen.in_woorden(goals[0], vorm_van(indicator))


def met_daeb(punt: Punt):
    """V1 with the homes sold to DAEB households counted again."""
    return None if punt.waarde is None else punt.waarde + punt.onderdelen.get("daeb-koop", 0)


def stand(punt: Punt | None) -> str:
    """'vastgesteld', or what is still missing; never an empty cell."""
    if punt is None or (punt.waarde is None and punt.taak is None):
        missing = zinnen.opsomming(punt.ontbreekt) if punt else ""
        return f"nog niet vastgesteld: {missing}" if missing else "nog niet vastgesteld"
    if not punt.ontbreekt:
        return "vastgesteld"
    without = [naam for naam in punt.ontbreekt if naam not in punt.vorige_stand]
    parts = [f"zonder {zinnen.opsomming(without)}"] if without else []
    parts += [f"met de vorige stand van {zinnen.opsomming(punt.vorige_stand)}"] if punt.vorige_stand else []
    return f"voorlopig, {' en '.join(parts)}"


@dataclass(frozen=True)
class Herkomst:
    """What a row of a table is about: with it every number in the row leads to its passport."""

    code: str
    punt: Punt
    partij: object = None
    wijk: str = ""
    onderdeel: str = ""


def _met_adressen(tabel: Tabel, herkomst: list, op) -> Tabel:
    if not herkomst:
        return tabel
    rows = [
        rij if waar is None else _met_adres(tabel, rij, waar, op)
        for rij, waar in zip(tabel.rijen, herkomst, strict=True)
    ]
    return replace(tabel, rijen=rows)


def _met_adres(tabel: Tabel, rij: list, waar: Herkomst, op) -> list:
    """Numbers that stand there lead somewhere; hidden ones and words do not."""
    row = []
    for kolom, cel in zip(tabel.kolommen, rij, strict=True):
        if cel.is_getal and isinstance(cel.waarde, float):
            to = adres(
                kolom.code or waar.code,
                kolom.halfjaar or waar.punt.halfjaar,
                partij=waar.partij,
                wijk=waar.wijk,
                onderdeel=kolom.onderdeel or waar.onderdeel,
                op=op,
            )
            cel = replace(cel, adres=to)
        row.append(cel)
    return row


def per_punt(cijfers: Cijfers, code: str, punten: list[Punt]) -> list[Herkomst]:
    """One row per half-year, of what the reader chose."""
    return [Herkomst(code, punt, cijfers.partij_voor(code)) for punt in punten]


def grafiek(
    cijfers, naam, titel, ondertitel, rijen: Tabel, figuur, punten, legenda=(), herkomst: list | None = None
) -> Grafiek:
    """`herkomst` says per row of the table what it is about, where its numbers have a passport."""
    missing = dict.fromkeys(naam for punt in punten if punt.voorlopig for naam in punt.ontbreekt)
    note = zinnen.voorlopig(list(missing)) if missing else ""
    absent = ""
    if cijfers.keuze.corporatie and punten and punten[-1].halfjaar < max(cijfers.reeksen.halfjaren):
        absent = zinnen.nog_niets(cijfers.keuze.corporatie.naam, max(cijfers.reeksen.halfjaren).voluit)
    chart = Grafiek(
        naam,
        titel,
        ondertitel,
        _met_adressen(rijen, herkomst or [], cijfers.keuze.op),
        figuur=figuur and {**figuur, "adressen": _adressen(herkomst or [], cijfers.keuze.op)},
        samenvatting=f"Grafiek. {titel} {note} De cijfers staan in de tabel onder de grafiek.",
        legenda=list(legenda),
        voorlopig=" ".join(filter(None, [note, absent])),
        figuur_id=f"figuur-{naam}",
        bestandsnaam="-".join(filter(None, [naam, cijfers.keuze.in_naam])),
        selectie=cijfers.keuze.in_woorden,
    )
    return replace(chart, downloads=_downloads(naam, cijfers.keuze.vraag))


def _adressen(herkomst: list, op) -> list[str]:
    """Per row of the table, which is per point of the drawing, where a click leads."""
    return [
        adres(waar.code, waar.punt.halfjaar, partij=waar.partij, wijk=waar.wijk, onderdeel=waar.onderdeel, op=op)
        if waar
        else ""
        for waar in herkomst
    ]


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
