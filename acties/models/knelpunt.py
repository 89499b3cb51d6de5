"""What stands in the way, or what chance there is: parties and tenants report it, and one party takes it up."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from acties.models.actie import Actie
from acties.models.thema import Thema
from basis.models import Gebied, Partij, Wijk


class Knelpuntsoort(models.TextChoices):
    KNELPUNT = "knelpunt", "knelpunt"
    KANS = "kans", "kans"


class Knelpuntstand(models.TextChoices):
    GEMELD = "gemeld", "gemeld"
    OPGEPAKT = "opgepakt", "opgepakt"
    OPGELOST = "opgelost", "opgelost"
    VERVALLEN = "vervallen", "vervallen"


KLAAR = (Knelpuntstand.OPGELOST, Knelpuntstand.VERVALLEN)


def asked_of(user) -> Q:
    """Which of the rows with a `partij` and a `wie` are asked of this user: theirs, and those of their party that
    are nobody's. Who left the party, or closed their account, is asked no more: then it is asked of the whole party.
    """
    nobody = Q(wie=None) | Q(wie__is_active=False) | ~Q(wie__partij=user.partij_id)
    return Q(partij=user.partij_id) & (Q(wie=user.pk) | nobody)


class KnelpuntQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody who is logged in sees all bottlenecks and chances."""
        return self if user.is_authenticated else self.none()

    def open(self):
        return self.exclude(stand__in=KLAAR)

    def asked_of(self, user):
        return self.filter(asked_of(user))


class Knelpunt(models.Model):
    """A bottleneck or a chance. `acties.dossier.knelpunten` is the only writer.

    `partij` takes it up. `project` is a code of a plan list, as text: this app does not know those lists. Names of
    people are kept as they were; they stay when the account is gone. `stand_op` is the moment of the last move.
    """

    soort = models.CharField("soort", max_length=10, choices=Knelpuntsoort, default=Knelpuntsoort.KNELPUNT)
    titel = models.CharField("titel", max_length=150)
    tekst = models.TextField("toelichting", blank=True)
    stand = models.CharField("stand", max_length=10, choices=Knelpuntstand, default=Knelpuntstand.GEMELD)
    stand_op = models.DateTimeField("verplaatst op", default=timezone.now)
    afloop = models.TextField("hoe het afliep", blank=True)
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="knelpunten", verbose_name="partij die het oppakt")
    wie = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="persoon"
    )
    wie_naam = models.CharField("naam", max_length=200, blank=True)
    actie = models.ForeignKey(
        Actie, models.PROTECT, null=True, blank=True, related_name="knelpunten", verbose_name="actie"
    )
    thema = models.ForeignKey(
        Thema, models.PROTECT, null=True, blank=True, related_name="knelpunten", verbose_name="thema"
    )
    wijk = models.ForeignKey(
        Wijk, models.PROTECT, null=True, blank=True, related_name="knelpunten", verbose_name="wijk"
    )
    gebied = models.ForeignKey(
        Gebied, models.PROTECT, null=True, blank=True, related_name="knelpunten", verbose_name="eigen gebied"
    )
    project = models.CharField("project", max_length=40, blank=True)
    doorbraakteam = models.BooleanField("een doorbraakteam is nodig", default=False)
    team = models.TextField("wie er in het doorbraakteam zitten", blank=True)
    team_uitkomst = models.TextField("wat het doorbraakteam opleverde", blank=True)
    gemeld_op = models.DateTimeField("gemeld op", auto_now_add=True)
    gemeld_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    gemeld_door_naam = models.CharField("gemeld door", max_length=200)
    gemeld_door_partij = models.CharField("partij van de melder", max_length=100)

    objects = KnelpuntQuerySet.as_manager()

    class Meta:
        verbose_name = "knelpunt of kans"
        verbose_name_plural = "knelpunten en kansen"
        ordering = ["-stand_op", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(soort__in=Knelpuntsoort.values), name="knelpunt_soort_bekend"),
            models.CheckConstraint(condition=Q(stand__in=Knelpuntstand.values), name="knelpunt_stand_bekend"),
            models.CheckConstraint(
                condition=~Q(stand__in=["opgelost", "vervallen"]) | ~Q(afloop=""), name="knelpunt_klaar_met_afloop"
            ),
        ]

    def __str__(self):
        return f"{self.get_soort_display().capitalize()}: {self.titel}"

    def get_absolute_url(self):
        return reverse("acties:knelpunt", args=[self.pk])

    @property
    def wie_tekst(self) -> str:
        """'Omnia Wonen (Omar van Nia)'."""
        return f"{self.partij} ({self.wie_naam})" if self.wie_naam else str(self.partij)

    @property
    def klaar(self) -> bool:
        return self.stand in KLAAR


class Knelpuntnotitie(models.Model):
    """One step in the course of a bottleneck or chance, and of its doorbraakteam; append-only."""

    knelpunt = models.ForeignKey(Knelpunt, models.PROTECT, related_name="notities", verbose_name="knelpunt of kans")
    tekst = models.TextField("notitie")
    op = models.DateTimeField("op", auto_now_add=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    door_naam = models.CharField("naam", max_length=200)
    door_partij = models.CharField("partij", max_length=100)

    class Meta:
        verbose_name = "notitie"
        verbose_name_plural = "notities"
        ordering = ["-op", "-pk"]

    def __str__(self):
        return f"Notitie bij {self.knelpunt}"

    def get_absolute_url(self):
        return f"{self.knelpunt.get_absolute_url()}?notitie={self.pk}#notitie-{self.pk}"
