"""What each page shows, as dataclasses: worked out once per state of the figures, then kept (`monitoring.bewaard`)."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.urls import reverse
from django.utils import timezone

from acties.models import VRAAGT, Actie, Actiestatus, Statusmelding, Thema
from basis.halfjaar import EERSTE, LAATSTE, Halfjaar
from basis.models import Gebruiker
from monitoring import grafieken
from monitoring.beoordeling import beoordeel, nodig
from monitoring.grafiek import Cijfers, Grafiek, doel_tekst, load, waarde_tekst
from monitoring.grafieken.groeipad import pad_zin
from monitoring.grafieken.voorraad import groei_herkomst, groei_zin
from monitoring.herkomst import Verwijzing, adres, met
from monitoring.indicatoren import INDICATOREN
from monitoring.keuze import ALLES, Keuze
from monitoring.oordeel import Oordeel
from monitoring.zinnen import algemeen as zinnen
from voorraad import ronde
from voorraad.models import Levering, Status

GEVIERD = 3
VOOROP = 4  # figures of a theme beside the other themes
GRAFIEKEN_BIJ = {"voorraad": ["voorraad", "toewijzing"], "aandachtsgroepen": ["toewijzing"]}
IN_BEREKENING = "vastgesteld, wordt nu doorgerekend"
ACTIES_VAN_NU = "De acties en statusmeldingen zijn die van vandaag."


@dataclass(frozen=True)
class Kop:
    """The opening of a page: its name, the one sentence its reader came for, and what to keep in mind.

    `herkomst` leads to each figure that the sentence names; `dag` stands behind the address of every page to which
    the reader takes the day along.
    """

    titel: str
    kernzin: str = ""
    noot: str = ""
    herkomst: list[Verwijzing] = field(default_factory=list)
    dag: str = ""


@dataclass(frozen=True)
class Stand:
    """An indicator at a glance: the figure in words, its goal, and how sure it is."""

    code: str
    naam: str
    waarde: str
    doel: str
    stand: str
    adres: str = ""
    oordeel: Oordeel | None = None


@dataclass(frozen=True)
class Statustelling:
    status: str
    naam: str
    aantal: int


@dataclass(frozen=True)
class Themablok:
    thema: Thema
    doelen: list[str]
    standen: list[Stand]
    meer: int
    statussen: list[Statustelling]


@dataclass(frozen=True)
class Ontbrekend:
    """A half-year of which figures are still to come: of whom, and how far each is."""

    halfjaar: str
    partijen: list[str]


@dataclass(frozen=True)
class Overzicht:
    kop: Kop
    themas: list[Themablok]
    boven: list[Statustelling]
    grafieken: list[tuple[Grafiek, str]]
    gevierd: list[Statusmelding]
    ontbrekend: list[Ontbrekend]
    leeg: bool


@dataclass(frozen=True)
class Themapagina:
    kop: Kop
    thema: Thema
    doelen: list[str]
    standen: list[Stand]
    grafieken: list[str]
    eigen: list[Grafiek]
    acties: list[Actie]
    successen: list[Statusmelding]
    knelpunten: list[Statusmelding]


def overzicht(user: Gebruiker, today: datetime.date, keuze: Keuze = ALLES) -> Overzicht:
    """The start page: growth in words, five themes, four charts, what was celebrated, what is to come."""
    cijfers = load(None, keuze)
    links = [
        (grafieken.groei_op_pad, "monitoring:voorraad"),
        (grafieken.urgent, "monitoring:toewijzing"),
        (grafieken.vrije_toewijzing, "monitoring:toewijzing"),
        (grafieken.statushouders, "monitoring:toewijzing"),
    ]
    charts = [(build(cijfers), reverse(page) + keuze.dag) for build, page in links]
    missing = ontbrekend_toen(cijfers) if keuze.op else ontbrekend(user, today, cijfers)
    punt = cijfers.laatste("V1")
    note = zinnen.nog_open(list(punt.ontbreekt)) if punt and punt.voorlopig else ""
    blocks, above = themablokken(cijfers)
    empty = not any(chart.figuur for chart, _ in charts)
    mind = noot(keuze, note, ACTIES_VAN_NU if keuze.op else "")
    sentence = " ".join(filter(None, [groei_zin(cijfers), pad_zin(cijfers)]))
    kop = Kop("Hoe staan we ervoor?", sentence, mind, groei_herkomst(cijfers), keuze.dag)
    return Overzicht(kop, blocks, above, charts, gevierd(), missing, empty)


def themablokken(cijfers: Cijfers, jaar: int | None = None) -> tuple[list[Themablok], list[Statustelling]]:
    """The five themes with their goals, figures and actions by status; and the actions that stand above them.

    The actions of `jaar`, or those of the running year.
    """
    statuses: dict[int | None, Counter] = {}
    acties = Actie.objects.filter(jaar=jaar) if jaar else Actie.objects.lopend(timezone.localdate())
    for thema_id, status in acties.values_list("thema", "status"):
        statuses.setdefault(thema_id, Counter())[status] += 1
    blocks = [
        Themablok(
            thema,
            [doel.tekst for doel in thema.doelen.all()],
            *_voorop(cijfers, standen(cijfers, thema.slug)),
            _counted(statuses.get(thema.pk, Counter())),
        )
        for thema in Thema.objects.prefetch_related("doelen")
    ]
    return blocks, _counted(statuses.get(None, Counter()))


def _counted(counter: Counter) -> list[Statustelling]:
    return [Statustelling(s.value, s.label, counter[s.value]) for s in Actiestatus if counter[s.value]]


def standen(cijfers: Cijfers, slug: str) -> list[Stand]:
    """The indicators of a theme at a glance."""
    return [_stand(cijfers, code) for code in _codes(slug)]


def beoordeelde_standen(cijfers: Cijfers, slug: str) -> list[Stand]:
    """The same, each with how it stands against its goal."""
    return [_judged(cijfers, code) for code in _codes(slug)]


def standen_van(codes: Iterable[str]) -> list[Stand]:
    """These indicators at a glance, in this order, judged with the figures that takes; unknown codes are left out."""
    known = [code for code in codes if code in INDICATOREN]
    if not known:
        return []
    cijfers = load([*known, *(also for code in known for also in nodig(code))])
    return [_judged(cijfers, code) for code in known]


def _judged(cijfers: Cijfers, code: str) -> Stand:
    return replace(_stand(cijfers, code), oordeel=beoordeel(cijfers, code))


def _voorop(cijfers: Cijfers, found: list[Stand]) -> tuple[list[Stand], int]:
    """The few figures that stand for a theme, those with an agreed number first; and how many more there are."""
    agreed = {code for code, goals in cijfers.doelen.items() if any(goal.waarde is not None for goal in goals)}
    first = sorted(found, key=lambda stand: stand.code not in agreed)[:VOOROP]
    return [stand for stand in found if stand in first], len(found) - len(first)


def _codes(slug: str) -> list[str]:
    """The indicators of a theme: first the stock, then the allocations, and so on."""
    codes = [code for code, indicator in INDICATOREN.items() if indicator.thema == slug]
    return sorted(codes, key=lambda code: ("LVTOD".find(code[0]), code))


def _stand(cijfers: Cijfers, code: str) -> Stand:
    punt = cijfers.laatste(code)
    sure = f"{punt.halfjaar}{', voorlopig' if punt.voorlopig else ''}" if punt else ""
    to = adres(code, punt.halfjaar, partij=cijfers.partij_voor(code), op=cijfers.keuze.op) if punt else ""
    said = waarde_tekst(code, punt), doel_tekst(cijfers, code)
    return Stand(code, INDICATOREN[code].naam, *said, sure, to)


def gevierd(jaar: int | None = None, aantal: int | None = GEVIERD) -> list[Statusmelding]:
    """The newest successes."""
    return list(_meldingen(jaar).exclude(succes="")[:aantal])


def aandacht(jaar: int | None = None) -> list[Statusmelding]:
    """The newest update of each action that needs attention or steering, steering first."""
    found: dict[int, Statusmelding] = {}
    for melding in _meldingen(jaar).filter(actie__status__in=VRAAGT):
        found.setdefault(melding.actie_id, melding)
    return sorted(found.values(), key=lambda melding: melding.actie.status != Actiestatus.BIJSTUREN)


def _meldingen(jaar: int | None):
    """What was told; an update that only confirms tells nothing new."""
    meldingen = Statusmelding.objects.filter(bevestigt=False).select_related("actie", "actie__thema")
    return meldingen.filter(actie__jaar=jaar) if jaar else meldingen


def half_years_asked(today: datetime.date) -> list[Halfjaar]:
    """Half-years that have ended, newest first: of these figures may be expected."""
    last = min(Halfjaar.of(today) - 1, LAATSTE)
    return list(reversed(Halfjaar.range(EERSTE, last))) if last >= EERSTE else []


def half_years_begun(today: datetime.date) -> list[Halfjaar]:
    """Newest first: up to the last half-year that has ended, or further when somebody handed in a later one."""
    handed_in = Levering.objects.filter(status__in=[Status.INGEDIEND, Status.TERUGGESTUURD, Status.VASTGESTELD])
    newest = handed_in.order_by("-halfjaar").values_list("halfjaar", flat=True).first()
    last = max([*half_years_asked(today)[:1], newest or EERSTE - 1])
    return Halfjaar.range(EERSTE, last)[::-1]


def ontbrekend(user: Gebruiker, today: datetime.date, cijfers: Cijfers) -> list[Ontbrekend]:
    """Whose figures are still to come, per half-year, as far as this reader may know how far each is.

    Names every party for which a figure elsewhere is provisional: who is not accepted, and who is accepted but not
    in the figures yet.
    """
    parties = cijfers.reeksen.partijen
    rows = ronde.overview(user, half_years_begun(today), parties, today)
    found = []
    for row in rows:
        open_ = [f"{vak.partij}: {state}" for vak in row.vakken if (state := _still_open(vak, cijfers))]
        if open_:
            found.append(Ontbrekend(zinnen.van_jaar(row.halfjaar.voluit), open_))
    return found


def ontbrekend_toen(cijfers: Cijfers) -> list[Ontbrekend]:
    """Whose figures were not there yet on the day that the reader chose, of the half-years that had ended by then."""
    found = []
    for half in half_years_asked(cijfers.keuze.op):
        missing = [str(each) for each in cijfers.reeksen.partijen if not cijfers.reeksen.is_counted(each, half)]
        if missing:
            found.append(Ontbrekend(zinnen.van_jaar(half.voluit), missing))
    return found


def _still_open(vak: ronde.Vak, cijfers: Cijfers) -> str:
    """How far a delivery is that is not in the figures; nothing when it is."""
    if not vak.vastgesteld:
        return vak.naam
    return "" if cijfers.reeksen.is_counted(vak.partij, vak.halfjaar) else IN_BEREKENING


def themas(keuze: Keuze = ALLES) -> Overzicht:
    """All themes with their figures and actions."""
    blocks, above = themablokken(load(None, keuze))
    kop = Kop("Thema’s", themas_zin(blocks, above), noot(keuze, ACTIES_VAN_NU if keuze.op else ""), dag=keuze.dag)
    return Overzicht(kop, blocks, above, [], [], [], leeg=False)


def themas_zin(blocks: list[Themablok], above: list[Statustelling]) -> str:
    counts = [*above, *(telling for block in blocks for telling in block.statussen)]
    done = sum(telling.aantal for telling in counts if telling.status == Actiestatus.AFGEROND)
    return zinnen.themas(len(blocks), sum(telling.aantal for telling in counts), done)


def thema(slug: str, keuze: Keuze = ALLES) -> Themapagina:
    """One theme: goals, figures with the charts that stand here, actions, successes and bottlenecks.

    Raises Thema.DoesNotExist.
    """
    found = Thema.objects.get(slug=slug)
    cijfers = load(_codes(slug), keuze, elk=slug in grafieken.BIJ_THEMA)
    acties = list(found.acties.lopend(timezone.localdate()).prefetch_related("trekkers"))
    meldingen = list(_meldingen(None).filter(actie__thema=found))
    sentence = zinnen.acties_stand(Counter(actie.status for actie in acties), dict(Actiestatus.choices))
    kop = Kop(found.naam, sentence, noot(keuze, ACTIES_VAN_NU if keuze.op else ""), dag=keuze.dag)
    return Themapagina(
        kop,
        found,
        [doel.tekst for doel in found.doelen.all()],
        beoordeelde_standen(cijfers, slug),
        GRAFIEKEN_BIJ.get(slug, []),
        [build(cijfers) for build in grafieken.BIJ_THEMA.get(slug, [])],
        acties,
        [melding for melding in meldingen if melding.succes][:GEVIERD],
        [melding for melding in meldingen if melding.knelpunt and melding.actie in acties][:GEVIERD],
    )


def op_de_kaart(code: str, keuze: Keuze) -> str:
    """Where in the city: the map of this figure, of what the reader chose."""
    return met(reverse("monitoring:wijken") + keuze.vraag, indicator=code)


def noot(keuze: Keuze, *noten: str) -> str:
    """What to keep in mind, first of all that these are not the figures of now."""
    return " ".join(filter(None, [keuze.bekend and f"{keuze.bekend}.", *noten]))
