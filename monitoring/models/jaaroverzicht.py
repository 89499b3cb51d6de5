"""The overview for the BO: the texts that are prepared, the versions that were frozen, and which of them are public."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from monitoring.tijdvak import Tijdvak


class JaaroverzichtQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever is logged in sees all; everybody else those of which a version is public."""
        return self if user.is_authenticated else self.openbaar()

    def openbaar(self):
        return self.filter(Exists(Publicatie.objects.open().filter(vastlegging__jaaroverzicht=OuterRef("pk"))))

    def van(self, tijdvak: Tijdvak):
        return self.filter(jaar=tijdvak.jaar, helft=tijdvak.helft)


class Jaaroverzicht(models.Model):
    """The overview of a year (`helft` 0) or of a half-year. What it showed on a day is in its `vastleggingen`."""

    jaar = models.PositiveSmallIntegerField("jaar")
    helft = models.PositiveSmallIntegerField("helft", default=0)

    objects = JaaroverzichtQuerySet.as_manager()

    class Meta:
        verbose_name = "jaaroverzicht"
        verbose_name_plural = "jaaroverzichten"
        ordering = ["-jaar", "helft"]
        constraints = [
            models.UniqueConstraint(fields=["jaar", "helft"], name="jaaroverzicht_eenmaal_per_tijdvak"),
            models.CheckConstraint(condition=Q(helft__in=[0, 1, 2]), name="jaaroverzicht_helft_bekend"),
        ]

    def __str__(self):
        return self.tijdvak.titel

    def get_absolute_url(self):
        return reverse("monitoring:jaaroverzicht", args=[self.tijdvak])

    @property
    def tijdvak(self) -> Tijdvak:
        return Tijdvak(self.jaar, self.helft)


class Overzichttekst(models.Model):
    """What the municipality wrote in the place of a text of the system; that one is kept beside it."""

    jaaroverzicht = models.ForeignKey(Jaaroverzicht, models.CASCADE, related_name="teksten")
    sleutel = models.CharField("plaats", max_length=80)
    tekst = models.TextField("tekst")

    class Meta:
        verbose_name = "tekst van een overzicht"
        verbose_name_plural = "teksten van een overzicht"
        ordering = ["sleutel"]
        constraints = [
            models.UniqueConstraint(fields=["jaaroverzicht", "sleutel"], name="overzichttekst_eenmaal_per_plaats")
        ]

    def __str__(self):
        return f"{self.jaaroverzicht}: {self.sleutel}"


class VastleggingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever is logged in sees all; everybody else the versions that were published and not withdrawn."""
        return self if user.is_authenticated else self.openbaar()

    def openbaar(self):
        return self.filter(Exists(Publicatie.objects.open().filter(vastlegging=OuterRef("pk"))))

    def van(self, tijdvak: Tijdvak):
        """The versions of this overview, newest first."""
        of = self.filter(jaaroverzicht__in=Jaaroverzicht.objects.van(tijdvak))
        return of.select_related("jaaroverzicht").order_by("-versie")

    def zonder_inhoud(self):
        """For lists: the content of one version may be a megabyte."""
        return self.defer("inhoud", "openbaar", "notities")

    def update(self, **kwargs):
        raise TypeError("Een vastgelegde versie wordt niet gewijzigd.")

    def delete(self):
        raise TypeError("Een vastgelegde versie wordt niet verwijderd.")


class Vastlegging(models.Model):
    """One frozen version of an overview; append-only.

    `inhoud` is what readers with an account see, `openbaar` what everybody may see, `notities` what only the speaker
    has (empty where it was frozen before notes were kept apart): each is canonical JSON as text, so that what is stored
    is byte for byte what was hashed (docs/adr/0018). `door_naam` stays when the account is gone.
    """

    jaaroverzicht = models.ForeignKey(Jaaroverzicht, models.PROTECT, related_name="vastleggingen")
    versie = models.PositiveIntegerField("versie")
    schema = models.PositiveSmallIntegerField("schema")
    inhoud = models.TextField("inhoud")
    openbaar = models.TextField("openbare inhoud")
    notities = models.TextField("notities van de spreker", blank=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    sha256_openbaar = models.CharField("SHA-256 van de openbare inhoud", max_length=64)
    sha256_notities = models.CharField("SHA-256 van de notities", max_length=64, blank=True)
    op = models.DateTimeField("vastgelegd op")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    door_naam = models.CharField("naam", max_length=200)

    objects = VastleggingQuerySet.as_manager()

    class Meta:
        verbose_name = "vastgelegde versie"
        verbose_name_plural = "vastgelegde versies"
        ordering = ["jaaroverzicht", "-versie"]
        constraints = [models.UniqueConstraint(fields=["jaaroverzicht", "versie"], name="vastlegging_versie_eenmaal")]

    def __str__(self):
        return f"{self.jaaroverzicht}, versie {self.versie}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("Een vastgelegde versie wordt niet gewijzigd.")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("monitoring:vastlegging", args=[self.jaaroverzicht.tijdvak, self.versie])

    def delete(self, *args, **kwargs):
        raise TypeError("Een vastgelegde versie wordt niet verwijderd.")


class PublicatieQuerySet(models.QuerySet):
    def open(self):
        """What was not withdrawn."""
        return self.filter(ingetrokken_op=None)


class Publicatie(models.Model):
    """A version that everybody may read, from a moment on and until it is withdrawn."""

    vastlegging = models.ForeignKey(Vastlegging, models.PROTECT, related_name="publicaties")
    op = models.DateTimeField("gepubliceerd op")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True)

    objects = PublicatieQuerySet.as_manager()

    class Meta:
        verbose_name = "publicatie"
        verbose_name_plural = "publicaties"
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vastlegging"], condition=Q(ingetrokken_op=None), name="publicatie_eenmaal_open"
            )
        ]

    def __str__(self):
        return str(self.vastlegging)
