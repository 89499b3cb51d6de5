"""What stands beside an action: answers, people to speak to, evidence, and the figures that it should move."""

from django.conf import settings
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import Q

from acties.models.actie import Actie, Opmerking
from basis.models import Partij


class Antwoord(models.Model):
    """The answer to a remark, by the municipality or a party that leads the action; append-only, one per remark."""

    opmerking = models.OneToOneField(Opmerking, models.PROTECT, related_name="antwoord", verbose_name="opmerking")
    tekst = models.TextField("antwoord")
    op = models.DateTimeField("op", auto_now_add=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    door_naam = models.CharField("naam", max_length=200)
    door_partij = models.CharField("partij", max_length=100)

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"

    def __str__(self):
        return f"Antwoord op {self.opmerking}"


class Contactpersoon(models.Model):
    """Who to speak to about an action, at one party: no more about a person than is needed to find them at work."""

    actie = models.ForeignKey(Actie, models.CASCADE, related_name="contactpersonen", verbose_name="actie")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+", verbose_name="partij")
    naam = models.CharField("naam", max_length=100)
    functie = models.CharField("functie", max_length=100)
    email = models.EmailField("e-mailadres op het werk", blank=True)

    class Meta:
        verbose_name = "contactpersoon"
        verbose_name_plural = "contactpersonen"
        ordering = ["partij", "naam"]
        constraints = [
            models.UniqueConstraint(fields=["actie", "partij", "naam"], name="contactpersoon_eenmaal_per_actie"),
        ]

    def __str__(self):
        return f"{self.naam} ({self.partij})"


class BewijsstukQuerySet(models.QuerySet):
    def listed(self):
        """What was not taken away."""
        return self.filter(weg_op=None)


class Bewijsstuk(models.Model):
    """A document or a link that shows what an action brought. A file stays byte for byte as it came.

    Taken away, it is no longer shown or served; the row stays, for the trail.
    """

    actie = models.ForeignKey(Actie, models.CASCADE, related_name="bewijsstukken", verbose_name="actie")
    titel = models.CharField("titel", max_length=150)
    link = models.URLField("adres", max_length=500, blank=True, validators=[URLValidator(["http", "https"])])
    bestand = models.FileField("bestand", upload_to="bewijs/%Y/", blank=True)
    bestandsnaam = models.CharField("bestandsnaam", max_length=200, blank=True)
    soort = models.CharField("soort", max_length=5, blank=True)
    grootte = models.PositiveIntegerField("grootte (bytes)", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    op = models.DateTimeField("op", auto_now_add=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    door_naam = models.CharField("naam", max_length=200)
    door_partij = models.CharField("partij", max_length=100)
    weg_op = models.DateTimeField("weggehaald op", null=True, blank=True)

    objects = BewijsstukQuerySet.as_manager()

    class Meta:
        verbose_name = "bewijsstuk"
        verbose_name_plural = "bewijsstukken"
        ordering = ["-op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(~Q(bestand=""), link="") | Q(~Q(link=""), bestand=""), name="bewijsstuk_is_link_of_bestand"
            ),
        ]

    def __str__(self):
        return self.titel


class Actieindicator(models.Model):
    """A figure that an action should move, by the code of its indicator ('V1')."""

    actie = models.ForeignKey(Actie, models.CASCADE, related_name="indicatoren", verbose_name="actie")
    code = models.CharField(
        "indicator",
        max_length=4,
        validators=[RegexValidator(r"^[A-Z][0-9]+$", "Vul de code in, zoals V1 of T3.")],
        help_text="De code, zoals V1 of T3. Ze staan bij ‘Hoe we rekenen’.",
    )

    class Meta:
        verbose_name = "cijfer bij een actie"
        verbose_name_plural = "cijfers bij acties"
        ordering = ["actie", "pk"]
        constraints = [models.UniqueConstraint(fields=["actie", "code"], name="indicator_eenmaal_per_actie")]

    def __str__(self):
        return f"{self.code} bij {self.actie}"
