import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from basis.models.gebruiker import Mailkeuze
from basis.models.partij import Partij

TE_OUD = datetime.timedelta(weeks=5)  # what waited so long for its mail is no news any more


class Berichtsoort(models.TextChoices):
    """Whether something is asked of the reader, or concerns them without being theirs."""

    EIGEN = "eigen", "wat van u wordt gevraagd"
    NIEUWS = "nieuws", "nieuws over het werk van anderen"


class BerichtQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody reads what was written to themselves, on behalf of the party that they work for now.

        What somebody heard for another party stays behind there: it may tell what only that party may know.
        """
        if not user.is_authenticated:
            return self.none()
        return self.filter(gebruiker_id=user.pk, namens_id=user.partij_id)

    def ongelezen(self):
        return self.filter(gelezen_op__isnull=True)

    def te_mailen(self, *keuzes: Mailkeuze):
        """What still has to be mailed to those who chose one of these ways, and may still be."""
        choice = Q()
        for soort in Berichtsoort:
            choice |= Q(soort=soort, **{f"gebruiker__mail_{soort}__in": keuzes})
        still_theirs = Q(namens=F("gebruiker__partij"), gebruiker__is_active=True) & ~Q(gebruiker__email="")
        fresh = Q(gemaakt_op__gte=timezone.now() - TE_OUD)
        return self.ongelezen().filter(choice, still_theirs, fresh, gemaild_op__isnull=True)


class Bericht(models.Model):
    """A notice to one user, on behalf of their party: shown in the application, and mailed once.

    `sleutel` makes that nobody gets it twice for one party.
    """

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="berichten")
    namens = models.ForeignKey(Partij, models.PROTECT, related_name="+", verbose_name="namens")
    soort = models.CharField("soort", max_length=10, choices=Berichtsoort, default=Berichtsoort.EIGEN)
    sleutel = models.CharField("waarover", max_length=100)
    titel = models.CharField("titel", max_length=200)
    tekst = models.TextField("tekst")
    adres = models.CharField("adres", max_length=200, help_text="De pagina waar dit over gaat.")
    knop = models.CharField("naam van de link", max_length=80)
    gemaakt_op = models.DateTimeField("gemaakt op", auto_now_add=True)
    gelezen_op = models.DateTimeField("gelezen op", null=True, blank=True)
    gemaild_op = models.DateTimeField("gemaild op", null=True, blank=True)

    objects = BerichtQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ["-gemaakt_op", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["gebruiker", "namens", "sleutel"], name="bericht_eenmaal_per_gebruiker"),
        ]
        indexes = [
            models.Index(fields=["gebruiker"], condition=Q(gemaild_op=None, gelezen_op=None), name="bericht_te_mailen")
        ]

    def __str__(self):
        return self.titel


class Berichtreden(models.Model):
    """One reason for a notice, told to one user for one party: several can stand in one notice, none is told twice."""

    bericht = models.ForeignKey(Bericht, models.CASCADE, related_name="redenen")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    namens = models.ForeignKey(Partij, models.PROTECT, related_name="+", verbose_name="namens")
    sleutel = models.CharField("waarover", max_length=100)

    class Meta:
        verbose_name = "reden van een bericht"
        verbose_name_plural = "redenen van berichten"
        constraints = [
            models.UniqueConstraint(fields=["gebruiker", "namens", "sleutel"], name="reden_eenmaal_per_gebruiker"),
        ]

    def __str__(self):
        return self.sleutel
