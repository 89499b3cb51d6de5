"""What a chart is (words, drawing, table), what it is made from, and how a figure is worded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.urls import reverse
from django.utils.formats import date_format

from basis.getallen import GEEN, getal, procent, verschil
from basis.models import Partijsoort
from monitoring import doelen, namen, reeksen
from monitoring.herkomst import Verwijzing, adres
from monitoring.indicatoren import INDICATOREN, Indicator
from monitoring.indicatoren.registry import Periode
from monitoring.keuze import ALLES, Keuze
from monitoring.kleine_aantallen.zichtbaar import Lezer
from monitoring.maat import GEHEEL, Maat, Wat
from monitoring.models import Doelsoort, Doelstelling
from monitoring.namen import Namen
from monitoring.reeksen import Punt, Reeksen
from monitoring.tabellen import Cel, Tabel
from monitoring.tekeningen import Doellijn, Vorm
from monitoring.verborgen import Verborgen
from monitoring.zinnen import algemeen as zinnen

MET_DAEB = Maat("daeb-koop", wat=Wat.MET)
PER_PROJECT = " in elk project"


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
    series of `data`, per point of it, where a click leads ('' leads nowhere). `uitleg`: how to read it.
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
    bestandsnaam: str = ""
    selectie: str = ""
    uitleg: str = ""


@dataclass(frozen=True)
class Bouwer:
    """What makes a chart or table that can be downloaded, and the figures that it reads.

    The first of these is the figure that it is about; without any it is about several, and reads all.
    """

    codes: tuple[str, ...]
    bouw: Callable[[Cijfers], Grafiek]

    @property
    def code(self) -> str:
        return self.codes[0] if self.codes else ""


@dataclass(frozen=True)
class Cijfers:
    """What the builders draw from. `kleine_aantallen`: who reads, and whether counts below five may be seen."""

    reeksen: Reeksen
    doelen: dict[str, list[Doelstelling]]
    keuze: Keuze = ALLES
    kleine_aantallen: Lezer | bool = False
    eerdere_doelen: dict[str, list[Doelstelling]] = field(default_factory=dict)

    def partij_voor(self, code: str):
        """The chosen corporation, unless this figure is not made of what corporations deliver."""
        return self.keuze.corporatie if INDICATOREN[code].per_corporatie else None

    def punten(self, code: str) -> list[Punt]:
        return reeksen.te_geven(code, self.reeksen.punten(code, self.partij_voor(code)))

    def laatste(self, code: str) -> Punt | None:
        return next((punt for punt in reversed(self.punten(code)) if punt.waarde is not None), None)

    def doelen_van(self, code: str) -> list[Doelstelling]:
        """The goals hold for all parties together: with one corporation chosen there are none to draw."""
        return [] if self.partij_voor(code) else self.doelen.get(code, [])

    def doellijnen(self, code: str, vorm: Vorm, labels: list[str]) -> list[Doellijn]:
        """The goals as lines over the half-years or years in `labels`, with those that they replaced."""
        return doelen.door_de_tijd(self.doelen_van(code), self.eerdere_doelen.get(code, []), vorm, labels)

    def doel(self, code: str, soort: str = Doelsoort.MINSTENS) -> Doelstelling | None:
        """The newest goal of a kind that has a number."""
        found = (doel for doel in self.doelen_van(code) if doel.soort == soort and doel.waarde is not None)
        return next(found, None)

    @cached_property
    def namen(self) -> Namen:
        return namen.load()

    def corporaties(self):
        return [partij for partij in self.reeksen.partijen if partij.soort == Partijsoort.CORPORATIE]


def load(codes, keuze: Keuze = ALLES, *, elk: bool = False, kleine_aantallen: Lezer | bool = False) -> Cijfers:
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
    """'+253 woningen', '33,2 % sociaal', '5,4 maanden', '180 van de 200 personen', 'geen gegevens', '< 5'."""
    indicator = INDICATOREN[code]
    if punt is not None and punt.waarde is None and punt.taak is not None:
        return f"{getal(punt.gehuisvest)} {indicator.eenheid}, zonder opgave"
    if punt is None or punt.waarde is None:
        return GEEN
    if isinstance(punt.waarde, Verborgen):
        return str(punt.waarde)
    if indicator.is_aandeel:
        return f"{procent(punt.waarde)} {indicator.woord}".rstrip(" ")
    if indicator.is_deel:
        return f"{getal(punt.teller)} van de {getal(punt.noemer)} {indicator.eenheid}"
    text = replace(vorm_van(indicator), eenheid="")(punt.waarde)
    return zinnen.met_eenheid(text, indicator.eenheid)


def doel_zin(cijfers: Cijfers, code: str) -> str:
    """The first goal as the end of a sentence, or nothing."""
    goals, indicator = cijfers.doelen_van(code), INDICATOREN[code]
    if not goals:
        return ""
    if indicator.is_deel and not indicator.is_aandeel:
        return f"het doel is {goals[0].omschrijving}"
    return doelen.in_zin(goals[0], vorm_van(indicator)) + (PER_PROJECT if indicator.per_project else "")


def maat_tekst(code: str, punt: Punt | None, maat: Maat, *, met_eenheid: bool = False) -> str:
    """One number of a figure, written as in a table: '+5', '25,9 %', '7'; with its unit where that is asked."""
    indicator = INDICATOREN[code]
    value = None if punt is None else maat.van(punt)
    if value is None:
        return GEEN
    if isinstance(value, Verborgen):
        return str(value)
    plain = maat.wat in (Wat.CIJFER, Wat.MET)
    if maat.wat is Wat.AANDEEL or (plain and indicator.is_aandeel):
        return procent(value)
    if plain:
        text = replace(vorm_van(indicator), aandeel=False, eenheid="")(value)
    else:
        text = verschil(value) if maat.wat is Wat.VERSCHIL else telling(value)
    counted = plain or not indicator.is_quotient  # what a share or a mean is made of has another unit
    return zinnen.met_eenheid(text, indicator.eenheid) if met_eenheid and counted else text


def telling(value: float) -> str:
    """A count, or a sum of months with its decimal."""
    return getal(value, 0 if value == int(value) else 1)


def maat_naam(code: str, maat: Maat, namen: Namen) -> str:
    """What a number of a figure is called beside the name of the figure: 'nieuwbouw, alleen dit halfjaar'."""
    part = namen.van(INDICATOREN[code], maat.onderdeel) if maat.onderdeel else ""
    teller, noemer = INDICATOREN[code].telwoorden(maat.onderdeel)
    own_task = maat.periode and maat.wat is Wat.NOEMER
    what = {
        Wat.TELLER: teller,
        Wat.NOEMER: "taakstelling" if own_task else noemer,
        Wat.AANDEEL: "aandeel",
        Wat.MET: f"met {part}",
        Wat.VERSCHIL: "verschil met een halfjaar eerder",
        Wat.ACHTERSTAND: "achterstand uit eerdere halfjaren",
        Wat.REST: "wat overblijft voor het volgende halfjaar",
    }.get(maat.wat, "")
    return ", ".join(filter(None, [maat.wat is not Wat.MET and part, what, maat.periode and "alleen dit halfjaar"]))


def doel_tekst(cijfers: Cijfers, code: str) -> str:
    """The first goal in words."""
    goals = cijfers.doelen_van(code)
    return doel_woorden(code, goals[0]) if goals else ""


def doel_woorden(code: str, doel: Doelstelling) -> str:
    """A goal in words; for counts of a list or task in those of the agreement."""
    indicator = INDICATOREN[code]
    if indicator.is_deel and not indicator.is_aandeel:
        return doel.omschrijving
    return doelen.in_woorden(doel, vorm_van(indicator)) + (PER_PROJECT if indicator.per_project else "")


def met_daeb(punt: Punt):
    """V1 with the homes sold to DAEB households counted again."""
    return MET_DAEB.van(punt)


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


LOS = "los"  # of a number without a passport: worked out from others in its table, or a row of a list
Rijherkomst = Herkomst | list[Herkomst | str | None] | None  # of a row as a whole, or of each of its cells


def met_adressen(tabel: Tabel, herkomst: list[Rijherkomst], op=None) -> Tabel:
    """The same table with links; `herkomst` says per row, or per cell of a row, what it is about."""
    if not herkomst:
        return tabel
    rows = [
        rij if waar is None else _met_adres(tabel, rij, waar, op)
        for rij, waar in zip(tabel.rijen, herkomst, strict=True)
    ]
    return replace(tabel, rijen=rows)


def _met_adres(tabel: Tabel, rij: list, waar: Herkomst | list[Herkomst | None], op) -> list:
    """A cell leads to a passport only where that says the same: hidden numbers and other words lead nowhere."""
    asked = waar if isinstance(waar, list) else [replace(waar, maat=kolom.maat) for kolom in tabel.kolommen]
    return [_met_herkomst(cel, each, op) for cel, each in zip(rij, asked, strict=True)]


def _met_herkomst(cel: Cel, waar: Herkomst | str | None, op) -> Cel:
    if waar == LOS:
        return replace(cel, los=True)
    return replace(cel, adres=waar.adres(op)) if waar and cel.tekst in waar.teksten else cel


def waarden(waar: list[Herkomst | None]) -> list[float | None]:
    """The numbers that these cells or points are about."""
    return [each and each.maat.van(each.punt) for each in waar]


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
    herkomst: list[Rijherkomst] | None = None,
    klik: dict[str, list[Herkomst | None]] | None = None,
    genoemd: list[Verwijzing] | None = None,
    uitleg: str = "",
) -> Grafiek:
    """`herkomst` says per row of the table what it is about, where its numbers have a passport.

    `klik` says the same per point of each named series of the drawing; without it every series has a point per row.
    `genoemd` are the figures that the title names.
    """
    rows, op = herkomst or [], cijfers.keuze.op
    provisional, absent = _kanttekeningen(cijfers, punten)
    chart = Grafiek(
        naam,
        titel,
        ondertitel,
        met_adressen(rijen, rows, op),
        figuur=figuur and {**figuur, "klik": [_klik(trace, klik, rows, op) for trace in figuur["data"]]},
        samenvatting=f"Grafiek. {titel} {provisional} De cijfers staan in de tabel onder de grafiek.",
        legenda=list(legenda),
        voorlopig=" ".join(filter(None, [provisional, absent])),
        figuur_id=f"figuur-{naam}",
        herkomst=genoemd or [],
        bestandsnaam="-".join(filter(None, [naam, cijfers.keuze.in_naam])),
        selectie=cijfers.keuze.in_woorden,
        uitleg=uitleg,
    )
    return replace(chart, downloads=_downloads(naam, cijfers.keuze.vraag))


def _kanttekeningen(cijfers: Cijfers, punten: list[Punt]) -> tuple[str, str]:
    """Whose figures are missing in what is drawn, and whether the chosen corporation is less far than others."""
    missing = dict.fromkeys(naam for punt in punten if punt.voorlopig for naam in punt.ontbreekt)
    newest = max(cijfers.reeksen.halfjaren, default=None)
    chosen = cijfers.keuze.corporatie
    late = chosen and punten and max(punt.halfjaar for punt in punten) < newest
    return zinnen.voorlopig(list(missing)) if missing else "", zinnen.nog_niets(
        chosen.naam, newest.voluit
    ) if late else ""


def _klik(trace: dict, klik: dict | None, rows: list, op) -> list[str]:
    found = rows if klik is None else klik.get(trace["name"], [])
    return [waar.adres(op) if waar else "" for waar in found]


def _downloads(naam: str, vraag: str) -> list[Download]:
    return [
        Download(label, reverse("monitoring:export", args=[naam, formaat]) + vraag)
        for label, formaat in (("CSV", "csv"), ("Excel (XLSX)", "xlsx"))
    ]


def ondertitel(cijfers: Cijfers, code: str, eenheid: str, punt: Punt | None = None) -> str:
    """Unit and period, which part, reference date (of the newest figure, unless it is about another one), source."""
    punt = punt or cijfers.laatste(code)
    indicator = INDICATOREN[code]
    wie = f", {_wie(cijfers, code, punt)}" if indicator.per_corporatie else ""
    peil = f" Peildatum {date_format(punt.halfjaar.peildatum, 'j F Y')}." if punt else ""
    goals = " De doelen gelden voor alle corporaties samen." if cijfers.partij_voor(code) else ""
    return f"{eenheid}{wie}.{peil} Bron: {zinnen.bron(indicator.van)}.{goals}"


def _wie(cijfers: Cijfers, code: str, punt: Punt | None) -> str:
    """Whose figures they are; of all together those who are not in the newest one are named."""
    if punt is None or cijfers.partij_voor(code) or not punt.ontbreekt:
        return cijfers.keuze.wie
    absent = [naam for naam in punt.ontbreekt if naam not in punt.vorige_stand]
    alone = INDICATOREN[code].periode is Periode.HALFJAAR
    return zinnen.zonder(absent, str(punt.halfjaar) if alone else "") if absent else cijfers.keuze.wie


def wanneer(code: str, punt: Punt | None) -> str:
    """The half-year of a figure; what adds up from the start is of all half-years until then: 't/m 2026-2'."""
    if punt is None:
        return ""
    return f"{'t/m ' if INDICATOREN[code].periode is Periode.CUMULATIEF else ''}{punt.halfjaar}"
