"""The yearly overview: slides with one message each, live for who is logged in, frozen once it is published.

The content is plain data, so that what was published can be kept as JSON and shown as it was, by the same template.
Names of people stay out of it: a published overview can be read by anybody.
"""

from __future__ import annotations

import copy
import datetime
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from acties.models import Opmerking
from basis.halfjaar import Halfjaar
from basis.models import Gebruiker, Partij, Wijziging
from monitoring import context, dashboards, grafieken
from monitoring.dashboards import Kop
from monitoring.grafiek import Grafiek, load
from monitoring.grafieken.groeipad import pad_zin
from monitoring.grafieken.voorraad import groei_herkomst, groei_zin
from monitoring.herkomst import met
from monitoring.keuze import Keuze
from monitoring.models import Jaaroverzicht
from monitoring.zinnen import algemeen as zinnen
from voorraad.models import Levering

OP_EEN_DIA = 6  # so many messages can be read from the back of the room
INLEIDING = "Hoe staan we ervoor, wat hebben we gevierd, en waar is samen iets aan te doen?"


class ZonderCijfers(Exception):  # noqa: N818  a Dutch name for what is the matter
    """There is nothing to publish yet."""


@dataclass(frozen=True)
class Punt:
    titel: str
    tekst: str = ""
    onder: str = ""
    statussen: list = field(default_factory=list)


@dataclass(frozen=True)
class Dia:
    """One message: what it is about, the message, and a chart or a few points that show it."""

    soort: str
    boven: str
    titel: str
    tekst: str = ""
    punten: list[Punt] = field(default_factory=list)
    grafiek: Grafiek | None = None


@dataclass(frozen=True)
class Pagina:
    kop: Kop
    inhoud: dict


def live(jaar: int, today: datetime.date, inleiding: str = "") -> dict:
    """The slides as the figures stand now, as plain data."""
    slides = [_opening(jaar, inleiding), *_charts(jaar), _themas(jaar), *_meldingen(jaar), *_huurders(jaar)]
    slides.append(_bronnen(jaar, today))
    dias = [asdict(dia) for dia in slides]
    made = {"jaar": jaar, "gemaakt_op": timezone.now(), "fictief": context.fictief(), "dias": dias}
    return json.loads(json.dumps(made, cls=DjangoJSONEncoder))


def pagina(jaar: int, today: datetime.date, row: Jaaroverzicht | None, now: bool, reader: bool = True) -> Pagina:
    """What to show: the frozen overview when there is one, unless the figures of now are asked for.

    Only a `reader` who is logged in can follow a figure to where it comes from.
    """
    frozen = row.inhoud if row and row.gepubliceerd_op and not now else None
    inhoud = frozen or live(jaar, today, row.inleiding if row else "")
    if not reader:
        inhoud = _herkomst(inhoud, lambda address: "")
    made = datetime.datetime.fromisoformat(inhoud["gemaakt_op"])
    day = date_format(timezone.localtime(made), "j F Y")
    text = f"Zoals vastgelegd op {day}." if frozen else "Met de cijfers van nu; nog niet gepubliceerd."
    return Pagina(Kop(f"Jaaroverzicht {jaar}", text), inhoud)


@transaction.atomic
def publish(jaar: int, *, by: Gebruiker, today: datetime.date) -> Jaaroverzicht:
    """Freeze the figures as they stand now; from then on everybody can read the overview.

    Raises ZonderCijfers while nothing has been accepted.
    """
    row, _ = Jaaroverzicht.objects.select_for_update().get_or_create(jaar=jaar)
    before = row.gepubliceerd_op
    inhoud = live(jaar, today, row.inleiding)
    moment = inhoud["gemaakt_op"]  # a figure leads to what was known then, whatever is corrected later
    row.inhoud = _herkomst(inhoud, lambda address: met(address, op=moment))
    if not has_figures(row.inhoud):
        raise ZonderCijfers
    row.gepubliceerd_op = timezone.now()
    row.gepubliceerd_door = by
    row.save()
    Wijziging.objects.log(row, by=by, veld="gepubliceerd", van=before or "", naar=row.gepubliceerd_op)
    return row


