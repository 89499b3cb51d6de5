"""What can be found: of each app the sources, with what is shown of a hit. Their order is that of the page."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from acties.models import (
    Actie,
    Agendapunt,
    Antwoord,
    Besluit,
    Knelpunt,
    Knelpuntnotitie,
    Opmerking,
    Overleg,
    Statusmelding,
)
from basis.models import Buurt, Gebied, Gebruiker, Wijk
from monitoring import gebieden
from monitoring.plannen.projecten import nieuwste_lijsten
from monitoring.zoeken import bron
from voorraad.models import Levering, Project, Status

ONDERWEG = (Status.CONCEPT, Status.TERUGGESTUURD, Status.INGEDIEND)


def _adres(row) -> str:
    return row.get_absolute_url()


def _geschreven(row) -> str:
    """'Mees de Werker, Gemeente Amersfoort, 3 maart 2026'."""
    return f"{row.door_naam}, {row.door_partij}, {date_format(timezone.localtime(row.op), 'j F Y')}"


@bron(
    "acties",
    "Acties",
    velden=("titel", "samenvatting", "officiele_tekst"),
    kop=lambda actie: actie.titel,
    adres=_adres,
    onder=lambda actie: f"Actie {actie.nummer}, {actie.jaar}: {actie.get_status_display()}",
    nummer=("actie", "nummer"),
)
def acties(user: Gebruiker) -> QuerySet:
    return Actie.objects.visible_to(user).order_by("-jaar", "nummer")


@bron(
    "knelpunten",
    "Knelpunten en kansen",
    velden=("titel", "tekst", "afloop", "team", "team_uitkomst", "project"),
    kop=lambda knelpunt: knelpunt.titel,
    adres=_adres,
    onder=lambda knelpunt: f"{knelpunt.get_soort_display().capitalize()}: {knelpunt.get_stand_display()}",
)
def knelpunten(user: Gebruiker) -> QuerySet:
    return Knelpunt.objects.visible_to(user).order_by("-stand_op", "-pk")


@bron(
    "knelpuntnotities",
    "Notities bij knelpunten en kansen",
    velden=("tekst",),
    kop=lambda notitie: notitie.knelpunt.titel,
    adres=_adres,
    onder=_geschreven,
    op_rang=False,
)
def knelpuntnotities(user: Gebruiker) -> QuerySet:
    seen = Knelpunt.objects.visible_to(user)
    return Knelpuntnotitie.objects.filter(knelpunt__in=seen).select_related("knelpunt").order_by("-op", "-pk")


@bron(
    "besluiten",
    "Besluiten",
    velden=("wat", "waarom", "uitkomst"),
    kop=lambda besluit: besluit.kort,
    adres=_adres,
    onder=lambda besluit: f"{besluit.overleg}: {besluit.get_status_display()}",
    nummer=("besluit", "pk"),
)
def besluiten(user: Gebruiker) -> QuerySet:
    return Besluit.objects.visible_to(user).select_related("overleg__vorm").order_by("-overleg__datum", "-pk")


@bron(
    "agendapunten",
    "Agendapunten en verslagen",
    velden=("titel", "toelichting", "knelpunt", "notulen"),
    kop=lambda punt: punt.titel,
    adres=_adres,
    onder=lambda punt: str(punt.overleg),
)
def agendapunten(user: Gebruiker) -> QuerySet:
    seen = Agendapunt.objects.filter(overleg__in=Overleg.objects.visible_to(user), weg=False)
    return seen.select_related("overleg__vorm").order_by("-overleg__datum", "volgorde")


@bron(
    "meldingen",
    "Meldingen bij acties",
    velden=("toelichting", "succes", "knelpunt"),
    kop=lambda melding: f"Actie {melding.actie.nummer}: {melding.actie.titel}",
    adres=_adres,
    onder=_geschreven,
    op_rang=False,
)
def meldingen(user: Gebruiker) -> QuerySet:
    """'Nog steeds actueel' repeats what was told before."""
    told = Statusmelding.objects.filter(actie__in=Actie.objects.visible_to(user), bevestigt=False)
    return told.select_related("actie").order_by("-op", "-pk")


@bron(
    "opmerkingen",
    "Opmerkingen van huurdersorganisaties",
    velden=("tekst",),
    kop=lambda opmerking: f"{opmerking.get_soort_display().capitalize()} bij actie {opmerking.actie.nummer}",
    adres=_adres,
    onder=_geschreven,
    op_rang=False,
)
def opmerkingen(user: Gebruiker) -> QuerySet:
    seen = Opmerking.objects.filter(actie__in=Actie.objects.visible_to(user))
    return seen.select_related("actie").order_by("-op", "-pk")


@bron(
    "antwoorden",
    "Antwoorden op opmerkingen",
    velden=("tekst",),
    kop=lambda antwoord: f"Antwoord bij actie {antwoord.opmerking.actie.nummer}",
    adres=lambda antwoord: antwoord.opmerking.get_absolute_url(),
    onder=_geschreven,
    op_rang=False,
)
def antwoorden(user: Gebruiker) -> QuerySet:
    seen = Antwoord.objects.filter(opmerking__actie__in=Actie.objects.visible_to(user))
    return seen.select_related("opmerking__actie").order_by("-op", "-pk")


@bron(
    "projecten",
    "Projecten",
    velden=("naam", "projectcode"),
    deels=("naam", "projectcode"),
    kop=lambda project: project.naam,
    adres=lambda project: _projectadres(project),
    onder=lambda project: _projectregel(project),
)
def projecten(user: Gebruiker) -> QuerySet:
    """Each project once: of the lists in the figures, and what is new in deliveries on their way that the user sees."""
    newest = nieuwste_lijsten()
    coming = Levering.objects.visible_to(user).filter(status__in=ONDERWEG).values("pk")
    same = Project.objects.filter(projectcode=OuterRef("projectcode"))
    before = same.filter(levering=OuterRef("levering"), rijnummer__lt=OuterRef("rijnummer"))
    known = same.filter(levering__in=newest, levering__partij=OuterRef("levering__partij"))
    rows = Project.objects.filter(levering__in=newest) | Project.objects.filter(~Exists(known), levering__in=coming)
    return rows.filter(~Exists(before)).select_related("levering__partij").order_by("naam", "pk")


def _projectadres(project: Project) -> str:
    accepted = project.levering.status not in ONDERWEG
    return reverse("monitoring:projecten") if accepted else project.levering.get_absolute_url()


def _projectregel(project: Project) -> str:
    waiting = "" if project.levering.status not in ONDERWEG else ", nog niet vastgesteld"
    return f"{project.projectcode}, op de lijst van {project.levering.partij}{waiting}"


def _gebied(code: str, naam: str, rijen) -> None:
    """The three kinds of areas are found and shown alike."""
    namen = ("naam", "code")
    bron(
        code,
        naam,
        velden=namen,
        deels=namen,
        kop=lambda plek: plek.naam,
        adres=gebieden.adres,
        onder=lambda plek: gebieden.soort(plek).capitalize(),
    )(rijen)


_gebied("wijken", "Wijken", lambda user: _nu(Wijk))
_gebied("buurten", "Buurten", lambda user: _nu(Buurt))
_gebied("gebieden", "Eigen gebieden", lambda user: Gebied.objects.order_by("naam"))


def _nu(model) -> QuerySet:
    """Of this year's edition."""
    return model.objects.in_editie(timezone.localdate().year).defer("vorm").order_by("naam")
