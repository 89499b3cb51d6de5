"""What happened: successes, decisions and what came of them, what tenants said; what comes next; whose figures it are.

Names of people stay out of it: an overview may become readable for everybody.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from acties.models import Actie, Actiestatus, Besluit, Besluitstatus, Mijlpaal, Opmerking, Statusmelding
from basis.halfjaar import Halfjaar
from basis.models import Partij
from monitoring import dashboards
from monitoring.grafiek import Cijfers
from monitoring.jaaroverzicht.cijfers import tot_en_met
from monitoring.tijdvak import Tijdvak
from monitoring.zinnen import algemeen
from monitoring.zinnen import jaaroverzicht as zinnen
from voorraad.models import Levering

AF = (Actiestatus.AFGEROND, Actiestatus.VERVALLEN)


@dataclass(frozen=True)
class Bron:
    """What a story is made from, each asked for once. `openbaar`: it is told to everybody."""

    tijdvak: Tijdvak
    today: datetime.date
    openbaar: bool = False

    @cached_property
    def cijfers(self) -> Cijfers:
        return tot_en_met(self.tijdvak.tm, openbaar=self.openbaar)

    @cached_property
    def acties(self) -> list[Actie]:
        """The actions of the year."""
        return list(Actie.objects.filter(jaar=self.tijdvak.jaar).prefetch_related("trekkers"))

    @cached_property
    def begin(self) -> dict[int, str]:
        """Of every action where it began: '2026/5' also for the one that carries it on in a later year."""
        rows = {pk: row for pk, *row in Actie.objects.values_list("pk", "vervolg_van", "jaar", "nummer")}

        def first(pk: int) -> str:
            before, jaar, nummer = rows[pk]
            return first(before) if before else f"{jaar}/{nummer}"

        return {pk: first(pk) for pk in rows}

    @cached_property
    def meldingen(self) -> list[Statusmelding]:
        """What was told about them, newest first; what only confirms is left out."""
        rows = Statusmelding.objects.filter(bevestigt=False, actie__jaar=self.tijdvak.jaar)
        return list(rows.select_related("actie"))

    @cached_property
    def nieuwste(self) -> list[Statusmelding]:
        """The newest of each action, in the order of the actions."""
        found: dict[int, Statusmelding] = {}
        for melding in self.meldingen:
            found.setdefault(melding.actie_id, melding)
        return sorted(found.values(), key=lambda melding: melding.actie.nummer)

    @cached_property
    def ontbreekt(self) -> list[tuple[Halfjaar, list[str], list[str]]]:
        """Per half-year of which figures were asked or came: whose are accepted, and whose are still to come."""
        accepted = set(Levering.objects.vastgesteld().values_list("halfjaar", "partij"))
        asked = {half for half in dashboards.half_years_asked(self.today) if half in self.tijdvak.halfjaren}
        halves = sorted(asked | {half for half, _ in accepted if half in self.tijdvak.halfjaren})
        parties = list(Partij.objects.aanleverend())
        return [
            (
                half,
                [partij.naam for partij in parties if (half, partij.pk) in accepted],
                [partij.naam for partij in parties if (half, partij.pk) not in accepted],
            )
            for half in halves
        ]

    def hoort_erbij(self, op: datetime.datetime) -> bool:
        """Of a half-year what was written in it; of a year everything about its actions, until now."""
        day = timezone.localtime(op).date()
        return day <= self.today and (not self.tijdvak.helft or self.tijdvak.begin <= day <= self.tijdvak.eind)


def punt(titel: str, tekst: str = "", onder: str = "", **extra) -> dict:
    """One point on a slide or in a list."""
    return {"titel": titel, "tekst": tekst, "onder": onder, **extra}


def melding_als_punt(melding: Statusmelding, tekst: str) -> dict:
    actie = melding.actie
    when = date_format(timezone.localtime(melding.op), "j F Y")
    return punt(tekst, onder=f"Actie {actie.nummer}: {actie.titel} · {when}", adres=actie.get_absolute_url())


def successen(bron: Bron) -> dict:
    told = [melding for melding in bron.meldingen if melding.succes and bron.hoort_erbij(melding.op)]
    found = [melding_als_punt(melding, melding.succes) for melding in told]
    titel = algemeen.gevierd(len(found))
    return {"soort": "successen", "boven": "Gevierd", "titel": titel, "punten": found}


def besluiten(bron: Bron) -> dict:
    """What was decided in this time, and earlier decisions that were open when it began."""
    in_time = Q(overleg__datum__gte=bron.tijdvak.begin, overleg__datum__lte=bron.tijdvak.eind)
    stood_open = Q(overleg__datum__lt=bron.tijdvak.begin) & (
        Q(status=Besluitstatus.OPEN) | Q(afgerond_op__gte=bron.tijdvak.begin)
    )
    rows = Besluit.objects.filter(in_time | stood_open).select_related("overleg__vorm", "partij")
    found = [_besluit(besluit, bron.today) for besluit in rows.order_by("overleg__datum", "pk")]
    done = sum(each["status"] == Besluitstatus.UITGEVOERD for each in found)
    titel = zinnen.besluiten(len(found), done)
    return {"soort": "besluiten", "boven": "Besluiten en wat ervan kwam", "titel": titel, "besluiten": found}


def _besluit(besluit: Besluit, today: datetime.date) -> dict:
    late = besluit.over_tijd(today)
    return {
        "wat": besluit.wat,
        "waarom": besluit.waarom,
        "partij": besluit.partij.naam,
        "uiterlijk": besluit.uiterlijk,
        "status": "datum-voorbij" if late else besluit.status,
        "statusnaam": "datum voorbij" if late else besluit.get_status_display(),
        "uitkomst": besluit.uitkomst,
        "overleg": besluit.overleg.naam,
        "datum": besluit.overleg.datum,
        "adres": besluit.get_absolute_url(),
    }


def huurders(bron: Bron) -> dict:
    """How many remarks tenant organisations placed at which actions, and, for who is logged in, their words."""
    rows = Opmerking.objects.filter(actie__jaar=bron.tijdvak.jaar).select_related("actie", "antwoord")
    rows = [row for row in rows.order_by("actie__nummer", "op", "pk") if bron.hoort_erbij(row.op)]
    per_action: dict[Actie, list[Opmerking]] = {}
    for remark in rows:
        per_action.setdefault(remark.actie, []).append(remark)
    answered = sum(hasattr(remark, "antwoord") for remark in rows)
    nothing = "Huurdersorganisaties plaatsten geen opmerkingen."
    return {
        "soort": "huurders",
        "boven": "Wat huurders zeggen",
        "titel": algemeen.huurders(len(rows), answered) if rows else nothing,
        "punten": [_telling(actie, remarks) for actie, remarks in per_action.items()],
        "opmerkingen": [_opmerking(remark) for remark in rows],
    }


def _telling(actie: Actie, remarks: list[Opmerking]) -> dict:
    counts = Counter(remark.soort for remark in remarks)
    said = algemeen.opmerkingen(*(counts[soort] for soort in Opmerking.Soort))
    titel = f"Actie {actie.nummer}: {actie.titel}"
    return punt(titel, algemeen.met_hoofdletter(said), adres=actie.get_absolute_url())


def _opmerking(remark: Opmerking) -> dict:
    answer = getattr(remark, "antwoord", None)
    return {
        "actie": f"Actie {remark.actie.nummer}: {remark.actie.titel}",
        "soort": remark.get_soort_display(),
        "tekst": remark.tekst,
        "wie": remark.door_partij,
        "op": timezone.localtime(remark.op).date(),
        "antwoord": answer and {"tekst": answer.tekst, "wie": answer.door_partij},
    }


def volgend(bron: Bron) -> dict:
    """The actions of the next year; before there are any, and after a half-year, those that go on."""
    after = bron.tijdvak.volgend
    new = [] if bron.tijdvak.helft else list(Actie.objects.filter(jaar=after.jaar).prefetch_related("trekkers"))
    acties = new or [actie for actie in bron.acties if actie.status not in AF]
    milestones = _eerstvolgende(acties, bron.today)
    return {
        "soort": "volgend",
        "boven": "Wat we nu gaan doen",
        "titel": zinnen.volgend(len(acties), after.naam, bool(new)),
        "punten": [
            punt(
                f"Actie {actie.nummer}: {actie.titel}",
                milestones.get(actie.pk, ""),
                f"{algemeen.opsomming(partij.naam for partij in actie.trekkers.all())} · {actie.planning}",
                adres=actie.get_absolute_url(),
            )
            for actie in acties
        ],
    }


def _eerstvolgende(acties: list[Actie], today: datetime.date) -> dict[int, str]:
    """The first milestone of each action that is still to come, in words; without one the last whose day has passed."""
    rows = Mijlpaal.objects.open().filter(actie__in=[actie.pk for actie in acties])
    passed = rows.filter(gepland_op__lt=today).order_by("gepland_op", "pk")
    coming = rows.filter(gepland_op__gte=today).order_by("-gepland_op", "-pk")
    return {row.actie_id: _mijlpaal(row, today) for row in (*passed, *coming)}


def _mijlpaal(row: Mijlpaal, today: datetime.date) -> str:
    day = date_format(row.gepland_op, "j F Y")
    return (
        f"{row.naam}, {day}"
        if row.gepland_op >= today
        else f"‘{row.naam}’ was gepland voor {day}; een nieuwe datum is nodig"
    )


def bronnen(bron: Bron) -> dict:
    """Which deliveries the figures are made of, and which are still to come."""
    punten = [
        punt(
            algemeen.met_hoofdletter(algemeen.van_jaar(half.voluit)),
            f"Vastgesteld: {algemeen.opsomming(there)}." if there else "",
            f"Nog niet vastgesteld: {algemeen.opsomming(missing)}." if missing else "",
        )
        for half, there, missing in bron.ontbreekt
    ]
    complete = bool(punten) and not any(each["onder"] for each in punten)
    titel = algemeen.bronnen(bool(punten), complete)
    return {"soort": "bronnen", "boven": "Waar de cijfers vandaan komen", "titel": titel, "punten": punten}