@transaction.atomic
def withdraw(jaar: int, *, by: Gebruiker) -> None:
    """Close a published overview again for whoever is not logged in."""
    row = Jaaroverzicht.objects.select_for_update().filter(jaar=jaar, gepubliceerd_op__isnull=False).first()
    if row is None:
        return
    Wijziging.objects.log(row, by=by, veld="gepubliceerd", van=row.gepubliceerd_op, naar="ingetrokken")
    row.gepubliceerd_op = row.gepubliceerd_door = None
    row.save()


def _herkomst(inhoud: dict, change: Callable[[str], str]) -> dict:
    """The same overview with other addresses behind its figures."""
    changed = copy.deepcopy(inhoud)
    for chart in (dia["grafiek"] for dia in changed["dias"] if dia["grafiek"]):
        for cel in (cel for rij in chart["tabel"]["rijen"] for cel in rij if cel.get("adres")):
            cel["adres"] = change(cel["adres"])
        links = [link | {"adres": change(link["adres"])} for link in chart.get("herkomst", [])]
        chart["herkomst"] = [link for link in links if link["adres"]]
        if chart["figuur"]:
            found = chart["figuur"].get("klik", [])
            chart["figuur"]["klik"] = [[address and change(address) for address in points] for points in found]
    return changed


def has_figures(inhoud: dict) -> bool:
    """Whether any slide has something drawn."""
    return any(dia["grafiek"] and dia["grafiek"]["figuur"] for dia in inhoud["dias"])


def open_ends(inhoud: dict) -> list[str]:
    """What is still to come in the figures of this overview: 'Eerste helft van 2026. Nog niet vastgesteld: Portaal.'"""
    sources = next(dia for dia in inhoud["dias"] if dia["soort"] == "bronnen")
    return [f"{punt['titel']}. {punt['onder']}" for punt in sources["punten"] if punt["onder"]]


@transaction.atomic
def write_introduction(row: Jaaroverzicht, *, by: Gebruiker, before: str) -> None:
    """Store a changed introduction; a published overview shows it once it is published anew."""
    row.save()
    Wijziging.objects.log(row, by=by, veld="inleiding", van=before, naar=row.inleiding)


def years(today: datetime.date) -> list[int]:
    """From the first year of the agreements to this one, newest first."""
    first, last = dashboards.EERSTE.jaar, dashboards.LAATSTE.jaar
    return list(range(max(first, min(today.year, last)), first - 1, -1))


def _opening(jaar: int, inleiding: str) -> Dia:
    return Dia("opening", f"Jaaroverzicht {jaar}", "Samenwerkingsafspraken Amersfoort", inleiding or INLEIDING)


def _charts(jaar: int) -> list[Dia]:
    cijfers = load(["V1", "V8", "T1", "T2", "T3"], Keuze(tm=Halfjaar(jaar, 2)), elk=True)
    growth, course = grafieken.groei_op_pad(cijfers), pad_zin(cijfers)
    made = [
        ("Groei van de sociale huur", replace(growth, titel=groei_zin(cijfers), herkomst=groei_herkomst(cijfers))),
        ("Waar de groei vandaan komt", grafieken.opbouw(cijfers)),
        ("Samen en per corporatie", grafieken.per_corporatie(cijfers)),
        ("Urgent woningzoekenden", grafieken.urgent(cijfers)),
        ("Vrije toewijzing", grafieken.vrije_toewijzing(cijfers)),
        ("Statushouders", grafieken.statushouders(cijfers)),
    ]
    if not any(chart.figuur for _, chart in made):
        return []
    dias = [Dia("grafiek", boven, chart.titel, grafiek=replace(chart, downloads=[])) for boven, chart in made]
    return [replace(dias[0], tekst=course), *dias[1:]]


def _themas(jaar: int) -> Dia:
    blocks, above = dashboards.themablokken(load([]), jaar)
    punten = [Punt(block.thema.naam, statussen=block.statussen) for block in blocks]
    if above:
        punten.insert(0, Punt("Samen sturen", statussen=above))
    return Dia("themas", "Thema’s en acties", dashboards.themas_zin(blocks, above), punten=punten)


def _meldingen(jaar: int) -> list[Dia]:
    successen, open_ = dashboards.gevierd(jaar, OP_EEN_DIA), dashboards.aandacht(jaar)
    punten = [_punt(m, m.knelpunt or m.toelichting) for m in open_[:OP_EEN_DIA]]
    if len(open_) > OP_EEN_DIA:
        punten.append(Punt(zinnen.en_nog(len(open_) - OP_EEN_DIA)))
    return [
        Dia("successen", "Gevierd", zinnen.gevierd(len(successen)), punten=[_punt(m, m.succes) for m in successen]),
        Dia("aandacht", "Waar aandacht nodig is", zinnen.vraagt_aandacht(len(open_)), punten=punten),
    ]


def _huurders(jaar: int) -> list[Dia]:
    """How many remarks tenant organisations placed at which actions. Their words stay with who is logged in: that is
    what they were told when they wrote them."""
    rows = Opmerking.objects.filter(actie__jaar=jaar).select_related("actie", "antwoord").order_by("actie__nummer")
    per_action: dict[int, list[Opmerking]] = {}
    for remark in rows:
        per_action.setdefault(remark.actie_id, []).append(remark)
    if not per_action:
        return []
    punten = [_remarks(remarks) for remarks in list(per_action.values())[:OP_EEN_DIA]]
    if len(per_action) > OP_EEN_DIA:
        punten.append(Punt(zinnen.en_nog(len(per_action) - OP_EEN_DIA)))
    answered = sum(hasattr(remark, "antwoord") for remark in rows)
    return [Dia("huurders", "Wat huurders zeggen", zinnen.huurders(len(rows), answered), punten=punten)]


def _remarks(remarks: list[Opmerking]) -> Punt:
    counts = Counter(remark.soort for remark in remarks)
    said = zinnen.opmerkingen(*(counts[soort] for soort in Opmerking.Soort))
    actie = remarks[0].actie
    return Punt(f"Actie {actie.nummer}: {actie.titel}", zinnen.met_hoofdletter(said))


def _punt(melding, tekst: str) -> Punt:
    when = date_format(timezone.localtime(melding.op), "j F Y")
    return Punt(tekst, onder=f"Actie {melding.actie.nummer}: {melding.actie.titel} · {when}")


def _bronnen(jaar: int, today: datetime.date) -> Dia:
    """Which deliveries the figures are made of, and which are still to come."""
    accepted = set(Levering.objects.vastgesteld().values_list("halfjaar", "partij"))
    asked = [half for half in reversed(dashboards.half_years_asked(today)) if half.jaar == jaar]
    halves = sorted({*asked, *(half for half, _ in accepted if half.jaar == jaar)})
    parties = list(Partij.objects.aanleverend())
    punten = []
    for half in halves:
        there = [partij.naam for partij in parties if (half, partij.pk) in accepted]
        missing = [partij.naam for partij in parties if (half, partij.pk) not in accepted]
        text = f"Vastgesteld: {zinnen.opsomming(there)}." if there else ""
        below = f"Nog niet vastgesteld: {zinnen.opsomming(missing)}." if missing else ""
        punten.append(Punt(zinnen.met_hoofdletter(zinnen.van_jaar(half.voluit)), text, below))
    complete = bool(punten) and not any(punt.onder for punt in punten)
    return Dia("bronnen", "Waar de cijfers vandaan komen", zinnen.bronnen(bool(punten), complete), punten=punten)
